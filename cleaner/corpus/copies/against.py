"""The documents of another output that new ones are compared with: `--against OTHER_OUT`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cleaner.corpus.copies.documents import Library
from cleaner.corpus.journal.memory import Memory, parameters
from cleaner.corpus.output.parts import check_output, missing_parts, open_journal
from cleaner.errors import UsageError


class Earlier:
    """The kept documents of an earlier output; none where no folder is given. Only read, so a run may go on there; what
    takes room while it is compared lies in the folder `aside`.

    Raises UsageError where the folder is no output, or remembers in another way.
    """

    def __init__(self, folder: str, aside: Path, *, near: bool) -> None:
        self._db: sqlite3.Connection | None = None
        self.libraries: list[Library] = []
        if not folder:
            return
        check_earlier(folder, near=near)
        out = Path(folder)
        self._db = open_journal(out)
        try:
            memory = Memory(self._db)
            self.libraries.append(Library(out, memory, memory.entries(aside, kept_only=True)))
        except sqlite3.DatabaseError as error:
            self.close()
            raise _of_another_version(out, error) from error

    def close(self) -> None:
        """Let the other output go."""
        if self._db is not None:
            self._db.close()


def check_earlier(folder: str, *, near: bool) -> None:
    """UsageError where an output's documents cannot be compared with: told before pages are cleaned for nothing."""
    out = Path(folder)
    check_output(out)
    try:
        with closing(open_journal(out)) as db:
            row = db.execute("select value from meta where key = 'sketches'").fetchone()
            numbers = [number for (number,) in db.execute("select number from parts order by number")]
    except sqlite3.DatabaseError as error:
        raise _of_another_version(out, error) from error
    if gone := missing_parts(out, numbers):
        raise UsageError(f"{out}: {gone} not there any more; put back what was taken away, or leave --against out")
    check_parameters(row[0] if row else "nothing", str(out), near=near)


def _of_another_version(out: Path, error: Exception) -> UsageError:
    return UsageError(f"{out}: its journal is of another version ({error}); clean its input again")


def check_parameters(known: str, out: str, *, near: bool) -> str:
    """What sketches depend on now; UsageError where an output's were made in another way."""
    mine = parameters(near=near)
    if known and known != mine and not (not near and known == parameters(near=True)):
        raise UsageError(
            f"{out}: remembers its documents in another way ({known}, now {mine}); clean its input again, or leave "
            "--against out"
        )
    return known or mine
