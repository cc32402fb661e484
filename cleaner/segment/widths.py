"""Was this text, or a paragraph of it, broken at a fixed width?

Text browsers, converters to Markdown and mail break lines at 72 to 80 columns, printed pages at their column's width.
There the next line's first word has no room on the line above. One paragraph of three lines says so only where half of
its lines go on in lower case; a whole text where seven of ten of its longer lines do it, in any script: wide letters
(two columns) and marks above letters (none) are measured as a terminal shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from cleaner.segment.columns import BULLET, BULLETS, columns, is_unspaced
from cleaner.segment.uncased import find_paragraphs, may_be_wrapped
from cleaner.stops import STOPS

LONG = 40
"""characters of a paragraph's longest line"""
WIDEST = 100
"""characters of a line that was wrapped at a fixed width"""
WRAPPED = 3
"""lines that a wrapped paragraph has at least: any two headlines may be of one length"""
NARROWEST = 30
"""columns of the narrowest print"""
FULL, SHARE = 6, 0.7
"""lines at least that had no room for the next word, and their share of those that fill half the width"""
ENDED = 0.2
"""the share of those that may end a sentence: it is chance, which headlines and labels of one length are not"""
CAPITALS = 0.7
"""the share of them that may begin with a capital or a figure"""
TWO = 2
"""as many are enough where there are no others and none of them ends a sentence"""
UNCASED = 3
"""as many are enough in a script without capitals, where a line says nothing of the next one by its first letter"""
TRIED = 5
"""widths tried: a hyphen, or a stop, may stand beyond the edge"""
FEW = 0.1
"""the share of longer lines that a text of a fixed width may have: links cannot be broken"""
ADDRESS = 500
"""characters of a line that is long for the address in it"""
HYPHENS = 0.03
"""of the broken lines, the share that ends in a hyphen where words were divided, not only broken at one they have"""
_LAST, _FIRST = re.compile(r"[^\W\d_]+\Z"), re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}-[^\W\d_]{1,40}")
_COLUMNS = re.compile(r"\S(?: {3}|\t)")
_QUOTES = "\"'”’»)"
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|to|en|of|och|og|eller|et|ou|y|e|o|i|lub|a|nebo)\b")
"""behind a hyphen that stands for the rest of a word: Nord- und Südseite"""

_Span = tuple[int, int]


class Width(NamedTuple):
    """How a text of a fixed width was broken."""

    wraps: list[bool]
    """of each line but the last, whether it goes on below"""
    divides: bool
    """whether words were divided"""
    compounds: frozenset[str] = frozenset()
    """where they were: words with a hyphen inside a line"""

    def joint(self, source: str, end: int, low: int) -> tuple[str | None, int]:
        """What stands between two parts of a line, None where that is as ever, and how many hyphens go."""
        last = source[end - 1]
        if last == "\u00ad":
            return "", 1
        if last not in "-\u2010" or end < 2 or not source[end - 2].isalpha() or _AND.match(source, low):
            return None, 0
        if not self.divides or not source[low].islower():
            return ("", 0) if source[low].isalnum() else (None, 0)
        halves = _LAST.search(source, max(0, end - 40), end - 1), _FIRST.match(source, low)
        return "", int("-".join(half.group() for half in halves if half) not in self.compounds)


def find_width(source: str, lines: list[_Span], blank: list[bool]) -> Width | None:
    """How a text was broken that has a fixed width; None for others. Linear in its length."""
    size = sum(end - start for start, end in lines)
    wide = [(start, end) for start, end in lines if end - start > WIDEST]
    wide = [span for span in wide if span[1] - span[0] > ADDRESS or source.find("://", *span) < 0]
    if sum(end - start for start, end in wide) > FEW * size:
        return None
    for measure in (columns, len):
        if (wraps := _find_wraps(source, lines, blank, measure)) is not None:
            ends = [source[max(0, end - 2) : end] for (_, end), goes_on in zip(lines, wraps, strict=False) if goes_on]
            divided = [end for end in ends if end[-1] in "-\u2010" and end[0].isalpha()]
            divides = len(divided) > max(1, HYPHENS * len(ends))
            return Width(wraps, divides, frozenset(_COMPOUND.findall(source)) if divides else frozenset())
    if not source.isascii() and any(pairs := find_paragraphs([source[start:end] for start, end in lines], blank)):
        return Width([any(both) for both in zip(pairs, wrapped(source, lines, blank), strict=True)], divides=False)
    return None


