"""CSV: a row is a record, the first line names the fields. A row that is broken is refused, the others go on.

The fields have the names of those of a JSON row; which character separates them is told by the first line. A row
goes to its worker as it lies there, with the first line beside it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from cleaner.packing import Damaged
from cleaner.read.jsonl import split_lines
from cleaner.read.names import KNOWN, RANK
from cleaner.read.row import open_fields
from cleaner.read.unit import HEAD, InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits
from cleaner.wire import decode_row, encode_row

SUFFIXES = (".csv", ".tsv")
_SEPARATORS = (",", ";", "\t", "|")
csv.field_size_limit((1 << 31) - 1)  # the module's own is 128 KB, less than many a page; ours is that of the whole row


class _TooLong(Exception):
    """A row goes on past the limit: a quote that is never closed, as a rule."""


class _Lines:
    """The lines of a file as the CSV parser asks for them, and what it has asked for since the last row."""

    def __init__(self, lines: Iterator[tuple[bytes, str]], most: int) -> None:
        self._lines = lines
        self._most = most
        self._size = 0
        self.taken: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, refusal = next(self._lines)
        self.taken.append(line)
        self._size += len(line)
        if refusal or self._size > self._most:
            if not refusal:
                self._skip_to_quote()
            raise _TooLong(f"the row has more than {self._most:,} bytes; the first {HEAD:,} are kept here")
        return line.decode("utf-8", "surrogateescape") + "\n"

    def _skip_to_quote(self) -> None:
        """Leave out the lines up to the one that closes the quote, or would open one."""
        while (line := next(self._lines, None)) and line[0].count(b'"') % 2 == 0:
            pass

    def taken_since(self) -> bytes:
        """The bytes of the row that was read last."""
        raw = b"\n".join(self.taken)
        self.taken, self._size = [], 0
        return raw


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each row that is not blank; they are counted from 1, the first line left out."""
    path = printable(file.path)
    number = 0
    try:
        with file.open() as handle:
            for number, (raw, header, refusal) in enumerate(_rows(split_lines(handle, limits), limits), 1):
                yield Unit("csv", f"{path}#{number}", path, number, raw, header, refusal)
    except (Damaged, OSError) as error:
        reason = f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)
        reason += f", after {number:,} whole rows"
        yield Unit("csv", f"{path}#{number + 1}", path, number + 1, b"", b"", reason)


def _rows(lines: Iterator[tuple[bytes, str]], limits: Limits) -> Iterator[tuple[bytes, bytes, str]]:
    """Each row's bytes, the header as JSON, and why the row must not be opened."""
    first, refusal = next(lines, (b"", ""))
    separator, names = _header(first.decode("utf-8", "surrogateescape").lstrip("\ufeff"))
    if refusal or not RANK.keys() & {name.lower() for name in names}:
        if first:
            yield first[:HEAD], b"", refusal or _no_header(first, names)
        return
    header = encode_row({"separator": separator, "names": names})
    taken = _Lines(lines, limits.max_input_bytes)
    reader = csv.reader(taken, delimiter=separator, strict=True)
    while True:
        refusal = ""
        try:
            row = next(reader, None)
            if row is None:
                return
            if row and len(row) != len(names):
                refusal = f"the row has {len(row):,} fields, the first line names {len(names):,}"
        except (_TooLong, csv.Error) as error:
            row, refusal = [""], str(error)
        raw = taken.taken_since()
        if row:
            yield (raw[:HEAD] if len(raw) > limits.max_input_bytes else raw), header, refusal


def _no_header(first: bytes, names: list[str]) -> str:
    """Why a first line is none that names fields."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16, as spreadsheets write it; save it as UTF-8"
    if b"\r" in first.rstrip(b"\r"):
        return "its lines end in carriage returns alone; save it with line feeds"
    return f"its first line names neither html nor text, but: {', '.join(names)[:200]}"


def _header(line: str) -> tuple[str, list[str]]:
    """What separates the fields, and their names; none where the line is no CSV."""
    try:
        found = {separator: next(csv.reader([line], delimiter=separator), []) for separator in _SEPARATORS}
    except csv.Error:  # a carriage return between fields
        return ",", []
    known = {*RANK, *KNOWN, "id"}
    best = max(_SEPARATORS, key=lambda separator: len({name.strip().lower() for name in found[separator]} & known))
    return best, [name.strip() for name in found[best]]


def said(unit: Unit) -> bytes:
    """The row as JSON."""
    fields = _fields(unit) if unit.sidecar else {}
    return encode_row({name: value for name, value in fields.items() if name not in RANK})


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """The row."""
    return open_fields(unit, _fields(unit))


def _fields(unit: Unit) -> dict[str, Any]:
    header = decode_row(unit.sidecar)
    text = unit.raw.decode("utf-8", "surrogateescape")
    row = next(csv.reader(io.StringIO(text, newline="\n"), delimiter=header["separator"]), [])
    fields: dict[str, Any] = {name.lower(): value for name, value in zip(header["names"], row, strict=False) if value}
    for name in RANK.keys() & fields.keys():
        if not fields[name].isascii():  # the file's own bytes, whose encoding is still to be found
            fields[name] = fields[name].encode("utf-8", "surrogateescape")
    return fields
