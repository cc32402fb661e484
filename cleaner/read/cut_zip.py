"""What is intact of a zip archive that has lost its list of members, as a download that was cut has?

The list stands at the end, and Python's reader needs it. But each member has a header of its own before it, so the
archive can be gone through from the beginning; where bytes are damaged, the next header is looked for.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from cleaner.feed import CHUNK
from cleaner.read.packed_pages import Member, too_long
from cleaner.read.unit import HEAD
from cleaner.settings import Limits

_MAGIC = b"PK\x03\x04"
_LISTS = (b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
"""what begins behind the last member"""
_FIELDS = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_LOCKED, _SIZES_FOLLOW, _UTF8 = 1, 8, 0x800
"""flags: the member needs a password; its sizes stand behind it; its name is UTF-8"""
_BEHIND = (0, 12, 16, 20, 24)
"""bytes that sizes behind a member may take"""
_BITE = 1 << 12
"""bytes that are read at first: headers that are none may stand close together"""


class _Header(NamedTuple):
    name: str
    flags: int
    method: int
    crc: int
    size: int
    """packed; 0 where it follows"""
    start: int
    """where the member's bytes begin"""


def intact_members(handle: IO[bytes], why: str, limits: Limits) -> Iterator[Member]:
    """The members that are whole, in the order they lie there, and what is not, with the bytes; nothing of no zip."""
    whole = handle.seek(0, 2)
    at = number = 0
    while at < whole:
        header = _header_at(handle, at)
        if header is None:
            if _peek(handle, at).startswith(_LISTS):
                break
            end = _next_header(handle, at + 1, whole)
            if not number and end == whole:
                return
            yield Member("", b"", f"bytes {at:,} to {end:,} of the archive cannot be read")
            at, number = end, number + 1
            continue
        member, at = _read(handle, header, whole, limits)
        number += 1
        yield member
    if number:
        yield Member("", b"", f"is no whole zip archive ({why}); read without its list, up to byte {at:,}")


def _peek(handle: IO[bytes], at: int) -> bytes:
    handle.seek(at)
    return handle.read(_FIELDS.size)


def _header_at(handle: IO[bytes], at: int) -> _Header | None:
    """The header of the member that begins here; None where none does."""
    data = _peek(handle, at)
    if len(data) < _FIELDS.size or not data.startswith(_MAGIC):
        return None
    _, version, flags, method, _, _, crc, size, _, letters, extra = _FIELDS.unpack(data)
    if version & 0xFF > 99 or not 0 < letters < 4096:
        return None
    name = handle.read(letters).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return _Header(name, flags, method, crc, 0 if flags & _SIZES_FOLLOW else size, at + len(data) + letters + extra)


def _read(handle: IO[bytes], header: _Header, whole: int, limits: Limits) -> tuple[Member, int]:
    """The member, and where the next begins."""
    end = header.start + header.size
    most = limits.max_input_bytes
    if not header.flags & _SIZES_FOLLOW:
        if end > whole:
            return Member(header.name, b"", "the archive ends within this member"), whole
        most = min(most, max(limits.ratio_from, limits.max_ratio * header.size))
    try:
        data, read_to = _unpack(handle, header, most)
    except (zlib.error, EOFError, ValueError) as error:
        data, read_to, refusal = b"", 0, f"this member of the archive is damaged or locked ({error})"
    else:
        refusal = ""
    if header.flags & _SIZES_FOLLOW:
        end = _behind(handle, read_to, whole) if read_to else _next_header(handle, header.start, whole)
    elif not refusal and len(data) <= most and zlib.crc32(data) != header.crc:
        data, refusal = b"", "this member of the archive is damaged or locked (Bad CRC-32)"
    if len(data) > most:
        return _too_much(header.name, data, most, limits), end
    return Member(header.name, data, refusal), end


def _too_much(name: str, data: bytes, most: int, limits: Limits) -> Member:
    if most < limits.max_input_bytes:
        return Member(name, data[:HEAD], f"unpacks to more than {limits.max_ratio} times its size")
    return Member(name, *too_long(data, limits))


def _unpack(handle: IO[bytes], header: _Header, most: int) -> tuple[bytes, int]:
    """The member's bytes, one more than `most` at most, and the place behind what was read; 0 where it is not known."""
    handle.seek(header.start)
    if header.flags & _LOCKED or header.method not in (_STORED, _DEFLATED):
        raise ValueError(f"flags {header.flags:#x}, method {header.method}")
    if header.method == _STORED:
        if header.flags & _SIZES_FOLLOW:
            raise ValueError("nothing says where it ends")
        return handle.read(min(header.size, most + 1)), header.start + header.size
    unpacker, parts, size, bite = zlib.decompressobj(-15), [], 0, _BITE
    while not unpacker.eof and size <= most:
        chunk = unpacker.unconsumed_tail or handle.read(bite)
        bite = min(4 * bite, CHUNK)
        if not chunk:
            raise EOFError("it ends early")
        parts.append(unpacker.decompress(chunk, most + 1 - size))
        size += len(parts[-1])
    return b"".join(parts), handle.tell() - len(unpacker.unused_data) if unpacker.eof else 0


def _behind(handle: IO[bytes], at: int, whole: int) -> int:
    """Where the next member begins behind one whose sizes follow it."""
    for size in _BEHIND:
        if at + size == whole or _peek(handle, at + size).startswith((_MAGIC, *_LISTS)):
            return at + size
    return at


def _next_header(handle: IO[bytes], at: int, whole: int) -> int:
    """The first place from here on where a member begins; the archive's end where none does."""
    bite = _BITE
    while at < whole:
        handle.seek(at)
        data = handle.read(bite)
        bite = min(4 * bite, CHUNK)
        found = data.find(_MAGIC)
        while found >= 0:
            if _header_at(handle, at + found):
                return at + found
            found = data.find(_MAGIC, found + 1)
        if at + len(data) >= whole:
            break
        at += max(len(data) - len(_MAGIC) + 1, 1)
    return whole
