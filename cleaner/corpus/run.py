"""The whole of `clean run`: its workers are called, and a run goes through its input (`corpus/through.py`).

What is imported here is little, so that workers load their code while this process loads its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.corpus.crew import crew_of
from cleaner.corpus.inputs import check_inputs
from cleaner.corpus.log import Log
from cleaner.corpus.serve import WORK
from cleaner.errors import MachineError
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.meter import Watch
    from cleaner.corpus.through import Result

JOURNAL = "state.sqlite"


def run(inputs: Sequence[str], out: Path, settings: Settings, watch: Watch | None = None, work: str = WORK) -> Result:
    """Clean files and folders into `out`, or go on where an earlier run stopped.

    The work is done by processes of their own, with one job too, so that one that overstays or dies on a record can be
    replaced. With `work` HERE it is done in this one, which nothing guards.
    Raises UsageError for a command that makes no sense, MachineError where the machine stopped it.
    """
    check_inputs(inputs, out)
    log = Log(out)
    try:
        with crew_of(settings, work, lambda why: log.say("worker replaced", why=why)) as crew:
            if settings.engine == "local" and not (out / JOURNAL).exists():
                crew.start()
            from cleaner.corpus.through import run_through  # noqa: PLC0415 - the most of what this process loads

            return run_through(inputs, out, crew, log, watch)
    except (OSError, sqlite3.DatabaseError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise MachineError(f"{out}: {what}; mend that and run the same command again, it goes on from there") from error
