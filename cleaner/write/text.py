"""Documents as `.txt` files in the shape of the input folder."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from cleaner.wire import decode_row

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
STEP_CHARS = 60
"""of a step of a path; file systems allow 255 bytes, and a character has up to four"""
STEPS = 8


def text_path(name: str) -> Path:
    """Where a document of this id goes, below the folder of texts.

    Steps that could lead out, hide, or are no names on some system are made safe, and then a digest of the whole id
    keeps two of them apart.
    """
    steps = [_UNSAFE.sub("_", step)[-STEP_CHARS:].strip(" .") for step in name.split("/")]
    path = "/".join([step for step in steps if step][-STEPS:])
    if path != name or not path:
        path += ("-" if path else "") + _short_digest(name)
    return Path(path + ".txt")


def _short_digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class TextFolder:
    """The folder of texts."""

    def __init__(self, out: Path) -> None:
        self.folder = out / "text"

    def remove(self, name: str) -> None:
        """Remove the text of a document that turned out to be a copy."""
        for path in (self.folder / text_path(name), self.folder / (_short_digest(name) + ".txt")):
            with suppress(OSError, UnicodeEncodeError):  # not there, the folder of another id, or no name here
                path.unlink()

    def write(self, document: bytes) -> None:
        """Write the text of a document row."""
        row: dict[str, Any] = decode_row(document)
        path = self.folder / text_path(row["id"])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(row["text"] + "\n", encoding="utf-8", newline="\n")
        except (FileExistsError, NotADirectoryError, IsADirectoryError, UnicodeEncodeError):
            # one id is a folder of another: `a` and `a.txt/b`; or a system whose names are ASCII, or Latin-1
            path = self.folder / (_short_digest(row["id"]) + ".txt")
            path.write_text(row["text"] + "\n", encoding="utf-8", newline="\n")
