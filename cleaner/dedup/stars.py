"""Which texts belong together? Stars around a representative, never chains.

The text of the highest standing takes every candidate that is verified against itself; then the highest of those left
does the same. So each member was compared with the one that stands for it, and a chain of small changes, each like
the next, never joins two texts that are unlike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from cleaner.dedup.candidates import Pairs, Rows
from cleaner.dedup.guard import Likeness

Look = Callable[[int, int], Likeness]
"""compares two rows"""


class Member(NamedTuple):
    """A text that another stands for."""

    row: int
    representative: int
    likeness: Likeness


def gather_stars(
    pairs: Pairs, rank: Rows, fixed: np.ndarray[tuple[int], np.dtype[np.bool_]], look: Look
) -> list[Member]:
    """The members of all stars.

    `rank` is the standing of each row, 0 the highest; `fixed` rows stand for themselves, as earlier runs decided.
    """
    one = (pairs >> np.uint64(32)).astype(np.int64)
    two = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    swap = rank[one] > rank[two]
    one, two = np.where(swap, two, one), np.where(swap, one, two)
    at = np.lexsort([rank[two], rank[one]])
    taken: set[int] = set()
    members = []
    for high, low in zip(one[at].tolist(), two[at].tolist(), strict=True):
        if high in taken or low in taken or fixed[low]:
            continue
        likeness = look(high, low)
        if likeness.copy:
            taken.add(low)
            members.append(Member(low, high, likeness))
    return members
