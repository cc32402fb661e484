"""tar: a member that is a page is a record. Nothing is unpacked to a disk, so no name or link can lead anywhere.

The headers are read here and not by Python's own module, which keeps a list of all members and believes any size.
A header that is damaged costs the members up to the next one whose checksum is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from cleaner.feed import Feed
from cleaner.packing import Damaged, unpack_stream
from cleaner.read.packed_pages import Member, too_long, units_of
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits

SUFFIXES = (".tar", ".tgz")
BLOCK = 512
_MOST_NAME = 1 << 16
_FILES = b"0\0" + b"7"
_ENDS = "the archive ends early"
_NO_END = "the archive has no end mark: it may have been cut behind its last member"


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each member that is a file, in the archive's order."""
    path = printable(file.path)
    try:
        with file.open() as handle:
            yield from units_of(path, _members(handle, limits))
    except OSError as error:
        yield Unit("tar", path, path, None, b"", b"", f"cannot be read: {error.strerror or error}")


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """Never a record: pages have readers of their own."""
    return Refusal(unit.refusal)


class _Unpacked:
    """The unpacked bytes of a file, as something that is read from."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._chunks = unpack_stream(handle)

    def read(self, _: int) -> bytes:
        return next(self._chunks, b"")


def _members(handle: IO[bytes], limits: Limits) -> Iterator[Member]:
    """The members; the last one tells where the archive is damaged and cannot be read on."""
    feed = Feed(cast(IO[bytes], _Unpacked(handle)))
    name, is_marked = "", True
    try:
        while len(head := feed.look(BLOCK)) == BLOCK:
            if not head.strip(b"\0"):
                feed.skip(BLOCK)
                is_marked = True
                continue
            is_marked = False
            if not _is_header(head):
                yield _gap(feed)
                name = ""
                continue
            feed.skip(BLOCK)
            size, kind = _number(head[124:136]), head[156:157]
            if kind in b"Lx" and kind:
                name = _long_name(feed, size, kind) or name
            elif kind in _FILES:
                member = _read(feed, name or _name(head), size, limits)
                yield member
                name, is_marked = "", bool(member.refusal)
            else:
                feed.skip(_padded(size))
                name = name if kind == b"g" else ""
        if head:
            yield Member("", head, _ENDS)
        elif not is_marked:
            yield Member("", b"", _NO_END)
    except Damaged as error:
        yield Member("", b"", str(error))


def _read(feed: Feed, name: str, size: int, limits: Limits) -> Member:
    if size > limits.max_input_bytes:
        data = feed.look(1 << 16)
        feed.skip(_padded(size))
        return Member(name, *too_long(data, limits))
    read = bytearray()
    while len(read) < size:
        some = feed.some()
        if not some:
            return Member(name, bytes(read), f"{_ENDS}: {len(read):,} of {size:,} bytes")
        read += some
    feed.give_back(bytes(read[size:]))
    feed.skip(-size % BLOCK)
    return Member(name, bytes(read[:size]))


def _gap(feed: Feed) -> Member:
    """What lies between a damaged header and the next sound one."""
    head, start = feed.look(1 << 12), feed.position
    while (block := feed.look(BLOCK)) and not (len(block) == BLOCK and _is_header(block)):
        feed.skip(len(block))
    return Member("", head, f"no member begins here: bytes {start:,} to {feed.position:,} of the unpacked archive")


def _is_header(head: bytes) -> bool:
    """Whether the checksum is right: the sum of all bytes, its own taken for spaces."""
    said = head[148:156].strip(b" \0")
    return said.isdigit() and _number(head[148:156]) == sum(head) - sum(head[148:156]) + 8 * 32


def _number(field: bytes) -> int:
    """Octal digits, or where the first bit is set the bytes themselves."""
    if field[:1] >= b"\x80":
        return int.from_bytes(field[1:], "big")
    try:
        return int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        return 0


def _padded(size: int) -> int:
    return size + -size % BLOCK


def _name(head: bytes) -> str:
    prefix = head[345:500].partition(b"\0")[0] if head[257:263] == b"ustar\0" else b""
    return _text((prefix + b"/" if prefix else b"") + head[:100].partition(b"\0")[0])


def _long_name(feed: Feed, size: int, kind: bytes) -> str:
    """The name that a member of its own gives the next one; empty where it gives none."""
    data = feed.look(min(size, _MOST_NAME))
    feed.skip(_padded(size))
    if kind == b"L":
        return _text(data.partition(b"\0")[0])
    for line in data.split(b"\n"):
        key, _, value = line.partition(b" ")[2].partition(b"=")
        if key == b"path":
            return _text(value)
    return ""


def _text(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace").removeprefix("./")
