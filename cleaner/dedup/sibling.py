"""Does a copy of this report hold the sentence without its foreign fragment?

A mirror that translates word by word spoils a sentence, and the same report often stands elsewhere unspoilt. Where five
words or more agree on either side of a fragment, what the copy has between them is what stood here. It is put back, and
the edit names the copy and the offsets in its source. Nothing is put back where the numbers differ, where a word that
is this page's own would go, where the copy has foreign text or a gap of its own there, or where two copies say
different things: such a fragment is treated as without copies. Only with `--foreign restore`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.dedup.align import EDGE, Gap, Tokens, find_gaps
from cleaner.dedup.hearing import Answer, Repair, agreed
from cleaner.dedup.patient import SHOWS, Patient, is_paste, is_spoilt

RULE: Final = "dedup.sibling"
LONGEST: Final = 60
"""words of a gap on either side: a paragraph"""
MORE: Final = 3
"""times the words of the fragment, and FEW, that a copy may have instead: translations differ in length by less"""
FEW: Final = 4
_DIGITS = re.compile(r"\d")


class Sibling(NamedTuple):
    """A copy's id, language and text, and where in its source each stretch of it stands."""

    name: str
    language: str
    tokens: Tokens
    pieces: Sequence[tuple[int, int, int, int]]
    """`(start, end)` in the text and in the source, in order"""
    holes: Sequence[tuple[int, int]]
    """stretches of the text where foreign words were taken out (empty ones), or stand and are marked"""


def find_repairs(patient: Patient, siblings: Sequence[Sibling]) -> list[Repair]:
    """What copies say of a text's fragments, in order and without overlap; the first copy that tells is named.

    Linear in the texts.
    """
    found: list[Answer] = []
    for sibling in siblings:
        for gap in find_gaps(patient.tokens, sibling.tokens):
            found += _judge(patient, sibling, gap)
    return list(agreed(patient.tokens.text, found))


def _judge(patient: Patient, sibling: Sibling, gap: Gap) -> Iterator[Answer]:
    """What a copy says of a gap: one a line, where both texts have as many lines there."""
    for part in _by_line(patient.tokens, sibling.tokens, gap):
        mine, theirs = patient.tokens.words[part.first : part.last], sibling.tokens.words[part.low : part.high]
        if not mine or mine == theirs or len(mine) > LONGEST or len(theirs) > min(LONGEST, MORE * len(mine) + FEW):
            continue
        (start, end), (low, high) = _cores(patient.tokens, sibling.tokens, part)
        before, instead = patient.tokens.text[start:end], sibling.tokens.text[low:high]
        if "\n" in before or "\n" in instead or _has_hole(sibling, low, high):
            continue
        known = set(mine)
        new = [place for place in range(part.low, part.high) if sibling.tokens.words[place] not in known]
        if new and _digits(before) != _digits(instead):
            continue
        is_foreign = is_spoilt(patient, part, theirs) if new else is_paste(patient, part, theirs)
        if is_foreign and (doubt := _doubt(patient, sibling, new)) is not None:
            where = source_span(sibling, low, high)
            yield Answer(Repair(start, end, instead, f"from {sibling.name} {where[0]}-{where[1]}"), doubt)


def _doubt(patient: Patient, sibling: Sibling, new: Sequence[int]) -> bool | None:
    """Whether it is in doubt that the copy's words there are the page's language; None where they are not."""
    words = [sibling.tokens.words[place] for place in new]
    small = [word for word, place in zip(words, new, strict=True) if not sibling.tokens.is_capital(place)]
    is_own = patient.ear.is_own(small)
    # a word or two that both languages have, as "a": the list decides
    if sum(patient.ear.weigh(words)) >= SHOWS / 2 and not (is_own and len(words) <= FEW // 2):
        return None
    return bool(sibling.holes) or not is_own


def _by_line(mine: Tokens, theirs: Tokens, gap: Gap) -> Iterator[Gap]:
    if gap.low == gap.high:
        yield gap
        return
    here, there = mine.lines(gap.first, gap.last), theirs.lines(gap.low, gap.high)
    if len(here) == len(there):
        pairs = list(zip(here, there, strict=True))
    elif len(here) == 1 or len(there) == 1:
        return
    else:  # other furniture stands between: the line that a run breaks off in, the line that one begins in
        pairs = [(here[0], there[0])] * (gap.before >= EDGE) + [(here[-1], there[-1])] * (gap.after >= EDGE)
    for (first, last), (low, high) in pairs:
        yield gap._replace(first=first, last=last, low=low, high=high)


def _digits(text: str) -> list[str]:
    return sorted(_DIGITS.findall(text))


def _cores(patient: Tokens, sibling: Tokens, gap: Gap) -> tuple[tuple[int, int], tuple[int, int]]:
    """What differs between the words that agree: without the white space and signs that both have at the edges."""
    start, end = patient.between(gap.first, gap.last)
    low, high = sibling.between(gap.low, gap.high)
    mine, theirs = patient.text, sibling.text
    if gap.first < gap.last and gap.low < gap.high:
        inner, other = patient.edges(gap.first, gap.last), sibling.edges(gap.low, gap.high)
        if inner[0] > start and other[0] > low:
            start, low = inner[0], other[0]
        if inner[1] < end and other[1] < high:
            end, high = inner[1], other[1]
    while start < end and low < high and _same(mine[start], theirs[low]):
        start, low = start + 1, low + 1
    while start < end and low < high and _same(mine[end - 1], theirs[high - 1]):
        end, high = end - 1, high - 1
    if low == high:  # nothing stood here: of a line of its own nothing is left
        inside = mine[start:end].strip("\n")
        start += mine[start:end].index(inside)
        end = start + len(inside)
    return (start, end), (low, high)


def _same(one: str, two: str) -> bool:
    return (one.isspace() and two.isspace()) or (one == two and not one.isalnum())


def _has_hole(sibling: Sibling, low: int, high: int) -> bool:
    return any(start <= high + 1 and low - 1 <= end for start, end in sibling.holes)


def source_span(sibling: Sibling, low: int, high: int) -> tuple[int, int]:
    """Where `text[low:high]` of a copy stands in its source, widened to whole rewritten pieces."""
    first = last = -1
    for start, end, opens, closes in sibling.pieces:
        if end < low or (low < high <= start) or start > high:
            continue
        whole = closes - opens != end - start
        if first < 0 or end == low:
            first = closes if end == low else opens if whole else opens + max(0, low - start)
        last = first if low == high else closes if whole else closes - max(0, end - high)
    return max(first, 0), max(last, 0)
