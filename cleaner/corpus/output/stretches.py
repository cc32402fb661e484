"""The rows of a part, passed on as they lie there, many at once, but for a few that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.corpus.output.parts import row_lines, sound
from cleaner.errors import UsageError
from cleaner.packing import unpack_stream


class Stretches:
    """A part's rows as JSON lines, from its first on; a part in columns gives them one by one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._chunks = row_lines(file) if file.suffix == ".parquet" else _chunks(file)
        self._data = b""
        self._at = 0
        """where in the data the next row begins"""
        self._number = 0

    def upto(self, number: int) -> Iterator[bytes]:
        """All rows before the one of this number, in stretches of whole rows; UsageError where there are fewer."""
        while self._number < number:
            yield self._some(number - self._number)

    def one(self) -> bytes:
        """The next row, its line feed included. UsageError where there is none."""
        return self._some(1)

    def rest(self) -> Iterator[bytes]:
        """All rows that are left, in stretches."""
        while self._at < len(self._data) or self._fill():
            yield self._data[self._at :]
            self._data, self._at = b"", 0

    def _some(self, most: int) -> bytes:
        """Up to so many rows, those that are in hand."""
        while (end := self._data.find(b"\n", self._at) + 1) == 0:
            if not self._fill():
                raise UsageError(
                    f"{self._file}: has fewer rows than the journal says; put it back as it was to go on, or give "
                    "another OUT to begin anew"
                )
        self._number += 1
        # rows are long: to find the end of each takes less than to count the ends of all
        for _ in range(most - 1):
            if not (more := self._data.find(b"\n", end) + 1):
                break
            end = more
            self._number += 1
        start, self._at = self._at, end
        return self._data[start:end]

    def _fill(self) -> bool:
        """Read on, up to the end of a row at least; False where nothing is left."""
        read = [self._data[self._at :]]
        for chunk in self._chunks:
            read.append(chunk)
            if b"\n" in chunk:
                break
        self._data, self._at = b"".join(read), 0
        return len(read) > 1


def _chunks(file: Path) -> Iterator[bytes]:
    with sound(file), file.open("rb") as handle:
        yield from unpack_stream(handle)
