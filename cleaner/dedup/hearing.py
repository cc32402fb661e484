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

    Of one place those are heard that are beyond doubt, and the others where these are silent or disagree.
    """
    for group in _overlapping(answers):
        sure = [answer for answer in group if not answer.is_doubtful]
        said = [_said(text, heard) for heard in _overlapping(sure)]
        if not said or None in said:
            said = [_said(text, heard) for heard in _overlapping(group)]
        yield from (repair for repair in said if repair)


def _said(text: str, heard: Sequence[Answer]) -> Repair | None:
    """What most say; two must where all are in doubt, and where one says something else twice as many as that."""
    low, high = min(one.repair.start for one in heard), max(one.repair.end for one in heard)
    said: dict[tuple[str, ...], list[Repair]] = {}
    for repair, _ in heard:
        whole = text[low : repair.start] + repair.instead + text[repair.end : high]
        said.setdefault(tuple(Tokens(whole).words), []).append(repair)
    most = max(said.values(), key=len)
    others = len(heard) - len(most)
    is_alone = not others and not all(one.is_doubtful for one in heard)
    return most[0] if len(most) >= max(2 * others, 1 if is_alone else 2) else None
