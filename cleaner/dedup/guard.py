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
import re
from typing import Final, NamedTuple

from cleaner.dedup.compare import (
    LEAST_CONTAINED,
    Difference,
    compare,
    count_facts,
    count_shared,
    count_telling,
    is_same,
    read_words,
)
from cleaner.dedup.words import SHINGLE, split_words
from cleaner.late import late

UNDATED: Final = -(1 << 62)
"""Seconds since 1970 of a text that tells no date."""

SHORT: Final = 200
"""Words below which a text has too little frame for its facts."""

FEWEST: Final = 3 * SHINGLE
"""A text of fewer words is compared as a whole and not by shingles."""

_SAMPLE: Final = 400
"""characters that tell a text's script"""
_LONG: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""scripts in which four letters or so, vowels and tones among them, make a word"""
_DENSE: Final = late("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""and two in these"""

KEPT: Final = 2.0
"""facts in which copies agree, for each in which they differ, where they do in so many; of 617 labelled copies the
fewest has four"""
_OTHERS = 3
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

    __slots__ = ("body", "published", "title", "unit")

    def __init__(self, text: str, title: str = "", published: int = UNDATED) -> None:
        self.unit = letters_a_word(text)
        self.title = read_words(title)
        self.body = read_words(without_title(text, title))
        self.published = published


class Likeness(NamedTuple):
    """What was found of two texts."""

    copy: bool
    similarity: float
    """Jaccard similarity of their three-word shingles, 0 to 1"""
    contained: float
    """share of the smaller one's shingles that the other has, 0 to 1"""
    note: str
    """the evidence in words, of a copy"""


def letters_a_word(text: str) -> float:
    """How many of what is counted as words make one: in scripts without spaces each character counts as one."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return 1.0
    long, dense = len(_LONG.findall(sample)), len(_DENSE.findall(sample))
    share = len("".join(sample.split()))
    return 4.0 if 2 * long > share else 2.0 if 2 * dense > share else 1.0


def without_title(text: str, title: str) -> str:
    """The text without a first line that is its title."""
    line, _, rest = text.partition("\n")
    if title and rest and len(line) < 400 and split_words(line.casefold()) == split_words(title.casefold()):
        return rest
    return text


def judge(first: Text, second: Text) -> Likeness:
    """Whether two texts are copies of one report; the same from either side."""
    difference = compare(first.body, second.body)
    same = is_same(first.body, second.body)
    if difference.contained < LEAST_CONTAINED and not same:  # most candidates
        return Likeness(False, difference.jaccard, difference.contained, "")
    features = measure(first, second, difference)
    score = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
    alike = (difference.words >= FEWEST and score > 0) or same
    copy = alike and may_share_body(first, second) and keeps_facts(first, second, difference)
    return Likeness(copy, difference.jaccard, difference.contained, _note(difference, features) if copy else "")


def measure(first: Text, second: Text, difference: Difference) -> dict[str, float]:
    """The features of a pair, each 0 where nothing speaks against a copy."""
    words = max(10.0, difference.words / max(first.unit, second.unit))
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
    return min(
        count_telling(first.title, first.body, second.title, second.body),
        count_telling(second.title, second.body, first.title, first.body),
    )


def may_share_body(first: Text, second: Text) -> bool:
    """Whether two reports of the same body may be one: a short body needs titles that agree.

    A dividend notice of a dozen words may stand under the names of two companies.
    """
    if len(first.body) >= SHORT // 4 * first.unit or not len(first.title) or not len(second.title):
        return True
    both, fewer = count_shared(first.title, second.title)
    return 2 * both >= fewer


def keeps_facts(first: Text, second: Text, difference: Difference) -> bool:
    """Whether two texts agree in most facts of what they share: a copy was corrected in a few.

    A report of a template has its own, however long the frame is that it shares with another of its day.
    """
    return difference.inside < _OTHERS or count_facts(first.body, second.body) >= KEPT * difference.inside


def _note(difference: Difference, features: dict[str, float]) -> str:
    parts = [f"{difference.contained:.0%} of the shorter text is in the other"]
    if difference.places:
        parts.append(f"{difference.places} places differ, {difference.facts} of them in numbers or names")
    if features["subject"]:
        parts.append("the titles name different subjects")
    return ", ".join(parts)
