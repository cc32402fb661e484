"""The articles of an input, one after the other: what loaders of other libraries give on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.corpus.workers.cleaning import work
from cleaner.read import read_units
from cleaner.read.folder import Walk
from cleaner.settings import Settings
from cleaner.wire import decode_row


def articles(inputs: Iterable[str | Path], settings: Settings | None = None) -> Iterator[dict[str, Any]]:
    """A document row for each article of files and folders, or of outputs of `clean run`; what is none is left out."""
    for given in map(Path, inputs):
        if (given / "state.sqlite").is_file():
            for file in part_files(given, "documents"):
                yield from read_rows(file)
        else:
            yield from _of_pages(given, settings or Settings())


def _of_pages(given: Path, settings: Settings) -> Iterator[dict[str, Any]]:
    for found in Walk().files(given):
        for unit in read_units(found.file, settings.limits):
            if unit.passed:
                continue
            for outcome in work([unit], settings).rows:
                if outcome.document:
                    yield decode_row(outcome.document)
