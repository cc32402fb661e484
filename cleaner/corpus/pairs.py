"""Pairs of documents that wait on disk until they are compared: a million reports from templates have ten million."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from cleaner.dedup.candidates import Pairs, Rows, split

AT_ONCE: Final = 1 << 22
PAIR: Final = np.dtype("<u8")


class WaitingPairs:
    """Pairs of rows in a file that has no name."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see close
        self._seen = np.zeros(rows, np.bool_)
        self.count = 0

    def close(self) -> None:
        """Nothing is left on disk."""
        self._file.close()

    def add(self, pairs: Pairs) -> None:
        """Let pairs wait."""
        for half in split(pairs):
            self._seen[half] = True
        self.count += len(pairs)
        self._file.write(pairs.astype(PAIR).tobytes())

    def rows(self) -> Rows:
        """The rows that are in a pair, in order."""
        return np.flatnonzero(self._seen).astype(np.int64)

    def __iter__(self) -> Iterator[Pairs]:
        """The pairs in the order they came in, many at a time."""
        self._file.seek(0)
        while data := self._file.read(PAIR.itemsize * AT_ONCE):
            yield np.frombuffer(data, PAIR)
