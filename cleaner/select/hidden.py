"""Is this block never shown?

Templates carry text for machines and for later: screen-reader labels, messages, fallbacks for browsers without scripts.
But whole articles are hidden too, until a script fades them in, unfolds them or has asked for money: of the blocks
below a hidden element, a third was article on the pages measured. So only a short line whose own element is hidden is
dropped here, and a `<noscript>` only while it is no article by itself; of the rest the scorer knows that they are
hidden, and decides. Where each paragraph fades in by itself, long and short ones are hidden alike: a short sentence
beside them is no label.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.lesson import is_sentence, is_wide
from cleaner.page import Block, Container, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_LONG = 60
"""width; labels are shorter"""
_FADING = 2
"""long lines that are hidden each by itself, on a page whose paragraphs fade in"""
_ARTICLE = 1500
"""characters of a `<noscript>` that is an article: messages and fallbacks had 800 at most on the pages measured"""
_PARTS = frozenset(("li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4"))
"""parts of something larger, which is hidden as a whole and may be shown as one"""
_MARKS = m.NOSCRIPT | m.HIDDEN
_FADE = "select.hidden.fade"


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
        ),
        Example(
            "<html><body><h1>The bridge</h1><p class='invisible'>The bridge over the Senn was opened on Monday, after "
            "nine years of work.</p><p class='invisible'>It is nine metres wide.</p><p class='invisible'>Hundreds of "
            "people walked across it at once, and then walked back again.</p><p class='invisible'>The mayor, who had "
            "been told to keep her speech short, spoke for forty minutes.</p><p class='invisible'>Menu</p></body>",
            drops=("Menu",),
            spares=("It is nine metres wide",),
        ),
    ],
    about=_about,
)
def hidden(block: Block, page: Page) -> Verdict | None:
    if block.marks & m.NOSCRIPT:
        return None if _noscript(block, page) >= _ARTICLE else Verdict(False, "select.hidden", "<noscript>")
    own = block.container
    text = block.trace.text
    if not own.own & m.HIDDEN or block.kind in _PARTS or is_wide(text, _LONG):
        return None
    if is_sentence(text) and _fade_in(page):
        return None
    return Verdict(False, "select.hidden", "not shown")


def _fade_in(page: Page) -> bool:
    """Whether paragraphs are hidden here, each by itself."""
    known: bool | None = page.memo.get(_FADE)
    if known is None:
        own = (block for block in page.marked(m.HIDDEN) if block.container.own & m.HIDDEN and block.kind not in _PARTS)
        known = page.memo[_FADE] = sum([is_wide(block.trace.text, _LONG) for block in own]) >= _FADING
    return known


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
