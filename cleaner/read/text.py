"""Flattened text, Markdown too: a file is a record. A `.txt` that holds HTML is HTML."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.read import html
from cleaner.read.unit import InputFile, Opened, Refusal, Unit
from cleaner.settings import Limits

SUFFIXES = (".txt", ".text", ".md", ".markdown")


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """The file, as it lies there, and its sidecar."""
    for unit in html.units(file, limits):
        yield unit._replace(reader="text")


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:
    """The text, unpacked, its kind told by its first bytes."""
    return html.open_page(unit, limits, named_html=False)
