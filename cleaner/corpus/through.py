"""What a run does once its workers are called: input listed, cut into batches, worked on, written in order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.corpus.counts.drift import Shift, shifts
from cleaner.corpus.counts.hosts import Hosts, described
from cleaner.corpus.counts.meter import Meter, Moment, Watch
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.inputs.batches import Batch, batches
from cleaner.corpus.inputs.checks import check_settings
from cleaner.corpus.inputs.same_parts import check_parts
from cleaner.corpus.inputs.same_program import check_rules
from cleaner.corpus.inputs.same_site_rules import keep_site_rules
from cleaner.corpus.inputs.spool import spool
from cleaner.corpus.journal.state import Position, State
from cleaner.corpus.learning.choose_templates import Chosen, choose_templates, given_of
from cleaner.corpus.output.ledger import Ledger, total_of
from cleaner.corpus.output.run_json import Journal, rules_digest, versions
from cleaner.corpus.output.run_log import NAME, Log
from cleaner.corpus.settling.carry_out import carry_out
from cleaner.corpus.settling.settle import Settled, settle
from cleaner.corpus.workers.crew import Crew
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.errors import UsageError
from cleaner.extras import hint
from cleaner.read import readers
from cleaner.read.folder import Found, Walk
from cleaner.read.unit import printable
from cleaner.settings import Settings, cores


@dataclass(slots=True)
class Result:
    """What a run did, earlier runs on the same OUT included, and what it left alone."""

    out: Path
    total: Tally
    here: Counter[str]
    """documents of this run by status"""
    seconds: float
    passed: Counter[str] = field(default_factory=Counter)
    examples: Mapping[str, str] = field(default_factory=dict)
    """a file of each kind that was passed"""
    changed: int = 0
    """files that have changed since they were cleaned"""
    templates: Chosen = field(default_factory=lambda: Chosen("none"))
    settled: Settled = field(default_factory=Settled)
    """what became of this run's copies"""
    shifted: Sequence[Shift] = ()
    """hosts whose kept share is not what it was in earlier runs"""


def run_through(inputs: Sequence[str], out: Path, crew: Crew, log: Log, watch: Watch | None) -> Result:
    """Clean files and folders into `out`, or go on where an earlier run stopped; `crew` does the work."""
    settings, _ = crew.task
    given = given_of(settings, check_settings(settings))
    was_there, is_new = out.exists(), not (out / "state.sqlite").exists()
    try:
        with closing(State(out, settings)) as state:
            check_rules(state)
            check_parts(state)
            return _run(inputs, state, crew, log, watch, given)
    except _NoInput:
        if is_new:  # settings that were tried on nothing bind nobody
            _unbegin(out, was_there=was_there)
        raise


class _NoInput(UsageError):
    """There is nothing to clean."""


def _unbegin(out: Path, *, was_there: bool) -> None:
    """Remove what has been begun of an output that will hold nothing."""
    for name in ("state.sqlite", NAME, ".lock"):
        (out / name).unlink(missing_ok=True)
    if not was_there:
        with suppress(OSError):
            out.rmdir()


def _run(inputs: Sequence[str], state: State, crew: Crew, log: Log, watch: Watch | None, given: Chosen) -> Result:
    settings, work = crew.task
    status = state.out.stat()
    walk = Walk(avoid=(status.st_dev, status.st_ino))
    log.say("begun", inputs=list(inputs), settings=settings.digest, rules=rules_digest(), **versions())
    journal = Journal(state.out, settings, inputs, walk.passed)
    with journal.told(log, lambda: total_of(state)):
        changed = _list_files(inputs, state, walk, log, watch)
    if not state.files:
        known = " ".join(sorted(suffix for reader in readers().values() for suffix in reader.SUFFIXES))
        raise _NoInput(f"{', '.join(inputs)}: holds no file of a known kind ({known}, each also .gz or .zst)")
    with journal.told(log, lambda: total_of(state)):
        began = time.monotonic()
        journal.write(total_of(state), "learning")
        keep_site_rules(state, settings)
        templates = _chosen(state, settings, crew, watch, given)
        journal.templates = templates.row()
        carry_out(state, settings)
        crew.turn_to(templates.settings(settings), work)
    with closing(Ledger(state, settings)) as ledger:
        before, hosts = Counter(ledger.total.status), Hosts()
        hosts.add(ledger.total.hosts.as_dict())
        with journal.told(log, lambda: ledger.total):
            _work_through(ledger, journal, crew, log, watch)
            settled = _settled(ledger, settings, crew.task.settings, watch)
            journal.alarms = settled.alarms
        journal.shifted = shifted = _shifted(hosts, ledger.total.hosts)
        journal.write(ledger.total, "finished")
        here, seconds = Counter(ledger.total.status) - before, time.monotonic() - began
        log.say("finished", seconds=round(seconds, 1), **here)
        done = Result(state.out, ledger.total, here, seconds, walk.passed, walk.examples, changed)
        done.templates, done.settled, done.shifted = templates, settled, shifted
        return done


