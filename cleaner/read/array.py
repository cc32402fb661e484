"""Where do the objects of a JSON array begin and end? Told without holding more than one of them in memory.

For feeds that are longer than a record may be: strings are skipped whole, and braces are counted. What an object says
is left to whoever opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.read.unit import HEAD

_MARK = re.compile(rb'["{}]')
_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)


class Member(NamedTuple):
    """An object as it lies there; of one that is too long, or has no end, the beginning."""

    raw: bytes
    size: int
    is_whole: bool = True


class _Cut:
    """What has been read of the object that is being read."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self.size = 0

    def add(self, part: bytes) -> None:
        self.size += len(part)
        self._parts.append(part)
        if self.size > self._most:
            self._parts = [b"".join(self._parts)[:HEAD]]

    def take(self, *, is_whole: bool) -> Member:
        member = Member(b"".join(self._parts), self.size, is_whole)
        self._parts, self.size = [], 0
        return member


class _Scanner:
    """The braces of a stream that stand in no string."""

    def __init__(self) -> None:
        self._in_string = False
        self.rest = b""
        """the end of the chunk, where it is a backslash: what it escapes stands in the next one"""

    def braces(self, chunk: bytes) -> Iterator[tuple[int, bool]]:
        """Where each stands, and whether it opens."""
        at, self.rest = 0, b""
        while at < len(chunk):
            if self._in_string:
                found = _STRING.match(chunk, at)
                at = found.end() if found else at
                if chunk[at : at + 1] == b"\\":
                    self.rest = chunk[at:]
                    return
                self._in_string = at == len(chunk)
                at += 1
            elif found := _MARK.search(chunk, at):
                at = found.end()
                self._in_string = found[0] == b'"'
                if not self._in_string:
                    yield found.start(), found[0] == b"{"
            else:
                return


def split_objects(chunks: Iterable[bytes], most: int) -> Iterator[Member]:
    """The objects that are a file's own, or its array's; of one that is longer than `most`, the first bytes."""
    cut, scanner = _Cut(most), _Scanner()
    depth = 0
    for some in chunks:
        chunk, start = scanner.rest + some, 0
        for at, opens in scanner.braces(chunk):
            if opens:
                start = start if depth else at
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    cut.add(chunk[start : at + 1])
                    yield cut.take(is_whole=True)
        if depth:
            cut.add(chunk[start : len(chunk) - len(scanner.rest)])
    if depth:
        yield cut.take(is_whole=False)