def _find_wraps(source: str, lines: list[_Span], blank: list[bool], measure: Callable[[str], int]) -> list[bool] | None:
    """Of each line but the last whether the next word had no room on it; None where too few are so."""
    texts = [source[start:end] for start, end in lines]
    margins = [start - 1 - _break_before(source, start) for start, _ in lines]
    widths = [margin + measure(text[:ADDRESS]) for margin, text in zip(margins, texts, strict=True)]
    free = [size for size, text in zip(widths, texts, strict=True) if "://" not in text and "](" not in text]
    tried = sorted({size for size in free if NARROWEST <= size <= WIDEST}, reverse=True)[:TRIED]
    if not tried:
        return None
    half = tried[-1] / 2
    rooms = [  # what each line takes up with the next one's first word, 0 where that is another paragraph's
        size + _need(texts[at + 1][:ADDRESS], measure)
        if size >= half and _may_go_on(texts, margins, at) and not blank[at]
        else 0
        for at, size in enumerate(widths[:-1])
    ]
    for width in tried:
        if sum(size > width for size in free) > FEW * len(free):
            break
        wraps = [room > width and 2 * size >= width for room, size in zip(rooms, widths, strict=False)]
        longer = sum(room > 0 and 2 * size >= width for room, size in zip(rooms, widths, strict=False))
        few = (full := sum(wraps)) < FULL and not full == longer >= TWO
        if full >= SHARE * longer and not few and _reads_on(texts, wraps, 0 if full < FULL else ENDED):
            return wraps
        if UNCASED <= full < FULL and full >= SHARE * longer and may_be_wrapped(texts, wraps):
            return wraps
    return None


def _may_go_on(texts: list[str], margins: list[int], at: int) -> bool:
    """Whether the next line is no item, no number and not set in, and this no row of a table."""
    following = texts[at + 1]
    if following.isdigit() or following in BULLETS or BULLET.match(following) or _COLUMNS.search(texts[at]):
        return False
    return margins[at + 1] <= margins[at] or BULLET.match(texts[at]) is not None


def _break_before(source: str, start: int) -> int:
    """Where the line ends above the one whose first letter stands at `start`; a margin is read to 40 columns."""
    least = max(-1, start - 1 - LONG)
    while start - 1 > least and source[start - 1] not in "\n\r\f\x0b\x85\u2028\u2029":
        start -= 1
    return start - 1


def _reads_on(texts: list[str], wraps: list[bool], ended: float) -> bool:
    """Whether lines that go on below hardly ever end a sentence there, and what follows is not all names and titles."""
    places = [at for at, goes_on in enumerate(wraps) if goes_on]
    if sum(texts[at].rstrip(_QUOTES)[-1:] in STOPS for at in places) > ended * len(places):
        return False
    return sum(texts[at + 1][0].isupper() or texts[at + 1][0].isdigit() for at in places) <= CAPITALS * len(places)


def _need(line: str, measure: Callable[[str], int]) -> int:
    """How many columns the beginning of a line needs behind another."""
    word = line.partition(" ")[0]
    if not is_unspaced(line[0]):
        return 1 + measure(word)
    return min(measure(word), 4 if line[0] >= "\u3000" else 12)


def wrapped(source: str, lines: list[_Span], blank: list[bool]) -> list[bool]:
    """Of each line but the last, whether its paragraph alone says that it was wrapped."""
    wraps = [False] * len(blank)
    begin = 0
    for at in range(len(lines)):
        if at < len(blank) and not blank[at]:
            continue
        group = lines[begin : at + 1]
        if len(group) >= WRAPPED and _is_wrapped(source, group):
            wraps[begin:at] = [True] * (at - begin)
        begin = at + 1
    return wraps


def _is_wrapped(source: str, group: list[_Span]) -> bool:
    """Whether lines without a blank one between them are a paragraph of a fixed width."""
    width = max(end - start for start, end in group)
    if not LONG <= width <= WIDEST:
        return False
    lower = 0
    for (low, high), (start, end) in pairwise(group):
        word = source.find(" ", start, end)
        if high - low + 1 + ((end if word < 0 else word) - start) <= width or BULLET.match(source, start, end):
            return False
        lower += source[start].islower()
    return 2 * lower >= len(group) - 1
