"""Which heading is most like what a page declares as its headline, and how much?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.json_ld import key_of
from cleaner.page import Block

_NO_WORD = re.compile(r"[^\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]+")
"""what parts words; vowel signs, which a pattern does not take for letters, are in the ranges of their scripts"""


def closest(seen: Sequence[Block], claims: Sequence[str]) -> tuple[Block, float]:
    """The heading that is most like what the page claims, the first of equals; and how much (0 to 1)."""
    keys = [key_of(claim) for claim in claims]
    for block in seen[:12]:
        if key_of(block.trace.text) in keys:
            return block, 1.0
    best, highest = seen[0], 0.0
    pairs = [(key, _words(claim)) for key, claim in zip(keys, claims, strict=True)]
    for block in seen[:12]:
        key, words = key_of(block.trace.text), _words(block.trace.text)
        for other, other_words in pairs:
            alike = _likeness(key, words, other, other_words)
            if alike > highest:
                best, highest = block, alike
    return best, highest


def _likeness(key: str, words: set[str], other: str, other_words: set[str]) -> float:
    if not key or not other:
        return 0.0
    short, long = sorted((key, other), key=len)
    if len(short) > 12 and short in long:
        return 0.9
    shared = len(words & other_words)
    return shared / max(len(words | other_words), 1)


def _words(text: str) -> set[str]:
    return {word for word in _NO_WORD.split(text.casefold()) if len(word) > 2}
