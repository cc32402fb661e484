"""Does this line only say that the site earns by the links of the article?

"This post contains affiliate links. If you buy through them, we may earn a commission at no extra cost to you": above
or below reviews, guides and recipes, in a paragraph like any other. Such a line names the links and says what they
bring (`affiliate.txt`), and is no longer than a few sentences; an article about that trade hardly ever does both in
one line.
"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.prompt import QUOTES, likely_lines, listed

try:
    from cleaner.select._mention import Mentions
except ImportError:
    from cleaner.select.mention import Mentions

RULE = "select.affiliate"
_LONGEST = 500
"""characters"""
FIRST, LAST = 8, 4
"""lines of what is likely article, from its beginning and its end, among which such a line stands"""
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


def _about(page: Page) -> list[Block]:
    """The lines near the beginning and the end of what is likely to be kept that say so."""
    found, texts = likely_lines(page)
    last = max(FIRST, len(found) - LAST)
    found = [*found[:FIRST], *found[last:]]
    near = _mentions().places([*texts[:FIRST], *texts[last:]])
    return [found[at] for at in near if _said(found[at].trace.text)]


@cache
def _mentions() -> Mentions:
    return Mentions(_listed()["names"], _LONGEST)


@judge(
    rank=GENERIC,
    order=63,
    examples=[
        Example(
            "<article><p>This post may contain affiliate links. If you buy through them we earn a commission, at no "
            f"cost to you.</p><p>{_STORY}</p><p>The ferry's affiliate programme pays no commission.</p></article>",
            drops=("This post may contain",),
            spares=("Three of nine", "The ferry"),
        ),
    ],
    about=_about,
)
def affiliate(block: Block, page: Page) -> Verdict | None:
    said = _said(block.trace.text) if block in _about(page) else ""
    return Verdict(False, RULE, f"earns by “{said}”") if said else None


def _said(text: str) -> str:
    """What a line calls the links that earn something; empty where it says no such thing."""
    if len(text) > _LONGEST or text.startswith(QUOTES):
        return ""
    lowered = text.lower()
    words = _listed()
    name = next((name for name in words["names"] if name in lowered), "")
    return name if name and any(map(lowered.__contains__, words["earns"])) else ""


@cache
def _listed() -> dict[str, list[str]]:
    return listed(PACKAGE / "select" / "affiliate.txt")
