"""How sure is it that this fragment is foreign?

A posterior, for the rate at which pages are polluted in the wild: one in a hundred. Fitted, and plotted against what
was true, by `bench/language/calibrate.py`.
"""

from __future__ import annotations

from math import exp, log

from cleaner.language.fragments import Foreign

_CONSTANTS = (-5.396, 0.056, 1.998)
_MOST = 30.0
"""nats of a run; more of them change nothing"""
_TERMS = 18.0
"""nats that the dishes, titles and proverbs of a clean page may have; what is more needs no splice"""

ALONE = 0.8
"""probability of a phrase that is foreign by itself (`language.lone`), whatever else its page has: of polluted pages
with one fragment one in seven has such a phrase, of 10,400 clean ones none (`bench/RESULTS.md`)"""


def features(score: float, foreign: Foreign) -> tuple[float, ...]:
    """What the probability is computed from: a run's nats, and the logarithm of its page's that are spliced."""
    spliced = max(1.0, foreign.spliced, foreign.evidence - _TERMS)
    return 1.0, min(score, _MOST), log(spliced)


def belief(score: float, foreign: Foreign) -> float:
    """The probability that a run of `score` nats, on a page that suffers so from its language, is foreign."""
    sums = sum(constant * value for constant, value in zip(_CONSTANTS, features(score, foreign), strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, sums))))
