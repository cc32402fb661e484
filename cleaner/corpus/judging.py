"""Pairs of texts compared by several processes at once: a million reports from templates make ten million pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.outcome import Announce, Outcome, Outcomes
from cleaner.corpus.tally import Tally
from cleaner.corpus.texts import Texts, text_of
from cleaner.corpus.workers import Workers
from cleaner.dedup.facts import Pairs, split
from cleaner.dedup.guard import judge
from cleaner.dedup.stars import Look
from cleaner.read.unit import Unit
from cleaner.settings import Settings

ENOUGH: Final = 10_000
"""pairs from which processes of their own are worth their start"""
MOST_PAIRS: Final = 1024
MOST_BYTES: Final = 1 << 20
"""of the texts that are sent together, and one more: what a pipe holds"""
_WORK: Final = "cleaner.corpus.judging:judge_pairs"
_JUDGED: Final = "judged"


class _Some(NamedTuple):
    """Pairs, and as a unit their places among the texts that are sent with them."""

    pairs: Pairs
    units: list[Unit]


def keep_alike_at_once(waiting: Iterable[Pairs], texts: Texts, jobs: int, look: Look) -> Iterator[tuple[Pairs, int]]:
    """The pairs that are copies, in the order given, some at a time, and of how many that is told.

    What a process could not do, since it died of it or was too slow, `look` does here.
    """
    with Workers[_Some](Settings(jobs=jobs), _WORK) as workers:
        for some, outcomes in workers.run(one for pairs in waiting for one in _parted(pairs, texts)):
            (outcome,) = outcomes.rows
            if outcome.status == _JUDGED:
                alike = np.frombuffer(outcome.manifest, np.bool_)
            else:
                alike = np.array([look(one, two).copy for one, two in _rows(some.pairs)], np.bool_)
            yield some.pairs[alike], len(alike)


def _parted(pairs: Pairs, texts: Texts) -> Iterator[_Some]:
    """Pairs with their texts, as many as can be sent together."""
    start = 0
    while start < len(pairs):
        place_of: dict[int, int] = {}
        places: list[int] = []
        size = 0
        for both in _rows(pairs[start : start + MOST_PAIRS]):
            for row in both:
                if row not in place_of:
                    place_of[row] = len(place_of)
                    size += texts.size(row)
                places.append(place_of[row])
            if size > MOST_BYTES:
                break
        rows = b"\n".join(texts.packed(row) for row in place_of)
        end = start + len(places) // 2
        yield _Some(pairs[start:end], [Unit("", "", "", None, np.array(places, np.uint16).tobytes(), rows)])
        start = end


def _rows(pairs: Pairs) -> Iterator[tuple[int, int]]:
    one, two = split(pairs)
    return zip(one.tolist(), two.tolist(), strict=True)


def judge_pairs(units: Sequence[Unit], _: Settings, announce: Announce | None = None) -> Outcomes:
    """What a worker does: which pairs are copies, a byte for each."""
    rows = []
    for number, unit in enumerate(units):
        if announce is not None:
            announce(number)
        texts = [text_of(row) for row in unit.sidecar.split(b"\n")]
        places: NDArray[np.uint16] = np.frombuffer(unit.raw, np.uint16)
        alike = [judge(texts[one], texts[two]).copy for one, two in places.reshape(-1, 2).tolist()]
        rows.append(Outcome("", _JUDGED, np.array(alike, np.bool_).tobytes()))
    return Outcomes(rows, Tally().as_dict())
