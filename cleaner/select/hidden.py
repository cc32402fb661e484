"""Is this block never shown?

Templates carry text for machines and for later: screen-reader labels, messages, fallbacks for browsers without scripts.
But whole articles are hidden too, until a script fades them in, unfolds them or has asked for money: of the blocks
below a hidden element, a third was article on the pages measured. So only a short line whose own element is hidden is
dropped here, and a `<noscript>` only while it is no article by itself; of the rest the scorer knows that they are
hidden, and decides.
"""

from __future__ import annotations

import re

from cleaner import marks as m
from cleaner.page import Block, Container, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_LONG = 60
"""characters; labels are shorter"""
_ARTICLE = 1500
"""characters of a `<noscript>` that is an article: messages and fallbacks had 800 at most on the pages measured"""
_PARTS = frozenset(("li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4"))
"""parts of something larger, which is hidden as a whole and may be shown as one"""
_HINT = re.compile("hid|none|visib|reader|sr-only|offscreen|print|a11y|assist")
_SURE = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none|display-none|invisible|offscreen|off-screen|a11y-hidden|[a-z]+-sr-only|sr-only|sronly"
    r"|(?:is|u|js|visually|element|[a-z]+-visually)-?hidden|(?:[a-z]+-)?screen-?reader(?:-?(?:text|only))?|for-screen-readers?)(?=\s|$)"
)
"""classes that hide an element as a whole; `overflow-hidden`, `field--label-hidden`, `hidden-xs`, `md:hidden` do not"""
_SOMETIMES = re.compile(r"(?:^|\s)(?:d-[a-z]{2,3}-|[a-z]+:)(?:block|flex|inline|grid|contents|table|visible)")
"""classes that show it again on other screens: `d-none d-md-block`, `hidden lg:flex`"""


@judge(
    rank=GENERIC,
    order=10,
    examples=[
        Example(
            "<html><body><p class='visually-hidden'>Image source</p><noscript><p>Please turn on JavaScript to see the "
            "comments.</p></noscript><div style='display:none'><p>The bridge over the Senn was opened on Monday, "
            "after nine years of work and two changes of plan, and hundreds of people walked across it at "
            "once.</p></div></body></html>",
            drops=("Image source", "Please turn on JavaScript"),
            spares=("The bridge over the Senn",),
        )
    ],
)
def hidden(block: Block, page: Page) -> Verdict | None:
    if block.marks & m.NOSCRIPT:
        return None if _noscript(block, page) >= _ARTICLE else Verdict(False, "select.hidden", "<noscript>")
    own = block.container
    if own.own & m.HIDDEN and block.kind not in _PARTS and len(block.trace.text) < _LONG and _is_sure(own.names):
        return Verdict(False, "select.hidden", "not shown")
    return None


def _is_sure(names: str) -> bool:
    """Whether an element that is marked as hidden is so always, and as a whole: by an attribute, or by such a class."""
    if not _HINT.search(names):
        return True
    return bool(_SURE.search(names)) and not _SOMETIMES.search(names)


def _noscript(block: Block, page: Page) -> int:
    """How many characters the `<noscript>` of this block shows."""
    sizes: dict[Container, int] | None = page.memo.get("select.hidden")
    if sizes is None:
        sizes = page.memo["select.hidden"] = {}
        for other in page.blocks:
            if other.marks & m.NOSCRIPT:
                outer = _outer(other)
                sizes[outer] = sizes.get(outer, 0) + len(other.trace.text)
    return sizes[_outer(block)]


def _outer(block: Block) -> Container:
    return next(step for step in block.container.ancestors() if step.own & m.NOSCRIPT)
