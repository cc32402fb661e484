"""What becomes of a run's copies: decided once, then carried out part by part.

Pages are written as they are cleaned, and only when all are there is it known which stand for which. Then the fates
are entered in the journal in one go, and every part that holds a copy is written anew beside the old one and put in
its place. A kill at any moment loses nothing: what is decided is not decided again, and what is written aside is put
in place by the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.alarms import find_alarms
from cleaner.corpus.copies import Library, Shelf, fate_of, find_copies
from cleaner.corpus.earlier import Earlier, check_parameters
from cleaner.corpus.lookup import read_rows
from cleaner.corpus.state import State
from cleaner.corpus.tally import Tally
from cleaner.corpus.texts import part_file
from cleaner.dedup.drop import name_copy
from cleaner.settings import Settings
from cleaner.wire import encode_row
from cleaner.write.jsonl import JsonlFile, sync_file
from cleaner.write.parquet import ParquetFile
from cleaner.write.text import TextFolder

ASIDE = "settled-"
FOLDERS = ("documents", "manifest")


class Settled(NamedTuple):
    """What settling did: copies found, documents that stand for them, and what looks wrong."""

    copies: int = 0
    clusters: int = 0
    alarms: tuple[str, ...] = ()
    held: bool = False
    """whether nothing was dropped because of the alarms"""


def settle(state: State, settings: Settings) -> Settled:
    """Find the copies among the documents that are undecided, and carry out what was decided.

    With `strict` nothing is decided where something looks wrong. Raises UsageError where the documents to compare with
    were remembered in another way.
    """
    carry_out(state, settings)
    if not state.memory.has_open():
        return Settled()
    near = "near" in settings.dedup
    state.remember("sketches", check_parameters(state.recall("sketches"), str(state.out), near=near))
    with closing(Earlier(settings.against, near=near)) as earlier:
        shelf = Shelf([Library(state.out, state.memory, state.memory.entries()), *earlier.libraries])
        found = find_copies(shelf, settings.keep, near=near)
        alarms = tuple(find_alarms(shelf, found)) if settings.keep != "all" else ()
        if alarms and settings.strict:
            return Settled(alarms=alarms, held=True)
        names = shelf.names({copy.representative for copy in found})
        numbers = [int(shelf.numbers[copy.row]) for copy in found]
        places = state.memory.places(numbers)
        dropped = settings.keep != "all"
        fates = [fate_of(shelf, copy, names[copy.representative], dropped=dropped) for copy in found]
    state.memory.decide((number, places[number], fate) for number, fate in zip(numbers, fates, strict=True))
    carry_out(state, settings)
    return Settled(len(found), len(names), alarms)


def carry_out(state: State, settings: Settings) -> None:
    """Write the parts anew that hold copies, those of a killed run included."""
    for part in state.memory.parts_to_settle():
        if not state.memory.is_placed(part):
            _write_aside(state, settings, part)
        _put_in_place(state, part)


def _write_aside(state: State, settings: Settings, part: int) -> None:
    fates = state.memory.fates(part)
    tally = Tally()
    tally.add(state.memory.tally(part))
    texts = TextFolder(state.out) if settings.format == "txt" else None
    gone = {row for row, fate in fates.values() if fate["dropped"]}

    def mark(record: int, row: dict[str, Any]) -> dict[str, Any]:
        if record in fates:
            tally.count(row, -1)
            name_copy(row, fates[record][1])
            tally.count(row)
        return row

    def keep(number: int, row: dict[str, Any]) -> dict[str, Any] | None:
        if number not in gone:
            return row
        if texts:
            texts.remove(row["id"])
        return None

    _rewrite(part_file(state.out, "manifest", part), settings, mark)
    _rewrite(part_file(state.out, "documents", part), settings, keep)
    state.memory.place(part, tally.as_dict())


def _rewrite(file: Path, settings: Settings, change: Callable[[int, dict[str, Any]], dict[str, Any] | None]) -> None:
    """Write a part's file aside, each row as `change` gives it."""
    kind = ParquetFile if file.suffix == ".parquet" else JsonlFile
    aside = kind(file.with_name(ASIDE + file.name), settings.compress)
    for number, row in enumerate(read_rows(file)):
        changed = change(number, row)
        if changed is not None:
            aside.write(encode_row(changed))
    aside.put_in_place()


def _put_in_place(state: State, part: int) -> None:
    for folder in FOLDERS:
        for file in _aside(state.out / folder, part):
            file.replace(file.with_name(file.name.removeprefix(ASIDE)))
        sync_file(state.out / folder)
    state.memory.done(part)


def _aside(folder: Path, part: int) -> Iterator[Path]:
    for file in sorted(folder.glob(f"{ASIDE}part-{part:05}.*")):
        if file.name.endswith(".tmp"):
            file.unlink()
        else:
            yield file
