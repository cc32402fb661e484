"""What becomes of each document whose rows change once all are there.

A fate is a plain value that the journal keeps and `settling/carry_out.py` carries out. It is made when it is entered:
of a large corpus there are hundreds of thousands, and some hold the whole rows of a mended page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.copies.documents import Shelf
from cleaner.corpus.journal.asides import STORY
from cleaner.corpus.journal.memory import Place
from cleaner.dedup.members import Members
from cleaner.dedup.version import are_versions

Row = dict[str, Any]


class CopyFates:
    """What is written of each copy."""

    def __init__(self, shelf: Shelf, copies: Members, *, dropped: bool) -> None:
        self._shelf = shelf
        self._copies = copies
        self._dropped = dropped
        self._are_versions = are_versions(shelf.standing, copies.rows, copies.representatives, copies.contained)

    def of(self, place: int) -> Row:
        """The fate of the copy at a place, as a plain value."""
        copy = self._copies[place]
        name = self._shelf.name(copy.representative)
        fate = {
            "of": name,
            "rule": copy.rule,
            "dropped": self._dropped,
            "similarity": round(copy.likeness.similarity, 4),
            "contained": round(copy.likeness.contained, 4),
            "note": copy.likeness.note,
        }
        if self._are_versions[place]:
            fate["version_of"] = name
        owner = int(self._shelf.owner[copy.representative])
        return fate | {"out": str(self._shelf.libraries[owner].out)} if owner else fate


class Fates:
    """The fates of rows of a shelf: whose copies they are, which lines they lose, whose story they tell."""

    def __init__(self, shelf: Shelf, copies: Members, *, dropped: bool) -> None:
        self._shelf = shelf
        self._copies = copies
        self._told = CopyFates(shelf, copies, dropped=dropped)
        self._place = np.full(len(shelf), -1, np.int32)
        """of a row among the copies"""
        self._place[copies.rows] = np.arange(len(copies))
        self._dropped = dropped
        self._stories: dict[int, int] = {}
        self._are_told = False
        self.lines: dict[int, list[str]] = {}
        """digests of the paragraphs that go"""
        self.mended = 0
        """documents that got words back"""

    @property
    def gone(self) -> NDArray[np.bool_]:
        """Which rows are dropped."""
        return self._place >= 0 if self._dropped else np.zeros(len(self._place), np.bool_)

    def tell_stories(self, leads: dict[int, int]) -> list[tuple[int, int, bytes]]:
        """Note whom each new document's story is called after; what is remembered of it for later runs."""
        self._are_told = True
        new = self._shelf.new
        self._stories = {
            row: lead
            for row, lead in leads.items()
            if new[row] and (lead != row or self._place[row] >= 0 or row in self.lines)
        }
        for row in np.flatnonzero(self.gone).tolist():
            head = self._copies[int(self._place[row])].representative
            self._stories[row] = leads.get(head, head)
        numbers = self._shelf.numbers
        return [
            (STORY, int(numbers[row]), struct.pack("<q", int(numbers[lead])))
            for row, lead in leads.items()
            if new[row] and lead != row
        ]

    def numbered(self, mended: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Place, Row]]:
        """Each fate with the number and the place of its document; `mended` are rows with their new rows."""
        done = set()
        for row, rows in mended:
            done.add(row)
            self.mended += 1
            if self._are_told:  # its new rows know of no story, not even of its own
                self._stories.setdefault(row, row)
            yield self._numbered(row, {"rows": rows})
        changed = self._place >= 0
        changed[[*self.lines, *self._stories]] = True
        changed[list(done)] = False
        for row in np.flatnonzero(changed).tolist():
            yield self._numbered(row, {})

    def _numbered(self, row: int, fate: Row) -> tuple[int, Place, Row]:
        number = int(self._shelf.numbers[row])
        return number, self._shelf.libraries[0].memory.places([number])[number], self._of(row) | fate

    def _of(self, row: int) -> Row:
        fate: Row = {"dropped": False}
        if self._place[row] >= 0:
            fate = {"dropped": self._dropped, "copy": self._told.of(int(self._place[row]))}
        if row in self.lines:
            fate["lines"] = self.lines[row]
        if row in self._stories:
            fate["story"] = self._shelf.name(self._stories[row])
        return fate
