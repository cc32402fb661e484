"""Which files are the input? Folders are walked in the order of their names.

Hidden files, sidecars, the output folder and those of other runs are no input. A link is followed only where it leads
to a file inside the same input; links to folders are not followed at all, so a loop of links cannot be walked.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cleaner.read import reader_for
from cleaner.read.sidecar import is_sidecar
from cleaner.read.unit import InputFile, is_remote

_HEAD = 1024
_OUTPUT = frozenset(("state.sqlite", "run.json", "documents", "manifest"))
"""what the output of a run holds, among others: below an input it is no page, but rows of pages read already"""
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*+(?:<!--(?>.*?-->)\s*+|<\?xml[^>]*+>\s*+)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""The file's first sign is a tag that only a page begins with; what stands in a JPEG or a program does not count.
Possessive, so that there is one way to read a row of comments: this runs where every input waits for it."""


class Found(NamedTuple):
    """A file of the input, its size and the time it was last changed."""

    file: InputFile
    size: int
    changed: int


@dataclass(slots=True)
class Walk:
    """A walk over the input; `passed` counts what was left alone, by why."""

    avoid: tuple[int, int] | None = None
    """device and inode of the output folder"""
    passed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    """a file of each kind that was left alone"""

    def files(self, given: str | Path) -> Iterator[Found]:
        """The files of an input: itself, where it is one. Raises OSError for a URL that cannot be listed."""
        if is_remote(str(given)) and isinstance(given, str):
            from cleaner.read import remote  # noqa: PLC0415 - an extra, and it imports this

            yield from remote.files(given, self.passed)
            return
        given = Path(given)
        if given.is_dir():
            root = str(given.resolve())
            yield from self._folder(root, "")
        else:
            status = given.stat()
            yield Found(InputFile(str(given.parent.resolve()), given.name), status.st_size, status.st_mtime_ns)

    def _folder(self, root: str, below: str) -> Iterator[Found]:
        try:
            with os.scandir(Path(root, below)) as entries:
                ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self.passed[f"folders that cannot be read ({error.strerror or error})"] += 1
            return
        if below and _OUTPUT.issubset(entry.name for entry in ordered):
            self.passed["outputs of other runs"] += 1
            return
        for entry in ordered:
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith("."):
                self.passed["hidden files"] += 1
            elif entry.is_dir(follow_symlinks=False):
                if not self._is_avoided(entry):
                    yield from self._folder(root, path)
            elif found := self._file(entry, root, path):
                yield found

    def _is_avoided(self, entry: os.DirEntry[str]) -> bool:
        status = entry.stat(follow_symlinks=False)
        return (status.st_dev, status.st_ino) == self.avoid

    def _file(self, entry: os.DirEntry[str], root: str, path: str) -> Found | None:
        if is_sidecar(entry.name):
            return None
        if not reader_for(entry.name) and not _is_page(entry):
            suffix = Path(entry.name).suffix.lower()
            kind = f"files of no known kind ({suffix or 'no suffix'})"
            self.passed[kind] += 1
            self.examples.setdefault(kind, path)
            return None
        try:
            if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
                self.passed["links that lead out of the input"] += 1
                return None
            if not entry.is_file():
                self.passed["links and devices that are no files"] += 1
                return None
            status = entry.stat()
        except (OSError, RuntimeError):
            self.passed["links that lead nowhere"] += 1
            return None
        return Found(InputFile(root, path), status.st_size, status.st_mtime_ns)


def _is_page(entry: os.DirEntry[str]) -> bool:
    """Whether a file whose name tells nothing begins as HTML does: scrapers name files as addresses end.

    A packed one does not tell without being opened, and is left alone.
    """
    try:
        if not entry.is_file():
            return False
        with Path(entry.path).open("rb") as file:
            return bool(_HTML.search(file.read(_HEAD)))
    except (OSError, RuntimeError):
        return False
