"""What is done already? The journal of an output folder, in SQLite.

A part of the output counts once its row stands in `parts`; the same transaction holds the ids and digests of its
documents. So after a kill at any moment the journal and the finished parts agree, and whatever else lies in the
folder is rubbish of the part that was being written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.journal.file_list import LIST_TABLES, FileList
from cleaner.corpus.journal.folder import check_new, check_ours, locked
from cleaner.corpus.journal.memory import MEMORY_TABLES, Memory
from cleaner.errors import UsageError
from cleaner.settings import Settings

APPLICATION_ID = 0x636C6561
"""marks the file as ours"""
SCHEMA = 4

_TABLES = """
create table meta (key text primary key, value text) without rowid;
create table parts (
    number integer primary key, records integer, seq integer, unit integer, quarantined integer, indexed integer,
    tally text
);
create table ids (hash integer primary key, part integer);
create table digests (digest blob primary key, id text) without rowid;
"""


class Position(NamedTuple):
    """A place in the input: the file's number in the journal, and how many of its records come before."""

    seq: int = 1
    unit: int = 0


class Part(NamedTuple):
    """A finished part: its number, its records, where the next begins, and the quarantine's state after it."""

    number: int
    records: int
    end: Position
    quarantined: int
    indexed: int
    tally: dict[str, Any]


class State:
    """An output folder's journal, locked for this process until it is closed.

    Raises UsageError where OUT is not ours or was begun with other settings, MachineError where it is in use.
    """

    def __init__(self, out: Path, settings: Settings) -> None:
        check_ours(out)
        out.mkdir(parents=True, exist_ok=True)
        self.out = out
        self._repeats: dict[str, int] = {}
        self._lock = locked(out)
        with ExitStack() as undo:
            undo.callback(os.close, self._lock)
            self._db = _open(out)
            undo.callback(self._db.close)
            self._check_settings(settings)
            self.files = FileList(self._db)
            self.memory = Memory(self._db)
            undo.pop_all()

    def close(self) -> None:
        """Forget what was not committed, and let the folder go."""
        if self._db.in_transaction:
            self._db.rollback()
        with suppress(sqlite3.Error):  # whoever only reads then leaves no files beside it, and may not even write
            self._db.execute("pragma journal_mode = delete")
        self._db.close()
        os.close(self._lock)

    def _check_settings(self, settings: Settings) -> None:
        known = self.recall("settings") or json.dumps(asdict(settings))
        self.remember("settings", known)
        changed = settings.differences(json.loads(known))
        if changed:
            raise UsageError(
                f"{self.out}: was begun with other settings ({'; '.join(changed)}); "
                "give the same ones to go on, or another OUT to begin anew"
            )

    def remember(self, key: str, value: str) -> None:
        """Enter something that later runs on this folder keep to."""
        self._db.execute("insert or replace into meta values (?, ?)", (key, value))

    def recall(self, key: str) -> str:
        """What was entered; empty where nothing was."""
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def parts(self) -> list[Part]:
        """Every finished part, in order."""
        rows = self._db.execute("select * from parts order by number").fetchall()
        return [Part(row[0], row[1], Position(row[2], row[3]), row[4], row[5], json.loads(row[6])) for row in rows]

    def last_part(self) -> Part:
        """The last finished part; number -1 where there is none."""
        row = self._db.execute("select * from parts order by number desc limit 1").fetchone()
        if row is None:
            return Part(-1, 0, Position(), 0, 0, {})
        return Part(row[0], row[1], Position(row[2], row[3]), row[4], row[5], json.loads(row[6]))

    def begin_part(self) -> None:
        """What follows counts once `commit_part` is done."""
        self._db.execute("begin immediate")

    def commit_part(self, part: Part) -> None:
        """The part, its ids and its digests are done; they survive a power cut."""
        self._db.execute(
            "insert into parts values (?, ?, ?, ?, ?, ?, ?)",
            (part.number, part.records, *part.end, part.quarantined, part.indexed, json.dumps(part.tally)),
        )
        self._db.commit()

    def move_end(self, end: Position, passed: Mapping[str, int]) -> None:
        """What lies between the last part and `end` holds no record, only `passed`: it need not be read again."""
        last = self.last_part()
        counts = last.tally.setdefault("passed", {})
        for what, number in passed.items():
            counts[what] = counts.get(what, 0) + number
        move = "update parts set seq = ?, unit = ?, tally = ? where number = ?"
        self._db.execute(move, (*end, json.dumps(last.tally), last.number))

    def claim_id(self, wanted: str, part: int) -> str:
        """The id, or the first of `id#2`, `id#3` … that no document has."""
        name = wanted
        while not self._db.execute("insert or ignore into ids values (?, ?)", (id_hash(name), part)).rowcount:
            number = self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
            name = f"{wanted}#{number}"
        return name

    def claim_digest(self, digest: bytes, name: str) -> str:
        """The id of the first document with this digest: `name` itself where there was none."""
        if self._db.execute("insert or ignore into digests values (?, ?)", (digest, name)).rowcount:
            return name
        return str(self._db.execute("select id from digests where digest = ?", (digest,)).fetchone()[0])


def id_hash(name: str) -> int:
    """The number that an id is found by; signed, as SQLite has them."""
    data = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "big", signed=True)


def _open(out: Path) -> sqlite3.Connection:
    path = out / "state.sqlite"
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode = wal", "synchronous = full", "cache_size = -32768", "temp_store = memory"):
            db.execute(f"pragma {pragma}")
        if not db.execute("select 1 from sqlite_master").fetchone():
            check_new(out)
            marks = f"pragma application_id = {APPLICATION_ID}; pragma user_version = {SCHEMA};"
            db.executescript(f"begin; {_TABLES} {LIST_TABLES} {MEMORY_TABLES} {marks} commit;")
        ours = db.execute("pragma application_id").fetchone()[0], db.execute("pragma user_version").fetchone()[0]
    except UsageError:
        db.close()
        raise
    except sqlite3.DatabaseError as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise UsageError(f"{path}: is no journal of this program; give another OUT") from error
    if ours != (APPLICATION_ID, SCHEMA):
        db.close()
        raise UsageError(f"{path}: is no journal of this version; give another OUT")
    return db
