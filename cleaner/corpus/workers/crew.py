"""Who does the work of a run: processes that are guarded, or this one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Generic, TypeAlias

from cleaner.corpus.workers.job import Batch
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.corpus.workers.pool import Workers
from cleaner.corpus.workers.spawn import HERE, WORK, Processes
from cleaner.corpus.workers.worker_loop import Task, calm_collector
from cleaner.settings import Settings


class Here(Generic[Batch]):
    """This process as the only worker: nothing is started, and nothing guards it."""

    def __init__(self, settings: Settings) -> None:
        self.task = Task(settings)

    def __enter__(self) -> Here[Batch]:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self) -> None:
        """There is nothing to start."""

    def end(self) -> None:
        """There is nothing to let go."""

    def processes(self) -> list[int]:
        """None beside this one."""
        return []

    def turn_to(self, settings: Settings, work: str = WORK) -> None:
        """What is done from now on."""
        self.task = Task(settings, work)

    def run(self, batches: Iterable[Batch]) -> Generator[tuple[Batch, Outcomes], None, None]:
        """Each batch and its outcomes."""
        load = self.task.load()
        with calm_collector():
            for batch in batches:
                yield batch, load(batch.units, self.task.settings)


def run_here(batches: Iterable[Batch], settings: Settings) -> Iterator[tuple[Batch, Outcomes]]:
    """Each batch and its outcomes, worked on in this process."""
    work = Task(settings).load()
    for batch in batches:
        yield batch, work(batch.units, settings)


Crew: TypeAlias = Workers[Any] | Here[Any]


def crew_of(settings: Settings, work: str, tell: Callable[[str], None], processes: Processes) -> Crew:
    """Who does this work; `tell` hears of workers that are replaced, and `processes` are where they come from."""
    return Here(settings) if work == HERE else Workers(settings, work, tell, processes)
