"""Which pairs of texts share facts, and which stand near each other by them?

Reports from one template agree in every key but those of their numbers and names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.sketch import FACTS, KEYS

FEW_WORDS: Final = 150
AT_ONCE: Final = 1 << 17
"""pairs that are looked at together"""

Rows = NDArray[np.int64]
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
    cut keeps few of its facts, so length decides whether the keys are asked.
    """
    wanted = np.zeros(len(pairs), np.bool_)
    for column in range(KEYS - FACTS, KEYS):
        fact = keys(column)
        for start in range(0, len(pairs), AT_ONCE):
            one, two = split(pairs[start : start + AT_ONCE])
            wanted[start : start + AT_ONCE] |= fact[one] == fact[two]
    for start in range(0, len(pairs), AT_ONCE):
        one, two = split(pairs[start : start + AT_ONCE])
        wanted[start : start + AT_ONCE] |= np.maximum(words[one], words[two]) >= FEW_WORDS
    return pairs[wanted]


def by_facts(keys: Keys) -> Callable[[Pairs], Rows]:
    """Where each pair stands, below twice the number of rows, so that many pairs of one text stand near each other.

    Reports of a template are paired by the first two of their fact keys, or by the other two.
    """
    first, second = keys(KEYS - FACTS), keys(KEYS - FACTS + 1)
    orders = []
    for fact in (KEYS - FACTS, KEYS - FACTS + 2):
        order = np.empty(len(first), np.uint32)
        order[np.lexsort((keys(0), keys(fact + 1), keys(fact)))] = np.arange(len(order), dtype=np.uint32)
        orders.append(order)

    def place(pairs: Pairs) -> Rows:
        one, two = split(pairs)
        agree = (first[one] == first[two]) & (second[one] == second[two])
        by_first, by_other = (np.minimum(order[one], order[two]).astype(np.int64) for order in orders)
        return np.where(agree, by_first, len(first) + by_other)

    return place
