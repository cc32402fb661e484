"""Rows of the manifest beside their documents beside the records of the input: what `verify` goes through.

An output may have been damaged or changed by hand. So a line that is no row is named and passed over, and where a row,
a document or a record is missing or too much, the next one that fits is looked for: one fault is told once.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from cleaner.columns import read_documents
from cleaner.corpus.output.parts import part_files, read_lines, reading_journal
from cleaner.corpus.output.run_json import read_run
from cleaner.read import read_units
from cleaner.read.unit import InputFile, Unit, printable
from cleaner.settings import Limits
from cleaner.wire import NotJson, decode_row

FAR = 64
"""Rows that are looked at for one that fits."""

_Item = TypeVar("_Item")


class Pair(NamedTuple):
    """A manifest row, its document where it has one, and its record; or what is wrong with the three."""

    row: dict[str, Any]
    document: dict[str, Any] | None
    unit: Unit | None
    broken: str = ""


class _Ahead(Generic[_Item]):
    """Items, of which some can be looked at before they are taken."""

    def __init__(self, items: Iterator[_Item]) -> None:
        self._items = items
        self._seen: deque[_Item] = deque()

    def first(self) -> _Item | None:
        """The next item; it stays."""
        if not self._seen:
            self._seen.extend(islice(self._items, 1))
        return self._seen[0] if self._seen else None

    def take(self) -> _Item:
        """The next item, where there is one."""
        self.first()
        return self._seen.popleft()

    def before(self, fits: Callable[[_Item], bool]) -> int | None:
        """How many items come before the next that fits; None where none of those that are near does."""
        first = self.first()
        if first is None or fits(first):
            return None if first is None else 0
        self._seen.extend(islice(self._items, FAR - len(self._seen)))
        return next((place for place, item in enumerate(self._seen) if fits(item)), None)


class Alongside:
    """The pairs of an output, in the order of its journal; `source` is where the input lies now."""

    def __init__(self, out: Path, source: Path | None, limits: Limits) -> None:
        self._out = out
        self._source = source
        self._limits = limits
        running = read_run(out).get("state", "finished") != "finished"
        with reading_journal(out) as db:
            last = db.execute("select number, seq, unit from parts order by number desc limit 1").fetchone()
        number, *end = last or (-1, 0, 0)
        self._end: list[int] = end
        self._behind = f"part-{number + 1:05}" if running else "part-~"
        """the name from which on parts are not finished: a run is writing them, or was stopped and begins them again"""
        self._faults: list[str] = []
        """what is wrong with lines and documents that belong to no row"""
        self._rows = _Ahead(self._sound("manifest", _is_row))
        self._documents = _Ahead(self._sound("documents", _is_document))

    def __iter__(self) -> Iterator[Pair]:
        yield from self._unsourced()
        files = self._files()
        file = next(files, None)
        while file is not None:
            number, limit = file[1], file[2]
            yield from self._of_file(file[0], limit)
            following = next(files, None)
            if following is None or printable(following[0].path) != printable(file[0].path):
                yield from self._leftover(printable(file[0].path), number)
            yield from self._unsourced()
            file = following
        while self._rows.first() is not None:
            yield self._take(None, "its source is not in the journal")
        while (document := self._documents.first()) is not None:
            self._too_much(document)
            self._documents.take()
        for fault in self._faults:
            yield Pair({}, None, None, fault)

    def _sound(self, folder: str, is_sound: Callable[[Any], bool]) -> Iterator[dict[str, Any]]:
        """The rows of a folder's parts; what is none is noted, with its place."""
        for file in part_files(self._out, folder):
            if file.name >= self._behind:
                return
            place = f"{folder}/{file.name}"
            number = 0
            try:
                for number, row in enumerate(_values(file), 1):
                    if is_sound(row):
                        yield row
                    else:
                        self._faults.append(f"{place}, line {number}: is no row of the {folder}")
            except (OSError, ValueError) as error:  # packed bytes or columns that are damaged
                self._faults.append(f"{place}: cannot be read after {number:,} rows: {error}")

    def _files(self) -> Iterator[tuple[InputFile, int, int | None]]:
        """The files that were read, and how many records of the last one."""
        with reading_journal(self._out) as db:
            rows = db.execute(
                "select seq, roots.path, files.path from files join roots on roots.id = root "
                "where seq <= ? order by seq",
                (self._end[0],),
            )
            for seq, root, path in rows:
                limit = self._end[1] if seq == self._end[0] else None
                if limit != 0:
                    folder = str(self._source or os.fsdecode(root))
                    yield InputFile(folder, os.fsdecode(path)), seq, limit

    def _of_file(self, file: InputFile, limit: int | None) -> Iterator[Pair]:
        path = printable(file.path)
        for unit in islice(read_units(file, self._limits), limit):
            if unit.passed:
                continue
            yield from self._unsourced()  # where a run was stopped in the middle of a file, a program may have gone on
            place = path, unit.number
            before = self._rows.before(lambda row, place=place: _place(row) == place)  # type: ignore[misc]
            if before is None:
                yield Pair({}, None, unit, "has no row in the manifest")
                continue
            for _ in range(before):
                yield self._take(None, "its record is not in the source any more")
            yield self._take(unit)

    def _leftover(self, path: str, number: int) -> Iterator[Pair]:
        while (row := self._rows.first()) is not None and row["source"]["path"] == path:
            yield self._take(None, f"its record is not in the source any more (file {number} of the journal)")

    def _unsourced(self) -> Iterator[Pair]:
        """Rows that were added by a program and came from no file."""
        while (row := self._rows.first()) is not None and not row["source"]["path"]:
            yield self._take(None)

    def _take(self, unit: Unit | None, broken: str = "") -> Pair:
        row = self._rows.take()
        if row["status"] != "kept":
            return Pair(row, None, unit, broken)
        before = self._documents.before(lambda document: bool(document["id"] == row["id"]))
        if before is None:
            return Pair(row, None, unit, broken or "is kept and its document is not there")
        for _ in range(before):
            self._too_much(self._documents.take())
        return Pair(row, self._documents.take(), unit, broken)

    def _too_much(self, document: dict[str, Any]) -> None:
        self._faults.append(f"document {document['id']} has no row in the manifest that keeps it")


def _values(file: Path) -> Iterator[Any]:
    """The rows of a part; None for a line that is no JSON."""
    if file.suffix == ".parquet":
        yield from read_documents(file)
        return
    for line in read_lines(file):
        try:
            yield decode_row(line)
        except NotJson:
            yield None


def _place(row: dict[str, Any]) -> tuple[str, int | None]:
    return row["source"]["path"], row["source"]["record"]


def _is_document(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("id"), str)


def _is_row(row: object) -> bool:
    if not (isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("status"), str)):
        return False
    source = row.get("source")
    return isinstance(source, dict) and isinstance(source.get("path"), str) and "record" in source
