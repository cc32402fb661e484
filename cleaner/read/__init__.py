"""Where do records come from? One file a format.

A reader is a module here with `SUFFIXES` (lower case, without `.gz` and `.zst`) and two functions:
`units(file, limits)` yields the file's records as they lie there, cheaply and lazily; it runs in the parent, or in a
worker where the file is one record (`unread_units`);
`open_unit(unit, limits)` runs in a worker, unpacks and parses one of them. Where what a record says of itself does not
stand in the unit's sidecar, `said(unit)` gives it as JSON. A module that is put here is found.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from cleaner.packing import bare_name
from cleaner.read.row import own_id
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, Unread, is_remote
from cleaner.settings import Limits
from cleaner.wire import NotJson, decode_row

_ALONE = frozenset(("html", "text"))
"""readers whose files are one record each"""


class Reader(Protocol):
    """What a module of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def units(self, file: InputFile, limits: Limits) -> Iterator[Unit]:
        """The file's records, in its order, none of them parsed."""

    def open_unit(self, unit: Unit, limits: Limits) -> Opened | Refusal:
        """The record, unpacked and parsed, or why it cannot be one."""


@cache
def readers() -> dict[str, Reader]:
    """Each reader by its module's name."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "SUFFIXES"):
            found[module.name] = cast(Reader, loaded)
    return found


@cache
def _by_suffix() -> dict[str, str]:
    return {suffix: name for name, reader in readers().items() for suffix in reader.SUFFIXES}


def reader_for(name: str) -> str:
    """The name of the reader that a file's name asks for; empty where none does."""
    stem, dot, suffix = bare_name(name).lower().rpartition(".")
    return _by_suffix().get(dot + suffix, "") if stem else ""


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:
    """The record of a unit, or why it cannot be one."""
    if unit.refusal or unit.passed:
        return Refusal(unit.refusal or unit.passed)
    return readers()[unit.reader].open_unit(unit, limits)


def said(unit: Unit) -> bytes:
    """What a unit says of itself, as a JSON object: the row that it is, or what stands beside it."""
    reader = readers().get(unit.reader)
    return reader.said(unit) if reader and hasattr(reader, "said") else unit.sidecar


def id_of(unit: Unit) -> str:
    """The id a unit's record has, or would have had it become one."""
    try:
        row = decode_row(said(unit))
    except NotJson:
        return unit.id
    return (own_id(row) if isinstance(row, dict) else "") or unit.id


def is_alone(file: InputFile) -> bool:
    """Whether a file is one record, as a page or a text is; no file tells that without its name."""
    return (reader_for(file.path) or "html") in _ALONE


def can_wait(file: InputFile) -> bool:
    """Whether a file may be read by the worker that has it: one record, on a disk that all see."""
    return is_alone(file) and not is_remote(file.root)


def unread_units(file: InputFile, size: int, limits: Limits) -> Iterator[Unit | Unread]:
    """The records of a file of that many bytes as they are handed to workers, who read what is one record."""
    if can_wait(file):
        yield Unread(file, size)
    else:
        yield from read_units(file, limits)


def fetched(unit: Unit | Unread, limits: Limits) -> Unit:
    """A unit with its bytes."""
    return unit if isinstance(unit, Unit) else next(read_units(unit.file, limits))


def read_units(file: InputFile, limits: Limits, reader: str = "") -> Iterator[Unit]:
    """The records of a file, by the reader its name asks for, or else `reader`."""
    return readers()[reader_for(file.path) or reader or "html"].units(file, limits)
