"""Standard input as a file: kept in OUT, so that a killed run can go on and `verify` can read it again."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

from cleaner.packing import CHUNK, GZIP_MAGIC, ZSTD_MAGIC, Damaged, unpack_stream
from cleaner.read.kind import sniff
from cleaner.write.jsonl import sync_file


def spool(out: Path) -> Path:
    """Copy standard input into `out/stdin/`, under a name that tells its kind; the same bytes have the same name."""
    folder = out / "stdin"
    folder.mkdir(exist_ok=True)
    aside = folder / ".aside"
    digest = hashlib.sha256()
    head = b""
    with aside.open("wb") as file:
        while chunk := sys.stdin.buffer.read(CHUNK):
            head = head or chunk
            digest.update(chunk)
            file.write(chunk)
    sync_file(aside)
    return aside.replace(folder / f"stdin-{digest.hexdigest()[:16]}{suffix_of(head)}")


def suffix_of(head: bytes) -> str:
    """The suffix that the first bytes of an input ask for."""
    packed = ""
    if head.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        packed = ".gz" if head.startswith(GZIP_MAGIC) else ".zst"
        try:
            head = next(unpack_stream(io.BytesIO(head)), b"")
        except Damaged:
            head = b""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    kinds = {b"{": ".jsonl", b"[": ".json"}
    return kinds.get(start, ".html" if sniff(head) == "html" else ".txt") + packed
