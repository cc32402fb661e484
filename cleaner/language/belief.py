"""How sure is it that this fragment is foreign?

A posterior, for the rate at which pages are polluted in the wild: one in a hundred.
"""

from __future__ import annotations

from math import exp

_SLOPE = 0.35
_FIRST = -1.0


def belief(score: float, evidence: float) -> float:
    """The probability that a run of `score` nats, on a page with `evidence` nats, is foreign."""
    return 1 / (1 + exp(-min(30.0, _FIRST + _SLOPE * score + 0.02 * evidence)))
