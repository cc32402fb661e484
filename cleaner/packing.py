"""How are bytes packed? gzip and Zstandard, both ways, never past a limit.

What a file is packed with is told by its first bytes, not by its name: scrapers store a gzip-encoded response as
`.html`, and a browser unpacks a `.html.gz` while it is saved.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard
from isal import igzip, isal_zlib  # zlib's and gzip's interfaces: unpack in half the time, pack in a sixth

from cleaner.feed import CHUNK, Damaged, Feed
from cleaner.settings import Limits

__all__ = ["CHUNK", "Damaged", "bare_name", "checksum", "open_packed", "unpack", "unpack_stream"]

SUFFIXES = {"none": "", "gz": ".gz", "zst": ".zst"}
"""What `--compress` adds to a part's name."""

_LEVELS = {"gz": 3, "zst": 1}
"""Level 6, of either, packs rows a tenth smaller and takes five times as long, in the one process that writes."""

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_SKIPPED_MAGIC = b"\x2a\x4d\x18"
_ZSTD_ENDS = "the Zstandard data end early"
MOST_DICTIONARY = 16 << 20
"""bytes of a dictionary that we hold; trained ones have some 100 KB"""
_WINDOW = 1 << 27
"""the largest Zstandard window we allocate: what `zstd` itself accepts without being told to"""


def bare_name(name: str) -> str:
    """The name without its `.gz` or `.zst`."""
    lower = name[-4:].lower()
    return name[:-3] if lower.endswith(".gz") else name[:-4] if lower == ".zst" else name


def unpack(data: bytes, limits: Limits) -> bytes:
    """The bytes of one record; plain ones are given back as they are.

    Raises Damaged where the data end early, are broken, or unpack to more than the limits allow. Holds at most
    `max_decompressed_bytes` and one chunk.
    """
    if not data.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        return data
    chunks: list[bytes] = []
    size = 0
    for chunk in unpack_stream(io.BytesIO(data)):
        chunks.append(chunk)
        size += len(chunk)
        if size > limits.max_decompressed_bytes:
            raise Damaged(f"unpacks to more than {limits.max_decompressed_bytes:,} bytes")
        if size > limits.ratio_from and size > limits.max_ratio * len(data):
            raise Damaged(f"unpacks to more than {limits.max_ratio} times its size")
    return b"".join(chunks)


def unpack_stream(file: IO[bytes]) -> Iterator[bytes]:
    """The unpacked bytes of a file, in chunks of up to a megabyte; Damaged where it is broken or ends early."""
    head = file.read(CHUNK)
    if head.startswith(GZIP_MAGIC):
        return _inflate(file, head)
    if head.startswith(ZSTD_MAGIC):
        return _unpack_zstd(file, head)
    return _plain(file, head)


def _plain(file: IO[bytes], head: bytes) -> Iterator[bytes]:
    while head:
        yield head
        head = file.read(CHUNK)


def _inflate(file: IO[bytes], data: bytes) -> Iterator[bytes]:
    """Every member of a gzip file. Zeros or other bytes behind a whole member are padding, as for gzip itself."""
    feed = Feed(file, data)
    while feed.look(2) == GZIP_MAGIC[:2]:
        yield from unpack_member(feed)


def unpack_member(feed: Feed) -> Iterator[bytes]:
    """One member of a gzip file, in chunks of up to a megabyte; Damaged where it is broken or ends early."""
    member = isal_zlib.decompressobj(wbits=31)
    data = feed.some()
    while True:
        try:
            chunk = member.decompress(data, CHUNK)
        except isal_zlib.error as error:  # type: ignore[misc]  # an exception, which its stub does not say
            raise Damaged(f"the gzip data are broken ({error})") from error
        data = member.unconsumed_tail
        if member.eof:
            feed.give_back(member.unused_data)
        if chunk:
            yield chunk
        if member.eof:
            return
        if not data:
            data = feed.some()
            if not data and not chunk:
                raise Damaged("the gzip data end early")


