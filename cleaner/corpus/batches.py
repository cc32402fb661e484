"""How is the input cut up? Into batches for workers, and parts of the output, by the input alone.

So the parts are the same for any number of workers, and after any number of kills.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.corpus.state import Position, State
from cleaner.read import read_units
from cleaner.read.unit import Unit
from cleaner.settings import Limits

BATCH_RECORDS = 64
BATCH_BYTES = 2 << 20


class Batch(NamedTuple):
    """Units in input order, and the place behind them. `closes` ends the part."""

    units: list[Unit]
    end: Position
    closes: bool = False
    size: int = 0
    """bytes as found"""


def batches(state: State, limits: Limits, start: Position) -> Iterator[Batch]:
    """The input from `start` on. A part ends where it is full, and where the listed files of one run end."""
    units: list[Unit] = []
    size = part_size = part_records = 0
    end = start
    generation = 0
    for seq, of_run, file in state.files.since(start.seq):
        if generation and of_run != generation:
            yield Batch(units, end, closes=True, size=size)
            units, size, part_size, part_records = [], 0, 0, 0
        generation = of_run
        skip = start.unit if seq == start.seq else 0
        for number, unit in enumerate(read_units(file, limits), 1):
            if number <= skip:
                continue
            units.append(unit)
            end = Position(seq, number)
            size += len(unit.raw)
            part_records += 1
            full = part_records >= limits.part_records or part_size + size >= limits.part_bytes
            if full or len(units) >= BATCH_RECORDS or size >= BATCH_BYTES:
                part_size += size
                yield Batch(units, end, closes=full, size=size)
                units, size = [], 0
                if full:
                    part_size = part_records = 0
        end = Position(seq + 1)
    yield Batch(units, end, closes=True, size=size)
