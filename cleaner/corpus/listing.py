"""Which files were found, and in which order are they worked on? The journal's list of the input.

A file gets its number when it is first found and keeps it, so a run that is gone on with sees the same order although
files came in between: those follow behind, as a generation of their own.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.read.folder import Found
from cleaner.read.unit import InputFile

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


class FileList:
    """The list of the input in an output folder's journal."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, found: Iterable[Found], done: int) -> int:
        """Enter the files that are new, behind all others; the number of those before `done` that have changed since.

        All or nothing: a kill meanwhile leaves the list as it was.
        """
        changed = 0
        roots: dict[str, int] = {}
        self._db.execute("begin immediate")
        generation = self._db.execute("select coalesce(max(generation), 0) + 1 from files").fetchone()[0]
        for file, size, time in found:
            root = roots.get(file.root) or roots.setdefault(file.root, self._root(file.root))
            changed += self._enter((root, os.fsencode(file.path)), (size, time), generation, done)
        self._db.commit()
        return changed

    def _enter(self, place: tuple[int, bytes], stamp: tuple[int, int], generation: int, done: int) -> bool:
        """Whether it is known, done, and has changed since."""
        query = "select seq, size, changed from files where root = ? and path = ?"
        known = self._db.execute(query, place).fetchone()
        if known is None:
            insert = "insert into files (root, path, size, changed, generation) values (?, ?, ?, ?, ?)"
            self._db.execute(insert, (*place, *stamp, generation))
        elif known[1:] != stamp:
            if known[0] < done:
                return True
            self._db.execute("update files set size = ?, changed = ? where seq = ?", (*stamp, known[0]))
        return False

    def _root(self, path: str) -> int:
        blob = os.fsencode(path)
        self._db.execute("insert or ignore into roots (path) values (?)", (blob,))
        return int(self._db.execute("select id from roots where path = ?", (blob,)).fetchone()[0])

    def since(self, seq: int) -> Iterator[Listed]:
        """The files from a number on."""
        query = (
            "select seq, generation, roots.path, files.path from files join roots on roots.id = root "
            "where seq >= ? order by seq limit ?"
        )
        while rows := self._db.execute(query, (seq, AT_ONCE)).fetchall():
            for number, generation, root, path in rows:
                yield Listed(number, generation, InputFile(os.fsdecode(root), os.fsdecode(path)))
            seq = rows[-1][0] + 1

    def bytes_since(self, seq: int) -> int:
        """The bytes of all files from a number on, as they lie there: what progress is measured by."""
        return int(self._db.execute("select coalesce(sum(size), 0) from files where seq >= ?", (seq,)).fetchone()[0])

    def size(self, seq: int) -> int:
        """The bytes of a file; 0 where there is none of this number."""
        row = self._db.execute("select size from files where seq = ?", (seq,)).fetchone()
        return int(row[0]) if row else 0

    def __bool__(self) -> bool:
        return self._db.execute("select 1 from files limit 1").fetchone() is not None
