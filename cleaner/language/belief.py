"""How sure is it that this fragment is foreign?

A posterior, for the rate at which pages are polluted in the wild: one in a hundred. Fitted, and plotted against what
was true, by `bench/language/calibrate.py`.
"""

from __future__ import annotations

from math import exp, log

_CONSTANTS = (-10.543, 0.062, 2.973)
_MOST = 30.0
"""nats of a run; more of them change nothing"""


def features(score: float, evidence: float) -> tuple[float, ...]:
    """What the probability is computed from: a run's nats, and the logarithm of its page's."""
    return 1.0, min(score, _MOST), log(max(1.0, evidence))


def belief(score: float, evidence: float) -> float:
    """The probability that a run of `score` nats, on a page with `evidence` nats, is foreign."""
    sums = sum(constant * value for constant, value in zip(_CONSTANTS, features(score, evidence), strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, sums))))
