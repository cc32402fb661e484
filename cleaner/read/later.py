"""Formats that are known and not read yet: each file is refused by name, so that none is overlooked."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.packing import bare_name
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits

SUFFIXES = (".parquet", ".csv", ".warc", ".wet")


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:  # noqa: ARG001 - every reader has the same two
    """The file as one refusal; its bytes stay where they are."""
    path = printable(file.path)
    suffix = bare_name(path).rpartition(".")[2].lower()
    yield Unit("later", path, path, None, b"", b"", f".{suffix} files are not in this version; turn it into .jsonl")


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """Never a record."""
    return Refusal(unit.refusal)
