"""JSON: one object, an array of objects, or objects one a line under the wrong name.

Of an array that a crawler did not finish, or began twice, the whole objects are records; one that is longer than a
record may be is read object by object.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.packing import Damaged, unpack, unpack_stream
from cleaner.read import jsonl
from cleaner.read.array import Member, split_objects
from cleaner.read.row import open_row
from cleaner.read.unit import HEAD, InputFile, Opened, Refusal, Unit, printable, read_whole
from cleaner.settings import Limits
from cleaner.wire import NotJson, decode_row, split_array, split_damaged

SUFFIXES = (".json",)


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each object, still as JSON; they are counted from 1."""
    if _is_lines(file, limits):
        yield from jsonl.units(file, limits)
        return
    path = printable(file.path)
    raw, refusal = read_whole(file, limits)
    rows: list[bytes] = []
    if not refusal:
        try:
            data = unpack(raw, limits).removeprefix(b"\xef\xbb\xbf").strip()
            rows, rest, refusal = _members(data) if data.startswith(b"[") else ([data], b"", "")
            raw = rest if rows else raw
        except Damaged as error:
            refusal = str(error)
    if refusal and raw and not rows:
        yield from _feed(file, raw, refusal, limits)
        return
    for number, row in enumerate(rows, 1):
        yield Unit("json", f"{path}#{number}", path, number, row)
    if refusal:
        yield Unit("json", f"{path}#{len(rows) + 1}", path, len(rows) + 1, raw, b"", refusal)


def _feed(file: InputFile, raw: bytes, refusal: str, limits: Limits) -> Iterator[Unit]:
    """The objects of a file that is longer than a record may be, or damaged; where it has none, `refusal`."""
    path = printable(file.path)
    number, odd = 0, None
    try:
        with file.open() as handle:
            for number, member in enumerate(split_objects(unpack_stream(handle), limits.max_input_bytes), 1):
                unit = Unit("json", f"{path}#{number}", path, number, member.raw, b"", _why_not(member, limits))
                if number == 1 and unit.refusal:  # the file is one object, or no JSON, unless another follows
                    odd = unit
                    continue
                yield from [odd] if odd and number == 2 else []
                yield unit
    except (Damaged, OSError) as error:
        yield Unit("json", f"{path}#{number + 1}", path, number + 1, b"", b"", f"{error}, after {number:,} whole rows")
        return
    if not number or (odd and number == 1):
        yield Unit("json", f"{path}#1", path, 1, raw, b"", refusal)


def _why_not(member: Member, limits: Limits) -> str:
    if member.size > limits.max_input_bytes:
        most = f"more than {limits.max_input_bytes:,}; the first {HEAD:,} are kept here"
        return f"the row has {member.size:,} bytes, {most}"
    return "" if member.is_whole else "no JSON: the file ends within the row"


def _members(data: bytes) -> tuple[list[bytes], bytes, str]:
    """The members of an array, what could not be read of it, and why."""
    try:
        return split_array(data), b"", ""
    except NotJson as error:
        rows, rest = split_damaged(data)
        if rows and not rest and data.endswith(b"]"):  # one array behind another: a crawl that was begun twice
            return rows, b"", ""
        return rows, rest, f"{error}, after {len(rows):,} whole rows" if rows else str(error)


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
