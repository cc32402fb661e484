"""How sure is it that this fragment is foreign?

A posterior, for the rate at which pages are polluted in the wild: one in a hundred. Fitted, and plotted against what
was true, by `bench/language/calibrate.py`.
"""

from __future__ import annotations

from math import exp, log

from cleaner.language.fragments import Foreign

_CONSTANTS = (-7.526, 0.064, 1.445, 1.322)
_MOST = 30.0
"""nats of a run; more of them change nothing"""


def features(score: float, foreign: Foreign) -> tuple[float, ...]:
    """What the probability is computed from: a run's nats, and the logarithms of its page's and of the spliced ones."""
    return 1.0, min(score, _MOST), log(max(1.0, foreign.evidence)), log(max(1.0, foreign.spliced))


def belief(score: float, foreign: Foreign) -> float:
    """The probability that a run of `score` nats, on a page that suffers so from its language, is foreign."""
    sums = sum(constant * value for constant, value in zip(_CONSTANTS, features(score, foreign), strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, sums))))
