"""Texts that are compared again and again, on disk and by number: only those that have a candidate.

They are copied once, part by part in order, from the documents into a file of their own, since a packed part cannot be
entered in the middle. The most recently used stay in memory, up to a number of words.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, NamedTuple, Self

from cleaner.corpus.output.parts import part_files, read_rows, sound
from cleaner.corpus.output.stretches import Stretches
from cleaner.dedup.guard import Text
from cleaner.dedup.standing import seconds_of
from cleaner.errors import UsageError
from cleaner.wire import decode_row, encode_row

WORDS_IN_MEMORY: Final = 1_000_000
"""some 20 MB"""
_A_TEXT: Final = 30
"""words that a text takes beside its own"""


class Where(NamedTuple):
    """Where a record stands: the output folder it lies in, its part, its row in the part's manifest."""

    out: Path
    part: int
    record: int


def _nameless(folder: Path) -> IO[bytes]:
    return tempfile.TemporaryFile(dir=folder)


class _Shelf:
    """Rows by number in a file that has no name; a context manager that leaves nothing behind.

    Where each lies takes twelve bytes a number up to the highest: there may be a million.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._starts, self._sizes = array("Q"), array("I")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _put(self, number: int, row: Mapping[str, Any]) -> None:
        if number >= len(self._sizes):
            more = number + 1 - len(self._sizes)
            self._starts.frombytes(bytes(self._starts.itemsize * more))
            self._sizes.frombytes(bytes(self._sizes.itemsize * more))
        data = encode_row(dict(row))
        self._starts[number], self._sizes[number] = self._file.tell(), len(data)
        self._file.write(data)

    def _packed(self, number: int) -> bytes:
        """A row as it lies there, without its line feed."""
        return os.pread(self._file.fileno(), self._sizes[number] - 1, self._starts[number])


class Texts(_Shelf):
    """Texts by number."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self._recent: OrderedDict[int, Text] = OrderedDict()
        self._words = 0

    @classmethod
    def empty(cls, folder: Path) -> Self:
        """None yet; they will lie in a file that `folder` shows no name of."""
        return cls(_nameless(folder))

    def gather(self, documents: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Take the texts of document rows."""
        for number, row in documents:
            self._put(number, {name: row[name] for name in ("text", "title", "published")})
        self._file.flush()

    def fileno(self) -> int:
        """The number of the open file."""
        return self._file.fileno()

    def share(self) -> tuple[int, int, int]:
        """What another process that has the file open needs to read the texts too; none can be added after that."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(self._starts.tobytes() + self._sizes.tobytes())
        self._file.flush()
        return self._file.fileno(), start, len(self._sizes)

    @classmethod
    def shared(cls, file: int, start: int, count: int) -> Self:
        """The texts that another process shares."""
        texts = cls(os.fdopen(file, "rb", closefd=False))
        for numbers in (texts._starts, texts._sizes):
            numbers.frombytes(os.pread(file, count * numbers.itemsize, start))
            start += count * numbers.itemsize
        return texts

    def __getitem__(self, number: int) -> Text:
        text = self._recent.get(number)
        if text is None:
            row = decode_row(self._packed(number))
            text = Text(row["text"], row["title"], seconds_of(row["published"]))
            self._recent[number] = text
            self._words += len(text.body) + _A_TEXT
            while self._words > WORDS_IN_MEMORY and len(self._recent) > 2:
                self._words -= len(self._recent.popitem(last=False)[1].body) + _A_TEXT
        else:
            self._recent.move_to_end(number)
        return text


class Rows(_Shelf):
    """Rows of the manifest and the documents by number."""

    def __init__(self, folder: Path, places: Mapping[int, Where]) -> None:
        super().__init__(_nameless(folder))
        by_part: dict[tuple[Path, int], dict[int, int]] = {}
        for number, (out, part, record) in places.items():
            by_part.setdefault((out, part), {})[record] = number
        for (out, part), wanted in sorted(by_part.items()):
            for record, (manifest, document) in enumerate(paired_rows(out, part)):
                if record in wanted:
                    self._put(wanted[record], {"manifest": manifest, "document": document})
        self._file.flush()

    def __getitem__(self, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
        rows = decode_row(self._packed(number))
        return rows["manifest"], rows["document"]


def paired_rows(out: Path, part: int) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each row of a part's manifest, with its document where it is kept."""
    documents = read_rows(part_file(out, "documents", part))
    for manifest in read_rows(part_file(out, "manifest", part)):
        document = next(documents, None) if manifest["status"] == "kept" else None
        if document is None and manifest["status"] == "kept":
            raise UsageError(f"{out}: the documents of part {part} are fewer than its manifest keeps; put them back")
        yield manifest, document


def document_rows(out: Path, part: int, wanted: Mapping[int, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each wanted row of a part's documents with what it is wanted as, in the order they lie in.

    Of the other rows nothing is read where they are lines.
    """
    file = part_file(out, "documents", part)
    if file.suffix == ".parquet":
        rows = islice(read_rows(file), max(wanted) + 1)
        yield from ((wanted[at], row) for at, row in enumerate(rows) if at in wanted)
        return
    lines = Stretches(file)
    for at in sorted(wanted):
        for _ in lines.upto(at):
            pass
        with sound(file):
            row = decode_row(lines.one())
        yield wanted[at], row


def part_file(out: Path, folder: str, part: int) -> Path:
    """The file of a part, however it is packed; FileNotFoundError where there is none."""
    for file in part_files(out, folder):
        if file.name.startswith(f"part-{part:05}."):
            return file
    raise FileNotFoundError(f"{out / folder}: part {part} is not there")
