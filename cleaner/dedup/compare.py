"""In what do two texts differ, word by word?

Words in a shingle that both texts have are common; what lies between stretches of common words is a gap. A gap of one
text that stands at the same place as a gap of the other is a **substitution**: here one says *Friday* and the other
*Monday*. A gap on one side alone is a **block** that was added or cut. A template's reports differ by substitutions
of facts (numbers, names), a copy that was cut, wrapped or extended by blocks, a corrected one by a substitution or
two. Linear in the words: two texts are never aligned as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.words import SHINGLE, Hashes, Places, Words, among, read_codes

try:
    from cleaner.dedup import _compare
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

LEAST_CONTAINED: Final = 0.6
"""Below it two texts share too little for their differences to mean anything."""


class Difference(NamedTuple):
    """What two texts share and do not share."""

    jaccard: float
    """of their sets of three-word shingles, exact"""
    contained: float
    """the share of the smaller set that the other has too"""
    words: int
    """of the shorter text"""
    places: int = 0
    """substitutions"""
    facts: int = 0
    """substitutions in which the numbers or the names differ"""
    numbers: int = 0
    """substitutions in which the numbers differ"""
    inside: int = 0
    """numbers and names that differ in them, but for those at an end of either text, where its page's furniture is"""


def read_words(text: str) -> Words:
    """The words of a text that is to be compared: compiled ones where there are such."""
    return _compare.Terms(read_codes(text)) if IS_COMPILED else Words(text)


def is_same(first: Words, second: Words) -> bool:
    """Whether two texts are the same words."""
    if type(first) is not Words:
        return _compare.is_same(first, second)
    return np.array_equal(first.hashes, second.hashes)


def count_shared(first: Words, second: Words) -> tuple[int, int]:
    """How many different words both texts have, and how many the one with fewer has."""
    if type(first) is not Words:
        return _compare.count_shared(first, second)
    mine, theirs = first.forms, second.forms
    return len(mine & theirs), min(len(mine), len(theirs))


def count_facts(first: Words, second: Words) -> int:
    """How many different numbers and names both texts have."""
    if type(first) is not Words:
        return _compare.count_facts(first, second)
    mine, theirs = (set(text.number_places[1]) | set(text.name_places[1]) for text in (first, second))
    return len(mine & theirs)


def count_telling(title: Words, body: Words, other_title: Words, other_body: Words) -> int:
    """Words of a title that tell its report apart: in it and in its body, in neither of the other's."""
    if type(title) is not Words:
        return _compare.count_telling(title, body, other_title, other_body)
    own = title.forms - other_title.forms if len(other_title) else set()
    return len((own & body.forms) - other_body.forms)


def compare(first: Words, second: Words) -> Difference:
    """The difference of two texts; of two that share less than LEAST_CONTAINED only how much."""
    if type(first) is not Words:
        return Difference(*_compare.compare(first, second))
    mine, theirs = first.shingle_set, second.shingle_set
    common = int(np.count_nonzero(among(mine, theirs) if len(mine) < len(theirs) else among(theirs, mine)))
    share = Difference(
        common / max(1, len(mine) + len(theirs) - common),
        common / max(1, min(len(mine), len(theirs))),
        min(len(first), len(second)),
    )
    if share.contained < LEAST_CONTAINED:
        return share
    mine_gaps, their_gaps = _gaps(first, second), _gaps(second, first)
    pairs = list(_substitutions(first, second, mine_gaps, their_gaps))
    places = facts = numbers = min(
        _numbers_left(first, mine_gaps, {gap.start for gap, _ in pairs}),
        _numbers_left(second, their_gaps, {other.start for _, other in pairs}),
    )
    inside = numbers
    for gap, other in pairs:
        places += 1
        number = _differ(first.number_places, gap, second.number_places, other)
        name = _differ(first.name_places, gap, second.name_places, other)
        numbers += number > 0
        facts += number + name > 0
        is_end = 0 in (gap.start, other.start) or gap.stop == len(first) or other.stop == len(second)
        inside += 0 if is_end else number + name
    return share._replace(places=places, facts=facts, numbers=numbers, inside=inside)


def _differ(mine: Places, gap: slice, theirs: Places, other: slice) -> int:
    """How many other facts one gap says than the other; one, where one speaks of facts and the other does not."""
    one, two = _facts(mine, gap), _facts(theirs, other)
    return min(len(one - two), len(two - one)) if one and two else int(bool(one or two))


def _facts(places: Places, gap: slice) -> set[int]:
    at, hashes = places
    return set(hashes[bisect_left(at, gap.start) : bisect_left(at, gap.stop)])


def _numbers_left(text: Words, gaps: Sequence[slice], paired: set[int]) -> int:
    """How many gaps are nothing but a number and are paired with none: "a high of 21" may stand at several places."""
    left = (gap for gap in gaps if gap.start not in paired and gap.stop - gap.start == 1)
    return sum(bool(_facts(text.number_places, gap)) for gap in left)


def _substitutions(
    first: Words, second: Words, mine: Sequence[slice], theirs: Sequence[slice]
) -> Iterator[tuple[slice, slice]]:
    """Gaps of the two texts that stand at the same place: after the same common shingle, or before it."""
    by_start = {gap.start: gap for gap in theirs}
    by_stop = {gap.stop: gap for gap in theirs}
    if not mine or not theirs:
        return
    known, order = second.sorted_shingles
    taken: set[int] = set()
    for gap in mine:
        other = None
        if gap.start >= SHINGLE:
            place = _find(first.shingles[gap.start - SHINGLE], known, order)
            other = by_start.get(place + SHINGLE)
        if other is None and gap.stop < len(first.shingles):
            other = by_stop.get(_find(first.shingles[gap.stop], known, order))
        if other is not None and other.start not in taken:
            taken.add(other.start)
            yield gap, other


def _find(shingle: np.uint64, known: Hashes, order: NDArray[np.intp]) -> int:
    at = int(np.searchsorted(known, shingle))
    return int(order[at]) if at < len(known) and known[at] == shingle else -1


def _gaps(text: Words, other: Words) -> list[slice]:
    """Stretches of words that no shingle common to both covers, in order."""
    covered = np.zeros(len(text) + 2, np.bool_)
    hits = among(text.shingles, other.shingle_set)
    for step in range(min(SHINGLE, len(text))):
        covered[1 + step : 1 + step + len(hits)] |= hits
    covered[0] = covered[-1] = True
    edges = np.flatnonzero(covered[1:] != covered[:-1]).tolist()
    return list(map(slice, edges[::2], edges[1::2]))
