"""Is one text a copy of the other, or are both reports from one template?

Similarity cannot tell: two dividend notices share nine words in ten, a corrected report and its first form as well.
What differs tells. Reports from a template differ in **facts** (a number, a name, where the other has another one),
their titles name different subjects, they are short, and they appear on different days. A copy that was corrected
differs in a fact or two of many, on the same day; one that was cut, wrapped or extended differs by whole blocks and
in no fact at all.

The decision is a weighted sum of these few differences. The weights were fitted by `bench/fit_guard.py` on pairs that
people had labelled, and cross-validated by template; each says what its feature costs. Texts without a date and texts
of few words need more to be called a copy.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cleaner.dedup.compare import LEAST_CONTAINED, Difference, compare
from cleaner.dedup.words import SHINGLE, Words, split_words

UNDATED: Final = -(1 << 62)
"""Seconds since 1970 of a text that tells no date."""

SHORT: Final = 200
"""Words below which a text has too little frame for its facts."""

FEWEST: Final = 3 * SHINGLE
"""A text of fewer words is compared as a whole and not by shingles."""

BIAS: Final = 8.6
WEIGHTS: Final = {
    "apart": -7.5,
    "facts": -1.8,
    "numbers": -4.6,
    "subject": -3.0,
    "days_short": -0.36,
    "days_apart": -11.0,
    "days_facts": -1.6,
    "undated": -6.2,
    "short": -1.4,
}


class Text:
    """A document as the guard sees it: the words of its body and of its title, and when it appeared."""

    def __init__(self, text: str, title: str = "", published: int = UNDATED) -> None:
        self.title = Words(title)
        self.body = Words(without_title(text, title))
        self.title_words = set(self.title.hashes.tolist())
        self.published = published


class Likeness(NamedTuple):
    """What was found of two texts."""

    copy: bool
    similarity: float
    """Jaccard similarity of their three-word shingles, 0 to 1"""
    contained: float
    """share of the smaller one's shingles that the other has, 0 to 1"""
    note: str
    """the evidence, in words"""


def without_title(text: str, title: str) -> str:
    """The text without a first line that is its title."""
    line, _, rest = text.partition("\n")
    if title and rest and len(line) < 400 and split_words(line.casefold()) == split_words(title.casefold()):
        return rest
    return text


def judge(first: Text, second: Text) -> Likeness:
    """Whether two texts are copies of one report; the same from either side."""
    difference = compare(first.body, second.body)
    features = measure(first, second, difference)
    score = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
    enough = difference.contained >= LEAST_CONTAINED and difference.words >= FEWEST
    same = np.array_equal(first.body.hashes, second.body.hashes)
    copy = (same or (enough and score > 0)) and may_share_body(first, second)
    return Likeness(copy, difference.jaccard, difference.contained, _note(difference, features))


def measure(first: Text, second: Text, difference: Difference) -> dict[str, float]:
    """The features of a pair, each 0 where nothing speaks against a copy."""
    words = max(10, difference.words)
    short = max(0.0, math.log(SHORT / words))
    dated = first.published != UNDATED and second.published != UNDATED
    hours = abs(first.published - second.published) / 3600 if dated else 0.0
    days = min(4.0, math.log1p(hours / 4))
    apart = 1 - difference.contained
    return {
        "apart": apart,
        "facts": min(1.0, 20 * difference.facts / words),
        "numbers": min(1.0, 20 * difference.numbers / words),
        "subject": math.log1p(5 * subjects(first, second)),
        "days_short": days * short,
        "days_apart": days * min(0.3, apart),
        "days_facts": days * (difference.facts > 0),
        "undated": float(not dated),
        "short": short,
    }


def subjects(first: Text, second: Text) -> int:
    """Words of the titles that tell the two reports apart: in this title and body, in neither of the other's."""
    mine, theirs = _own(first, second), _own(second, first)
    return min(mine, theirs)


def _own(text: Text, other: Text) -> int:
    title = text.title_words - other.title_words
    if not title or not other.title_words:
        return 0
    return sum(word in text.body and word not in other.body for word in title)


def may_share_body(first: Text, second: Text) -> bool:
    """Whether two reports of the same body may be one: a short body needs titles that agree.

    A dividend notice of a dozen words may stand under the names of two companies.
    """
    if len(first.body) >= SHORT // 4 or not len(first.title) or not len(second.title):
        return True
    mine, theirs = first.title_words, second.title_words
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _note(difference: Difference, features: dict[str, float]) -> str:
    parts = [f"{difference.contained:.0%} of the shorter text is in the other"]
    if difference.places:
        parts.append(f"{difference.places} places differ, {difference.facts} of them in numbers or names")
    if features["subject"]:
        parts.append("the titles name different subjects")
    return ", ".join(parts)
