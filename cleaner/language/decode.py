"""Which stretches of words are best read as the other language?

A sequence with two states, the page's own language and the other: each word adds its log likelihood ratio while in
the other, and changing over costs. The best path is found exactly (Viterbi 1967), in one pass over the words.
`_decode.pyx` says the same for a C compiler, bit for bit; tests hold the two to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

LEAVE = 0.5
"""nats to come back; flat between .3 and .8"""
SURE = 30.0
"""nats of log odds from which more change nothing"""


class Run(NamedTuple):
    """Words `first` to `last` (half open) are in the other language, by `score` nats."""

    first: int
    last: int
    score: float


def decode(scores: Sequence[float], enter: float) -> list[Run]:
    """The runs of the best path; `enter` nats are what a run must bring to be one. Runs begin and end on evidence."""
    return [Run(first, last, sum(scores[first:last])) for first, last in _stretches(scores, enter)]


def stretches(scores: Sequence[float], enter: float) -> list[tuple[int, int]]:
    """The words of those runs, from the first to behind the last, without a compiler's help."""
    steps = bytearray()
    own, other = 0.0, -1e9
    for score in scores:
        step = 0
        come = own - enter
        if come > other:
            step, stay = 1, come
        else:
            stay = other
        if other - LEAVE > own:
            step += 2
            own = other - LEAVE
        other = stay + score
        steps.append(step)
    trimmed = [_trim(scores, first, last) for first, last in _walk(steps, other - LEAVE > own)]
    return [(first, last) for first, last in trimmed if first < last]


def _walk(steps: bytearray, inside: bool) -> list[tuple[int, int]]:
    """The stretches inside the other language, read back from the end."""
    found = []
    last = len(steps)
    for number in range(len(steps) - 1, -1, -1):
        step = steps[number]
        if inside:
            if step & 1:
                found.append((number, last))
                inside = False
        elif step & 2:
            inside, last = True, number
    return found[::-1]


def _trim(scores: Sequence[float], first: int, last: int) -> tuple[int, int]:
    while first < last and scores[first] <= 0:
        first += 1
    while last > first and scores[last - 1] <= 0:
        last -= 1
    return first, last


def chances(scores: Sequence[float], enter: float) -> list[float]:
    """Of each word, the probability that it is in the other language, over all paths (forward and backward)."""
    return _chances(scores, enter)


def chances_by_sums(scores: Sequence[float], enter: float) -> list[float]:
    """The same without a compiler's help."""
    before: list[float] = []
    odds = -enter
    for score in scores:
        before.append(odds + score)
        odds = _carry(odds + score, enter, LEAVE)
    found = [0.0] * len(scores)
    odds = -LEAVE
    for number in range(len(scores) - 1, -1, -1):
        found[number] = 1 / (1 + exp(-max(-SURE, min(SURE, before[number] + odds))))
        odds = _carry(odds + scores[number], LEAVE, enter)
    return found


def _carry(odds: float, to: float, back: float) -> float:
    """The log odds of the other language one word further, where changing to it costs so much, and back from it."""
    odds = max(-SURE, min(SURE, odds))
    return log((exp(odds) + exp(-to)) / (1 + exp(odds - back)))


try:
    from cleaner.language._decode import chances as _chances
    from cleaner.language._decode import stretches as _stretches
except ImportError:
    _chances, _stretches = chances_by_sums, stretches
