"""How is a file read a few bytes at a time, when some of them have to be looked at first, or given back?"""

from __future__ import annotations

from typing import IO

CHUNK = 1 << 20


class Damaged(ValueError):
    """Packed bytes that cannot or must not be unpacked; the message is the reason."""


class Feed:
    """Bytes of a file. `position` is the place in the file of the byte that is taken next."""

    def __init__(self, file: IO[bytes], data: bytes = b"", size: int = CHUNK) -> None:
        self._file = file
        self._data = data
        self._at = 0
        self._size = size
        self._read = len(data)

    @property
    def position(self) -> int:
        return self._read - (len(self._data) - self._at)

    def look(self, count: int) -> bytes:
        """The next bytes, or as many as there are; they stay."""
        while len(self._data) - self._at < count and self._more():
            pass
        return self._data[self._at : self._at + count]

    def take(self, count: int, ends_early: str) -> bytes:
        """The next bytes; Damaged with that reason where there are not as many."""
        taken = self.look(count)
        if len(taken) < count:
            raise Damaged(ends_early)
        self._at += count
        return taken

    def skip(self, count: int) -> None:
        """Leave out that many bytes, or as many as there are."""
        while True:
            there = len(self._data) - self._at
            if count <= there:
                self._at += count
                return
            count -= there
            self._at = len(self._data)
            if not self._more():
                return

    def some(self) -> bytes:
        """What has been read and not taken, or else the next chunk; empty at the end."""
        if self._at == len(self._data):
            self._more()
        taken = self._data[self._at :] if self._at else self._data
        self._data, self._at = b"", 0
        return taken

    def give_back(self, data: bytes) -> None:
        """Bytes that `some` gave and nobody took."""
        self._data = data + self._data[self._at :] if self._at < len(self._data) else data
        self._at = 0

    def go_to(self, position: int) -> None:
        """Take on from another place of the file."""
        self._file.seek(position)
        self._data, self._at, self._read = b"", 0, position

    def _more(self) -> bool:
        more = self._file.read(self._size)
        self._data = self._data[self._at :] + more if self._at < len(self._data) else more
        self._at = 0
        self._read += len(more)
        return bool(more)
