"""Do two articles tell of one event, each in its own words?

Such articles share few sentences and many names: the people, the places, the bodies that the event is about. What is
compared are the names that an article says most, and that few others say; two names in a row ("James Mason") tell more
than one. Names that half of the news says decide nothing. The longer two articles lie apart, the more they must share.

Scores are sums of inverse document frequencies, with a thousand articles of common knowledge added, so that a folder
of three can be looked at as well as two million.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.guard import UNDATED
from cleaner.dedup.words import Words, mix

PHRASES: Final = 12
SINGLES: Final = 12
NAMES: Final = PHRASES + SINGLES
"""32-bit numbers that are remembered of an article, two names in a row first: 96 bytes"""
NO_NAME: Final = 0
FEWEST_WORDS: Final = 80
"""of an article; a notice of fewer says too few names"""
ROWS: Final = 3
"""names in a row that two articles must share: one person and one place are no event"""
BACKGROUND: Final = 1000
COMMON: Final = (0.002, 0.02)
"""the share of the background that says two names in a row, and a single one"""
ENOUGH: Final = 30.0
"""the score of one event, on the same day"""
LEAD: Final = 16.0
"""the score of an article against the one that its story is called after"""
PER_WEEKS: Final = 2.0
"""by which the score must be higher for each doubling of the weeks between two articles"""
UNDATED_DAYS: Final = 30

_PARTICLES: Final = Words("o of d de del da di du la le van von der den bin al el y").hashes
"""words that may stand inside a name"""

Keys = NDArray[np.uint32]
Rows = NDArray[np.int64]


def names_of(text: str, title: str = "") -> bytes:
    """The names that an article says most, as numbers; the same on every machine."""
    words = Words(text if title.isupper() else f"{title}\n{text}")
    if len(words) < FEWEST_WORDS:
        return bytes(4 * NAMES)
    places = np.flatnonzero(words.names)
    hashes = words.hashes[places]
    gaps = np.diff(places)
    middle = words.hashes[np.minimum(places[:-1] + 1, len(words) - 1)]
    joined = (gaps == 1) | ((gaps == 2) & np.isin(middle, _PARTICLES))
    # of each run the last two: "Inspector James Mason" is "James Mason", whoever he is called there
    last = np.flatnonzero(joined & ~np.append(joined[1:], [False])[: len(joined)])
    both = mix(hashes[last] * np.uint64(0x9E3779B97F4A7C15) + hashes[last + 1]).astype(np.uint32)
    keys = np.zeros(NAMES, "<u4")
    for values, first, count in ((both, 0, PHRASES), (hashes.astype(np.uint32), PHRASES, SINGLES)):
        most = [value for value, _ in Counter(values[values != NO_NAME].tolist()).most_common(count)]
        keys[first : first + len(most)] = most
    return keys.tobytes()


def unpack_names(data: bytes) -> Keys:
    """Remembered names as rows of an array."""
    return np.frombuffer(data, "<u4").reshape(-1, NAMES)


def weights(keys: Keys) -> NDArray[np.float32]:
    """What each name of each article says, in the shape of `keys`; 0 where there is none."""
    values, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    known = np.repeat(np.array(COMMON), [PHRASES, SINGLES]) * BACKGROUND
    found = np.log((len(keys) + BACKGROUND) / (counts[inverse].reshape(keys.shape) + known))
    found[values[inverse].reshape(keys.shape) == NO_NAME] = 0
    said: NDArray[np.float32] = np.maximum(found, 0).astype(np.float32)
    return said


def scores(keys: Keys, said: NDArray[np.float32], one: Rows, two: Rows) -> NDArray[np.float32]:
    """What each pair of rows shares, summed; 0 where they share fewer than ROWS names in a row."""
    found = np.zeros(len(one), np.float32)
    for start in range(0, len(one), 1 << 12):
        first, second = one[start : start + (1 << 12)], two[start : start + (1 << 12)]
        shared = (keys[first][:, :, None] == keys[second][:, None, :]).any(2) & (said[first] > 0)
        enough = shared[:, :PHRASES].sum(1) >= ROWS
        found[start : start + len(first)] = (said[first] * shared).sum(1) * enough
    return found


def surcharge(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much more two articles must share that were published so far apart, in seconds since 1970."""
    dated = (first != UNDATED) & (second != UNDATED)
    days = np.where(dated, np.abs(np.where(dated, first - second, 0)) / 86400, UNDATED_DAYS)
    return np.asarray(PER_WEEKS * np.log2(1 + days / 7))
