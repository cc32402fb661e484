"""Which texts share a key, without comparing each with each?

Keys are sorted, and texts with the same key stand beside each other. Up to CROWD of them are all paired. A larger
crowd is a report that everybody printed, a template (a hundred thousand weather reports share their bands), or a
paragraph that stands everywhere. There each text is paired with the few of the highest standing, which would represent
the others if they are copies; and texts that share facts as well, two of their four fact keys at once, are paired among
themselves: all where they are few, else each with those of the highest standing and the few next to it. So the number
of pairs grows with the number of texts, never with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.facts import Keys, Pairs, Rank, Rows
from cleaner.dedup.sketch import ANCHORS, BANDS, FACTS, KEYS, NO_KEY
from cleaner.dedup.words import among, distinct

CROWD: Final = 16
LEADERS: Final = 4
NEIGHBOURS: Final = 4
MOST_PAIRS: Final = 1 << 18
AT_ONCE: Final = 1 << 17
"""values that are sorted at once, so that memory does not grow with their number"""
MOST_WAITING: Final = 4096
"""arrays of pairs, however short, until they are sorted into those found"""

Values = NDArray[np.uint32] | NDArray[np.uint64]


def find_pairs(keys: Keys, order: Rank, new: NDArray[np.bool_]) -> Iterator[Pairs]:
    """Every pair of rows worth a look, of two rows that are not new none; sorted, some MOST_PAIRS at a time.

    One that came before comes again where more than that have come since. `order` is the standing of each row, the
    same in any order of the input.
    """
    found = np.empty(0, np.uint64)
    waiting: list[Pairs] = []
    count = 0
    for pairs in _all_pairs(keys, order, new):
        waiting.append(pairs)
        count += len(pairs)
        if count > MOST_PAIRS // 2 or len(waiting) > MOST_WAITING:
            found, waiting, count = _united(found, waiting), [], 0
            if len(found) > MOST_PAIRS:
                yield found
                found = np.empty(0, np.uint64)
    yield _united(found, waiting)


def _all_pairs(keys: Keys, order: Rank, new: NDArray[np.bool_]) -> Iterator[Pairs]:
    """The pairs of all columns, in no order, those of two columns twice."""
    for rows, values in _columns(keys, len(order)):
        for part in _grouped(rows, values, keys, order):
            yield from _paired(part, new)


def _united(found: Pairs, more: list[Pairs]) -> Pairs:
    """The pairs of both, sorted, each once."""
    if not more:
        return found
    others = distinct(np.concatenate(more))
    united = np.concatenate([found, others[~among(others, found)]])
    united.sort()
    return united


def _columns(keys: Keys, count: int) -> Iterator[tuple[Rows, NDArray[np.uint32]]]:
    """Rows and one kind of key: each band, and all anchors together, which have no order."""
    for band in range(BANDS):
        yield from _divided(keys, [band], count)
    yield from _divided(keys, range(BANDS, BANDS + ANCHORS), count)


def _divided(keys: Keys, columns: Sequence[int], count: int) -> Iterator[tuple[Rows, NDArray[np.uint32]]]:
    """The rows that have a key in one of the columns, and it: few at a time, those of one value together."""
    parts = 1 + len(columns) * count // AT_ONCE
    for part in range(parts):
        rows, values = [], []
        for column in columns:
            of_all = keys(column)
            wanted = of_all != NO_KEY
            if parts > 1:  # the lowest bit of a band is always set
                wanted &= (of_all >> np.uint32(1)) % np.uint32(parts) == part
            at = np.flatnonzero(wanted).astype(np.int64)
            rows.append(at)
            values.append(of_all[at])
        yield np.concatenate(rows), np.concatenate(values)


def _grouped(rows: Rows, values: NDArray[np.uint32], keys: Keys, order: Rank) -> Iterator[tuple[Rows, Rows]]:
    """Pairs `(rows, rows)` of the texts that share a value."""
    at = np.argsort(values, kind="stable")
    rows, values = rows[at], values[at]
    yield from _small(rows, values)
    crowd = _members_of_crowds(values)
    if not len(crowd):
        return
    rows, values = rows[crowd], values[crowd]
    at = np.lexsort((order[rows], values))
    rows, values = rows[at], values[at]
    yield from _with_leaders(rows, values)
    for fact in range(KEYS - FACTS, KEYS, 2):
        for some, mixed in _of_facts(rows, values, (keys(fact), keys(fact + 1))):
            yield from _with_facts(some, mixed, order)


def _with_facts(rows: Rows, mixed: Pairs, order: Rank) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of the texts in a crowd that share a value and facts."""
    at = np.lexsort((order[rows], mixed))
    rows, mixed = rows[at], mixed[at]
    yield from _small(rows, mixed)
    inner = _members_of_crowds(mixed)
    rows, mixed = rows[inner], mixed[inner]
    yield from _with_leaders(rows, mixed)
    yield from _beside(rows, mixed)


def _of_facts(
    rows: Rows, values: NDArray[np.uint32], facts: tuple[NDArray[np.uint32], NDArray[np.uint32]]
) -> Iterator[tuple[Rows, Pairs]]:
    """The rows with one number for their value and both facts: few at a time, those of one number together."""
    parts = 1 + len(rows) // AT_ONCE
    mixed = facts[0][rows].astype(np.uint64) << np.uint64(32)
    mixed |= facts[1][rows]
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed ^= values
    for part in range(parts):
        wanted = (mixed >> np.uint64(32)) % np.uint64(parts) == part
        yield rows[wanted], mixed[wanted]


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


def _paired(part: tuple[Rows, Rows], new: NDArray[np.bool_]) -> Iterator[Pairs]:
    """The pairs worth a look, few at a time."""
    for start in range(0, len(part[0]), AT_ONCE):
        one, two = (rows[start : start + AT_ONCE] for rows in part)
        wanted = (one != two) & (new[one] | new[two])
        one, two = one[wanted], two[wanted]
        pairs: Pairs = np.minimum(one, two).astype(np.uint64) << np.uint64(32)
        pairs |= np.maximum(one, two).astype(np.uint64)
        yield pairs
