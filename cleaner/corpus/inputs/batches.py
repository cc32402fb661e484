"""How is the input cut up? Into batches for workers, and parts of the output, by the input alone.

So the parts are the same for any number of workers, and after any number of kills.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.corpus.journal.state import Position, State
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.read import is_alone, read_units, unread_units
from cleaner.read.unit import Unit, Unread
from cleaner.settings import Limits

BATCH_RECORDS = 16
"""few, so that at the end of a run no worker waits long for another"""
BATCH_BYTES = 1 << 20
"""what a pipe holds"""


@dataclass(slots=True)
class Batch:
    """Units in input order, and the place behind them. `closes` ends the part."""

    units: list[Unit | Unread]
    end: Position
    closes: bool = False
    size: int = 0
    """bytes as found"""
    passed: Counter[str] = field(default_factory=Counter)
    """what lies between the units and is no record"""
    outcomes: list[Outcomes] = field(default_factory=list)
    """of each unit, where an engine has cleaned them already"""


class Found(NamedTuple):
    """A record as it was met: its file, the run that listed it, its place there. No unit: the file's end."""

    seq: int
    generation: int
    number: int
    unit: Unit | Unread | None
    size: int = 0
    """bytes as found"""
    outcomes: Outcomes | None = None
    """where an engine has cleaned it already"""


def batches(state: State, limits: Limits, start: Position, *, unread: bool = False) -> Iterator[Batch]:
    """The input from `start` on. A part ends where it is full, and where the listed files of one run end.

    `unread` leaves files of one record to the workers, which have every processor then: else this process has one to
    itself, and reads meanwhile. What is cleaned is the same.
    """
    return cut(_met(state, limits, start, unread), limits, start)


def _met(state: State, limits: Limits, start: Position, unread: bool) -> Iterator[Found]:
    for seq, generation, file, size in state.files.since(start.seq):
        skip = start.unit if seq == start.seq else 0
        alone = is_alone(file)  # then its size as listed counts, the same whoever reads it and however much of it
        for number, unit in enumerate(unread_units(file, size, limits) if unread else read_units(file, limits), 1):
            if number <= skip:
                continue
            if isinstance(unit, Unread):
                unit.announce()
            yield Found(seq, generation, number, unit, size if isinstance(unit, Unread) or alone else len(unit.raw))
        yield Found(seq, generation, 0, None)


def cut(met: Iterable[Found], limits: Limits, start: Position) -> Iterator[Batch]:
    """Records in input order as batches and parts: the same whoever read them."""
    batch = Batch([], start)
    part_size = part_records = generation = 0
    for seq, of_run, number, unit, size, outcomes in met:
        if generation and of_run != generation:
            batch.closes = True
            yield batch
            batch = Batch([], batch.end)
            part_size = part_records = 0
        generation = of_run
        batch.end = Position(seq, number) if unit else Position(seq + 1)
        if unit is None:
            continue
        if isinstance(unit, Unit) and unit.passed:
            batch.passed[unit.passed] += 1
            continue
        batch.units.append(unit)
        batch.outcomes += [outcomes] if outcomes else []
        batch.size += size
        part_records += 1
        batch.closes = part_records >= limits.part_records or part_size + batch.size >= limits.part_bytes
        if batch.closes or len(batch.units) >= BATCH_RECORDS or batch.size >= BATCH_BYTES:
            part_size += batch.size
            if batch.closes:
                part_size = part_records = 0
            yield batch
            batch = Batch([], batch.end)
    batch.closes = True
    yield batch
