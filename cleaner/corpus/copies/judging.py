"""Pairs of texts compared by several processes at once: a million reports from templates make ten million pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Self

import numpy as np

from cleaner.corpus.copies.texts import Texts
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.workers.outcome import Announce, Outcome, Outcomes
from cleaner.corpus.workers.pool import Workers
from cleaner.corpus.workers.spawn import Processes
from cleaner.dedup.facts import Pairs
from cleaner.dedup.guard import judge
from cleaner.dedup.stars import Look, are_alike
from cleaner.read.unit import Unit
from cleaner.settings import Settings
from cleaner.wire import decode_row, encode_row

ENOUGH: Final = 10_000
"""pairs from which processes of their own are worth their start"""
AT_ONCE: Final = 4096
WORK: Final = "cleaner.corpus.copies.judging:judge_pairs"
_JUDGED: Final = "judged"


class _Some(NamedTuple):
    """Pairs, and the same as a unit, which says where the texts lie."""

    pairs: Pairs
    units: list[Unit]


class Judges:
    """Processes that read texts from their file, and load their code while it is filled; a context manager."""

    def __init__(self, texts: Texts, jobs: int) -> None:
        self._texts = texts
        self._workers = Workers[_Some](Settings(jobs=jobs), WORK, processes=Processes([texts.fileno()]))

    def __enter__(self) -> Self:
        self._workers.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__()

    def keep_alike(self, waiting: Iterable[Pairs], look: Look) -> Iterator[tuple[Pairs, int]]:
        """The pairs that are copies, in the order given, some at a time, and of how many that is told.

        What a process could not do, since it died of it or was too slow, `look` does here.
        """
        for some, outcomes in self._workers.run(_parted(waiting, encode_row(self._texts.share()))):
            (outcome,) = outcomes.rows
            done = outcome.status == _JUDGED
            alike = np.frombuffer(outcome.manifest, np.bool_) if done else are_alike(some.pairs, look)
            yield some.pairs[alike], len(alike)


def _parted(waiting: Iterable[Pairs], where: bytes) -> Iterator[_Some]:
    for pairs in waiting:
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            yield _Some(some, [Unit("", "", "", None, some.tobytes(), where)])


def judge_pairs(units: Sequence[Unit], _: Settings, announce: Announce | None = None) -> Outcomes:
    """What a worker does: which pairs are copies, a byte for each."""
    rows = []
    for number, unit in enumerate(units):
        if announce is not None:
            announce(number)
        texts = _opened(unit.sidecar)
        alike = are_alike(np.frombuffer(unit.raw, np.uint64), lambda one, two: judge(texts[one], texts[two]))  # noqa: B023
        rows.append(Outcome("", _JUDGED, alike.tobytes()))
    return Outcomes(rows, Tally().as_dict())


@lru_cache(maxsize=1)
def _opened(where: bytes) -> Texts:
    return Texts.shared(*decode_row(where))
