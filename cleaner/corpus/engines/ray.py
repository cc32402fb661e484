"""A run on Ray Data: files are read and cleaned where there is room, rows come back in the order of the input.

What depends on other records (ids, copies, parts, the journal) happens where the run was started, as in a run of one
machine, so the output is the same byte for byte, and a run that was killed goes on. The input, and a folder of
templates, must lie where every machine of the cluster finds them.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator
from typing import Any, NamedTuple

import ray
import ray.data

from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.inputs.batches import BATCH_BYTES, BATCH_RECORDS, Batch, Found, cut
from cleaner.corpus.journal.file_list import Listed
from cleaner.corpus.journal.state import Position, State
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.corpus.workers.pool import Workers
from cleaner.corpus.workers.spawn import WORK
from cleaner.read import is_alone, read_units
from cleaner.read.unit import Unit
from cleaner.settings import Limits, Settings

TASK_BYTES = 4 << 20
"""of input files that are one task: small ones go together, so that two million are twenty thousand tasks or fewer"""
TASK_FILES = 100


class _One(NamedTuple):
    units: list[Unit]


class _Cleaner:
    """An actor. It has a worker of its own, which a page may kill without harm to the actor."""

    def __init__(self, settings: Settings, work: str) -> None:
        self._limits: Limits = settings.limits
        self._workers = Workers[_One](settings, work)
        self._workers.__enter__()

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, list[bytes]]]:
        for task in batch["task"]:
            for listed, skip in pickle.loads(task):  # noqa: S301 - written by our own driver
                yield from self._file(listed, skip)

    def _file(self, listed: Listed, skip: int) -> Iterator[dict[str, list[bytes]]]:
        group: list[tuple[int, Unit]] = []
        size = 0
        for number, unit in enumerate(read_units(listed.file, self._limits), 1):
            if number > skip:
                group.append((number, unit))
                size += len(unit.raw)
            if len(group) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield _packed(self._cleaned(listed, group))
                group, size = [], 0
        yield _packed([*self._cleaned(listed, group), Found(listed.seq, listed.generation, 0, None)])

    def _cleaned(self, listed: Listed, group: list[tuple[int, Unit]]) -> list[Found]:
        done = self._workers.run([_One([unit]) for _, unit in group if not unit.passed])
        found = []
        alone = is_alone(listed.file)
        for number, unit in group:
            outcomes = None if unit.passed else next(done)[1]
            is_needed = outcomes is not None and (outcomes.rows[0].status == "quarantined" or outcomes.rows[0].spoilt)
            slim = unit if is_needed else unit._replace(raw=b"", sidecar=b"")
            size = listed.size if alone else len(unit.raw)
            found.append(Found(listed.seq, listed.generation, number, slim, size, outcomes))
        return found


def _packed(found: list[Found]) -> dict[str, list[bytes]]:
    return {"found": [pickle.dumps(found, pickle.HIGHEST_PROTOCOL)]}


def worked(state: State, settings: Settings, start: Position, work: str = WORK) -> Iterator[tuple[Batch, Outcomes]]:
    """Each batch and its outcomes, cleaned by Ray: on the cluster that RAY_ADDRESS names, or else on this machine."""
    _begin(settings)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    tasks = [{"task": pickle.dumps(task)} for task in _tasks(state, start)]
    if not tasks:
        return
    cleaned = ray.data.from_items(tasks, override_num_blocks=len(tasks)).map_batches(
        _Cleaner,
        fn_constructor_args=(settings, work),
        concurrency=settings.jobs,
        batch_size=1,
        batch_format="numpy",
    )
    met = (found for row in cleaned.iter_rows() for found in pickle.loads(row["found"]))  # noqa: S301 - our own actors'
    for batch in cut(met, settings.limits, start):
        yield batch, _joined(batch.outcomes)


def _begin(settings: Settings) -> None:
    if ray.is_initialized():
        return
    address = os.environ.get("RAY_ADDRESS")
    cores = None if address else settings.jobs + 1
    ray.init(
        address=address or "local",
        num_cpus=cores,
        include_dashboard=None if address else False,
        logging_level=logging.ERROR,
        log_to_driver=False,
    )


def _tasks(state: State, start: Position) -> Iterator[list[tuple[Listed, int]]]:
    """Files that are read by one actor after another, each with how many of its records are done."""
    task: list[tuple[Listed, int]] = []
    size = 0
    for listed in state.files.since(start.seq):
        task.append((listed, start.unit if listed.seq == start.seq else 0))
        size += state.files.size(listed.seq)
        if size >= TASK_BYTES or len(task) >= TASK_FILES:
            yield task
            task, size = [], 0
    if task:
        yield task


def _joined(parts: list[Outcomes]) -> Outcomes:
    tally = Tally()
    for part in parts:
        tally.add(part.tally)
    return Outcomes([row for part in parts for row in part.rows], tally.as_dict())
