"""Which records does a WARC file hold, and which stretches of it are damaged?

A record says its own length. That is believed where a record, or the end, follows behind it; where it is a lie, the
next record is looked for from the first byte of the content on. What lies between is named with its place, so
that a damaged record costs itself and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from cleaner.feed import Damaged
from cleaner.read.members import Gap, Members, packing_of
from cleaner.read.unit import HEAD
from cleaner.read.window import Window
from cleaner.settings import Limits

MARKER = b"WARC/"
MOST_HEAD = 1 << 16
"""Bytes of a record's own header; those of crawlers have a few hundred."""

_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n(?=[A-Za-z][A-Za-z-]{0,40}:)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\nContent-Length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_TAIL = re.compile(rb"\r?\n\r?\n|\r?\n(?:WARC/|\Z)|WARC/|\Z")
_REST = 1 << 62


class Record(NamedTuple):
    """A whole record: its header and its content, as found."""

    raw: bytes


class Broken(NamedTuple):
    """What is left of a record that is not whole, or is too long: its beginning, and why."""

    head: bytes
    reason: str
    is_long: bool = False
    """whether that is all that is wrong with it"""


def read_archive(file: IO[bytes], name: str, limits: Limits) -> Iterator[Record | Broken]:
    """Everything that lies in a file, in order. Never holds more than one record of `max_input_bytes`."""
    head = file.read(len(MARKER))
    file.seek(0)
    packing = None if head.startswith(MARKER) else packing_of(head, name)
    members = Members(file, packing, MARKER, limits)
    while (member := members.following()) is not None:
        if isinstance(member, Gap):
            yield _of_gap(member, 0)
        else:
            yield from _Reading(members, member, limits).records()


def _of_gap(gap: Gap, whole: int) -> Broken:
    after = f", behind {whole:,} whole records" if whole else ""
    return Broken(gap.head, f"{gap.reason}: bytes {gap.start:,} to {gap.end:,} of the file cannot be read{after}")


class _Reading:
    """The records of one member."""

    def __init__(self, members: Members, chunks: Iterator[bytes], limits: Limits) -> None:
        self._members = members
        self._window = Window(chunks)
        self._most = limits.max_input_bytes
        self._start = members.start
        self._whole = 0

    def records(self) -> Iterator[Record | Broken]:
        window = self._window
        try:
            while True:
                window.drop_newlines()
                if not window.has(1):
                    return
                record = self._one()
                self._whole += isinstance(record, Record)
                yield record
        except Damaged as error:
            self._members.start = self._start
            yield _of_gap(self._members.go_on(str(error)), self._whole)

    def _one(self) -> Record | Broken:
        window = self._window
        sizes = self._sizes()
        if isinstance(sizes, str):
            return self._lost(sizes)
        header, size = sizes
        if size > self._most:
            return self._too_long(size, header)
        if not (window.has(size) or self._joined(size)):
            return self._lost(f"the record says it has {size:,} bytes, {len(window.data):,} are there", header)
        if not self._ends_at(size):
            return self._lost(f"the record says it has {size:,} bytes, and does not end there", header)
        raw = bytes(window.data[:size])
        window.drop(size)
        return Record(raw)

    def _sizes(self) -> tuple[int, int] | str:
        """The bytes of the header and of the whole record, as it says; or why it cannot be known."""
        window = self._window
        window.has(MOST_HEAD)
        if not _BEGINS.match(window.data):
            return "no WARC record begins here"
        end = _HEAD_END.search(window.data, 0, MOST_HEAD)
        if end is None:
            self._joined(MOST_HEAD)
            end = _HEAD_END.search(window.data, 0, MOST_HEAD)
        if end is None:
            return "the record's header has no end"
        length = _LENGTH.search(window.data, 0, end.end())
        return (end.end(), end.end() + int(length[1])) if length else "the record does not say its length"

    def _joined(self, size: int) -> bool:
        """Whether that many bytes are there once the members are read that go on with this one."""
        window = self._window
        while not window.has(size):
            if not self._members.goes_on():
                return False
            following = self._members.following()
            if following is None or isinstance(following, Gap):
                return False
            window.add(following)
        return True

    def _ends_at(self, size: int) -> bool:
        self._window.has(size + 16)
        return _TAIL.match(self._window.data, size) is not None

    def _lost(self, reason: str, header: int = 1) -> Broken:
        """Give the record up: the next is looked for behind its header."""
        window = self._window
        head, place = bytes(window.data[:HEAD]), window.position
        window.drop(min(header, len(window.data)))
        gone = header + window.drop_until(_BEGINS, _REST)
        return Broken(head[:gone], f"{reason}: {self._place(place, place + gone)}")

    def _too_long(self, size: int, header: int) -> Broken:
        window = self._window
        head, place = bytes(window.data[:HEAD]), window.position
        window.drop(header)
        gone = header + window.drop_until(_BEGINS, size - header)
        reason = f"the record says it has {size:,} bytes, more than {self._most:,}; at most {HEAD:,} are kept"
        return Broken(head[:gone], f"{reason}: {self._place(place, place + gone)}", is_long=True)

    def _place(self, start: int, end: int) -> str:
        if not self._members.is_packed:
            return f"bytes {start:,} to {end:,} of the file"
        return f"bytes {start:,} to {end:,} of what is packed at byte {self._start:,} of the file"
