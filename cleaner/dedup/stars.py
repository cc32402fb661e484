"""Which texts belong together? Stars around a representative, never chains.

The text of the highest standing takes every candidate that is verified against itself; then the highest of those left
does the same. So each member was compared with the one that stands for it, and a chain of small changes, each like
the next, never joins two texts that are unlike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np

from cleaner.dedup.candidates import Pairs, Rows
from cleaner.dedup.guard import Likeness

Look = Callable[[int, int], Likeness]
"""compares two rows"""
AT_ONCE: Final = 50_000


class Member(NamedTuple):
    """A text that another stands for."""

    row: int
    representative: int
    likeness: Likeness


def keep_alike(pairs: Pairs, order: Rows, look: Look) -> Pairs:
    """The pairs that are copies, looked at in this order of their rows, so that texts looked at twice are near."""
    alike = [low << 32 | high for low, high in _in_order(pairs, order) if look(low, high).copy]
    return np.array(alike, np.uint64)


def gather_stars(
    pairs: Pairs, rank: Rows, fixed: np.ndarray[tuple[int], np.dtype[np.bool_]], look: Look
) -> list[Member]:
    """The members of all stars.

    `rank` is the standing of each row, 0 the highest; `fixed` rows stand for themselves, as earlier runs decided.
    """
    taken: set[int] = set()
    members = []
    for high, low in _in_order(pairs, rank):
        if high in taken or low in taken or fixed[low]:
            continue
        likeness = look(high, low)
        if likeness.copy:
            taken.add(low)
            members.append(Member(low, high, likeness))
    return members


def _in_order(pairs: Pairs, rank: Rows) -> Iterator[tuple[int, int]]:
    """Each pair, the row of higher rank first, those of the highest first of all; few at a time as numbers of
    Python's, which take ten times the memory.
    """
    order = np.empty(len(pairs), np.uint64)
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        one = rank[(some >> np.uint64(32)).astype(np.int64)].astype(np.uint64)
        two = rank[(some & np.uint64(0xFFFFFFFF)).astype(np.int64)].astype(np.uint64)
        order[start : start + AT_ONCE] = np.minimum(one, two) << np.uint64(32) | np.maximum(one, two)
    order.sort()
    row_of = np.empty(len(rank), np.int64)
    row_of[rank] = np.arange(len(rank))
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        high, low = (
            row_of[(some >> np.uint64(32)).astype(np.int64)],
            row_of[(some & np.uint64(0xFFFFFFFF)).astype(np.int64)],
        )
        yield from zip(high.tolist(), low.tolist(), strict=True)
