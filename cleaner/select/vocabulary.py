"""Does this block speak of what the article speaks of, or of what the menus and teasers speak of?

An article's last paragraph names people and places that its first ones have named; a teaser's sentence, however well
made, names others, and so does a notice about cookies, which uses the words of the other notices. So the words of the
blocks that the scorer is surest of, and of those it has turned down, are counted, and each block is asked how many of
its own words stand in either. No language need be known: a word is a run of letters of four or more, of which the
first six count, so that inflected forms are one; where words are written without spaces, each two characters.

All words of a page are found and counted by array operations, at a few dozen nanoseconds each; `_around.pyx` says the
same for a C compiler.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Whole = NDArray[np.int64]

NAMES = (
    "core_words core_words_damped core_words_count core_words_often other_words core_only other_only new_words "
    "core_vocabulary"
).split()
SURE = 0.8
UNLIKELY = 0.3
LONG = 60
"""characters of a block whose words are the article's, if the scorer is sure of it"""
LEAST, STEM = 4, 6
ENOUGH = 3
"""lines of the article that have a word: more say no more"""
_PAIRS = ((0x0E00, 0x0EFF), (0x1780, 0x17FF), (0x30A0, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF))
"""Thai and Lao, Khmer, katakana, Han, Hangul: no spaces between words, or words that are mostly shorter than four"""
_HIRAGANA = slice(0x3040, 0x30A0)
"""endings and particles: they say no more than "the" or "and", which are too short to count elsewhere"""
LAST = 0xFFFF
MIX = np.uint64(0x9E3779B97F4A7C15)
"""the golden ratio of 64 bits: multiplying by it spreads what differs little (Knuth, 6.4)"""


@cache
def kinds() -> NDArray[np.uint8]:
    """Of each character of the first plane: 1 in a word, 2 in a script that is read in pairs, else 0."""
    found = np.array([unicodedata.category(chr(code))[0] in "LMN" for code in range(LAST + 1)], np.uint8)
    for low, high in _PAIRS:
        found[low : high + 1] *= 2
    found[_HIRAGANA] = 0
    found[LAST] = 0
    return found


def words(texts: Sequence[str]) -> tuple[Whole, Whole, int]:
    """The words of each text, once each: their texts' indexes, ascending, their numbers, and a bound of those."""
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    codes = np.frombuffer(f"\n{joined}{chr(10) * STEM}".lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    of = kinds()[np.minimum(codes, LAST)]
    letter = of == 1
    edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    long = sizes >= LEAST
    starts, sizes = starts[long], sizes[long]
    pairs = np.flatnonzero((of[1:] == 2) & (of[:-1] == 2))
    hashes = np.zeros(len(starts) + len(pairs), np.uint64)
    for step in range(STEM):
        hashes[: len(starts)] = hashes[: len(starts)] * MIX + np.where(step < sizes, codes[starts + step], 0)
    hashes[len(starts) :] = codes[pairs] * MIX + codes[pairs + 1]
    places = np.concatenate([starts, pairs])
    bits = max(12, (4 * len(places)).bit_length())
    numbers = ((hashes * MIX) >> np.uint64(64 - bits)).astype(np.int64)
    lines = np.searchsorted(np.flatnonzero(codes == 10), places) - 1
    both = np.sort((lines << bits) | numbers)
    both = both[np.concatenate([[True], both[1:] != both[:-1]])] if len(both) else both
    return both >> bits, both & ((1 << bits) - 1), 1 << bits


def vocabulary(texts: Sequence[str], chances: Array, size: Array) -> Array:
    """One row a text: columns as in NAMES. `chances` are the first opinions, `size` the texts' characters."""
    count = len(texts)
    lines, numbers, bound = words(texts)
    core = ((chances > SURE) & (size > LONG)).astype(np.float32)
    other = (chances < UNLIKELY).astype(np.float32)
    in_core, in_other = (np.bincount(numbers, weights=side[lines], minlength=bound) for side in (core, other))
    others_core = in_core[numbers] - core[lines]
    is_core, is_other = others_core > 0, in_other[numbers] - other[lines] > 0
    total = np.bincount(lines, minlength=count)

    def of_line(values: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(lines, weights=values.astype(np.float64), minlength=count).astype(np.float64)

    hits = of_line(is_core)
    columns = [
        hits / np.maximum(total, 1),
        hits / (total + 4),
        np.log1p(hits) / 4,
        of_line(np.minimum(others_core, ENOUGH)) / (3 * total + 6),
        of_line(is_other) / (total + 2),
        of_line(is_core & ~is_other) / (total + 2),
        of_line(is_other & ~is_core) / (total + 2),
        of_line(~is_core & ~is_other) / (total + 2),
        np.full(count, np.log1p(np.count_nonzero(in_core)) / 6),
    ]
    return np.stack(columns, axis=1).astype(np.float32)
