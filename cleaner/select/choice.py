"""From which chance on does keeping a block do the page more good than harm?

Not from one half. Where a page is clear the two are nearly the same, but where the scorer doubts every paragraph of a
long list, a fixed half keeps every second one, and half an article is worth less than all of it. So the blocks are
taken from the surest down for as long as the expected F1 of the words kept grows: with chances p and words w, after k
blocks it is 2·Σp·w over the words kept plus the words expected in the article. The threshold that maximises F1 is half
the F1 that can be had (Lipton, Elkan and Naryanaswamy 2014), so a clear page gives .48 and a doubtful one .3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

HALF = 0.5
LEAST = 0.3
"""a page on which nothing is likely has no article: what is less likely than this is never kept"""


def sizes_of(texts: list[str]) -> Array:
    """The characters of each text. `_choice.pyx` says the same."""
    return np.fromiter(map(len, texts), np.float32, len(texts))


def least_chance(chances: Array, words: Array) -> float:
    """The chance from which on blocks are kept, at most one half. `words` are the blocks' sizes, in any unit.

    `_choice.pyx` says the same.
    """
    order = np.argsort(-chances, kind="stable")
    sizes = words[order]
    hoped = chances[order] * sizes
    gain = np.cumsum(hoped) / (np.cumsum(sizes) + hoped.sum())
    return min(HALF, max(LEAST, float(chances[order[int(gain.argmax())]])))


BRIEF = 500
"""characters, those of Chinese and Japanese twice, below which what is kept of a page is a brief, or no article at all:
hardly a page that was collected for its article has less"""


_MOST_BLOCKS = 5_000
"""more than any page has on which briefs were learned"""


def is_brief(kept: NDArray[np.bool_], log_size: Array) -> bool:
    """Whether what is kept of a page is next to nothing; `log_size` is the feature of that name (features.py)."""
    return len(kept) <= _MOST_BLOCKS and bool(np.expm1(log_size[kept] * 6).sum() < BRIEF)


def is_plainly_long(chances: Array, least: float, log_size: Array) -> bool:
    """Whether nobody has to ask is_brief of the blocks with this chance or more. `_choice.pyx` sees it at a few."""
    del chances, least, log_size
    return False


_AGAINST = 0.2


def of_both(first: Array, brief: Array, least: float) -> Array:
    """The chances of a brief's network; where it keeps anything, what the first keeps stays unless it is against."""
    if not (brief >= least).any():
        return brief
    stays = (first >= HALF) & (brief >= _AGAINST)
    return np.where(stays, np.maximum(first, brief), brief)
