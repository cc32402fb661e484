"""WARC, tar and zip files for tests, made in memory."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Iterable, Mapping

from corpora import article

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def record(n: int, block: bytes | None = None, kind: str = "response", **more: str) -> bytes:
    """A record; without a block an article of about 5 KB that no packing makes small."""
    if block is None:
        block = OK + article(n).encode() + b"<!--" + random.Random(n).randbytes(2000).hex().encode() + b"-->"  # noqa: S311
    content_type = more.pop("content_type", "application/http; msgtype=response")
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n:08}>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"WARC-Target-URI: https://www.example.org/{n}\r\nContent-Type: {content_type}\r\n"
    )
    head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def gzipped(records: Iterable[bytes]) -> list[bytes]:
    return [gzip.compress(one, 6, mtime=0) for one in records]


def tar(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()
