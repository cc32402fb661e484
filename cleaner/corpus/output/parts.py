"""How is an output folder read again? Its parts in order, the rows of a part, its journal.

Whoever only reads it changes nothing there: a run may be going on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cleaner.columns import read_documents
from cleaner.corpus.journal.state import APPLICATION_ID, SCHEMA
from cleaner.errors import MachineError, UsageError
from cleaner.packing import unpack_stream
from cleaner.wire import decode_row, encode_row


def check_output(out: Path) -> None:
    """UsageError where a folder is no output of ours, or its journal cannot be read."""
    if not (out / "state.sqlite").is_file():
        raise UsageError(f"{out}: is no output of `clean run`; give the folder that was its OUT")
    with reading_journal(out) as db:
        ours = tuple(db.execute(f"pragma {mark}").fetchone()[0] for mark in ("application_id", "user_version"))
    if ours != (APPLICATION_ID, SCHEMA):
        raise UsageError(f"{out / 'state.sqlite'}: is no journal of this version; the output needs its own")


def open_journal(out: Path) -> sqlite3.Connection:
    """The journal, to read only: a run may be going on."""
    return sqlite3.connect(f"{(out / 'state.sqlite').absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def reading_journal(out: Path) -> Iterator[sqlite3.Connection]:
    """The journal while it is read. UsageError where it is damaged, MachineError where another program holds it."""
    path = out / "state.sqlite"
    try:
        with closing(open_journal(out)) as db:
            yield db
    except sqlite3.OperationalError as error:
        raise MachineError(f"{path}: {error}; mend that, or wait for the program that has it open") from error
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{path}: cannot be read ({error}); the output needs its journal") from error


def part_files(out: Path, folder: str) -> list[Path]:
    """The finished parts, in order. A folder that is gone has none; PermissionError of one that may not be read."""
    try:
        files = list((out / folder).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(file for file in files if file.name.startswith("part-") and not file.name.endswith(".tmp"))


def missing_parts(out: Path, numbers: Iterable[int]) -> str:
    """The first part that has no file, and how many more have none, with the verb for them; empty where all have."""
    wanted = [f"part-{number:05}" for number in numbers]
    gone = []
    for folder in ("documents", "manifest"):
        there = {file.name.partition(".")[0] for file in part_files(out, folder)}
        gone += [f"{folder}/{name}" for name in wanted if name not in there]
    if len(gone) > 1:
        return f"{gone[0]} and {len(gone) - 1} more are"
    return f"{gone[0]} is" if gone else ""


@contextmanager
def sound(file: Path) -> Iterator[None]:
    """A part while it is read. Raises UsageError where its bytes are none that this program writes."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise _damaged(file, error) from error  # as Arrow has it
    except ValueError as error:  # packed bytes, JSON, columns
        raise _damaged(file, error) from error


def _damaged(file: Path, error: Exception) -> UsageError:
    return UsageError(f"{file}: is damaged ({error}); put it back as it was; `clean verify` tells what else is broken")


def read_lines(file: Path) -> Iterator[bytes]:
    """The lines of a part of the manifest, packed or not, without their line feeds."""
    rest = b""
    with file.open("rb") as handle:
        for chunk in unpack_stream(handle):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
    if rest:
        yield rest


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a part, packed or not, as lines or in columns. Raises UsageError where it is damaged."""
    with sound(file):
        yield from read_documents(file) if file.suffix == ".parquet" else map(decode_row, read_lines(file))


def row_lines(file: Path) -> Iterator[bytes]:
    """The rows of a part as JSON, each with its line feed: as they lie there, if they are lines."""
    if file.suffix == ".parquet":
        return map(encode_row, read_rows(file))
    return (line + b"\n" for line in read_lines(file))
