"""Where is the record of this id, and what were its bytes?"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.journal.state import id_hash
from cleaner.corpus.output.parts import check_output, part_files, read_rows, reading_journal
from cleaner.corpus.output.run_json import read_run
from cleaner.errors import UsageError
from cleaner.read import open_unit, read_units
from cleaner.read.unit import InputFile, Opened, Unit, printable, unprintable
from cleaner.settings import Limits

_NEAR = 4
"""ids that are named where the one that was asked for is not there"""


def find_manifest(out: Path, name: str) -> dict[str, Any]:
    """The manifest row of an id; UsageError where there is none."""
    check_output(out)
    name = _written(name)
    files = part_files(out, "manifest")
    with reading_journal(out) as db:
        row = db.execute("select part from ids where hash = ?", (id_hash(name),)).fetchone()
    if row:
        files = [file for file in files if file.name.startswith(f"part-{row[0]:05}.")] or files
    near: list[str] = []
    for file in files:
        for manifest in read_rows(file):
            if manifest["id"] == name:
                return manifest
            if len(near) < _NEAR and name.casefold() in manifest["id"].casefold():
                near.append(manifest["id"])
    told = f"do you mean {', '.join(near)}" if near else f"`clean why {out}` names some"
    raise UsageError(f"{name}: no record of this id in {out}; {told}")


def _written(name: str) -> str:
    """An id as it is written: a shell completes the name of a file that is no UTF-8 as it is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return printable(name)
    return name


class Bytes(NamedTuple):
    """A record's bytes, or why there are none."""

    data: bytes
    reason: str = ""


def bytes_of(unit: Unit, limits: Limits) -> Bytes:
    """What the pipeline was given of a unit."""
    opened = open_unit(unit, limits)
    if not isinstance(opened, Opened):
        return Bytes(b"", opened.reason)
    data = opened.record.data
    return Bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


def find_bytes(out: Path, source: dict[str, Any], folder: Path | None = None) -> Bytes:
    """The bytes of the record that a manifest row's `source` names.

    `folder` is where the input lies now, where it was moved. With several inputs, the one whose record has
    the row's digest is taken.
    """
    limits = limits_of(out)
    found = Bytes(b"", f"its source {source['path']!r} is not there; --source tells where the input lies now")
    for root in [str(folder)] if folder else input_roots(out):
        for name in dict.fromkeys((source["path"], unprintable(source["path"]))):
            file = InputFile(root, name)
            if not source["path"] or not file.is_there():
                continue
            for unit in read_units(file, limits):
                if unit.number == source["record"]:
                    found = bytes_of(unit, limits)
                    if hashlib.sha256(found.data).hexdigest() == source["sha256"]:
                        return found
                    break
    return found


def input_roots(out: Path) -> list[str]:
    """The folders that were the input, in the order they were given."""
    with reading_journal(out) as db:
        return [os.fsdecode(row[0]) for row in db.execute("select path from roots order by id")]


def limits_of(out: Path) -> Limits:
    """The limits a run was done with, so that reading again refuses what it refused."""
    table = read_run(out).get("settings", {}).get("limits", {})
    try:
        return Limits(**table)
    except TypeError:
        return Limits()
