"""Which stretches of words are best read as the other language?

A sequence with two states, the page's own language and the other: each word adds its log likelihood ratio while in
the other, and changing over costs. The best path is found exactly (Viterbi 1967), in one pass over the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LEAVE = 0.5
"""nats to come back; flat between .3 and .8"""


class Run(NamedTuple):
    """Words `first` to `last` (half open) are in the other language, by `score` nats."""

    first: int
    last: int
    score: float


def decode(scores: Sequence[float], enter: float) -> list[Run]:
    """The runs of the best path; `enter` nats are what a run must bring to be one. Runs begin and end on evidence."""
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
    return [run for first, last in _walk(steps, other - LEAVE > own) if (run := _trim(scores, first, last))]


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


def _trim(scores: Sequence[float], first: int, last: int) -> Run | None:
    while first < last and scores[first] <= 0:
        first += 1
    while last > first and scores[last - 1] <= 0:
        last -= 1
    return Run(first, last, sum(scores[first:last])) if first < last else None
