"""Which few numbers let copies find each other among millions of texts?

Two kinds of keys, and two texts that share one are looked at:

- 32 bands of 4 minima each (MinHash: Broder 1997; banding: Leskovec, Rajaraman, Ullman, ch. 3). Texts of Jaccard
  similarity .5 share a band with a chance of .87, of .6 with .99, of .2 with .05.
- the 8 smallest hashes of its six-word shingles. A copy that was cut to a third has a Jaccard similarity of .3 and is
  seldom found by bands. But whatever of the whole's smallest hashes lies in the part is among the part's smallest
  too, so the two share a key with a chance of 1 − (2/3)^8 = .96 (bottom-k sketches: Cohen & Kaplan 2007).

Beside them stand 4 minima over the numbers and names alone: reports from one template share every band, and only
those that also share facts may be copies. A text of hardly a fact (in scripts without capitals) has none.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.words import Words, distinct, mix, shingles
from cleaner.package import PACKAGE

BANDS: Final = 32
ROWS: Final = 4
ANCHORS: Final = 8
ANCHOR_WORDS: Final = 6
FACTS: Final = 4
FEW_FACTS: Final = 4
"""numbers and names below which a text has no such keys: with an agency's line added it would share none"""
KEYS: Final = BANDS + ANCHORS + FACTS
"""32-bit numbers in a sketch: 176 bytes"""
VERSION: Final = 2
"""Changes with anything here or in `words`: sketches of different versions are not compared."""

NO_KEY: Final = 0
"""Where a text is too short to have a key."""

Sketch = NDArray[np.uint32]

_CHUNK = 1 << 10
_drawn = (PACKAGE / "dedup" / "factors.bin").read_bytes()
"""odd numbers that were drawn once (PCG64 of the seed 20240607): numpy does not promise the same ones for ever, and
takes longer to load its generators than all of a sketch does"""
_FACTORS = np.frombuffer(_drawn, "<u4", BANDS * ROWS).astype(np.uint32)[:, None]
_ROW_FACTORS = np.frombuffer(_drawn, "<u8", ROWS, 4 * BANDS * ROWS).astype(np.uint64)


def sketch(words: Words) -> Sketch:
    """The keys of a text: bands, anchors, facts, in that order."""
    keys = np.zeros(KEYS, np.uint32)
    if not len(words):
        return keys
    minima = _minima(words.shingles.astype(np.uint32), BANDS * ROWS)
    bands = (minima.reshape(BANDS, ROWS).astype(np.uint64) * _ROW_FACTORS).sum(1, dtype=np.uint64)
    keys[:BANDS] = mix(bands) | np.uint64(1)
    if len(words) >= ANCHOR_WORDS:
        anchors = distinct(shingles(words.hashes, ANCHOR_WORDS))[:ANCHORS]
        keys[BANDS : BANDS + len(anchors)] = anchors
    facts = words.hashes[words.numbers | words.names].astype(np.uint32)
    if len(facts) >= FEW_FACTS:
        keys[BANDS + ANCHORS :] = _minima(facts, FACTS)
    return keys


def _minima(values: NDArray[np.uint32], count: int) -> NDArray[np.uint32]:
    """The least value under each of `count` hash functions, an odd factor each, modulo 2^32."""
    least = values[:1] * _FACTORS[:count, 0]
    hashed = np.empty((count, min(len(values), _CHUNK)), np.uint32)
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        np.multiply(part, _FACTORS[:count], out=hashed[:, : len(part)])
        np.minimum(least, hashed[:, : len(part)].min(1), out=least)
    return least


def factors() -> NDArray[np.uint32]:
    """The hash functions of the minima."""
    return _FACTORS[:, 0]


def row_factors() -> NDArray[np.uint64]:
    """What the minima of a band are multiplied by, to be one key."""
    return _ROW_FACTORS


def pack(keys: Sketch) -> bytes:
    """A sketch as bytes, the same on every machine."""
    return keys.astype("<u4").tobytes()


def unpack(data: bytes) -> NDArray[np.uint32]:
    """Packed sketches as rows of an array."""
    return np.frombuffer(data, "<u4").reshape(-1, KEYS)
