"""What is known of the documents of several output folders, as rows that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.memory import OPEN, Entries, Memory
from cleaner.corpus.texts import Wanted, Where, document_rows
from cleaner.dedup.candidates import Rows
from cleaner.dedup.sketch import NO_KEY
from cleaner.dedup.standing import in_order


class Library(NamedTuple):
    """An output folder whose documents are compared."""

    out: Path
    memory: Memory
    entries: Entries


class Shelf:
    """The documents of several output folders as rows of one array, ours first."""

    def __init__(self, libraries: list[Library]) -> None:
        self.libraries = libraries
        self.data: NDArray[np.void] = np.concatenate([library.entries.data for library in libraries])
        self.numbers = np.concatenate([library.entries.numbers for library in libraries])
        self.owner = np.repeat(np.arange(len(libraries)), [len(library.entries.data) for library in libraries])
        ours = libraries[0].entries.states == OPEN
        self.new = np.concatenate([ours, np.zeros(len(self.data) - len(ours), np.bool_)])
        self._forgotten: list[int] = []

    def close(self) -> None:
        """Let go of what takes room on disk while documents are compared."""
        for library in self.libraries:
            library.entries.sketches.close()

    def names(self, rows: Iterable[int]) -> dict[int, str]:
        """The ids of rows."""
        return {row: self._of(row).memory.names([int(self.numbers[row])])[int(self.numbers[row])] for row in rows}

    def wanted(self, rows: Iterable[int]) -> dict[int, Wanted]:
        """Where the texts of rows lie."""
        found = {}
        for row in rows:
            library = self._of(row)
            place = library.memory.places([int(self.numbers[row])])[int(self.numbers[row])]
            found[row] = Wanted(library.out, place.part, place.row)
        return found

    def documents(self, rows: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows with what stands in the output of them, in whatever order they lie in."""
        return document_rows(self.wanted(rows))

    def places(self, rows: Iterable[int]) -> dict[int, Where]:
        """Where the records of rows stand."""
        found = {}
        for row in rows:
            library = self._of(row)
            place = library.memory.places([int(self.numbers[row])])[int(self.numbers[row])]
            found[row] = Where(library.out, place.part, place.record)
        return found

    def forget_keys(self, rows: list[int]) -> None:
        """Let rows be found by nothing but their words: another stands for them already."""
        self._forgotten += rows

    def keys(self, column: int) -> NDArray[np.uint32]:
        """One kind of key of all rows."""
        keys = np.concatenate([library.entries.sketches.column(column) for library in self.libraries])
        keys[self._forgotten] = NO_KEY
        return keys

    def _of(self, row: int) -> Library:
        return self.libraries[int(self.owner[row])]

    def rank(self, rows: Rows, keep: str) -> Rows:
        """The standing of each row of the shelf, 0 the highest; of those not in `rows` it means nothing."""
        names = self.names(rows.tolist())
        by_name = {name: place for place, name in enumerate(sorted(names.values()))}
        ties = np.array([by_name[names[row]] for row in rows.tolist()], np.int64)
        order = in_order(self.data["standing"][rows], ties, keep)
        order = order[np.argsort(self.new[rows][order], kind="stable")]
        rank = np.zeros(len(self.data), np.int64)
        rank[rows[order]] = np.arange(len(rows))
        return rank
