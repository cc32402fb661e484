"""Which texts belong together? Stars around a representative, never chains.

The text of the highest standing takes every candidate that is verified against itself; then the highest of those left
does the same. So each member was compared with the one that stands for it, and a chain of small changes, each like
the next, never joins two texts that are unlike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.facts import Pairs, Rank, split
from cleaner.dedup.guard import Likeness
from cleaner.dedup.members import Member, Members
from cleaner.dedup.near import RULE

Look = Callable[[int, int], Likeness]
"""compares two rows"""
AT_ONCE: Final = 50_000
"""pairs that are numbers of Python's at a time, which take ten times the memory"""


def are_alike(pairs: Pairs, look: Look) -> NDArray[np.bool_]:
    """Which pairs are copies; some thousands at most, since they are numbers of Python's meanwhile."""
    one, two = split(pairs)
    return np.array([look(low, high).copy for low, high in zip(one.tolist(), two.tolist(), strict=True)], np.bool_)


def gather_stars(pairs: Pairs, rank: Rank, fixed: NDArray[np.bool_], look: Look) -> Members:
    """The members of all stars.

    `rank` is the standing of each row, 0 the highest; `fixed` rows stand for themselves, as earlier runs decided.
    """
    taken = np.zeros(len(rank), np.bool_)
    members = Members()
    for high, low in _in_order(pairs, rank):
        if taken[high] or taken[low] or fixed[low]:
            continue
        likeness = look(high, low)
        if likeness.copy:
            taken[low] = True
            members.add(Member(low, high, RULE, likeness))
    return members


def _in_order(pairs: Pairs, rank: Rank) -> Iterator[tuple[int, int]]:
    """Each pair, the row of higher rank first, those of the highest first of all."""
    order = np.empty(len(pairs), np.uint64)
    for start in range(0, len(pairs), AT_ONCE):
        one, two = split(pairs[start : start + AT_ONCE])
        one, two = rank[one].astype(np.uint64), rank[two].astype(np.uint64)
        order[start : start + AT_ONCE] = np.minimum(one, two) << np.uint64(32) | np.maximum(one, two)
    order.sort()
    row_of = np.empty(len(rank), np.uint32)
    row_of[rank] = np.arange(len(rank), dtype=np.uint32)
    for start in range(0, len(order), AT_ONCE):
        high, low = split(order[start : start + AT_ONCE])
        yield from zip(row_of[high].tolist(), row_of[low].tolist(), strict=True)
