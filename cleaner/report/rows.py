"""What does the report ask of a manifest row? Its parts, read as a stream beside the documents.

Only what is counted is decoded: pieces, most of a row, are passed over. 6,000 rows a second of 21 kB each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cleaner.corpus.output.parts import part_files, read_lines, read_rows, sound
from cleaner.errors import UsageError


class Edit(msgspec.Struct, gc=False):
    """A stretch that did not arrive unchanged; `text` is empty where it was removed."""

    start: int
    end: int
    rule: str
    note: str = ""
    text: str = ""


class Characters(msgspec.Struct, gc=False):
    """The fates of a source's characters."""

    source: int = 0
    markup: int = 0
    kept: int = 0
    rewritten: int = 0
    removed: int = 0

    @property
    def readable(self) -> int:
        return self.source - self.markup


class Language(msgspec.Struct, gc=False):
    """A document's language: found, how sure, and as declared."""

    code: str = ""
    confidence: float = 0.0
    declared: str = ""


class Row(msgspec.Struct):
    """A manifest row, without its pieces."""

    id: str
    status: str
    reason: str
    language: Language
    cluster: str
    edits: list[Edit]
    characters: Characters
    host: str = ""
    representative: bool = False
    confidence: float | None = None
    flags: list[str] = []

    @property
    def is_copy(self) -> bool:
        return self.status == "dropped" and self.reason.startswith("dedup.")

    @property
    def share(self) -> float:
        """How much of what a reader could see was kept, 0 to 1; 1 where there was nothing to see."""
        return 1 - self.characters.removed / self.characters.readable if self.characters.readable else 1.0


class Found(NamedTuple):
    """A record of the output: its row, and both rows as JSON. `document` is empty where it was not kept."""

    row: Row
    manifest: bytes
    document: bytes | dict[str, Any]

    def held(self) -> Found:
        """The same to be held among many: without its edits, which take several times the room of the whole line."""
        return self._replace(row=msgspec.structs.replace(self.row, edits=[]))

    def edits(self) -> list[Edit]:
        """All edits, of one that was held too."""
        return _decode(self.manifest).edits


_decode = msgspec.json.Decoder(Row).decode
_SITE = re.compile(r"^www\d?\.")


def records(out: Path) -> Iterator[Found]:
    """Every record of an output, in its order."""
    documents = chain.from_iterable(map(_documents, part_files(out, "documents")))
    for file in part_files(out, "manifest"):
        with sound(file):
            for line in read_lines(file):
                row = _decode(line)
                yield Found(row, line, next(documents, b"") if row.status == "kept" else b"")


def _documents(file: Path) -> Iterator[bytes | dict[str, Any]]:
    """The rows of a part of the documents: as lines where they are lines, which are decoded when they are asked for."""
    with sound(file):
        yield from read_lines(file) if ".jsonl" in file.suffixes else read_rows(file)


def site(host: str) -> str:
    """A host by the name people give it: without its `www.`."""
    return _SITE.sub("", host)


@contextmanager
def whole() -> Iterator[None]:
    """A line while it is decoded. Raises UsageError where it is no row."""
    try:
        yield
    except ValueError as error:
        raise UsageError(f"a row of the documents is damaged ({error}); `clean verify` tells which") from error


def decoded(line: bytes | dict[str, Any]) -> dict[str, Any]:
    """A row of either kind, whole; empty for an empty line."""
    if isinstance(line, dict):
        return line
    with whole():
        row: dict[str, Any] = msgspec.json.decode(line) if line else {}
    return row
