"""What becomes of each document whose rows change once all are there.

A fate is a plain value that the journal keeps and `corpus/carry.py` carries out. It is made when it is entered: of a
large corpus there are hundreds of thousands, and some hold the whole rows of a mended page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.corpus.copies import Found, fate_of
from cleaner.corpus.memory import STORY, Place
from cleaner.corpus.shelf import Shelf

Row = dict[str, Any]


class Fates:
    """The fates of rows of a shelf: whose copies they are, which lines they lose, whose story they tell."""

    def __init__(self, shelf: Shelf, copies: Iterable[Found], *, dropped: bool) -> None:
        self._shelf = shelf
        self._copies = {copy.row: copy for copy in copies}
        self._dropped = dropped
        self._stories: dict[int, int] = {}
        self._are_told = False
        self.lines: dict[int, list[str]] = {}
        """digests of the paragraphs that go"""
        self.mended = 0
        """documents that got words back"""

    @property
    def gone(self) -> set[int]:
        """Rows that are dropped."""
        return set(self._copies) if self._dropped else set()

    def tell_stories(self, leads: dict[int, int]) -> list[tuple[int, int, bytes]]:
        """Note whom each new document's story is called after; what is remembered of it for later runs."""
        self._are_told = True
        new, gone = self._shelf.new, self.gone
        known = self._copies.keys() | self.lines.keys()
        self._stories = {row: lead for row, lead in leads.items() if new[row] and (lead != row or row in known)}
        for row in gone:
            head = self._copies[row].representative
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
        for row in sorted((self._copies.keys() | self.lines.keys() | self._stories.keys()) - done):
            yield self._numbered(row, {})

    def _numbered(self, row: int, fate: Row) -> tuple[int, Place, Row]:
        number = int(self._shelf.numbers[row])
        return number, self._shelf.libraries[0].memory.places([number])[number], self._of(row) | fate

    def _of(self, row: int) -> Row:
        fate: Row = {"dropped": False}
        if copy := self._copies.get(row):
            name = self._shelf.names([copy.representative])[copy.representative]
            fate = {"dropped": self._dropped, "copy": fate_of(self._shelf, copy, name, dropped=self._dropped)}
        if row in self.lines:
            fate["lines"] = self.lines[row]
        if row in self._stories:
            head = self._stories[row]
            fate["story"] = self._shelf.names([head])[head]
        return fate
