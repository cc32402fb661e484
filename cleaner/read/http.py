"""What did a server answer? The body of an HTTP response, as an archive keeps it.

Some archives store a response as it came over the wire, others take it out of its chunks and its packing and leave the
headers as they were. So a header is believed where the bytes agree.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

import brotli

from cleaner.packing import GZIP_MAGIC, ZSTD_MAGIC, Damaged, unpack
from cleaner.read.kind import binary
from cleaner.settings import Limits

MOST_HEAD = 1 << 16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_FIELD = re.compile(rb"^([!-9;-~]{1,60})[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Head(NamedTuple):
    """Status line and headers; names lower-cased. `status` is 0 where there is none."""

    status: int
    fields: dict[str, str]
    size: int

    @property
    def content_type(self) -> str:
        return self.fields.get("content-type", "")


class Response(NamedTuple):
    """A page's bytes, what the server said they are, and what was odd."""

    body: bytes
    content_type: str
    notes: tuple[str, ...] = ()


def read_head(data: bytes) -> Head:
    """The head of a response; an empty one where the bytes begin with none."""
    status = _STATUS.match(data)
    if status is None:
        return Head(0, {}, 0)
    end = _HEAD_END.search(data, 0, MOST_HEAD)
    stop = end.start() + 1 if end else min(len(data), MOST_HEAD)
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(data, 0, stop):
        fields.setdefault(name.decode().lower(), value.decode("latin-1"))
    return Head(int(status[1]), fields, end.end() if end else len(data))


def read_response(data: bytes, limits: Limits) -> Response:
    """The body, out of its chunks and unpacked. Raises Damaged where it cannot or must not be unpacked."""
    head = read_head(data)
    body = data[head.size :]
    notes: tuple[str, ...] = ()
    if "chunked" in head.fields.get("transfer-encoding", "").lower():
        body, is_whole = _joined(body)
        notes = () if is_whole else ("the last chunk of a response is missing",)
    for coding in reversed(head.fields.get("content-encoding", "").lower().split(",")):
        body = _decoded(body, coding.strip(), limits)
    return Response(body, head.content_type, notes)


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a body as one, and whether the last was there. A body that does not begin with one has none."""
    chunks: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(chunks), True
        if at == 0 and found.end() + size > len(body):
            break
        chunks.append(body[found.end() : found.end() + size])
        at = found.end() + size
    return (b"".join(chunks), False) if chunks else (body, True)


def _decoded(body: bytes, coding: str, limits: Limits) -> bytes:
    if coding in {"gzip", "x-gzip", "zstd", "deflate", "br"} and body.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        return unpack(body, limits)
    if coding == "deflate":
        return _inflated(body, limits)
    if coding == "br":
        return _unbrotlied(body, limits)
    return body


def _inflated(body: bytes, limits: Limits) -> bytes:
    """`deflate` is zlib's format by the standard and bare in practice; what is neither was unpacked before."""
    most = _most(body, limits)
    for window in (15, -15):
        inflater = zlib.decompressobj(window)
        try:
            data = inflater.decompress(body, most + 1)
        except zlib.error:
            continue
        if len(data) > most:
            raise Damaged(f"unpacks to more than {most:,} bytes")
        if inflater.eof:
            return data
    return _as_it_is(body, "deflate")


def _unbrotlied(body: bytes, limits: Limits) -> bytes:
    most = _most(body, limits)
    decompressor = brotli.Decompressor()
    chunks = []
    size = 0
    try:
        bite = body
        while not decompressor.is_finished():
            chunk = decompressor.process(bite, output_buffer_limit=1 << 20)
            bite = b""
            size += len(chunk)
            chunks.append(chunk)
            if size > most:
                raise Damaged(f"unpacks to more than {most:,} bytes")
            if not chunk:
                return _as_it_is(body, "brotli")
    except brotli.error:
        return _as_it_is(body, "brotli")
    return b"".join(chunks)


def _most(body: bytes, limits: Limits) -> int:
    return min(limits.max_decompressed_bytes, max(limits.ratio_from, limits.max_ratio * len(body)))


def _as_it_is(body: bytes, coding: str) -> bytes:
    """A body that an archive has unpacked already; Damaged where it is no text."""
    if binary(body) or (not body[:64].isascii() and not body.lstrip()[:1] == b"<"):
        raise Damaged(f"the {coding} data are broken or end early")
    return body
