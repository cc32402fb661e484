"""Documents as Parquet, written aside and then put in place."""

from __future__ import annotations

from pathlib import Path

from cleaner.columns import DocumentFile
from cleaner.wire import decode_row
from cleaner.write.jsonl import sync_file
from cleaner.write.sums import sum_of_bytes


def part_name(number: int) -> str:
    """`part-00000.parquet`: it is packed inside."""
    return f"part-{number:05}.parquet"


class ParquetFile:
    """A file that is there whole or not at all; `write` takes a row as JSON, as that of JSON Lines does."""

    def __init__(self, path: Path, packing: str, *, stories: bool = False) -> None:
        self.path = path
        self._aside = path.with_name(path.name + ".tmp")
        self._file = DocumentFile(self._aside, packing, stories=stories)
        self.sum = 0
        """the checksum of the file, once it is finished"""

    def write(self, line: bytes) -> None:
        """Add a row."""
        self._file.write(decode_row(line), len(line))

    def finish(self) -> None:
        """Close it, and see it on the disk."""
        self._file.close()
        self.sum = sum_of_bytes(self._aside)
        sync_file(self._aside)

    def put_in_place(self) -> None:
        """Give it its name; `finish` comes first."""
        self._aside.replace(self.path)

    def discard(self) -> None:
        """Leave nothing of it."""
        self._file.abandon()
        self._aside.unlink(missing_ok=True)
