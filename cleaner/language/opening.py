"""Does the name before a foreign fragment belong to it?

A pasted headline opens with somebody ("… with an average of 5 Ayo Marlow beplan om …"), and names are of no language.
So the words with a capital before a fragment are taken or left together, by a logistic regression on what can be seen:
how long the fragment is (headlines are), whether it begins with a small letter (no headline does, so a name is
missing), whether the page has the name elsewhere too, and how the name stands. Fitted by `bench/language/fit_names.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from cleaner.language.words import INITIAL, Words

_CONSTANTS = (-0.48, 1.09, 0.51, -0.77, -0.82, -0.67, -1.43, 0.44, 0.38)
_ENOUGH = 0.4
"""nats above which the name is taken; it has two words more often than one, so that a wrong one costs more"""
_JOINS = re.compile(r" ?(?:[-–—:]|['’]s?|\d[\d.,:–-]*)?:?[\"”’']? ?[\"“‘'„«»]?")
"""what may stand between the words of a name, and between it and the fragment; scores and years do"""
_WIDEST = 12
"""characters of that"""
_MOST = 8
"""words of a name"""
_FUNCTION = -3.75
"""nats below which a word is one that the page's own language cannot do without"""
_HEADLINE = 7
"""words from which a fragment is a headline rather"""
_EVIDENCE = 8.0


def known_names(words: Words, inside: Sequence[tuple[int, int]]) -> set[str]:
    """The words with a capital that a page has twice outside of its fragments."""
    counts = Counter(word for word in words.shown if word[0].isupper())
    for first, last in inside:
        counts.subtract(word for word in words.shown[first:last] if word[0].isupper())
    return {word for word, count in counts.items() if count > 1}


def name_before(words: Words, scores: Sequence[float], first: int, least: int) -> int:
    """Where the name before word `first` begins, not before word `least`; `first` itself where there is none."""
    start = first
    while start > max(least, first - _MOST) and _is_joined(words.gaps[start]):
        word = words.shown[start - 1]
        if not word[0].isupper() and word != "s":
            break
        start -= 1
    while start < first and (
        (words.cases[start] == INITIAL and scores[start] < _FUNCTION) or words.shown[start] == "s"
    ):
        start += 1
    return start


def _is_joined(gap: str) -> bool:
    return 0 < len(gap) <= _WIDEST and _JOINS.fullmatch(gap) is not None


def features(
    words: Words, scores: Sequence[float], place: tuple[int, int, int], told: tuple[float, set[str]]
) -> tuple[float, ...]:
    """What is seen: `place` is where name, fragment and what follows begin, `told` what is known of the page."""
    start, first, last = place
    evidence, known = told
    opens = words.cases[start] == INITIAL
    after_function = not opens and start > 0 and words.shown[start - 1].islower() and scores[start - 1] < _FUNCTION
    is_small = words.shown[first][0].islower()
    return (
        1.0,
        log(last - first),
        sum(scores[start:first]) / (first - start),
        float(opens),
        float(known.issuperset(words.shown[start:first])),
        float(after_function),
        float(words.shown[first][0].isupper()),
        float(is_small and last - first >= _HEADLINE),
        min(4.0, log(max(evidence, _EVIDENCE) / _EVIDENCE)),
    )


def belongs(seen: Sequence[float]) -> bool:
    """Whether the name with these features is the fragment's."""
    return sum(constant * value for constant, value in zip(_CONSTANTS, seen, strict=True)) > _ENOUGH
