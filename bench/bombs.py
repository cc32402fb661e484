"""What do bombs cost? Small files that unpack to gigabytes, in every packing we open: peak memory, seconds, verdict.

python bench/bombs.py
"""

from __future__ import annotations

import gzip
import io
import os
import resource
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import zstandard

from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.corpus.run import run
from cleaner.settings import Settings

GIGABYTES = 1
PIECE = bytes(1 << 20)


def zeros() -> Iterator[bytes]:
    return (PIECE for _ in range(GIGABYTES << 10))


def gzipped() -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        packed.writelines(zeros())
    return file.getvalue()


def zstd() -> bytes:
    file = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
        for piece in zeros():
            packed.write(piece)
    return file.getvalue()


def record(block: bytes) -> bytes:
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    head += f"Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(coding: str, pack: Callable[[Iterator[bytes]], bytes]) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n".encode()
    return record(head + pack(zeros()))


def deflated(pieces: Iterator[bytes]) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(piece) for piece in pieces]) + packer.flush()


def brotlied(pieces: Iterator[bytes]) -> bytes:
    packer = brotli.Compressor(quality=5)
    packed: bytes = b"".join([packer.process(piece) for piece in pieces]) + packer.finish()
    return packed


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.html", "w") as member:
        member.writelines(zeros())
    return file.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "page.html.gz": gzipped,
    "page.html.zst": zstd,
    "rows.jsonl.gz": gzipped,
    "rows.csv.gz": gzipped,
    "member.warc.gz": gzipped,
    "frame.warc.zst": zstd,
    "gzip.warc": lambda: answer("gzip", lambda _: gzipped()),
    "zstd.warc": lambda: answer("zstd", lambda _: zstd()),
    "deflate.warc": lambda: answer("deflate", deflated),
    "brotli.warc": lambda: answer("br", brotlied),
    "archive.zip": zipped,
    "archive.tar.gz": gzipped,
}


def main() -> None:
    """Each in a process of its own."""
    print(f"| bomb of {GIGABYTES} GB | bytes | peak memory | seconds of CPU | verdict |\n|---|---|---|---|---|")
    for name, make in BOMBS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(make())
            size = path.stat().st_size
            child = os.fork()
            if child == 0:
                run([str(path)], Path(folder, "out"), Settings(jobs=1))
                os._exit(0)
            _, _, used = os.wait4(child, 0)
            rows = [row for file in part_files(Path(folder, "out"), "manifest") for row in read_rows(file)]
            verdict = "; ".join(sorted({row["reason"][:60] for row in rows})) or "no row"
            seconds = used.ru_utime + used.ru_stime
            print(f"| {name} | {size:,} | {used.ru_maxrss / 1024:.0f} MB | {seconds:.1f} | {verdict} |", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
