"""Why is nothing kept of this page: is it empty, a shell, a menu, or is no line of it sure enough?

What a run says of a page that it drops. The words before the colon are those that reports count by.
"""

from __future__ import annotations

from collections import Counter

from cleaner.lesson import PARAGRAPH, width_of
from cleaner.page import Page

_LINKED = 0.5
"""of a line's characters, from which on it is a link"""
_SCRIPTS = ("<noscript", "<NOSCRIPT")


def why_nothing(page: Page) -> str:
    """The reason of a page of which nothing is kept, as the manifest has it."""
    return f"no article text: {_emptiness(page) or _finding(page)}"


def _emptiness(page: Page) -> str:
    is_empty = not any(block.trace.text for block in page.blocks)
    if "needs_javascript" in page.flags or (is_empty and any(tag in page.source for tag in _SCRIPTS)):
        return "the page is a shell that needs JavaScript"
    return "no text on the page" if is_empty else ""


def _finding(page: Page) -> str:
    if any(block.verdict and block.verdict.rule == "select.error_page" for block in page.blocks):
        return "an error message in place of a page"
    own = [block for block in page.blocks if block.kind != "region"]
    left = [block for block in own if block.linked <= _LINKED * len(block.trace.text)]
    said = [block for block in left if block.index not in page.metadata.used]
    if not said:
        return "nothing but a headline" if page.metadata.used else "nothing but menus and links"
    if all(width_of(block.trace.text) < PARAGRAPH for block in said):
        return "short lines only, none like a sentence of an article"
    rules = Counter(block.verdict.rule for block in said if block.verdict and not block.verdict.keep)
    return f"of {len(said)} lines none is kept, most by {rules.most_common(1)[0][0]}" if rules else "no line is kept"
