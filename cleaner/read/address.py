"""Which URL does a record say it has? Read as cheaply as can be: no page is opened for it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cleaner.read import parquet, read_units, reader_for, said
from cleaner.read.row import ALIASES
from cleaner.read.sidecar import read_sidecar
from cleaner.read.unit import InputFile
from cleaner.settings import Limits

_NAMES = ("url", *(alias for alias, name in ALIASES.items() if name == "url"))
_Row = msgspec.defstruct("_Row", [(name, object, None) for name in _NAMES])
_decoder = msgspec.json.Decoder(_Row)


def addresses(file: InputFile, limits: Limits) -> Iterator[str]:
    """The URL of each record of a file, in its order; '' where it says none. Of a page only the sidecar is read."""
    if reader_for(file.path) in {"html", "text"}:
        yield url_in(read_sidecar(file))
        return
    if (reader := reader_for(file.path)) == "parquet":
        yield from parquet.urls(file, limits)
        return
    for unit in read_units(file, limits, reader):
        yield "" if unit.refusal or unit.passed else url_in(said(unit))


def url_in(row: bytes) -> str:
    """The URL of a JSON row or a sidecar; its other fields are not decoded."""
    if not row:
        return ""
    try:
        found = _decoder.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    values = (getattr(found, name) for name in _NAMES)
    return next((value for value in values if isinstance(value, str) and value), "")
