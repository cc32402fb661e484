"""JSON: one object, an array of objects, or objects one a line under the wrong name."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.packing import Damaged, unpack
from cleaner.read import jsonl
from cleaner.read.row import open_row
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable, read_whole
from cleaner.settings import Limits
from cleaner.wire import NotJson, decode_row, split_array

SUFFIXES = (".json",)


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each object, still as JSON; they are counted from 1."""
    if _is_lines(file, limits):
        yield from jsonl.units(file, limits)
        return
    path = printable(file.path)
    raw, refusal = read_whole(file, limits)
    rows = [raw]
    if not refusal:
        try:
            data = unpack(raw, limits).removeprefix(b"\xef\xbb\xbf").strip()
            rows = split_array(data) if data.startswith(b"[") else [data]
        except (Damaged, NotJson) as error:
            refusal = str(error)
    for number, row in enumerate(rows, 1):
        yield Unit("json", f"{path}#{number}", path, number, row, b"", refusal)


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """The row."""
    return open_row(unit)


def said(unit: Unit) -> bytes:
    """The row."""
    return unit.raw


def _is_lines(file: InputFile, limits: Limits) -> bool:
    """Whether the first line is an object by itself and more follows: JSON Lines saved as `.json`."""
    lines = jsonl.units(file, limits)
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None or first.refusal or not first.raw.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(decode_row(first.raw), dict)
    except NotJson:
        return False
