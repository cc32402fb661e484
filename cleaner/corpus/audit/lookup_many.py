"""What were the bytes of these records? Many are looked up at once, each file of the input read once at most."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cleaner.corpus.audit.lookup import Bytes, bytes_of, input_roots, limits_of
from cleaner.read import read_units
from cleaner.read.unit import InputFile, unprintable
from cleaner.settings import Limits

Wanted = dict[int | None, list[int]]
"""the number of a record in its file → where its row stands among those that were asked for"""


def find_sources(out: Path, rows: Sequence[dict[str, Any]], folder: Path | None = None) -> Iterator[tuple[int, Bytes]]:
    """The bytes of each manifest row's record with the row's place in `rows`, in no order, or why there are none.

    `folder` is where the input lies now, where it was moved. A file is read up to the last record wanted of it.
    """
    files: dict[str, Wanted] = {}
    for place, row in enumerate(rows):
        files.setdefault(row["source"]["path"], {}).setdefault(row["source"]["record"], []).append(place)
    limits = limits_of(out)
    roots = [str(folder)] if folder else input_roots(out)
    for path, wanted in files.items():
        for root in roots:
            for name in dict.fromkeys((path, unprintable(path))):
                file = InputFile(root, name)
                if path and wanted and file.is_there():
                    yield from _of_file(file, wanted, rows, limits)
        for places in wanted.values():
            for place in places:
                yield place, Bytes(b"", "its source is not there, or has changed since")


def _of_file(
    file: InputFile, wanted: Wanted, rows: Sequence[dict[str, Any]], limits: Limits
) -> Iterator[tuple[int, Bytes]]:
    """What is wanted of a file and is as it was; what is found is wanted no more."""
    left = set(wanted)
    for unit in read_units(file, limits):
        if unit.number in left:
            left.discard(unit.number)
            found = bytes_of(unit, limits)
            digest = hashlib.sha256(found.data).hexdigest()
            places = wanted[unit.number]
            same = [place for place in places if rows[place]["source"]["sha256"] == digest]
            for place in same:
                yield place, found
            wanted[unit.number] = [place for place in places if place not in same]
            if not wanted[unit.number]:
                del wanted[unit.number]
        if not left:
            return
