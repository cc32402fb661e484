"""What a person sees while a run goes on, and when it is over. On standard error, the bar only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleaner.compiled import compiled

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Moment, Watch
    from cleaner.corpus.through import Result

_UNCOMPILED = (
    "slow: no module is compiled here, and all took nearly six times as long; install from a wheel, or again where "
    "there is a C compiler, for the same output"
)
MOST_LINES = 8
"""Rules, reasons and odd things that a summary names one by one."""


@contextmanager
def progress_bar(quiet: bool, say: Callable[[str], None]) -> Iterator[Watch | None]:
    """Something to tell the moments of a run to; None with `quiet`. Where no terminal is, warnings alone are said."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield _Warner(say).watch
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and seldom needed
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415 - only for a terminal

    columns = (
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(moment: Moment) -> None:
            bar.update(task, completed=moment.done, total=max(moment.of, 1), description=_shown(moment))

        yield watch


class _Warner:
    """Says once, in a line, what somebody should know before the run is over."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._said = False

    def watch(self, moment: Moment) -> None:
        """Hear of a moment."""
        if moment.missing and not self._said:
            self._said = True
            self._say(f"clean: {_missing(moment)}; another OUT with --compress zst takes a quarter")


def _missing(moment: Moment) -> str:
    return f"at this rate {moment.missing / 1e9:,.1f} GB of disk will be missing"


def _shown(moment: Moment) -> str:
    """Counts, rate, time left, memory, what the disk will lack, the file that is being read; it has no markup and no
    control character.
    """
    if moment.phase:
        return moment.phase
    parts = [", ".join(f"{moment.status[name]:,} {name}" for name in ("kept", "dropped", "quarantined"))]
    parts += [f"{moment.rate:,.0f}/s"] * (moment.rate > 0)
    parts += [f"{_duration(moment.left)} left"] if moment.left is not None else []
    parts += [f"{moment.memory / 1e6:,.0f} MB"] * (moment.memory > 0)
    parts += [_missing(moment)] * (moment.missing > 0)
    return "  ".join([*parts, _printable(moment.current)[-40:].replace("[", "(")])


def summary(result: Result) -> str:
    """What a run did, in words."""
    total, here = result.total, result.here
    lines = [f"{counted(here.total(), 'record')} in {_duration(result.seconds)}{_rate(here.total(), result.seconds)}"]
    if total.status.total() > here.total():
        lines[0] += f", {total.status.total():,} with those of earlier runs"
    for status in ("kept", "dropped", "quarantined"):
        if total.status[status] or status == "kept":
            lines.append(f"  {status:<12}{total.status[status]:>9,}")
        lines += _list({"dropped": total.dropped, "quarantined": total.quarantined}.get(status, {}), "    ")
    lines += _copies(result)
    if result.templates.sources:
        how = {"learned": " learned", "reused": ", learned by an earlier run"}.get(result.templates.origin, "")
        size = f"{counted(result.templates.sources, 'source')}{how}, {counted(result.templates.lines, 'line')}"
        lines.append(f"templates of {size}")
    lines += _shifted(result)
    source = total.characters["source"]
    if source:
        lines.append(f"characters: {source:,} read")
        for fate in ("markup", "kept", "rewritten", "removed"):
            lines.append(f"  {fate:<12}{total.characters[fate]:>15,}  {total.characters[fate] / source:6.1%}")
        lines += _list(total.removed, "    ", "removed by ")
        lines += _list(total.changed, "    ", "rewritten by ")
    odd = list(_odd(result))
    lines += ["odd:", *odd] if odd else []
    lines += [_UNCOMPILED] if compiled() == "no" else []
    lines.append(f"output: {result.out}")
    if total.status["quarantined"] or total.status["dropped"]:
        lines.append(f"not kept: clean why {result.out} names some, and why")
    lines.append(f"next:   clean report {result.out}    clean verify {result.out}    clean why {result.out} ID")
    return "\n".join(lines)


def _odd(result: Result) -> Iterator[str]:
    notes = result.total.notes
    for what, number in _most({what: entry[0] for what, entry in notes.items()}):
        yield f"  {number:,} × {what} ({', '.join(map(str, notes[what][1:]))})"
    for what, number in _most({**result.passed, **result.total.passed}):
        example = f" ({_printable(result.examples[what])})" if what in result.examples else ""
        yield f"  {number:,} × {what}, left alone{example}"
    if result.changed:
        yield f"  {counted(result.changed, 'file')} changed after cleaning; another OUT takes that in"


def _copies(result: Result) -> list[str]:
    settled = result.settled
    told = f"{settled.copies:,}, of {counted(settled.clusters, 'document')} that stand for them"
    lines = [f"copies: {told}"] if settled.copies else []
    lines += [f"  look at this: {alarm}" for alarm in settled.alarms]
    return [*lines, "  nothing was dropped, because of --strict"] if settled.held else lines


def _shifted(result: Result) -> list[str]:
    """The hosts of which another share of the text is kept than before."""
    head = ["another share of the text is kept than before; has the layout changed?"] if result.shifted else []
    return head + [f"  {shift}" for shift in result.shifted[:MOST_LINES]]


def counted(number: int, what: str) -> str:
    """So many of something, in words."""
    return f"{number:,} {what}" + "s" * (number != 1)


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name[-60:])


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: -item[1])[:MOST_LINES]


def _list(counts: Mapping[str, int], indent: str, before: str = "") -> list[str]:
    lines = [f"{indent}{before}{name}: {number:,}" for name, number in _most(counts) if number]
    return [*lines, f"{indent}and {len(counts) - MOST_LINES} more"] if len(counts) > MOST_LINES else lines


def _duration(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest:.0f} s" if minutes else f"{rest:.1f} s"


def _rate(number: int, seconds: float) -> str:
    return f" ({number / seconds:,.0f}/s)" if seconds > 0 and number > 1 else ""
