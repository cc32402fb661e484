"""Is this block never shown?

Templates carry text for machines and for later: screen-reader labels, messages, fallbacks for browsers without scripts.
But whole articles are hidden too, until a script fades them in, unfolds them or has asked for money: of the blocks
below a hidden element, a third was article on the pages measured. So only a short line whose own element is hidden is
dropped here; of the rest the scorer knows that they are hidden, and decides.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_LONG = 60
"""characters; labels are shorter"""

_PARTS = frozenset(("li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4"))
"""parts of something larger, which is hidden as a whole and may be shown as one"""


@judge(
    rank=GENERIC,
    order=10,
    examples=[
        Example(
            "<p class='visually-hidden'>Image source</p><div style='display:none'><p>Unfolded by a script</p></div>"
            "<noscript><p>Please turn on JavaScript</p></noscript><p>The bridge opened on Monday.</p>",
            drops=("Image source", "Please turn on JavaScript"),
            spares=("The bridge opened", "Unfolded"),
        )
    ],
)
def hidden(block: Block, _: Page) -> Verdict | None:
    if block.marks & m.NOSCRIPT:
        return Verdict(False, "select.hidden", "noscript")
    if block.container.own & m.HIDDEN and block.kind not in _PARTS and len(block.trace.text) < _LONG:
        return Verdict(False, "select.hidden", "not shown")
    return None
