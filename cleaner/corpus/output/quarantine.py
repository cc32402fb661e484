"""What could not be processed: bytes as found, and the reason.

A file's name is its number in the quarantine and what is safe of its id, so that no id can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from cleaner.read.unit import Unit
from cleaner.wire import encode_row

INDEX = "index.jsonl"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def safe_name(name: str) -> str:
    """At most 80 letters, digits, dots, dashes and underscores; never hidden, never a way out."""
    return _UNSAFE.sub("_", name).strip("._")[-80:].lstrip("._") or "unnamed"


class Quarantine:
    """The quarantine of an output folder, at the state the journal knows."""

    def __init__(self, out: Path, count: int, indexed: int) -> None:
        self.folder = out / "quarantine"
        self.folder.mkdir(exist_ok=True)
        self.count = count
        self._index = (self.folder / INDEX).open("ab")
        self._index.truncate(indexed)
        for file in self.folder.glob("*.bin"):
            number = file.name.partition("-")[0]
            if number.isdigit() and int(number) > count:
                file.unlink()

    def add(self, unit: Unit, name: str, reason: str) -> None:
        """Keep a unit's bytes; they are on the disk after `sync`."""
        self.count += 1
        file = self.folder / f"{self.count:06}-{safe_name(name)}.bin"
        file.write_bytes(unit.raw)
        row = {
            "file": file.name,
            "id": name,
            "path": unit.path,
            "record": unit.number,
            "reason": reason,
            "bytes": len(unit.raw),
            "sha256": hashlib.sha256(unit.raw).hexdigest(),
        }
        self._index.write(encode_row(row))

    def sync(self) -> int:
        """Everything so far is on the disk; the length of the index."""
        self._index.flush()
        os.fsync(self._index.fileno())
        return self._index.tell()

    def close(self) -> None:
        self._index.close()
