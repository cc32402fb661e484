"""Many workers, one order: batches go out as workers are free, outcomes come back in the order of the batches.

Python's own pools hang or fail everything when a worker is killed. Here a worker that dies or overstays is replaced,
its batch is tried again record by record, each in the new worker, and only a record that fails by itself is refused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Generic, Protocol, TypeVar

from cleaner.corpus.tally import Tally
from cleaner.corpus.work import Outcomes, refuse
from cleaner.corpus.worker import WORK, Task, Worker, WorkerDied
from cleaner.read.unit import Unit
from cleaner.settings import Settings

AHEAD = 6
"""Batches a worker may be ahead of the one that is waited for: the bound on what is held in memory."""
HELD_BYTES = 128 << 20
"""Bytes of input that may wait in all: records can be large, and a batch holds one at least."""
GLANCE = 0.25
"""Seconds between two looks at how long workers have been on a record."""


class HasUnits(Protocol):
    """What is sent to workers: anything that carries units."""

    @property
    def units(self) -> Sequence[Unit]: ...


Batch = TypeVar("Batch", bound=HasUnits)


@dataclass(slots=True)
class _Job(Generic[Batch]):
    """A batch on its way. `alone` is the unit that is being tried by itself."""

    batch: Batch
    worker: Worker | None = None
    outcomes: Outcomes | None = None
    alone: int = -1
    parts: list[Outcomes] = field(default_factory=list)

    @property
    def units(self) -> Sequence[Unit]:
        return self.batch.units if self.alone < 0 else self.batch.units[self.alone : self.alone + 1]


class Workers(Generic[Batch]):
    """A fixed number of workers, started for the first batch; a context manager that ends them."""

    def __init__(self, settings: Settings, work: str = WORK, tell: Callable[[str], None] | None = None) -> None:
        self._settings = settings
        self.task = Task(settings, work)
        self._tell = tell
        self._idle: list[Worker] = []
        self._busy: dict[Worker, _Job[Batch]] = {}
        self._killed: list[Worker] = []

    def __enter__(self) -> Workers[Batch]:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        for worker in self._killed:
            worker.end()

    def start(self) -> None:
        """Start the workers before there is a batch: they load their code while this process looks for one."""
        if not self._idle and not self._busy:
            self._idle = [Worker(self.task) for _ in range(self._settings.jobs)]

    def end(self) -> None:
        """Let the workers go; a batch that comes later starts others. Nobody waits while the system clears up."""
        for worker in (*self._idle, *self._busy):
            worker.process.kill()
            self._killed.append(worker)
        self._idle, self._busy = [], {}

    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [worker.process.pid for worker in (*self._idle, *self._busy)]

    def turn_to(self, settings: Settings, work: str = WORK) -> None:
        """What is done to the batches that are sent from now on; limits stay as they were when this began."""
        self.task = Task(settings, work)

    def run(self, batches: Iterable[Batch]) -> Generator[tuple[Batch, Outcomes], None, None]:
        """Each batch and its outcomes, in the order of the batches."""
        source = iter(batches)
        waiting: deque[_Job[Batch]] = deque()
        ahead: Batch | None = None  # read while all workers are busy, so that none waits for a disk
        more, held = True, 0
        while more or ahead is not None or waiting:
            if more and ahead is None and len(waiting) < AHEAD * self._settings.jobs and held < HELD_BYTES:
                ahead = next(source, None)
                more = ahead is not None
                held += _bytes_of(ahead) if ahead is not None else 0
            if ahead is not None and (self._idle or not self._busy):
                waiting.append(self._begin(ahead))
                ahead = None
            elif waiting and (outcomes := waiting[0].outcomes) is not None:
                batch = waiting.popleft().batch
                held -= _bytes_of(batch)
                yield batch, outcomes
                self._collect(0)
            elif self._busy:
                self._collect(GLANCE)

    def _begin(self, batch: Batch) -> _Job[Batch]:
        job = _Job(batch)
        if batch.units:
            self.start()
            self._assign(job, self._idle.pop())
        else:
            job.outcomes = Outcomes([], Tally().as_dict())
        return job

    def _assign(self, job: _Job[Batch], worker: Worker) -> None:
        self._busy[worker] = job
        worker.send(job.units, self.task)

    def _collect(self, seconds: float) -> None:
        """Wait that long for answers, deaths and the clock, and deal with what came."""
        ready = wait([worker.pipe for worker in self._busy], seconds)
        for worker in list(self._busy):
            if worker.pipe in ready:
                try:
                    outcomes = worker.receive()
                except WorkerDied as death:
                    self._replace(worker, str(death))
                else:
                    self._accept(worker, outcomes)
            elif worker.overstays(self._settings.limits.record_seconds):
                self._replace(worker, f"took more than {self._settings.limits.record_seconds:g} seconds")

    def _accept(self, worker: Worker, outcomes: Outcomes | None) -> None:
        if outcomes is None:
            return
        job = self._busy.pop(worker)
        if job.alone < 0:
            job.outcomes = outcomes
            self._idle.append(worker)
        else:
            self._next_alone(job, worker, outcomes)

    def _replace(self, worker: Worker, why: str) -> None:
        job = self._busy.pop(worker)
        worker.end()
        if self._tell:
            self._tell(why)
        fresh = Worker(self.task)
        if job.alone < 0:
            # even where it is a single record: the machine may have been at fault
            job.alone = 0
            self._assign(job, fresh)
        else:
            tally = Tally()
            refused = refuse(job.units[0], why, tally)
            self._next_alone(job, fresh, Outcomes([refused], tally.as_dict()))

    def _next_alone(self, job: _Job[Batch], worker: Worker, outcomes: Outcomes) -> None:
        job.parts.append(outcomes)
        job.alone += 1
        if job.alone < len(job.batch.units):
            self._assign(job, worker)
            return
        tally = Tally()
        for part in job.parts:
            tally.add(part.tally)
        job.outcomes = Outcomes([row for part in job.parts for row in part.rows], tally.as_dict())
        self._idle.append(worker)


def _bytes_of(batch: HasUnits) -> int:
    return sum(len(unit.raw) for unit in batch.units)
