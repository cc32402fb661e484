"""What are a text's words, as numbers that can be compared by the million?

A word becomes a 32-bit hash of its case-folded letters and two marks: whether it is a number, and whether it is
written with a capital. Scripts that put no space between words give a word for each character, as a run of them
would be one word that no edited copy shares. A number keeps its points, commas and slashes: `6-1/4` is one value.
`_words.pyx` reads words faster; a test holds the two to each other.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.fold import fold
from cleaner.late import late

try:
    from cleaner.dedup import _words
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]
Places = tuple[list[int], list[int]]
"""positions, and the hash of the word at each"""

SHINGLE: Final = 3
"""Words in a shingle. Of copies with every tenth word replaced three-word shingles keep .83, five-word ones .74."""

_WORD = late(
    r"\d[\d.,:/-]*\d\w*"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+"
)
_NUMBER, _CAPITAL = 1, 2
_MOST_KNOWN = 1 << 18
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))


class _Codes(dict[str, int]):
    """Word → its hash, shifted left by two, and its marks; computed when first asked for."""

    def __missing__(self, word: str) -> int:
        first = word[0]
        marks = _NUMBER * any(map(str.isdigit, word)) | _CAPITAL * (first.isupper() and len(word) > 1)
        code = crc32(fold(word).encode("utf-8", "surrogatepass")) << 2 | marks
        if len(self) < _MOST_KNOWN:
            self[word] = code
        return code


KNOWN = _Codes()
"""of all texts that this process has read"""


def split_words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def codes_of(text: str) -> Hashes:
    """The hash of each word, shifted left by two, with its marks."""
    words = split_words(text)
    return np.fromiter(map(KNOWN.__getitem__, words), np.uint64, len(words))


def read_codes(text: str) -> Hashes:
    """As `codes_of`, by compiled code where there is such."""
    return _words.read_codes(text, KNOWN) if IS_COMPILED else codes_of(text)


def names_of(hashes: Hashes, numbers: Mask, capitals: Mask) -> Mask:
    """Which words have a capital wherever they stand, and are no numbers."""
    small = distinct(hashes[~capitals])
    return capitals & ~numbers & ~among(hashes, small)


class Words:
    """A text's words: `hashes`, and which of them are `numbers` and `capitals`, each in the order of the text."""

    def __init__(self, text: str) -> None:
        codes = read_codes(text)
        self.hashes: Hashes = codes >> np.uint64(2)
        self.numbers: Mask = (codes & np.uint64(_NUMBER)).astype(bool)
        self.capitals: Mask = (codes & np.uint64(_CAPITAL)).astype(bool)

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def forms(self) -> set[int]:
        """The hashes of its different words."""
        return set(self.hashes.tolist())

    @cached_property
    def names(self) -> Mask:
        """Words that have a capital wherever they stand, and are no numbers."""
        find = _words.names_of if IS_COMPILED else names_of
        return find(self.hashes, self.numbers, self.capitals)

    @cached_property
    def number_places(self) -> Places:
        """Where the numbers stand, and their hashes."""
        return _places(self.hashes, self.numbers)

    @cached_property
    def name_places(self) -> Places:
        """Where the names stand, and their hashes."""
        return _places(self.hashes, self.names)

    @cached_property
    def sorted_shingles(self) -> tuple[Hashes, NDArray[np.intp]]:
        """The shingles in the order of their hashes, and where each begins."""
        order = np.argsort(self.shingles, kind="stable")
        return self.shingles[order], order

    @cached_property
    def shingles(self) -> Hashes:
        """The hash of each three words that follow one another; of a shorter text, one of all its words."""
        return shingles(self.hashes, SHINGLE)

    @cached_property
    def shingle_set(self) -> Hashes:
        """The different shingles, sorted."""
        return distinct(self.shingles)


def _places(hashes: Hashes, mask: Mask) -> Places:
    return np.flatnonzero(mask).tolist(), hashes[mask].tolist()


def shingles(hashes: Hashes, size: int) -> Hashes:
    """32-bit hashes of each `size` words that follow one another, in order; of fewer words, one of them all."""
    count = len(hashes) - size + 1
    if count < 1:
        if not len(hashes):
            return hashes
        size, count = len(hashes), 1
    mixed = hashes[:count].copy()
    for step in range(1, size):
        mixed *= _ODD[0]
        mixed += hashes[step : step + count]
    return mix(mixed)


def mix(values: Hashes) -> Hashes:
    """32-bit hashes whose every bit depends on every bit of a 64-bit value (the end of splitmix64)."""
    values ^= values >> np.uint64(30)
    values *= _ODD[1]
    values ^= values >> np.uint64(27)
    values *= _ODD[0]
    return values >> np.uint64(32)


def distinct(values: Hashes) -> Hashes:
    """The different values, sorted: ten times as fast as `np.unique` for a text."""
    if len(values) < 2:
        return values
    ordered = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def among(values: Hashes, known: Hashes) -> Mask:
    """Which of the values are in `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    places = np.searchsorted(known, values)
    places[places == len(known)] = 0
    return np.equal(known[places], values)
