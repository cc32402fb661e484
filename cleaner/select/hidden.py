"""Is this block never shown?

Templates carry text for machines and for later: screen-reader labels, messages, fallbacks for browsers without scripts.
But whole articles are hidden too, until a script fades them in, unfolds them or has asked for money: of the blocks
below a hidden element, a third was article on the pages measured. So only a short line whose own element is hidden is
dropped here, and a `<noscript>` only while it is no article by itself; of the rest the scorer knows that they are
hidden, and decides.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.page import Block, Container, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_LONG = 60
"""characters; labels are shorter"""
_ARTICLE = 1500
"""characters of a `<noscript>` that is an article: messages and fallbacks had 800 at most on the pages measured"""
_PARTS = frozenset(("li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4"))
"""parts of something larger, which is hidden as a whole and may be shown as one"""
_MARKS = m.NOSCRIPT | m.HIDDEN


def _about(page: Page) -> list[Block]:
    return page.marked(_MARKS) if page.kind == "html" else []


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
    about=_about,
)
def hidden(block: Block, page: Page) -> Verdict | None:
    if block.marks & m.NOSCRIPT:
        return None if _noscript(block, page) >= _ARTICLE else Verdict(False, "select.hidden", "<noscript>")
    own = block.container
    if own.own & m.HIDDEN and block.kind not in _PARTS and len(block.trace.text) < _LONG:
        return Verdict(False, "select.hidden", "not shown")
    return None


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
