"""Is this element a menu as a whole, so that nobody needs to look at its lines one by one?

Half of a news page's text lines stand in menus, footers, share bars and teaser strips: hundreds of short strings
that no reader calls article. An element that calls itself such a thing, is closed properly, and holds neither a
long line nor a main heading is one block, a *region*: its stretches of text are noted for the ledger and nothing
else is asked of them. On the pages measured that leaves 132 blocks of 258.

A menu is made of links. "Card", "callout" and "widget" are words of page builders for whatever they lay out, so what is
nothing but such a thing and holds no link (steps, ingredients, a box of facts, a table) is read line by line.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.late import late
from cleaner.segment import events as ev
from cleaner.spanned import Spanned

TAGS = frozenset(("nav", "footer", "aside", "button", "select", "menu"))
MARKS = (
    m.NAV
    | m.FOOTER
    | m.RELATED
    | m.SHARE
    | m.COMMENTS
    | m.COOKIE
    | m.DIALOG
    | m.BREADCRUMB
    | m.AD
    | m.PROMO
    | m.TEASER
    | m.ASIDE
    | m.TAGS
    | m.HIDDEN
)
LINKED = m.PROMO | m.TEASER | m.ASIDE | m.TAGS | m.RELATED
"""what makes a menu only of an element that holds a link"""
LINKED_TAGS = frozenset(("aside",))
PARAGRAPH = "p"
"""what is never a menu without a link: a short sentence in one that fades in, or says it holds no advertisement"""
NOT_MARKS = m.BODY | m.TITLE | m.BYLINE | m.AUTHOR | m.DATE | m.LEAD | m.CAPTION | m.LIVE | m.ARTICLE | m.MAIN | m.QUOTE
LONG_LINE = 90
"""characters without a tag that make a line worth a look: menu entries and headlines are shorter"""
LARGEST = 120_000
"""characters of source; a menu that is larger is rather a wrong idea of where it ends"""
DENSE, CLOSE = 1 / 3, 3 / 5
"""the same in Chinese or Japanese, where a character is a word, and in Korean, where it is a syllable"""
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLOSE = late(r"[\uac00-\ud7a3]")
STEP = 97
"""a page in Chinese or Japanese shows it to every ninety-seventh character"""
SAMPLE = 400
"""characters that are looked at even of a short page"""
LINES = 4
"""long lines that make an article of what stands in a link; a card has a headline and a summary"""


def is_menu(tag: str, marks: int) -> bool:
    """Whether an element calls itself something that no article stands in."""
    return tag in TAGS or (marks & MARKS != 0 and not marks & NOT_MARKS)


def needs_links(tag: str, marks: int) -> bool:
    """Whether nothing but such words make the element a menu, which it is with a link only."""
    return tag == PARAGRAPH or (not marks & MARKS & ~LINKED and (tag not in TAGS or tag in LINKED_TAGS))


def long_line(view: str) -> int:
    """How many characters make a long line on this page: fewer where a character is a word."""
    if view.isascii():
        return LONG_LINE
    seen = view[:: min(STEP, len(view) // SAMPLE + 1)]
    if len(_DENSE.findall(seen)) * 50 >= len(seen):
        return int(LONG_LINE * DENSE)
    return int(LONG_LINE * CLOSE) if len(_CLOSE.findall(seen)) * 50 >= len(seen) else LONG_LINE


def read_region(source: str, events: list[ev.Event]) -> Spanned:
    """The stretches of text among the events of an element.

    Their margins are markup. Their text is the source's own, character references unresolved.
    """
    spans: list[tuple[int, int]] = []
    low = high = 0
    for code, start, end, _ in events:
        if code <= ev.REFERENCE:
            if start != high:
                _add(spans, source, low, high)
                low = start
            high = end
    _add(spans, source, low, high)
    return Spanned(source, spans)


def _add(spans: list[tuple[int, int]], source: str, low: int, high: int) -> None:
    text = source[low:high]
    bare = text.strip()
    if bare:
        low += text.index(bare[0])
        spans.append((low, low + len(bare)))
