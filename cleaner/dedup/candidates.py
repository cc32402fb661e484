"""Which texts share a key, without comparing each with each?

Keys are sorted, and texts with the same key stand beside each other. Up to CROWD of them are all paired. A larger
crowd is a report that everybody printed, a template (a hundred thousand weather reports share their bands), or a
paragraph that stands everywhere. There each text is paired with the few of the highest standing, which would represent
the others if they are copies; and texts that share facts as well, two of their four fact keys at once, are paired among
themselves: all where they are few, else each with those of the highest standing and the few next to it. So the number
of pairs grows with the number of texts, never with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.sketch import ANCHORS, BANDS, FACTS, KEYS, NO_KEY
from cleaner.dedup.words import among, distinct

CROWD: Final = 16
LEADERS: Final = 4
NEIGHBOURS: Final = 4
FEW_WORDS: Final = 150
MOST_PAIRS: Final = 1 << 22
AT_ONCE: Final = 1 << 21
"""values that are sorted at once, so that memory does not grow with their number"""

Rows = NDArray[np.int64]
Keys = Callable[[int], NDArray[np.uint32]]
"""one kind of key of all rows, by its place in a sketch"""
Values = NDArray[np.uint32] | NDArray[np.uint64]
Pairs = NDArray[np.uint64]
"""two rows each, the lower in the upper 32 bits"""


def share_facts(pairs: Pairs, keys: Keys, words: NDArray[np.uint32]) -> Pairs:
    """The pairs without those of two short texts that agree in none of four fact keys: reports from one template.

    Of two texts that share nine facts in ten, all four keys differ in one case of ten thousand. A long text that was
    cut keeps few of its facts, so length decides whether the keys are asked.
    """
    facts = _facts(keys)
    wanted = np.zeros(len(pairs), np.bool_)
    for start in range(0, len(pairs), AT_ONCE):
        one, two = split(pairs[start : start + AT_ONCE])
        agree = np.maximum(words[one], words[two]) >= FEW_WORDS
        for fact in facts:
            agree |= fact[one] == fact[two]
        wanted[start : start + AT_ONCE] = agree
    return pairs[wanted]


def by_facts(pairs: Pairs, keys: Keys) -> Iterator[tuple[Pairs, Rows]]:
    """The pairs in two parts, each with an order of the rows in which many of its pairs stand near each other.

    Reports of a template are paired by the first two of their fact keys, or by the other two.
    """
    facts = _facts(keys)
    first = np.zeros(len(pairs), np.bool_)
    for start in range(0, len(pairs), AT_ONCE):
        one, two = split(pairs[start : start + AT_ONCE])
        first[start : start + AT_ONCE] = (facts[0][one] == facts[0][two]) & (facts[1][one] == facts[1][two])
    for fact, part in ((0, pairs[first]), (2, pairs[~first])):
        order = np.empty(facts.shape[1], np.int64)
        order[np.lexsort((keys(0), facts[fact + 1], facts[fact]))] = np.arange(len(order))
        yield part, order


def split(pairs: Pairs) -> tuple[Rows, Rows]:
    """The lower and the higher row of each pair."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _facts(keys: Keys) -> NDArray[np.uint32]:
    return np.stack([keys(column) for column in range(KEYS - FACTS, KEYS)])


def find_pairs(keys: Keys, order: Rows, new: NDArray[np.bool_]) -> Iterator[Pairs]:
    """Every pair of rows worth a look, of two rows that are not new none; sorted, up to MOST_PAIRS at a time.

    One that came before comes again where more than that have come since. `order` is the standing of each row, the
    same in any order of the input.
    """
    found = np.empty(0, np.uint64)
    facts = _facts(keys)
    for rows, values in _columns(keys):
        pairs = [_paired(part, new) for part in _grouped(rows, values, facts, order)]
        if pairs:
            more = distinct(np.concatenate(pairs))
            found = np.concatenate([found, more[~among(more, found)]])
            found.sort()
        if len(found) > MOST_PAIRS:
            yield found
            found = np.empty(0, np.uint64)
    yield found


