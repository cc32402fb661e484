"""Which lines of a script without capitals are one, and which one is several?

No capital shows there where a word was glued to the next (glued.py), nor where a sentence goes on below (text.py). What
shows is a stop between two letters (`ஆகிறது.பணிகளுக்கு`), where a space would stand: behind each paragraph that was put
right before the next. Who writes so by himself has his sentences parted. The names of a menu are one word then, and
what stands between two spaces is a word no longer. And of lines between two blank ones, none of which ends a sentence
but the last, and which are as long as any but for that, a paragraph was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.late import late
from cleaner.segment.columns import BULLET, columns, is_unspaced
from cleaner.stops import STOPS

_PLAIN = r"\u0591-\u060b\u0610-\u061a\u0620-\u065f\u0670-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u10d0-\u10fa\u1200-\u135f"
_PLAIN += r"\uac00-\ud7a3"
_LETTERS = rf"{_PLAIN}\u0900-\u0963\u0971-\u0dff"
"""Hebrew, Arabic, Georgian, Ethiopic, Korean, and the scripts of India: letters and marks, no digits and no stops"""
_OWN = "!?…؟।॥۔።"
_CLOSED = r"[”\"'»’)]?"
_STOP = rf"(?:(?:(?<=[{_LETTERS}]{{4}})|(?<=[{_PLAIN}]{{3}}))\.|(?<=[{_LETTERS}])[{_OWN}]){_CLOSED}"
"""a full stop stands behind initials, too, and behind the short forms of words: so many letters keep those out"""
_GLUED = late(rf"{_STOP}(?=[“\"'„«‘(]?[{_LETTERS}]{{2}})")
_LETTER = late(f"[{_LETTERS}]")
_ANY = late(rf"(?<=[{_LETTERS}])[.{_OWN}]{_CLOSED}(?!\S)")
LEAST, SHARE = 3, 0.2
"""such places, and their share of all stops: an article has several sentences a paragraph, and parts those"""
GLANCE = 16
"""every so many characters of a text are looked at first: most have no such letters, and to look at each takes long"""
LONG, WIDEST, FULL = 50, 100, 0.75
"""columns of the longest line of a wrapped paragraph, and the share of them that its others have but for the last"""
_QUOTES = "\"'”’»)」』"

_Span = tuple[int, int]


def find_stops(source: str, lines: Sequence[_Span]) -> list[_Span]:
    """The places, as empty spans, behind the stops that end glued lines; none where there are not enough of them."""
    if not _LETTER.search(source[::GLANCE]):
        return []
    found = [match.end() for line in lines for match in _GLUED.finditer(source, *line)]
    if len(found) < LEAST:
        return []
    spaced = sum(1 for line in lines for _ in _ANY.finditer(source, *line))
    return [(place, place) for place in found] if len(found) >= SHARE * (len(found) + spaced) else []


def may_be_wrapped(texts: list[str], wraps: list[bool]) -> bool:
    """Whether the lines that go on below are of such a script, and hardly one ends a sentence there."""
    places = [at for at, goes_on in enumerate(wraps) if goes_on]
    if not all(_is_uncased(texts[at + 1]) for at in places):
        return False
    return 3 * sum(_is_stopped(texts[at]) for at in places) <= len(places)


def find_paragraphs(texts: list[str], blank: list[bool]) -> list[bool]:
    """Of each line but the last, whether it goes on below in a paragraph that blank lines set apart."""
    wraps = [False] * len(blank)
    if not any(blank) or not any(map(_is_uncased, texts)):
        return wraps
    begin = 0
    for at in range(len(texts)):
        if at < len(blank) and not blank[at]:
            continue
        if at > begin and _is_paragraph(texts[begin : at + 1]):
            wraps[begin:at] = [True] * (at - begin)
        begin = at + 1
    return wraps


def _is_paragraph(group: list[str]) -> bool:
    """Whether these lines are one sentence or more, broken where there was no more room."""
    if not all(_is_uncased(line) for line in group) or any(_is_stopped(line) for line in group[:-1]):
        return False
    if not (_is_stopped(group[-1]) or is_unspaced(group[-1][-1])) or any(map(BULLET.match, group[1:])):
        return False
    sizes = [columns(line[: WIDEST + 1]) for line in group]
    width = max(sizes)
    return LONG <= width <= WIDEST and width > sizes[-1] and min(sizes[:-1]) >= FULL * width


def _is_uncased(line: str) -> bool:
    """Whether the first letter of a line has no capital."""
    first = next(filter(str.isalpha, line), "A")
    return first == first.title() and first == first.lower()


def _is_stopped(line: str) -> bool:
    return line.rstrip(_QUOTES)[-1:] in STOPS
