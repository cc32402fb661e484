"""Is every promise kept? The output beside the sources, read again.

Every record of the input must have a row, every row its record, every kept row its document, and each row must be
true of its bytes. The input is walked as the run walked it, rows beside it, so memory stays flat.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from cleaner import account
from cleaner.corpus.lookup import bytes_of, check_output, limits_of, open_journal, part_files, read_rows
from cleaner.errors import UsageError
from cleaner.read import read_units
from cleaner.read.unit import InputFile, Unit, printable
from cleaner.settings import Limits

GONE = "its source cannot be opened any more"
CHUNK = 64
"""Rows that are checked in one go."""


class Pair(NamedTuple):
    """A manifest row, its document where it has one, and its record; or what is wrong with the three."""

    row: dict[str, Any]
    document: dict[str, Any] | None
    unit: Unit | None
    broken: str = ""


class Verified(NamedTuple):
    """How many rows were looked at, and each promise that is broken."""

    rows: int
    broken: list[str]


def verify(out: Path, source: Path | None = None, jobs: int = 1) -> Verified:
    """Check an output folder; `source` is where the input lies now, where it was moved."""
    check_output(out)
    _check_place(out, source)
    limits = limits_of(out)
    pairs = _Pairs(out, source, limits)
    rows = 0
    broken: list[str] = []
    for count, found in _checked(_chunks(iter(pairs)), limits, jobs):
        rows += count
        broken += found
    return Verified(rows, broken)


def _check_place(out: Path, source: Path | None) -> None:
    """UsageError where the input cannot lie in the folder that was named: none of its first files does."""
    if source is None:
        return
    with closing(open_journal(out)) as db:
        first = [os.fsdecode(row[0]) for row in db.execute("select path from files order by seq limit ?", (CHUNK,))]
    if first and not any(InputFile(str(source), path).is_there() for path in first):
        raise UsageError(
            f"{source}: has no {printable(first[0])}, nor another file of the input; --source is the folder that was "
            "given to `clean run`, where it lies now"
        )


def _chunks(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while chunk := list(islice(pairs, CHUNK)):
        yield chunk


def _checked(chunks: Iterable[list[Pair]], limits: Limits, jobs: int) -> Iterator[tuple[int, list[str]]]:
    """The chunks' checks, in order, at most a few ahead."""
    if jobs == 1:
        for chunk in chunks:
            yield check(chunk, limits)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        ahead: deque[Future[tuple[int, list[str]]]] = deque()
        for chunk in chunks:
            ahead.append(pool.submit(check, chunk, limits))
            if len(ahead) > 2 * jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def check(chunk: list[Pair], limits: Limits) -> tuple[int, list[str]]:
    """How many rows there are, and what is broken in them."""
    broken = []
    rows = 0
    for pair in chunk:
        rows += bool(pair.row)
        found = [pair.broken] if pair.broken else _check_one(pair, limits)
        name = pair.row.get("id") or (pair.unit.id if pair.unit else "")
        broken += [f"{name}: {what}" for what in found]
    return rows, broken


def _check_one(pair: Pair, limits: Limits) -> list[str]:
    row, document, unit = pair.row, pair.document, pair.unit
    if unit is None:  # a program added it: there is no file to compare with
        return [] if row["status"] == "quarantined" else account.verify_alone(row, document)
    if row["status"] == "quarantined":
        digest = hashlib.sha256(unit.raw).hexdigest()
        return [] if digest == row["source"]["sha256"] else ["its source has changed since it was put in quarantine"]
    data, reason = bytes_of(unit, limits)
    return [f"{GONE}: {reason}"] if reason else account.verify_row(row, document, data)


class _Pairs:
    """Rows beside documents beside the records of the input."""

    def __init__(self, out: Path, source: Path | None, limits: Limits) -> None:
        self._out = out
        self._source = source
        self._limits = limits
        self._rows = chain.from_iterable(map(read_rows, part_files(out, "manifest")))
        self._documents = chain.from_iterable(map(read_rows, part_files(out, "documents")))
        self._row = next(self._rows, None)

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
        while self._row is not None:
            yield self._take(None, "its source is not in the journal")
        for document in self._documents:
            yield Pair({}, None, None, f"document {document['id']} has no row in the manifest")

    def _files(self) -> Iterator[tuple[InputFile, int, int | None]]:
        """The files that were read, and how many records of the last one."""
        with closing(open_journal(self._out)) as db:
            end = db.execute("select seq, unit from parts order by number desc limit 1").fetchone() or (0, 0)
            rows = db.execute(
                "select seq, roots.path, files.path from files join roots on roots.id = root "
                "where seq <= ? order by seq",
                (end[0],),
            )
            for seq, root, path in rows:
                limit = end[1] if seq == end[0] else None
                if limit != 0:
                    folder = str(self._source or os.fsdecode(root))
                    yield InputFile(folder, os.fsdecode(path)), seq, limit

    def _of_file(self, file: InputFile, limit: int | None) -> Iterator[Pair]:
        path = printable(file.path)
        for unit in islice(read_units(file, self._limits), limit):
            if unit.passed:
                continue
            while self._row and self._row["source"]["path"] == path and _before(self._row, unit):
                yield self._take(None, "its record is not in the source any more")
            if self._row and self._row["source"]["path"] == path and self._row["source"]["record"] == unit.number:
                yield self._take(unit)
            else:
                yield Pair({}, None, unit, "has no row in the manifest")

    def _leftover(self, path: str, number: int) -> Iterator[Pair]:
        while self._row and self._row["source"]["path"] == path:
            yield self._take(None, f"its record is not in the source any more (file {number} of the journal)")

    def _unsourced(self) -> Iterator[Pair]:
        """Rows that were added by a program and came from no file."""
        while self._row and not self._row["source"]["path"]:
            yield self._take(None)

    def _take(self, unit: Unit | None, broken: str = "") -> Pair:
        row = self._row or {}
        self._row = next(self._rows, None)
        document = None
        if row["status"] == "kept":
            document = next(self._documents, None)
            if document is None or document["id"] != row["id"]:
                broken = broken or f"is kept and its document is not there (found {document and document['id']})"
        return Pair(row, document, unit, broken)


def _before(row: dict[str, Any], unit: Unit) -> bool:
    record = row["source"]["record"]
    return isinstance(record, int) and isinstance(unit.number, int) and record < unit.number
