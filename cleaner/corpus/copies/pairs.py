"""Pairs of documents that wait on disk until they are compared: a million reports from templates have ten million.

They are found in the order of the keys that two documents share, and many more than once. They are compared in an
order in which pairs of the same document stand near each other, and each once. Between the two they are sorted into
buckets, as many as keep one within a bound, so memory does not grow with their number.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.facts import Pairs, Rows, split
from cleaner.dedup.words import distinct

AT_ONCE: Final = 1 << 17
PAIR: Final = np.dtype("<u8")
Place = Callable[[Pairs], Rows]
"""where pairs stand in the order in which they are compared"""


class WaitingPairs:
    """Pairs of so many rows, in files that have no name."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._file: IO[bytes] = _nameless(folder)
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
        """The pairs as they lie, many at a time."""
        self._file.seek(0)
        while data := self._file.read(PAIR.itemsize * AT_ONCE):
            yield np.frombuffer(data, PAIR)

    def sort(self, place: Place) -> None:
        """Let them lie in the order of their places, each once; places are below twice the number of rows."""
        buckets = 1 + self.count // AT_ONCE
        places = max(1, 2 * len(self._seen))
        found = _nameless(self._folder)
        count = 0
        with _nameless(self._folder) as parted:
            sizes = [_part(pairs, place(pairs) * buckets // places, buckets, parted) for pairs in self]
            for pairs in _buckets(parted, np.array(sizes, np.int64).reshape(-1, buckets)):
                once = distinct(pairs)
                found.write(once[np.argsort(place(once), kind="stable")].astype(PAIR).tobytes())
                count += len(once)
        self._file.close()
        self._file, self.count = found, count


def _nameless(folder: Path) -> IO[bytes]:
    return tempfile.TemporaryFile(dir=folder)


def _part(pairs: Pairs, bucket: Rows, buckets: int, file: IO[bytes]) -> Rows:
    """Write pairs in the order of their buckets; how many belong to each."""
    file.write(pairs[np.argsort(bucket, kind="stable")].tobytes())
    return np.bincount(bucket, minlength=buckets)


def _buckets(file: IO[bytes], sizes: NDArray[np.int64]) -> Iterator[Pairs]:
    """The pairs of each bucket after the other, those of a large one in pieces; `sizes` has a row for each write."""
    starts = (np.cumsum(sizes.ravel()) - sizes.ravel()).reshape(sizes.shape)
    file.flush()
    for bucket in range(sizes.shape[1]):
        some: list[Pairs] = []
        for start, length in zip(starts[:, bucket].tolist(), sizes[:, bucket].tolist(), strict=True):
            file.seek(PAIR.itemsize * start)
            some.append(np.frombuffer(file.read(PAIR.itemsize * length), PAIR))
            if sum(map(len, some)) > 2 * AT_ONCE:
                yield np.concatenate(some)
                some = []
        if some:
            yield np.concatenate(some)
