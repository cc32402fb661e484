"""The whole of `clean run`: its workers are started, and a run goes through its input (`corpus/through.py`).

What is imported here is little, so that workers load their code while this process loads its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.corpus.workers.spawn import HERE, WORK, Processes
from cleaner.errors import MachineError
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Watch
    from cleaner.corpus.through import Result

JOURNAL = "state.sqlite"


def run(inputs: Sequence[str], out: Path, settings: Settings, watch: Watch | None = None, work: str = WORK) -> Result:
    """Clean files and folders into `out`, or go on where an earlier run stopped.

    The work is done by processes of their own, with one job too, so that one that overstays or dies on a record can be
    replaced. With `work` HERE it is done in this one, which nothing guards.
    Raises UsageError for a command that makes no sense, MachineError where the machine stopped it.
    """
    is_new = not (out / JOURNAL).exists()  # else there may be nothing to do
    ahead = settings.jobs if is_new and work != HERE and settings.engine == "local" else 0
    with Processes(ahead=ahead) as processes:
        from cleaner.corpus.inputs.checks import check_inputs  # noqa: PLC0415
        from cleaner.corpus.output.run_log import Log  # noqa: PLC0415
        from cleaner.corpus.workers.crew import crew_of  # noqa: PLC0415 - after the processes, as all that is imported here

        check_inputs(inputs, out)
        log = Log(out)
        with _told(out), crew_of(settings, work, lambda why: log.say("worker replaced", why=why), processes) as crew:
            if ahead:
                crew.start()
            from cleaner.corpus.through import run_through  # noqa: PLC0415

            return run_through(inputs, out, crew, log, watch)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """What the machine refuses, in words that say what to do."""
    import sqlite3  # noqa: PLC0415

    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        what = getattr(error, "strerror", None) or str(error)
        place = getattr(error, "filename", None) or out
        raise MachineError(
            f"{place}: {what}; mend that and run the same command again, it goes on from there"
        ) from error
