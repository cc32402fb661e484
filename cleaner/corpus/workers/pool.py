"""Many workers, one order: batches go out as workers are free, outcomes come back in the order of the batches.

Python's own pools hang or fail everything when a worker is killed. Here a worker that dies or overstays is replaced,
its batch is tried again record by record, each in the new worker, and only a record that fails by itself is refused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from selectors import EVENT_READ, EVENT_WRITE, PollSelector
from typing import Generic

from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.workers.job import Batch, Job, bytes_of
from cleaner.corpus.workers.outcome import Outcomes, refuse
from cleaner.corpus.workers.spawn import WORK, Processes
from cleaner.corpus.workers.worker import Worker, WorkerDied
from cleaner.corpus.workers.worker_loop import Task
from cleaner.read import fetched
from cleaner.settings import Settings

IN_HAND = 2
"""Batches a worker has: one that it works on, and the next, so that it never waits for this process."""
AHEAD = 24
"""Batches a worker may be ahead of the one that is waited for: the bound on what is held in memory."""
HELD_BYTES = 128 << 20
"""Bytes of input that may wait in all: records can be large, and a batch holds one at least."""
GLANCE = 0.25
"""Seconds between two looks at how long workers have been on a record."""


class Workers(Generic[Batch]):
    """A fixed number of workers, started for the first batch; a context manager that ends them."""

    def __init__(
        self,
        settings: Settings,
        work: str = WORK,
        tell: Callable[[str], None] | None = None,
        processes: Processes | None = None,
    ) -> None:
        self._settings = settings
        self._processes = processes or Processes()
        self.task = Task(settings, work)
        self._tell = tell
        self._jobs: dict[Worker, deque[Job[Batch]]] = {}
        """what each has in hand, in the order it was sent"""
        self._again: deque[Job[Batch]] = deque()
        """sent to a worker that died before it came to them"""
        self._killed: list[Worker] = []

    def __enter__(self) -> Workers[Batch]:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        for worker in self._killed:
            worker.end()

    def start(self) -> None:
        """Start the workers before there is a batch: they load their code while this process looks for one."""
        if not self._jobs:
            self._jobs = {self._worker(): deque() for _ in range(self._settings.jobs)}

    def _worker(self) -> Worker:
        return Worker(self.task, self._processes.take())

    def end(self) -> None:
        """Let the workers go; a batch that comes later starts others. Nobody waits while the system clears up."""
        for worker in self._jobs:
            worker.process.kill()
            self._killed.append(worker)
        self._jobs = {}
        self._again.clear()

    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [worker.process.pid for worker in self._jobs]

    def turn_to(self, settings: Settings, work: str = WORK) -> None:
        """What is done to the batches that are sent from now on; limits stay as they were when this began."""
        self.task = Task(settings, work)

    def run(self, batches: Iterable[Batch]) -> Generator[tuple[Batch, Outcomes], None, None]:
        """Each batch and its outcomes, in the order of the batches."""
        source = iter(batches)
        waiting: deque[Job[Batch]] = deque()
        ahead: Batch | None = None  # read while all workers have enough, so that none waits for a disk
        more, held = True, 0
        while more or ahead is not None or waiting:
            if more and ahead is None and len(waiting) < AHEAD * self._settings.jobs and held < HELD_BYTES:
                ahead = next(source, None)
                more = ahead is not None
                held += bytes_of(ahead) if ahead is not None else 0
            if self._again and (worker := self._free()):
                self._assign(self._again.popleft(), worker)
            elif ahead is not None and (not ahead.units or self._free()):
                waiting.append(self._begin(ahead))
                ahead = None
            elif waiting and (outcomes := waiting[0].outcomes) is not None:
                batch = waiting.popleft().batch
                held -= bytes_of(batch)
                yield batch, outcomes
                self._collect(0)
            elif any(self._jobs.values()):
                self._collect(GLANCE)

    def _free(self) -> Worker | None:
        """A worker that has room for a batch, one that has none before one that has; None where all have enough."""
        self.start()
        free = [
            worker for worker, jobs in self._jobs.items() if len(jobs) < IN_HAND and not (jobs and jobs[0].is_split)
        ]
        return min(free, key=lambda worker: len(self._jobs[worker]), default=None)

    def _begin(self, batch: Batch) -> Job[Batch]:
        job = Job(batch)
        if batch.units and (worker := self._free()):
            self._assign(job, worker)
        else:
            job.outcomes = Outcomes([], Tally().as_dict())
        return job

    def _assign(self, job: Job[Batch], worker: Worker) -> None:
        self._jobs[worker].append(job)
        worker.send(job.units, self.task)

    def _collect(self, seconds: float) -> None:
        """Wait that long for answers, deaths and the clock, and deal with what came."""
        ready = self._ready(seconds)
        for worker, jobs in list(self._jobs.items()):
            if not jobs:
                continue
            if worker.answers in ready:
                try:
                    outcomes = worker.receive()
                except WorkerDied as death:
                    self._replace(worker, str(death))
                else:
                    self._accept(worker, outcomes)
            elif worker.overstays(self._settings.limits.record_seconds):
                self._replace(worker, f"took more than {self._settings.limits.record_seconds:g} seconds")

    def _ready(self, seconds: float) -> set[int]:
        """The files that answers have come to. Batches that did not go into a pipe at once go on as there is room."""
        with PollSelector() as poll:
            for worker, jobs in self._jobs.items():
                if jobs:
                    poll.register(worker.answers, EVENT_READ)
                if worker.tasks.is_full():
                    poll.register(worker.tasks, EVENT_WRITE, worker)
            ready = [key for key, _ in poll.select(seconds)]
        for key in ready:
            if key.data:
                key.data.tasks.push()
        return {key.fd for key in ready if not key.data}

    def _accept(self, worker: Worker, outcomes: Outcomes | None) -> None:
        if outcomes is None:
            return
        job = self._jobs[worker].popleft()
        if not job.is_split:
            job.outcomes = outcomes
        else:
            self._next_alone(job, worker, outcomes)

    def _replace(self, worker: Worker, why: str) -> None:
        """Put a new worker in the place of one that died or must; what that one had in hand is done again."""
        job, *others = self._jobs.pop(worker)
        worker.end()
        if self._tell:
            self._tell(why)
        self._again.extend(others)
        fresh = self._worker()
        self._jobs[fresh] = deque()
        if not job.is_split:
            # even where it is a single record: the machine may have been at fault
            job.alone = 0
            self._assign(job, fresh)
        else:
            tally = Tally()
            refused = refuse(fetched(job.units[0], self._settings.limits), why, tally)
            self._next_alone(job, fresh, Outcomes([refused], tally.as_dict()))

    def _next_alone(self, job: Job[Batch], worker: Worker, outcomes: Outcomes) -> None:
        job.parts.append(outcomes)
        job.alone += 1
        if job.alone < len(job.batch.units):
            self._assign(job, worker)
            return
        tally = Tally()
        for part in job.parts:
            tally.add(part.tally)
        job.outcomes = Outcomes([row for part in job.parts for row in part.rows], tally.as_dict())
