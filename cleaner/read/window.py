"""A stretch of unpacked bytes that can be looked ahead in, as far as a limit, and searched beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEWLINES = re.compile(rb"[\r\n]*")


class Window:
    """Bytes of an iterator of chunks; `position` is how many have been left behind."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.data = bytearray()
        self.position = 0

    def has(self, count: int) -> bool:
        """Whether that many bytes are there; as many as there are lie in `data` then."""
        while len(self.data) < count:
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            self.data += chunk
        return True

    def add(self, chunks: Iterator[bytes]) -> None:
        """What follows when the bytes are at their end."""
        self._chunks = chunks

    def drop(self, count: int) -> None:
        """Leave bytes behind that are there."""
        del self.data[:count]
        self.position += count

    def drop_newlines(self) -> None:
        """Leave behind all line ends that come next."""
        while self.has(1):
            found = _NEWLINES.match(self.data)
            self.drop(found.end() if found else 0)
            if self.data:
                return

    def drop_until(self, pattern: re.Pattern[bytes], most: int) -> int:
        """Leave bytes behind until the pattern begins or `most` are gone; how many there were.

        The pattern must match at most 64 bytes.
        """
        dropped = 0
        while dropped < most and self.has(1):
            self.has(min(most - dropped, 1 << 16) + 64)
            span = min(most - dropped, len(self.data))
            found = pattern.search(self.data, 0, min(len(self.data), span + 64))
            if found and found.start() < span:
                self.drop(found.start())
                return dropped + found.start()
            keep = 64 if len(self.data) > span or self.has(len(self.data) + 1) else 0
            step = span if span == most - dropped else max(span - keep, 1)
            self.drop(step)
            dropped += step
        return dropped