def _columns(keys: Keys) -> Iterator[tuple[Rows, NDArray[np.uint32]]]:
    """Rows and one kind of key: each band, and all anchors together, which have no order."""
    for band in range(BANDS):
        yield from _divided(keys(band)[None])
    yield from _divided(np.stack([keys(column) for column in range(BANDS, BANDS + ANCHORS)]))


def _divided(columns: NDArray[np.uint32]) -> Iterator[tuple[Rows, NDArray[np.uint32]]]:
    """The rows that have a key, and it: few at a time, those of one value together."""
    values = columns.ravel()
    parts = 1 + len(values) // AT_ONCE
    for part in range(parts):
        wanted = values != NO_KEY
        if parts > 1:
            wanted &= values % np.uint32(parts) == part
        at = np.flatnonzero(wanted).astype(np.int64)
        yield at % columns.shape[1], values[at]


def _grouped(
    rows: Rows, values: NDArray[np.uint32], facts: NDArray[np.uint32], order: Rows
) -> Iterator[tuple[Rows, Rows]]:
    """Pairs `(rows, rows)` of the texts that share a value."""
    at = np.argsort(values, kind="stable")
    rows, values = rows[at], values[at]
    yield from _small(rows, values)
    crowd = _members_of_crowds(values)
    if not len(crowd):
        return
    rows, values = rows[crowd], values[crowd]
    at = np.lexsort((order[rows], values))
    yield from _with_leaders(rows[at], values[at])
    for fact in range(0, FACTS, 2):
        both = facts[fact, rows].astype(np.uint64) << np.uint64(32) | facts[fact + 1, rows].astype(np.uint64)
        mixed = both * np.uint64(0x9E3779B97F4A7C15) ^ values.astype(np.uint64)
        at = np.lexsort((order[rows], mixed))
        yield from _small(rows[at], mixed[at])
        inner = _members_of_crowds(mixed[at])
        yield from _with_leaders(rows[at][inner], mixed[at][inner])
        yield from _beside(rows[at][inner], mixed[at][inner])


def _runs(values: Values) -> tuple[Rows, Rows]:
    """Where runs of equal values begin, and how long they are."""
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])) if len(values) else np.empty(0, int)
    return starts.astype(np.int64), np.diff(np.append(starts, len(values))).astype(np.int64)


def _members_of_crowds(values: Values) -> Rows:
    _, lengths = _runs(values)
    return np.flatnonzero(np.repeat(lengths > CROWD, lengths)).astype(np.int64)


def _small(rows: Rows, values: Values) -> Iterator[tuple[Rows, Rows]]:
    """All pairs within runs of 2 to CROWD equal values."""
    starts, lengths = _runs(values)
    for length in range(2, CROWD + 1):
        first = starts[lengths == length]
        for step in range(1, length) if len(first) else ():
            for place in range(length - step):
                yield rows[first + place], rows[first + place + step]


def _with_leaders(rows: Rows, values: Values) -> Iterator[tuple[Rows, Rows]]:
    """Each row with the first few of its value."""
    starts, lengths = _runs(values)
    for place in range(LEADERS):
        yield np.repeat(rows[starts + place], lengths), rows


def _beside(rows: Rows, values: Values) -> Iterator[tuple[Rows, Rows]]:
    """Each row with the next few of the same value."""
    for step in range(1, NEIGHBOURS + 1):
        same = values[step:] == values[:-step]
        yield rows[:-step][same], rows[step:][same]


def _paired(part: tuple[Rows, Rows], new: NDArray[np.bool_]) -> Pairs:
    one, two = part
    wanted = (one != two) & (new[one] | new[two])
    one, two = one[wanted], two[wanted]
    low, high = np.minimum(one, two).astype(np.uint64), np.maximum(one, two).astype(np.uint64)
    pairs: Pairs = low << np.uint64(32) | high
    return pairs
