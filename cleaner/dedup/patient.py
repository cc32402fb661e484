"""Is what stands here foreign, so that a copy's words may take its place?"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from cleaner.dedup.align import Gap, Tokens

SHOWS: Final = 2.0
"""nats from which words that were not taken for foreign are, where a copy has others in their place"""

SMALL: Final = 4
"""letters of a word that says no fact ("want" is Dutch and English)"""
SAYS: Final = -2.5
"""nats below which a word is one that the page's own language knows: the page said it, and the copy says otherwise"""

_DIGITS = re.compile(r"\d")


class Ear(Protocol):
    """What knows the page's language and the foreign ones it suffers from."""

    def weigh(self, forms: Sequence[str]) -> list[float]:
        """Of each word, in nats, how much it speaks for a foreign language, against the page's own."""

    def is_own(self, forms: Sequence[str]) -> bool:
        """Whether no word belongs to some other language."""


class Patient(NamedTuple):
    """A text with foreign fragments: its words, the spans of the fragments, and who knows its languages."""

    tokens: Tokens
    spans: Sequence[tuple[int, int]]
    ear: Ear

    def is_flagged(self, place: int) -> bool:
        """Whether a word was taken for foreign."""
        start, end = self.tokens.starts[place], self.tokens.ends[place]
        return any(low < end and start < high for low, high in self.spans)


def is_spoilt(patient: Patient, gap: Gap, theirs: Sequence[str]) -> bool:
    """Whether what would go is foreign: some of it beyond doubt, and of the rest nothing that the page itself says."""
    places = range(gap.first, gap.last)
    flagged = [patient.is_flagged(place) for place in places]
    left = set(_left(patient, gap, theirs))
    stems = {_stem(word) for word in theirs if len(word) >= SMALL}
    evidence = 0.0
    weights = patient.ear.weigh(patient.tokens.words[gap.first : gap.last])
    for number, place in enumerate(places):
        word = patient.tokens.words[place]
        if flagged[number] or place not in left or _DIGITS.search(word):
            continue
        evidence += weights[number]
        inside = any(flagged[:number]) and any(flagged[number + 1 :])
        least = 0.0 if patient.tokens.is_capital(place) and len(word) > 1 else SAYS if len(word) > SMALL else -math.inf
        if weights[number] <= least and not inside and _stem(word) not in stems:
            return False
    return any(flagged) or evidence >= SHOWS


def _stem(word: str) -> str:
    """The beginning of a word without its accents: that of *Mexico* and *México*."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isalnum())[:SMALL]


def is_paste(patient: Patient, gap: Gap, theirs: Sequence[str]) -> bool:
    """Whether what stands here beside the copy's own words is foreign by half, names aside: a pasted headline."""
    left = [place for place in _left(patient, gap, theirs) if not patient.tokens.is_capital(place)]
    weights = patient.ear.weigh([patient.tokens.words[place] for place in left])
    foreign = [weight > 0 or patient.is_flagged(place) for place, weight in zip(left, weights, strict=True)]
    return 2 * sum(foreign) >= len(foreign) and sum(weights) >= SHOWS


def _left(patient: Patient, gap: Gap, theirs: Sequence[str]) -> Iterator[int]:
    """The places of words that the copy does not have there."""
    kept = Counter(theirs)
    for place in range(gap.first, gap.last):
        word = patient.tokens.words[place]
        if kept[word]:
            kept[word] -= 1
        else:
            yield place
