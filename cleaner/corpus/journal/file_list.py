"""Which files were found, and in which order are they worked on? The journal's list of the input.

A file gets its number when it is first found and keeps it, so a run that is gone on with sees the same order although
files came in between: those follow behind, as a generation of their own.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleaner.corpus.journal.moved import find_moved
from cleaner.errors import UsageError
from cleaner.read.folder import Found
from cleaner.read.unit import InputFile, printable

LIST_TABLES = """
create table roots (id integer primary key, path blob unique);
create table files (
    seq integer primary key, root integer, path blob, size integer, changed integer, generation integer,
    unique (root, path)
);
"""

AT_ONCE = 1000


class Listed(NamedTuple):
    """A file in the journal."""

    seq: int
    generation: int
    file: InputFile
    size: int
    """bytes"""


class FileList:
    """The list of the input in an output folder's journal."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.moved: dict[int, tuple[str, str]] = {}
        """of folders that lie elsewhere than in an earlier run: where they lay, and where they lie"""

    def add(self, found: Iterable[Found], done: tuple[int, int], tell: Callable[[str], None]) -> int:
        """Enter the files that are new, behind all others; the number of those that are done and have changed since.

        Each of them is told. `done` is the file that is next, and how many of its records are done. All or nothing: a
        kill meanwhile leaves the list as it was. Raises UsageError where a file has changed that is done in part.
        """
        changed = 0
        roots: dict[str, int] = {}
        self._db.execute("begin immediate")
        generation = self._db.execute("select coalesce(max(generation), 0) + 1 from files").fetchone()[0]
        for file, size, time in found:
            root = roots.get(file.root) or roots.setdefault(file.root, self._root(file.root))
            if self._enter((root, os.fsencode(file.path)), (size, time), generation, done):
                changed += 1
                tell(printable(file.path))
        self._db.commit()
        return changed

    def _enter(self, place: tuple[int, bytes], stamp: tuple[int, int], generation: int, done: tuple[int, int]) -> bool:
        """Whether it is known, done, and has changed since."""
        query = "select seq, size, changed from files where root = ? and path = ?"
        known = self._db.execute(query, place).fetchone()
        if known is None:
            insert = "insert into files (root, path, size, changed, generation) values (?, ?, ?, ?, ?)"
            self._db.execute(insert, (*place, *stamp, generation))
        elif known[1:] != stamp:
            has_changed = place[0] not in self.moved or known[1] != stamp[0]  # a copy is written anew
            if has_changed and known[0] < done[0]:
                return True
            if has_changed and known[0] == done[0] and done[1]:
                raise UsageError(
                    f"{printable(os.fsdecode(place[1]))}: has changed after {done[1]:,} of its records were cleaned; "
                    "put it back as it was to go on, or give another OUT to begin anew"
                )
            self._db.execute("update files set size = ?, changed = ? where seq = ?", (*stamp, known[0]))
        return False

    def _root(self, path: str) -> int:
        blob = os.fsencode(path)
        known = self._db.execute("select id from roots where path = ?", (blob,)).fetchone()
        if known is None and (moved := find_moved(self._db, path)):
            self._db.execute("update roots set path = ? where id = ?", (blob, moved.number))
            self.moved[moved.number] = moved.path, path
            return moved.number
        return int(
            known[0] if known else self._db.execute("insert into roots (path) values (?)", (blob,)).lastrowid or 0
        )

    def since(self, seq: int) -> Iterator[Listed]:
        """The files from a number on."""
        query = (
            "select seq, generation, roots.path, files.path, size from files join roots on roots.id = root "
            "where seq >= ? order by seq limit ?"
        )
        while rows := self._db.execute(query, (seq, AT_ONCE)).fetchall():
            for number, generation, root, path, size in rows:
                yield Listed(number, generation, InputFile(os.fsdecode(root), os.fsdecode(path)), size)
            seq = rows[-1][0] + 1

    def bytes_since(self, seq: int) -> int:
        """The bytes of all files from a number on, as they lie there: what progress is measured by."""
        return int(self._db.execute("select coalesce(sum(size), 0) from files where seq >= ?", (seq,)).fetchone()[0])

    def name(self, seq: int) -> str:
        """The path of a file; empty where there is none of this number."""
        row = self._db.execute("select path from files where seq = ?", (seq,)).fetchone()
        return printable(os.fsdecode(row[0])) if row else ""

    def size(self, seq: int) -> int:
        """The bytes of a file; 0 where there is none of this number."""
        row = self._db.execute("select size from files where seq = ?", (seq,)).fetchone()
        return int(row[0]) if row else 0

    def __bool__(self) -> bool:
        return self._db.execute("select 1 from files limit 1").fetchone() is not None
