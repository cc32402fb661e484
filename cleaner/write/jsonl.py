"""Rows as JSON Lines, packed or not, written aside and then put in place."""

from __future__ import annotations

import os
from pathlib import Path

from cleaner.packing import SUFFIXES, checksum, open_packed


def part_name(number: int, packing: str) -> str:
    """`part-00000.jsonl`, and what it is packed with."""
    return f"part-{number:05}.jsonl{SUFFIXES[packing]}"


class JsonlFile:
    """A file that is there whole or not at all."""

    def __init__(self, path: Path, packing: str) -> None:
        self.path = path
        self._aside = path.with_name(path.name + ".tmp")
        self._file = open_packed(self._aside, packing)
        self.sum = 0
        """the checksum of the rows so far"""

    def write(self, line: bytes) -> None:
        """Add a line, its line feed included."""
        self._file.write(line)
        self.sum = checksum(line, self.sum)

    def finish(self) -> None:
        """Close it, and see it on the disk."""
        self._file.close()
        sync_file(self._aside)

    def put_in_place(self) -> None:
        """Give it its name; `finish` comes first."""
        self._aside.replace(self.path)

    def discard(self) -> None:
        """Leave nothing of it."""
        self._file.close()
        self._aside.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
