"""Parquet: a row is a record, its columns are named as the fields of a JSON row; others are not read.

A row group that is damaged is refused, the others go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.columns import Unreadable, read_parquet
from cleaner.read.kind import sniff
from cleaner.read.names import KNOWN, PAGES, RANK, URLS
from cleaner.read.row import field_text
from cleaner.read.unit import HEAD, InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits
from cleaner.wire import encode_row

SUFFIXES = (".parquet",)
COLUMNS = ("id", *KNOWN, *RANK)
"""the columns that are looked at"""


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each row: its page's bytes, and the rest beside them; they are counted from 1."""
    path = printable(file.path)
    try:
        with file.open() as handle:
            for some in read_parquet(handle, COLUMNS, limits):
                if some.refusal:
                    name = f"{path}#{some.first}"
                    yield Unit("parquet", name, path, some.first, b"", b"", some.refusal)
                for number, row in enumerate(some.rows, some.first):
                    yield row_unit(path, number, row, limits)
    except (Unreadable, OSError) as error:
        reason = f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)
        yield Unit("parquet", path, path, None, b"", b"", reason)


def urls(file: InputFile, limits: Limits) -> Iterator[str]:
    """What each row says its URL is; no page is read for it."""
    try:
        with file.open() as handle:
            for some in read_parquet(handle, URLS, limits):
                yield from [""] * bool(some.refusal)
                for row in some.rows:
                    yield next((value for name in URLS if (value := field_text(row.get(name)))), "")
    except (Unreadable, OSError):
        yield ""


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """Never a record: those rows have other readers."""
    return Refusal(unit.refusal)


def row_unit(path: str, number: int, row: Mapping[str, Any], limits: Limits) -> Unit:
    """A row of columns as workers are sent it: its page's bytes, and the rest beside them."""
    name = f"{path}#{number}"
    there = sorted((key for key in row if key in RANK and row[key] is not None), key=RANK.__getitem__)
    body = next((key for key in there if row[key]), there[0] if there else "")
    said = encode_row({key: _plain(value) for key, value in row.items() if value is not None and key not in RANK})
    value = row.get(body)
    data = value.encode() if isinstance(value, str) else value
    if not isinstance(data, bytes):
        return Unit("html", name, path, number, b"", said, "the row has neither 'html' nor 'text'")
    reader = "html" if body in PAGES or sniff(data) == "html" else "text"
    if len(data) > limits.max_input_bytes:
        reason = f"the page has {len(data):,} bytes, more than {limits.max_input_bytes:,}; the first {HEAD:,} are kept"
        return Unit(reader, name, path, number, data[:HEAD], said, reason)
    return Unit(reader, name, path, number, data, said)


def _plain(value: Any) -> Any:
    """A value as JSON has it: times as ISO 8601, numbers (of ids) and bytes as text."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