def _chosen(state: State, settings: Settings, crew: Crew, watch: Watch | None, given: Chosen) -> Chosen:
    def tell(far: str) -> None:
        if watch:
            watch(Moment(0, 0, Counter(), phase=f"learning templates: {far}"))

    if watch:
        watch(Moment(0, 0, Counter(), phase="learning templates"))
    return choose_templates(state, settings, crew, given, tell)


def _settled(ledger: Ledger, settings: Settings, cleaning: Settings, watch: Watch | None) -> Settled:
    def tell(phase: str) -> None:
        if watch:
            watch(Moment(0, 0, ledger.total.status, phase=phase))

    tell("looking for copies")
    settled = settle(ledger.state, settings, cleaning, tell) if settings.compares else Settled()
    ledger.count_again()
    return settled


def _shifted(before: Hosts, total: Hosts) -> Sequence[Shift]:
    """The hosts whose kept share in this run is not what it was in earlier ones on the same OUT."""
    earlier, here = described(before.as_dict()), described(total.since(before).as_dict())
    return shifts(earlier["hosts"], here["hosts"])


def _list_files(inputs: Sequence[str], state: State, walk: Walk, log: Log, watch: Watch | None) -> int:
    """Enter the input into the journal; how many files have changed since they were cleaned."""
    paths = [spool(state.out) if given == "-" else given for given in inputs]
    files = _walked(walk, paths, watch)
    changed = state.files.add(files, state.last_part().end, lambda name: log.say("changed since cleaned", path=name))
    for before, now in state.files.moved.values():
        log.say("input moved", before=printable(before), now=printable(now))
    return changed


def _walked(walk: Walk, paths: Iterable[str | Path], watch: Watch | None) -> Iterator[Found]:
    for number, found in enumerate((found for path in paths for found in walk.files(path)), 1):
        if watch and number % 1000 == 0:
            watch(Moment(0, 0, Counter(), phase=f"{number:,} files found"))
        yield found


def _work_through(ledger: Ledger, journal: Journal, crew: Crew, log: Log, watch: Watch | None) -> None:
    state, start, fits = ledger.state, ledger.state.last_part().end, True
    meter = Meter(state, start.seq, crew.processes)
    meter.begin(ledger.total.status.total())
    for batch, outcomes in _worked(crew, state, start):
        ledger.pass_over(batch.passed)
        ledger.add(batch.units, outcomes)
        if batch.closes:
            ledger.close_part(batch.end)
        if moment := meter.moment(batch, ledger.total.status):
            if watch:
                watch(moment)
            if fits and moment.missing:
                fits = False
                log.say("disk", missing_bytes=moment.missing)
            journal.write_now_and_then(ledger.total, moment.row())
    crew.end()


def _worked(crew: Crew, state: State, start: Position) -> Iterator[tuple[Batch, Outcomes]]:
    settings, work = crew.task
    if settings.engine == "local":
        return crew.run(batches(state, settings.limits, start, unread=settings.jobs >= cores()))
    crew.end()
    try:
        from cleaner.corpus.engines import ray  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise UsageError(f"engine ray: {error}; {hint('ray')}") from error
    return ray.worked(state, settings, start, work)