def _unpack_zstd(file: IO[bytes], data: bytes) -> Iterator[bytes]:
    """Every frame of a Zstandard file; frames that hold no data are skipped.

    A frame is fed block by block. A block unpacks to 128 KB at most, while the library gives out at once all that
    it is fed, and four kilobytes of a bomb are 130 megabytes.
    """
    feed = Feed(file, data)
    while magic := feed.look(4):
        if magic == ZSTD_MAGIC:
            yield from unpack_frame(feed)
        elif magic[1:] == _SKIPPED_MAGIC and magic[0] >> 4 == 5:
            feed.take(4, _ZSTD_ENDS)
            feed.skip(int.from_bytes(feed.take(4, _ZSTD_ENDS), "little"))
        else:
            return


Dictionary = zstandard.ZstdCompressionDict


def read_dictionary(payload: bytes) -> Dictionary:
    """The dictionary that a file's frames are packed with, itself packed or not. Damaged where it is none."""
    if payload.startswith(ZSTD_MAGIC):
        packed, payload = Feed(io.BytesIO(payload)), b""
        for chunk in unpack_frame(packed):
            payload += chunk
            if len(payload) > MOST_DICTIONARY:
                raise Damaged(f"the Zstandard dictionary has more than {MOST_DICTIONARY:,} bytes")
    try:
        dictionary = Dictionary(payload)
        zstandard.ZstdDecompressor(dict_data=dictionary).decompressobj()  # before that it is not looked at
    except (zstandard.ZstdError, ValueError) as error:
        raise Damaged(f"the Zstandard dictionary cannot be read ({error})") from error
    return dictionary


def unpack_frame(feed: Feed, dictionary: Dictionary | None = None) -> Iterator[bytes]:
    """One frame, as RFC 8878 lays it out: a header, blocks that tell their size, perhaps a checksum."""
    frame = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_WINDOW).decompressobj()
    descriptor = feed.look(5)[4:]
    if not descriptor:
        raise Damaged(_ZSTD_ENDS)
    flags = descriptor[0]
    single = flags >> 5 & 1
    content_size = (single, 2, 4, 8)[flags >> 6]
    bite = feed.take(5 + (1 - single) + (0, 1, 2, 4)[flags & 3] + content_size, _ZSTD_ENDS)
    last = False
    try:
        while True:
            if chunk := frame.decompress(bite):
                yield chunk
            if last:
                break
            head = feed.take(3, _ZSTD_ENDS)
            block = int.from_bytes(head, "little")
            last = bool(block & 1)
            is_run = block >> 1 & 3 == 1
            bite = head + feed.take(1 if is_run else block >> 3, _ZSTD_ENDS)
            if last and flags >> 2 & 1:
                bite += feed.take(4, _ZSTD_ENDS)
    except zstandard.ZstdError as error:
        raise Damaged(f"the Zstandard data are broken ({error})") from error
    if not frame.eof:
        raise Damaged(_ZSTD_ENDS)


def checksum(data: bytes, before: int = 0) -> int:
    """The CRC-32 of bytes that follow others whose own was `before`."""
    return isal_zlib.crc32(data, before)


def open_packed(path: Path, packing: str) -> BinaryIO:
    """A new file to write to. The same bytes in give the same file: no name, no time of day inside."""
    if packing == "gz":
        return cast(BinaryIO, _GzipFile(path))
    if packing == "zst":
        return cast(BinaryIO, zstandard.ZstdCompressor(_LEVELS["zst"]).stream_writer(path.open("wb"), closefd=True))
    return path.open("wb", buffering=CHUNK)


class _GzipFile(igzip.IGzipFile):
    """A gzip file that closes what it is written to."""

    def __init__(self, path: Path) -> None:
        self._beneath = path.open("wb")
        super().__init__("", "wb", _LEVELS["gz"], self._beneath, mtime=0)  # type: ignore[no-untyped-call]

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._beneath.close()
