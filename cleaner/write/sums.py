"""What is in a part, as one number: by it a change is seen, made by hand or by a disk."""

from __future__ import annotations

from pathlib import Path

from cleaner.packing import CHUNK, checksum, unpack_stream


def sum_of_rows(file: Path) -> int:
    """The checksum of a part's rows, packed or not. Raises OSError or Damaged where they cannot be read."""
    found = 0
    with file.open("rb") as handle:
        for chunk in unpack_stream(handle):
            found = checksum(chunk, found)
    return found


def sum_of_bytes(file: Path) -> int:
    """That of a file as it lies there: a part in columns. Raises OSError."""
    found = 0
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            found = checksum(chunk, found)
    return found
