"""Which rows of a frame are copies? What an engine asks that keeps its rows elsewhere.

An engine cleans where the rows are, and sends here the id and the memory of each, some 225 bytes; it is asked for the
texts of those that have a candidate; and it is told what becomes of the copies. All is decided by the code that a run
of one machine uses, so the clusters are the same.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.columns import DOCUMENT
from cleaner.corpus.copies.against import Earlier
from cleaner.corpus.copies.alarms import find_alarms
from cleaner.corpus.copies.clusters import find_copies
from cleaner.corpus.copies.documents import Library, Shelf
from cleaner.corpus.journal.memory import MEMORY_TABLES, Memory, Place
from cleaner.corpus.journal.state import id_hash
from cleaner.corpus.settling.fates import CopyFates
from cleaner.dedup.drop import name_copy
from cleaner.dedup.facts import Rows
from cleaner.errors import UsageError
from cleaner.settings import Settings
from cleaner.wire import decode_row, encode_row, split_object

Fetch = Callable[[list[int]], Iterable[tuple[int, dict[str, Any]]]]
"""the document rows of some keys, in any order"""


class Row(NamedTuple):
    """A row of a frame: what the engine finds it by, the id it wants, what is remembered of it."""

    key: int
    id: str
    memory: bytes | None


class Change(NamedTuple):
    """What becomes of a row: the id it has now, and its fate as JSON where another document stands for it."""

    key: int
    id: str
    fate: str = ""


class Compared(NamedTuple):
    """What a frame's rows become where they do not stay as they are, and what looks wrong about that."""

    changes: list[Change]
    alarms: tuple[str, ...] = ()


def compare(rows: Iterable[Row], fetch: Fetch, settings: Settings) -> Compared:
    """The changes of rows that are given in the order of the input.

    With `strict` no copy is named where something looks wrong. Raises UsageError for what only a run can do, and where
    an earlier output that they are compared with is none, or remembers in another way.
    """
    if settings.foreign == "restore":
        raise UsageError("foreign: 'restore' needs the pages again, and a frame does not keep them; use clean run")
    near = "near" in settings.dedup
    with (
        tempfile.TemporaryDirectory(prefix="clean-frame-") as folder,
        closing(sqlite3.connect(Path(folder, "memory.sqlite"), isolation_level=None)) as db,
        closing(Earlier(settings.against, Path(folder), near=near)) as earlier,
        ExitStack() as opened,
    ):
        db.executescript(f"pragma synchronous = off; pragma journal_mode = off; {MEMORY_TABLES}")
        memory = Memory(db)
        db.execute("begin")
        keys, changes = _remember(rows, memory)
        db.execute("commit")
        library = Library(Path(folder), memory, memory.entries(Path(folder)))
        shelf = opened.enter_context(closing(_Shelf([library, *earlier.libraries], keys, fetch)))
        found = find_copies(shelf, settings.keep, near=near)
        alarms = tuple(find_alarms(shelf, found)) if settings.keep != "all" else ()
        if alarms and settings.strict:
            return Compared(list(changes.values()), alarms)
        told = CopyFates(shelf, found, dropped=settings.keep != "all")
        for place, copy in enumerate(found):
            key = shelf.key(copy.row)
            changes[key] = Change(key, shelf.name(copy.row), encode_row(told.of(place)).decode())
        return Compared(list(changes.values()), alarms)


def _remember(rows: Iterable[Row], memory: Memory) -> tuple[list[int], dict[int, Change]]:
    """The key of each document that is remembered, in its order, and the rows whose id another has already."""
    taken: set[int] = set()
    repeats: Counter[str] = Counter()
    keys: list[int] = []
    changes: dict[int, Change] = {}
    for row in rows:
        name = row.id
        while id_hash(name) in taken:
            repeats[row.id] += 1
            name = f"{row.id}#{repeats[row.id] + 1}"
        taken.add(id_hash(name))
        if name != row.id:
            changes[row.key] = Change(row.key, name)
        if row.memory:
            memory.add(Place(0, len(keys), len(keys)), name, row.memory)
            keys.append(row.key)
    return keys, changes


class _Shelf(Shelf):
    """Documents of which those of the frame lie elsewhere."""

    def __init__(self, libraries: list[Library], keys: list[int], fetch: Fetch) -> None:
        super().__init__(libraries)
        self._keys = keys
        self._fetch = fetch

    def key(self, row: int) -> int:
        """What the engine finds a row by; numbers count from 1."""
        return self._keys[int(self.numbers[row]) - 1]

    def documents(self, rows: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows with their documents, asked for at once."""
        ours: dict[int, int] = {}
        others: list[int] = []
        for row in rows.tolist():
            if self.owner[row]:
                others.append(row)
            else:
                ours[self.key(row)] = row
        if ours:
            yield from ((ours[key], document) for key, document in self._fetch(list(ours)))
        yield from super().documents(np.array(others, np.int64))


def change_row(row: dict[str, Any], name: str, fate: str) -> dict[str, Any]:
    """A cleaned row (`cleaner.arrow`) as it is once a change is carried out, its cluster beside it."""
    manifest = split_object(row["manifest"].encode())
    manifest.update(id=name, cluster=name)
    told = {"id": name, "status": row["status"], "reason": row["reason"], "cluster": name}
    if fate:
        copy = decode_row(fate.encode())
        after = name_copy(manifest, copy).after
        told |= {"status": after["status"], "reason": after["reason"], "cluster": copy["of"]}
    empty = {} if told["status"] == "kept" else dict.fromkeys(column for column, _ in DOCUMENT)
    return row | empty | told | {"manifest": encode_row(manifest).decode().rstrip("\n")}
