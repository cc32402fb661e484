"""Which URL does a record say it has? Read as cheaply as can be: no page is opened for it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cleaner.read import is_alone, parquet, read_units, reader_for, said
from cleaner.read.names import URLS
from cleaner.read.row import field_text
from cleaner.read.sidecar import read_sidecar
from cleaner.read.unit import InputFile
from cleaner.settings import Limits

_SPELT = {f"url_{number}": name for number, name in enumerate(URLS)}
_Row = msgspec.defstruct("_Row", [(place, object, None) for place in _SPELT], rename=_SPELT)
_decoder = msgspec.json.Decoder(_Row)


def addresses(file: InputFile, limits: Limits) -> Iterator[str]:
    """The URL of each record of a file, in its order; '' where it says none. Of a page only the sidecar is read."""
    if is_alone(file):
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
    values = (value for place in _SPELT if (value := getattr(found, place)) is not None)
    return next((text for value in values if (text := field_text(value))), "")
