"""Small inputs for the tests of whole runs, and what they compare of an output."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zstandard

from cleaner.corpus.journal.state import State
from cleaner.corpus.run import run
from cleaner.corpus.through import Result
from cleaner.corpus.workers.spawn import HERE, WORK
from cleaner.settings import Settings

PARAGRAPHS = (
    "The council of {town} said on Monday that the old bridge will be closed for repairs until the end of the year.",
    "Engineer number {n} told reporters that the {town} bridge had not been inspected since it was built in 1951.",
    "Residents will be able to use the ferry, which runs every half hour, and a bus that starts from the market.",
)
TOWNS = ("Aldham", "Birkholt", "Cawdry", "Dunmere", "Eastley")


def article(n: int) -> str:
    town = TOWNS[n % len(TOWNS)]
    body = "".join(f"<p>{paragraph.format(n=n, town=town)}</p>\n" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Bridge {n} closes</title></head><body>"
        f"<nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Bridge {n} closes</h1>\n{body}</article>"
        "</body></html>"
    )


def flat(n: int) -> str:
    return "\n\n".join(paragraph.format(n=n, town=TOWNS[n % len(TOWNS)]) for paragraph in PARAGRAPHS)


def pages(folder: Path, count: int, start: int = 0) -> Path:
    """A folder of pages, some packed, some in folders below."""
    for n in range(start, start + count):
        path = folder / ("below" if n % 3 else ".") / f"page-{n:04}.html{'.gz' if n % 4 == 0 else ''}"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = article(n).encode()
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return folder


def lines(path: Path, count: int, start: int = 1000) -> Path:
    """A file of rows; none has the text of a page with a lower number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": f"row-{n}", "text": flat(n), "url": f"https://www.example.org/{n}"} for n in range(start, start + count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def clean(source: Path, out: Path, work: str = "", **options: Any) -> Result:
    """A run; one job is done in this process, which starts the quicker, unless `work` is given."""
    settings = Settings(**options)
    return run([str(source)], out, settings, work=work or (WORK if settings.jobs > 1 else HERE))


def full_from(number: int) -> Callable[[State, Any], None]:
    """What `State.commit_part` does where the disk is full when a part is to be closed."""
    closed = State.commit_part

    def failing(state: State, part: Any) -> None:
        if part.number == number:
            raise OSError(28, "No space left on device")
        closed(state, part)

    return failing


def rows(out: Path, folder: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((out / folder).iterdir()):
        if not file.name.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst")):
            continue
        data = file.read_bytes()
        if file.suffix == ".gz":
            data = gzip.decompress(data)
        elif file.suffix == ".zst":
            data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
        found += [json.loads(line) for line in data.split(b"\n") if line]
    return found


def snapshot(out: Path) -> dict[str, bytes]:
    """Everything an output holds that must be the same for the same input."""
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for folder in ("documents", "manifest", "quarantine", "text")
        for file in sorted((out / folder).rglob("*"))
        if file.is_file()
    }


def accounted(out: Path) -> dict[str, int]:
    """Records by status; each document has its row, and the other way round."""
    manifest = rows(out, "manifest")
    kept = [row["id"] for row in manifest if row["status"] == "kept"]
    assert kept == [row["id"] for row in rows(out, "documents")]
    names = [row["id"] for row in manifest]
    assert len(set(names)) == len(names)
    quarantined = [row["id"] for row in manifest if row["status"] == "quarantined"]
    assert quarantined == [row["id"] for row in rows(out, "quarantine")]
    return {status: sum(row["status"] == status for row in manifest) for status in ("kept", "dropped", "quarantined")}
