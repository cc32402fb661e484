"""Is a folder of the input that the journal does not know one that it knew by another name?

A disk is mounted elsewhere, a folder is renamed, a container sees another path: then all would be cleaned again, as
copies of what is there. A folder is an earlier one where that one's files are gone, and lie here as they were.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Final, NamedTuple

from cleaner.read.unit import InputFile, is_remote

SAMPLE: Final = 64
"""files that are looked for, from the first to the last"""
ENOUGH: Final = 16
"""files of so many sizes, each the same as before, tell by themselves; else the times must be the same as well"""


class Root(NamedTuple):
    """A folder of the input in the journal."""

    number: int
    path: str


def find_moved(db: sqlite3.Connection, path: str) -> Root | None:
    """The root of the journal that lies at `path` now; None where there is none, or more than one might."""
    if is_remote(path):
        return None
    roots = [Root(number, os.fsdecode(known)) for number, known in db.execute("select id, path from roots").fetchall()]
    moved = [
        root for root in roots if not is_remote(root.path) and _has_moved(_sample(db, root.number), root.path, path)
    ]
    return moved[0] if len(moved) == 1 else None


def _sample(db: sqlite3.Connection, root: int) -> list[tuple[str, int, int]]:
    """The names, sizes and times of some files of a root."""
    (count,) = db.execute("select count(*) from files where root = ?", (root,)).fetchone()
    query = "select path, size, changed from files where root = ? and seq % ? = 0 limit ?"
    rows = db.execute(query, (root, max(1, count // SAMPLE), SAMPLE)).fetchall()
    return [(os.fsdecode(name), size, changed) for name, size, changed in rows]


def _has_moved(sample: list[tuple[str, int, int]], before: str, now: str) -> bool:
    same = 0
    for name, size, changed in sample:
        try:
            status = InputFile(now, name).location.stat()
        except OSError:
            return False
        if status.st_size != size or InputFile(before, name).is_there():
            return False
        same += status.st_mtime_ns == changed
    sizes = {size for _, size, _ in sample}  # a site's error pages may all be of one
    return bool(sample) and (len(sizes) >= ENOUGH or same == len(sample))
