"""Which stretches of a file unpack by themselves, and where does the next begin where one is damaged?

An archive of web pages is packed record by record, each a gzip member or a Zstandard frame of its own. So one that is
broken costs itself: the next is found by its first bytes, and by what they unpack to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, NamedTuple

from cleaner.feed import Damaged, Feed
from cleaner.packing import GZIP_MAGIC, MOST_DICTIONARY, ZSTD_MAGIC, read_dictionary, unpack_frame, unpack_member
from cleaner.read.unit import HEAD
from cleaner.settings import Limits

BITE = 1 << 16
"""Bytes read at once: what is left over behind each member is copied."""
_SKIPPED = b"\x2a\x4d\x18"
_DICTIONARY = b"\x5d" + _SKIPPED
"""what the dictionary of all frames stands behind, in front of them (IIPC, Zstandard in WARC)"""
_NO_DICTIONARY = "the Zstandard dictionary ends early"


class Packing(NamedTuple):
    """A way to pack: its first bytes, and what unpacks one member."""

    magic: bytes
    unpack: Callable[[Feed], Iterator[bytes]]


GZIP = Packing(GZIP_MAGIC, unpack_member)
ZSTD = Packing(ZSTD_MAGIC, unpack_frame)


class Gap(NamedTuple):
    """Bytes of a file from which nothing could be read, the first of them as found, and why."""

    start: int
    end: int
    head: bytes
    reason: str


class Members:
    """The members of a packed file, or a plain file as its only one.

    `marker` is what a member that may be gone on with after damage unpacks to at its beginning.
    """

    def __init__(self, file: IO[bytes], packing: Packing | None, marker: bytes, limits: Limits) -> None:
        self._file = file
        self._feed = Feed(file, size=BITE)
        self._packing = packing
        self._marker = marker
        self._limits = limits
        self.start = 0
        """where the member that is being read begins"""

    @property
    def is_packed(self) -> bool:
        return self._packing is not None

    def following(self) -> Iterator[bytes] | Gap | None:
        """The next member's bytes, unpacked; or what lies there instead; or None at the end."""
        if self._packing is None:
            self.start = self._feed.position
            return iter(self._feed.some, b"") if self._feed.look(1) else None
        if self._feed.position == 0 and self._feed.look(4) == _DICTIONARY and self._is_zstd:
            try:
                self._take_dictionary()
            except Damaged as error:
                return self.go_on(str(error))
        self._skip_padding()
        self.start = self._feed.position
        if not self._feed.look(1):
            return None
        if self._feed.look(len(self._packing.magic)) != self._packing.magic:
            return self.go_on(f"no {self._name} data begin here")
        return self._bounded(self._packing.unpack(self._feed))

    def goes_on(self) -> bool:
        """Whether the next member is no beginning of a record: the one before is packed in several."""
        if self._packing is None or self._feed.look(len(self._packing.magic)) != self._packing.magic:
            return False
        at = self._feed.position
        begins = self._begins_here(at)
        self._feed.go_to(at)
        return begins is False

    def go_on(self, reason: str) -> Gap:
        """Give up on the bytes since `start`, and look for a member that begins a record behind them."""
        start = self.start
        end = self._next_start(start + 1)
        self._file.seek(start)
        head = self._file.read(min(HEAD, end - start))
        self._feed.go_to(end)
        return Gap(start, end, head, reason)

    @property
    def _name(self) -> str:
        return "Zstandard" if self._is_zstd else "gzip"

    @property
    def _is_zstd(self) -> bool:
        return self._packing is not None and self._packing.magic == ZSTD_MAGIC

    def _take_dictionary(self) -> None:
        size = int.from_bytes(self._feed.take(8, _NO_DICTIONARY)[4:], "little")
        if size > MOST_DICTIONARY:
            raise Damaged(f"the Zstandard dictionary has {size:,} bytes, more than {MOST_DICTIONARY:,}")
        dictionary = read_dictionary(self._feed.take(size, _NO_DICTIONARY))
        self._packing = Packing(ZSTD_MAGIC, partial(unpack_frame, dictionary=dictionary))

    def _skip_padding(self) -> None:
        while head := self._feed.look(4):
            if head[:1] == b"\0":
                self._feed.give_back(self._feed.some().lstrip(b"\0"))
            elif head[1:] == _SKIPPED and head[0] >> 4 == 5 and self._is_zstd:
                self._feed.skip(4)
                self._feed.skip(int.from_bytes(self._feed.look(4), "little") + 4)
            else:
                return

    def _bounded(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks, until they are more than so many bytes could honestly have packed."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            packed = self._feed.position - self.start
            if size > self._limits.ratio_from and size > self._limits.max_ratio * max(packed, 1):
                raise Damaged(f"unpacks to more than {self._limits.max_ratio} times its size")
            yield chunk

    def _next_start(self, position: int) -> int:
        """The first place from here on where a member begins a record; the file's end where there is none."""
        packing = self._packing
        if packing is None:
            return self._file.seek(0, 2)
        magic = packing.magic
        rest = b""
        while True:
            self._file.seek(position)
            data = rest + self._file.read(BITE)
            if len(data) < len(magic):
                return position - len(rest) + len(data)
            at = data.find(magic)
            while at >= 0:
                place = position - len(rest) + at
                if self._begins_here(place):
                    return place
                at = data.find(magic, at + 1)
            position += len(data) - len(rest)
            rest = data[-len(magic) + 1 :]

    def _begins_here(self, position: int) -> bool | None:
        """Whether the member at a place begins as a record does; None where none can be unpacked there."""
        if self._packing is None:
            return None
        self._file.seek(position)
        try:
            chunks = self._packing.unpack(Feed(self._file, size=4096))
            head = b""
            while len(head) < len(self._marker):
                head += next(chunks, None) or b"\0" * len(self._marker)
        except Damaged:
            return None
        return head.startswith(self._marker)


def packing_of(head: bytes, name: str) -> Packing | None:
    """What a file is packed with, by its first bytes, and where they are damaged by its name."""
    if head.startswith(GZIP_MAGIC):
        return GZIP
    if head.startswith(ZSTD_MAGIC) or (head[1:4] == _SKIPPED and head[:1] >= b"\x50"):
        return ZSTD
    suffix = name.lower().rpartition(".")[2]
    return {"gz": GZIP, "zst": ZSTD}.get(suffix)
