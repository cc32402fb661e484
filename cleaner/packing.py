"""How are bytes packed? gzip and Zstandard, both ways, never past a limit.

What a file is packed with is told by its first bytes, not by its name: scrapers store a gzip-encoded response as
`.html`, and a browser unpacks a `.html.gz` while it is saved.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard

from cleaner.settings import Limits

SUFFIXES = {"none": "", "gz": ".gz", "zst": ".zst"}
"""What `--compress` adds to a part's name."""

CHUNK = 1 << 20
GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_WINDOW = 1 << 27
"""the largest Zstandard window we allocate: what `zstd` itself accepts without being told to"""


class Damaged(ValueError):  # noqa: N818 - it says what the data are
    """Packed bytes that cannot or must not be unpacked; the message is the reason."""


def bare_name(name: str) -> str:
    """The name without its `.gz` or `.zst`."""
    for suffix in (".gz", ".zst"):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


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
    while data.startswith(GZIP_MAGIC[:2]):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                chunk = member.decompress(data, CHUNK)
            except zlib.error as error:
                raise Damaged(f"the gzip data are broken ({error})") from error
            data = member.unconsumed_tail
            if chunk:
                yield chunk
            if not data and not member.eof:
                data = file.read(CHUNK)
                if not data and not chunk:
                    raise Damaged("the gzip data end early")
        data = member.unused_data
        if len(data) < len(GZIP_MAGIC):
            data += file.read(CHUNK)


def _unpack_zstd(file: IO[bytes], data: bytes) -> Iterator[bytes]:
    """Every frame of a Zstandard file."""
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    while data.startswith(ZSTD_MAGIC):
        frame = reader.decompressobj(write_size=CHUNK)
        while not frame.eof:
            # small bites, because this object gives out all that its input unpacks to
            bite, data = data[:4096], data[4096:]
            if not bite:
                raise Damaged("the Zstandard data end early")
            try:
                chunk = frame.decompress(bite)
            except zstandard.ZstdError as error:
                raise Damaged(f"the Zstandard data are broken ({error})") from error
            if chunk:
                yield chunk
            if not data:
                data = file.read(CHUNK)
        data = frame.unused_data + data
        if len(data) < len(ZSTD_MAGIC):
            data += file.read(CHUNK)


def open_packed(path: Path, packing: str) -> BinaryIO:
    """A new file to write to. The same bytes in give the same file: no name, no time of day inside."""
    if packing == "gz":
        return cast(BinaryIO, gzip.GzipFile("", "wb", compresslevel=6, fileobj=_Owned(path), mtime=0))
    if packing == "zst":
        return cast(BinaryIO, zstandard.ZstdCompressor(level=6).stream_writer(_Owned(path), closefd=True))
    return path.open("wb")


class _Owned(io.FileIO):
    """A raw file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "wb")
