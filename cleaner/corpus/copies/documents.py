"""What is known of the documents of several output folders, as rows that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.copies.texts import Where, document_rows
from cleaner.corpus.journal.entries import Entries
from cleaner.corpus.journal.memory import OPEN, Memory
from cleaner.dedup.facts import Rank, Rows
from cleaner.dedup.standing import equals, in_order


class Library(NamedTuple):
    """An output folder whose documents are compared."""

    out: Path
    memory: Memory
    entries: Entries


class Columns:
    """Columns by name, each read when it is asked for."""

    def __init__(self, read: Callable[[str], NDArray[Any]]) -> None:
        self._read = read

    def __getitem__(self, name: str, /) -> NDArray[Any]:
        return self._read(name)


class Shelf:
    """The documents of several output folders as rows of one array, ours first."""

    def __init__(self, libraries: list[Library]) -> None:
        self.libraries = libraries
        self.standing = Columns(self.column)
        self.numbers = _joined([library.entries.numbers for library in libraries])
        sizes = [len(library.entries) for library in libraries]
        self.owner = np.repeat(np.arange(len(libraries), dtype=np.uint16), sizes)
        ours = libraries[0].entries.states == OPEN
        self.new = np.concatenate([ours, np.zeros(len(self) - len(ours), np.bool_)])
        self._known = np.ones(len(self), np.bool_)

    def __len__(self) -> int:
        return len(self.numbers)

    def close(self) -> None:
        """Let go of what takes room on disk while documents are compared."""
        for library in self.libraries:
            library.entries.close()

    def name(self, row: int) -> str:
        """The id of a row."""
        return self.names([row])[row]

    def names(self, rows: Iterable[int]) -> dict[int, str]:
        """The ids of rows."""
        return {row: self._of(row).memory.names([int(self.numbers[row])])[int(self.numbers[row])] for row in rows}

    def documents(self, rows: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows, given in rising order, with what stands in the output of them, in whatever order they lie in."""
        for owner, library in enumerate(self.libraries):
            first = int(np.searchsorted(self.owner, owner))
            known = library.entries.numbers
            wanted = known[rows[self.owner[rows] == owner] - first]
            for part, numbers in library.memory.rows_by_part(wanted):
                for number, document in document_rows(library.out, part, numbers):
                    yield first + int(np.searchsorted(known, number)), document

    def places(self, rows: Iterable[int]) -> dict[int, Where]:
        """Where the records of rows stand."""
        found = {}
        for row in rows:
            library = self._of(row)
            place = library.memory.places([int(self.numbers[row])])[int(self.numbers[row])]
            found[row] = Where(library.out, place.part, place.record)
        return found

    def forget_keys(self, rows: Rows) -> None:
        """Let rows be found by nothing but their words: another stands for them already."""
        self._known[rows] = False

    def column(self, name: str) -> NDArray[Any]:
        """What a column of the entries holds of all rows."""
        return _joined([library.entries.column(name) for library in self.libraries])

    def keys(self, number: int) -> NDArray[np.uint32]:
        """One kind of key of all rows; 0, which is no key, of those that were forgotten."""
        return self.column(f"key {number}") * self._known

    def rank(self, keep: str = "best") -> Rank:
        """The standing of each row, 0 the highest, earlier outputs' first; of equals what they say decides."""
        order = in_order(self.standing, self.column("digest 0"), keep, self.new)
        rank = np.empty(len(order), np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        return rank

    def sorter(self, keep: str) -> Callable[[Iterable[int]], list[int]]:
        """What puts a few rows into the order of their standing; of equals their ids decide."""
        order = in_order(self.standing, np.zeros(len(self), np.int8), keep, self.new)
        differs = ~equals(self.standing, order)
        differs[1:] |= np.diff(self.new[order])
        sets = np.empty(len(order), np.uint32)
        sets[order] = np.cumsum(differs, dtype=np.uint32)

        def in_standing(rows: Iterable[int]) -> list[int]:
            places = {row: int(sets[row]) for row in rows}
            names = self.names(places) if len(set(places.values())) < len(places) else dict.fromkeys(places, "")
            return sorted(places, key=lambda row: (places[row], names[row]))

        return in_standing

    def _of(self, row: int) -> Library:
        return self.libraries[int(self.owner[row])]


def _joined(arrays: list[NDArray[Any]]) -> NDArray[Any]:
    """The rows of all; of one array it and no copy."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
