"""HTML pages: a file is a record. One that a browser saved with its pictures (MHTML) is the page inside."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.packing import Damaged, unpack
from cleaner.page import Record
from cleaner.read.kind import binary, sniff, torn
from cleaner.read.row import own_id
from cleaner.read.saved import is_saved, read_saved
from cleaner.read.sidecar import read_sidecar, sidecar_fields
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable, read_whole
from cleaner.settings import Limits

SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """The file, as it lies there, and its sidecar."""
    raw, refusal = read_whole(file, limits)
    path = printable(file.path)
    yield Unit("html", path, path, None, raw, read_sidecar(file), refusal)


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:
    """The page, unpacked."""
    return open_page(unit, limits, named_html=True)


def open_page(unit: Unit, limits: Limits, *, named_html: bool) -> Opened | Refusal:
    """A page or a text that is a file of its own."""
    try:
        data = unpack(unit.raw, limits)
    except Damaged as error:
        return Refusal(str(error))
    fields, notes = sidecar_fields(unit.sidecar)
    if is_saved(data):
        if (page := read_saved(data)) is None:
            return Refusal("is an MHTML file without a page in HTML")
        said = {name: value for name, value in (("url", page.url), ("charset", page.charset)) if value}
        data, fields, named_html = page.data, said | fields, True
    if what := binary(data):
        return Refusal(f"is {what}, not a page")
    if why := torn(data):
        return Refusal(why)
    name = own_id(fields) or unit.id
    fields.pop("id", None)
    kind = "html" if named_html else sniff(data)
    return Opened(Record(name, data, kind, unit.path, unit.number, fields), notes)
