"""Is this element a menu as a whole, so that nobody needs to look at its lines one by one?

Half of a news page's text lines stand in menus, footers, share bars and teaser strips: hundreds of short strings
that no reader calls article. An element that calls itself such a thing, is closed properly, and holds neither a
long line nor a main heading is one block, a *region*: its stretches of text are noted for the ledger and nothing
else is asked of them. On the pages measured that leaves 144 blocks of 258.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner import marks as m
from cleaner.trace import Piece, Trace

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
NOT_MARKS = m.BODY | m.TITLE | m.BYLINE | m.AUTHOR | m.DATE | m.LEAD | m.CAPTION | m.LIVE | m.ARTICLE | m.MAIN | m.QUOTE
LONG_LINE = 90
"""characters without a tag that make a line worth a look: menu entries and headlines are shorter"""
LARGEST = 120_000
"""characters of source; a menu that is larger is rather a wrong idea of where it ends"""
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_STEP = 97
"""a page in Chinese or Japanese shows it to every ninety-seventh character"""
_RAW = "script style textarea iframe noembed title".split()
_LEFT_OUT = "svg math template object noscript".split()
_NEAR = 3000
"""characters within which the end of an element that is left out is looked for: that of <svg> need not exist, and
looking for it from each of ten thousand to the end would take forever"""
_STRETCH = re.compile(
    r"(?:\s++|<!--.*?(?:-->|$)|"
    # no group may capture here: CPython loses track of groups inside a possessive loop
    + "|".join(rf"<{tag}\b[^>]*+(?<!/)>.*?</{tag}\b[^>]*+>" for tag in _RAW)
    + "|"
    + "|".join(rf"<{tag}\b[^>]*+(?<!/)>.{{0,{_NEAR}}}?</{tag}\b[^>]*+>" for tag in _LEFT_OUT)
    + r"|<(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+(?:>|$))*+"
    r"([^<]*+)",
    re.DOTALL,
)


def long_line(view: str) -> int:
    """How many characters make a long line on this page: fewer where a character is a word."""
    if view.isascii() or len(_DENSE.findall(view[::_STEP])) * 50 < len(view) // _STEP:
        return LONG_LINE
    return LONG_LINE * 2 // 5


@cache
def _pattern(length: int) -> re.Pattern[str]:
    return re.compile(rf">\s*+[^<\s][^<]{{{length},}}")


def next_long_line(view: str, at: int, length: int) -> int:
    """Where the next line of more than `length` characters after `at` begins; the page's end where there is none."""
    for match in _pattern(length).finditer(view, max(at - 1, 0)):
        if len(" ".join(match.group().split())) > length:
            return match.start()
    return len(view)


def read_region(source: str, view: str, start: int, end: int) -> Trace:
    """The stretches of text among the tags of `source[start:end]`.

    Their margins are markup. Their text is the source's own, character references unresolved.
    """
    pieces = []
    for match in _STRETCH.finditer(view, start, end):
        low, high = match.span(1)
        if low < high:
            high = low + len(view[low:high].rstrip())
            pieces.append(Piece(low, high, source[low:high]))
    return Trace(pieces)
