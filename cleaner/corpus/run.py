"""The whole of `clean run`: input listed, cut into batches, worked on, written in order."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.batches import Batch, batches
from cleaner.corpus.chosen import Chosen, choose_templates
from cleaner.corpus.journal import Journal
from cleaner.corpus.ledger import Ledger
from cleaner.corpus.spool import spool
from cleaner.corpus.state import State
from cleaner.corpus.tally import Tally
from cleaner.corpus.work import Outcomes
from cleaner.corpus.worker import WORK, calm_collector
from cleaner.corpus.workers import Workers, run_here
from cleaner.errors import MachineError, UsageError
from cleaner.read import readers
from cleaner.read.folder import Found, Walk
from cleaner.settings import Settings


class Moment(NamedTuple):
    """How far a run is: for a progress bar."""

    done: int
    """bytes of input"""
    of: int
    status: Counter[str]


Watch = Callable[[Moment], None]


@dataclass(slots=True)
class Result:
    """What a run did, earlier runs on the same OUT included, and what it left alone."""

    out: Path
    total: Tally
    here: Counter[str]
    """documents of this run by status"""
    seconds: float
    passed: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    """files that have changed since they were cleaned"""
    templates: Chosen = field(default_factory=lambda: Chosen("none"))


def run(inputs: Sequence[str], out: Path, settings: Settings, watch: Watch | None = None, work: str = WORK) -> Result:
    """Clean files and folders into `out`, or go on where an earlier run stopped.

    Raises UsageError for a command that makes no sense, MachineError where the machine stopped it.
    """
    _check_inputs(inputs, out)
    try:
        with closing(State(out, settings)) as state:
            return _run(inputs, state, settings, watch, work)
    except (OSError, sqlite3.DatabaseError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise MachineError(f"{out}: {what}; mend that and run the same command again, it goes on from there") from error


def _check_inputs(inputs: Sequence[str], out: Path) -> None:
    if not inputs:
        raise UsageError("no input; give files or folders, or - for standard input")
    for given in inputs:
        if given == "-":
            continue
        path = Path(given)
        if not path.exists():
            raise UsageError(f"{given}: does not exist; give a file or a folder")
        if path.resolve().is_relative_to(out.resolve()):
            raise UsageError(f"{given}: is inside the output {out}; give another OUT")


def _run(inputs: Sequence[str], state: State, settings: Settings, watch: Watch | None, work: str) -> Result:
    status = state.out.stat()
    walk = Walk(avoid=(status.st_dev, status.st_ino))
    paths = [spool(state.out) if given == "-" else Path(given) for given in inputs]
    changed = state.files.add(_walked(walk, paths), state.last_part().end.seq)
    if not state.files:
        known = " ".join(sorted(suffix for reader in readers().values() for suffix in reader.SUFFIXES))
        raise UsageError(f"{', '.join(inputs)}: holds no file of a known kind ({known}, each also .gz or .zst)")
    began = time.monotonic()
    templates = choose_templates(state, settings)
    start = state.last_part().end
    with closing(Ledger(state, settings)) as ledger:
        before = Counter(ledger.total.status)
        journal = Journal(state.out, settings, inputs, walk.passed, templates.row())
        source = batches(state, settings.limits, start)
        meter = _Meter(state, start.seq, watch)
        try:
            for batch, outcomes in _worked(source, templates.settings(settings), work):
                ledger.pass_over(batch.passed)
                ledger.add(batch.units, outcomes)
                if batch.closes:
                    ledger.close_part(batch.end)
                meter.tell(batch, ledger.total)
                journal.write_now_and_then(ledger.total)
        except BaseException:
            with suppress(OSError):
                journal.write(ledger.total, "stopped")
            raise
        journal.write(ledger.total, "finished")
        return Result(
            state.out,
            ledger.total,
            Counter(ledger.total.status) - before,
            time.monotonic() - began,
            walk.passed,
            changed,
            templates,
        )


def _walked(walk: Walk, paths: Iterable[Path]) -> Iterator[Found]:
    for path in paths:
        yield from walk.files(path)


def _worked(source: Iterator[Batch], settings: Settings, work: str) -> Iterator[tuple[Batch, Outcomes]]:
    if settings.jobs == 1 and work == WORK:
        with calm_collector():
            yield from run_here(source, settings)
        return
    with Workers[Batch](settings, work) as workers:
        yield from workers.run(source)


class _Meter:
    """Bytes of the input that are done, told to whoever watches."""

    def __init__(self, state: State, seq: int, watch: Watch | None) -> None:
        self._files = state.files
        self._watch = watch
        self._of = state.files.bytes_since(seq) if watch else 0
        self._seq = seq
        self._whole = self._partly = 0

    def tell(self, batch: Batch, total: Tally) -> None:
        if self._watch is None:
            return
        while self._seq < batch.end.seq:
            self._whole += self._files.size(self._seq)
            self._seq += 1
            self._partly = 0
        # of a packed file more bytes come out than lie there: it counts as a whole once it is done
        self._partly = min(self._partly + batch.size, self._files.size(self._seq)) if batch.end.unit else 0
        self._watch(Moment(self._whole + self._partly, self._of, total.status))
