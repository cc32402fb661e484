"""Which pairs of texts share facts, and which stand near each other by them?

Reports from one template agree in every key but those of their numbers and names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.sketch import FACTS, KEYS, NO_KEY

FEW_WORDS: Final = 150
AT_ONCE: Final = 1 << 17
"""pairs that are looked at together"""

Rows = NDArray[np.int64]
Rank = NDArray[np.uint32]
"""the standing of each row, 0 the highest"""
Keys = Callable[[int], NDArray[np.uint32]]
"""one kind of key of all rows, by its place in a sketch"""
Pairs = NDArray[np.uint64]
"""two rows each, the lower in the upper 32 bits"""


def split(pairs: Pairs) -> tuple[Rows, Rows]:
    """The lower and the higher row of each pair."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def share_facts(pairs: Pairs, keys: Keys, words: NDArray[np.uint32]) -> Pairs:
    """The pairs without those of two short texts that agree in none of four fact keys: reports from one template.

    Of two texts that share nine facts in ten, all four keys differ in one case of ten thousand. A long text that was
    cut keeps few of its facts, so length decides whether the keys are asked. One with hardly a fact has no such key.
    """
    wanted = np.zeros(len(pairs), np.bool_)
    for column in range(KEYS - FACTS, KEYS):
        fact = keys(column)
        for start in range(0, len(pairs), AT_ONCE):
            one, two = split(pairs[start : start + AT_ONCE])
            mine, theirs = fact[one], fact[two]
            wanted[start : start + AT_ONCE] |= (mine == theirs) | (mine == NO_KEY) | (theirs == NO_KEY)
    for start in range(0, len(pairs), AT_ONCE):
        one, two = split(pairs[start : start + AT_ONCE])
        wanted[start : start + AT_ONCE] |= np.maximum(words[one], words[two]) >= FEW_WORDS
    return pairs[wanted]


def by_facts(keys: Keys) -> Callable[[Pairs], Rows]:
    """Where each pair stands, below twice the number of rows, so that many pairs of one text stand near each other.

    Reports of a template are paired by the first two of their fact keys, or by the other two.
    """
    first, second = keys(KEYS - FACTS), keys(KEYS - FACTS + 1)
    orders = _order_of(first, second), _order_of(keys(KEYS - FACTS + 2), keys(KEYS - FACTS + 3))

    def place(pairs: Pairs) -> Rows:
        one, two = split(pairs)
        agree = (first[one] == first[two]) & (second[one] == second[two])
        by_first, by_other = (np.minimum(order[one], order[two]).astype(np.int64) for order in orders)
        return np.where(agree, by_first, len(first) + by_other)

    return place


def _order_of(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Where each row stands in the order of two keys."""
    both = one.astype(np.uint64)
    both <<= np.uint64(32)
    both |= two
    order = np.empty(len(both), np.uint32)
    order[np.argsort(both, kind="stable")] = np.arange(len(both), dtype=np.uint32)
    return order
