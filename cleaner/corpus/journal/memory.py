"""What does an output folder remember of its documents, so that copies are found?

A row for each document that was kept when it was cleaned: where it stands in the parts, and 225 bytes of digest,
sketch and standing. They are written with the part they belong to, so a kill leaves the two agreeing, and stay as the
index for later runs. Fates are what was decided and is not yet carried out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.journal.asides import SPOILT
from cleaner.corpus.journal.entries import Entries
from cleaner.dedup.sketch import KEYS, VERSION
from cleaner.wire import decode_row, encode_row

MEMORY_TABLES = """
create table texts (number integer primary key, part integer, record integer, row integer, id text, state integer,
    data blob);
create table asides (kind integer, number integer, data blob, primary key (kind, number)) without rowid;
create table fates (part integer, record integer, row integer, fate blob, primary key (part, record)) without rowid;
create table settled (part integer primary key, placed integer);
create table sums (part integer, folder text, sum integer, primary key (part, folder)) without rowid;
"""

OPEN, STANDS, COPY = range(3)
"""state of a text: undecided, kept, represented by another"""

AT_ONCE: Final = 10_000


class Place(NamedTuple):
    """Where a document stands: its part, its row in the manifest, its row among the documents; counted from 0."""

    part: int
    record: int
    row: int


class Memory:
    """The memory of an output folder, in its journal."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, place: Place, name: str, data: bytes, asides: Iterable[tuple[int, bytes]] = ()) -> None:
        """Remember a document; counts once its part does."""
        number = self._db.execute(
            "insert into texts (part, record, row, id, state, data) values (?, ?, ?, ?, ?, ?)",
            (*place, name, OPEN, data),
        ).lastrowid
        kept = ((kind, number, aside) for kind, aside in asides if aside)
        self._db.executemany("insert into asides values (?, ?, ?)", kept)

    def asides(self, kind: int) -> Iterator[tuple[int, bytes]]:
        """The numbers of the documents of which something of a kind is kept aside, and what; in order."""
        rows = self._db.execute("select number, data from asides where kind = ? order by number", (kind,))
        while chunk := rows.fetchmany(AT_ONCE):
            yield from chunk

    def aside(self, kind: int, number: int) -> bytes:
        """What is kept aside of a document; empty where nothing is."""
        row = self._db.execute("select data from asides where kind = ? and number = ?", (kind, number)).fetchone()
        return bytes(row[0]) if row else b""

    def has_open(self) -> bool:
        """Whether any document is undecided."""
        return self._db.execute("select 1 from texts where state = ? limit 1", (OPEN,)).fetchone() is not None

    def entries(self, folder: Path, *, kept_only: bool = False) -> Entries:
        """Everything that may be compared, in the order of the input; `kept_only` leaves the undecided out.

        It lies in a file of `folder` that has no name.
        """
        least = STANDS if kept_only else OPEN
        where = f"where state between {least} and {STANDS}"
        count = self._db.execute(f"select count(*) from texts {where}").fetchone()[0]  # noqa: S608 - numbers of our own
        found = Entries(folder, count)
        rows = self._db.execute(f"select number, state, data from texts {where} order by number")  # noqa: S608 - as above
        at = 0
        while chunk := rows.fetchmany(AT_ONCE):
            found.put(at, chunk)
            at += len(chunk)
        return found

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of documents."""
        return {number: row[0] for number, row in self._each("id", numbers)}

    def places(self, numbers: Iterable[int]) -> dict[int, Place]:
        """Where documents stand."""
        return {number: Place(*row) for number, row in self._each("part, record, row", numbers)}

    def rows_by_part(self, numbers: NDArray[np.uint32]) -> Iterator[tuple[int, dict[int, int]]]:
        """Parts, and of each the rows where documents stand, with their numbers, which are given in rising order."""
        for part, rows in groupby(self._stands(numbers), itemgetter(0)):
            yield part, {row: number for _, row, number in rows}

    def _stands(self, numbers: NDArray[np.uint32]) -> Iterator[tuple[int, int, int]]:
        query = "select part, row, number from texts where number between ? and ? order by number"
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE].tolist()
            wanted = set(some)
            yield from (row for row in self._db.execute(query, (some[0], some[-1])) if row[2] in wanted)

    def _each(self, columns: str, numbers: Iterable[int]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        query = f"select {columns} from texts where number = ?"  # noqa: S608 - columns named in this file
        for number in numbers:
            yield number, self._db.execute(query, (number,)).fetchone()

    def decide(
        self, fates: Iterable[tuple[int, Place, dict[str, Any]]], asides: Iterable[tuple[int, int, bytes]] = ()
    ) -> None:
        """Enter what becomes of some documents, which `settling/carry_out.py` does, and that all others stand.

        All of it is entered, or nothing.
        """
        self._db.execute("begin immediate")
        for number, place, fate in fates:
            self._db.execute("insert into fates values (?, ?, ?, ?)", (*place, encode_row(fate)))
            if fate["dropped"]:
                self._db.execute("update texts set state = ? where number = ?", (COPY, number))
        self._db.execute("update texts set state = ? where state = ?", (STANDS, OPEN))
        self._db.executemany("insert or replace into asides values (?, ?, ?)", asides)
        self._db.execute("delete from asides where kind = ?", (SPOILT,))
        self._db.commit()

    def parts_to_settle(self) -> list[int]:
        """Parts that have fates which are not carried out."""
        return [row[0] for row in self._db.execute("select distinct part from fates order by part")]

    def fates(self, part: int) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
        """The records of a part that have a fate, each with its row among the documents, and the fate; in order."""
        rows = self._db.execute("select record, row, fate from fates where part = ? order by record", (part,))
        while some := rows.fetchmany(AT_ONCE):
            yield from (((record, row), decode_row(fate)) for record, row, fate in some)

    def is_placed(self, part: int) -> bool:
        """Whether a settled part's files are written aside and only have to be put in place."""
        return self._db.execute("select 1 from settled where part = ?", (part,)).fetchone() is not None

    def tally(self, part: int) -> dict[str, Any]:
        """The counts of a finished part."""
        row = self._db.execute("select tally from parts where number = ?", (part,)).fetchone()
        return dict(json.loads(row[0]))

    def place(self, part: int, tally: dict[str, Any], sums: Mapping[str, int]) -> None:
        """The part's new files are whole, aside; its tally and their checksums are these now, and its documents have
        moved up.
        """
        self._db.execute("begin immediate")
        query = "select number, row from texts where part = ? and state != ? order by row"
        kept = self._db.execute(query, (part, COPY)).fetchall()
        moved = [(row, number) for row, (number, before) in enumerate(kept) if row != before]
        self._db.executemany("update texts set row = ? where number = ?", moved)
        self._db.execute("insert into settled values (?, 0)", (part,))
        self._db.execute("update parts set tally = ? where number = ?", (json.dumps(tally), part))
        self.enter_sums(part, sums)
        self._db.commit()

    def enter_sums(self, part: int, sums: Mapping[str, int]) -> None:
        """The checksums of a part's files by their folder, in the transaction that makes the files count."""
        self._db.executemany("insert or replace into sums values (?, ?, ?)", [(part, *entry) for entry in sums.items()])

    def done(self, part: int) -> None:
        """The part's new files are in place."""
        self._db.execute("begin immediate")
        self._db.execute("delete from settled where part = ?", (part,))
        self._db.execute("delete from fates where part = ?", (part,))
        self._db.commit()


def parameters(*, near: bool) -> str:
    """What sketches depend on: two memories with other ones are not compared."""
    return f"sketch {VERSION}, {KEYS} keys" if near else "digests alone"
