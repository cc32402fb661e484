"""JSON Lines: a line is a record. A line that is broken is refused, the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from cleaner.packing import Damaged, unpack_stream
from cleaner.read.row import open_row
from cleaner.read.unit import HEAD, InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits

SUFFIXES = (".jsonl", ".ndjson")


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each line that is not blank; numbers count all lines, from 1."""
    path = printable(file.path)
    number = 0
    try:
        with file.open() as handle:
            for number, (line, refusal) in enumerate(split_lines(handle, limits), 1):
                if line.strip():
                    yield Unit("jsonl", f"{path}#{number}", path, number, line, b"", refusal)
    except Damaged as error:
        number += 1
        yield Unit("jsonl", f"{path}#{number}", path, number, b"", b"", f"{error}, after {number - 1} whole lines")
    except OSError as error:
        number += 1
        yield Unit("jsonl", f"{path}#{number}", path, number, b"", b"", f"cannot be read: {error.strerror or error}")


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """The row."""
    return open_row(unit)


def said(unit: Unit) -> bytes:
    """The row."""
    return unit.raw


def split_lines(handle: IO[bytes], limits: Limits) -> Iterator[tuple[bytes, str]]:
    """Lines without their ends, and why a line must not be opened; never more of one than the limit in memory."""
    parts: list[bytes] = []
    size = 0
    for chunk in unpack_stream(handle):
        *whole, rest = chunk.split(b"\n")
        for line in whole:
            if size:
                yield _line([*parts, line], size + len(line), limits)
                parts, size = [], 0
            else:
                yield line, ""
        if rest:
            size += len(rest)
            parts = [*parts, rest] if size <= limits.max_input_bytes else [b"".join(parts)[:HEAD] or rest[:HEAD]]
    if size:
        yield _line(parts, size, limits)


def _line(parts: list[bytes], size: int, limits: Limits) -> tuple[bytes, str]:
    if size > limits.max_input_bytes:
        return b"".join(parts)[
            :HEAD
        ], f"the line has {size:,} bytes, more than {limits.max_input_bytes:,}; the first {HEAD:,} are kept here"
    return b"".join(parts), ""
