"""A batch on its way to a worker and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from cleaner.corpus.workers.outcome import Outcomes
from cleaner.read.unit import Unit, Unread


class HasUnits(Protocol):
    """What is sent to workers: anything that carries units."""

    @property
    def units(self) -> Sequence[Unit | Unread]: ...


Batch = TypeVar("Batch", bound=HasUnits)


@dataclass(slots=True)
class Job(Generic[Batch]):
    """A batch on its way, and what became of it. `alone` is the unit that is being tried by itself."""

    batch: Batch
    outcomes: Outcomes | None = None
    alone: int = -1
    parts: list[Outcomes] = field(default_factory=list)

    @property
    def units(self) -> Sequence[Unit | Unread]:
        return self.batch.units if self.alone < 0 else self.batch.units[self.alone : self.alone + 1]

    @property
    def is_split(self) -> bool:
        """Whether its units are tried one by one."""
        return self.alone >= 0


def bytes_of(batch: HasUnits) -> int:
    """The bytes of its units that are held here, as they were found."""
    return sum(len(unit.raw) for unit in batch.units if isinstance(unit, Unit))
