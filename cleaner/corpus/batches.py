"""How is the input cut up? Into batches for workers, and parts of the output, by the input alone.

So the parts are the same for any number of workers, and after any number of kills.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.corpus.state import Position, State
from cleaner.read import read_units
from cleaner.read.unit import Unit
from cleaner.settings import Limits

BATCH_RECORDS = 64
BATCH_BYTES = 2 << 20


@dataclass(slots=True)
class Batch:
    """Units in input order, and the place behind them. `closes` ends the part."""

    units: list[Unit]
    end: Position
    closes: bool = False
    size: int = 0
    """bytes as found"""
    passed: Counter[str] = field(default_factory=Counter)
    """what lies between the units and is no record"""


def batches(state: State, limits: Limits, start: Position) -> Iterator[Batch]:
    """The input from `start` on. A part ends where it is full, and where the listed files of one run end."""
    batch = Batch([], start)
    part_size = part_records = generation = 0
    for seq, of_run, file in state.files.since(start.seq):
        if generation and of_run != generation:
            batch.closes = True
            yield batch
            batch = Batch([], batch.end)
            part_size = part_records = 0
        generation = of_run
        skip = start.unit if seq == start.seq else 0
        for number, unit in enumerate(read_units(file, limits), 1):
            if number <= skip:
                continue
            batch.end = Position(seq, number)
            if unit.passed:
                batch.passed[unit.passed] += 1
                continue
            batch.units.append(unit)
            batch.size += len(unit.raw)
            part_records += 1
            batch.closes = part_records >= limits.part_records or part_size + batch.size >= limits.part_bytes
            if batch.closes or len(batch.units) >= BATCH_RECORDS or batch.size >= BATCH_BYTES:
                part_size += batch.size
                if batch.closes:
                    part_size = part_records = 0
                yield batch
                batch = Batch([], batch.end)
        batch.end = Position(seq + 1)
    batch.closes = True
    yield batch
