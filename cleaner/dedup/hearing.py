"""What do several copies say of one place, and is it enough to believe them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.dedup.align import Tokens


class Repair(NamedTuple):
    """`text[start:end]` of the patient was `instead`; `note` names the copy that says so."""

    start: int
    end: int
    instead: str
    note: str


class Answer(NamedTuple):
    """What a copy says, and whether that needs another to say it too: there is foreign text in the copy, or may be."""

    repair: Repair
    is_doubtful: bool


def _overlapping(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    """Answers by the place they speak of."""
    group: list[Answer] = []
    end = -1
    for answer in sorted(answers, key=lambda one: one.repair.start):
        if group and answer.repair.start >= end:
            yield group
            group = []
        end = max(end, answer.repair.end) if group else answer.repair.end
        group.append(answer)
    if group:
        yield group


def agreed(text: str, answers: Sequence[Answer]) -> Iterator[Repair]:
    """What copies say of a text, in order and without overlap.

    Of one place those are heard that are beyond doubt, or if these are silent the others. Two must say it where there
    is doubt, and where one says something else twice as many as that.
    """
    for group in _overlapping(answers):
        for heard in _overlapping([answer for answer in group if not answer.is_doubtful] or group):
            low, high = min(one.repair.start for one in heard), max(one.repair.end for one in heard)
            said: dict[tuple[str, ...], list[Repair]] = {}
            for repair, _ in heard:
                whole = text[low : repair.start] + repair.instead + text[repair.end : high]
                said.setdefault(tuple(Tokens(whole).words), []).append(repair)
            most = max(said.values(), key=len)
            others = len(heard) - len(most)
            if len(most) >= max(2 * others, 2 if others or heard[0].is_doubtful else 1):
                yield most[0]
