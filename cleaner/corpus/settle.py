"""What becomes of a run's documents once all are there: who is whose copy, and what copies tell.

Pages are written as they are cleaned, and only when all are there is it known which stand for which. Then the fates
are entered in the journal in one go and carried out (`corpus/carry.py`): what is decided is not decided again.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import closing
from typing import Any, NamedTuple

from cleaner.corpus.alarms import find_alarms
from cleaner.corpus.carry import carry_out
from cleaner.corpus.copies import Found, Tell, fate_of, find_copies
from cleaner.corpus.earlier import Earlier, check_parameters
from cleaner.corpus.heal import groups_of, restored
from cleaner.corpus.memory import STORY
from cleaner.corpus.paragraphs import Repeats, find_repeats
from cleaner.corpus.shelf import Library, Shelf
from cleaner.corpus.state import State
from cleaner.corpus.stories import find_stories
from cleaner.settings import Settings


class Settled(NamedTuple):
    """What settling did: copies found, documents that stand for them, and what looks wrong."""

    copies: int = 0
    clusters: int = 0
    alarms: tuple[str, ...] = ()
    held: bool = False
    """whether nothing was dropped because of the alarms"""
    restored: int = 0
    """documents that got words back from a copy"""


def settle(state: State, settings: Settings, cleaning: Settings | None = None, tell: Tell | None = None) -> Settled:
    """Decide what becomes of the documents that are undecided, and carry out what was decided.

    `cleaning` are the settings they were cleaned with, templates included, where those are others. With `strict`
    nothing is decided where something looks wrong; `tell` hears how far it is. Raises UsageError where the documents
    to compare with were remembered in another way.
    """
    carry_out(state, settings)
    if not state.memory.has_open():
        return Settled()
    near = settings.sketches
    state.remember("sketches", check_parameters(state.recall("sketches"), str(state.out), near=near))
    with closing(Earlier(settings.against, near=near)) as earlier:
        shelf = Shelf([Library(state.out, state.memory, state.memory.entries()), *earlier.libraries])
        alike = find_copies(shelf, settings.keep, near=near, tell=tell) if near else []
        found = alike if "near" in settings.dedup else _same(shelf, settings)
        fates = _copies(shelf, found, settings)
        gone = {row for row, fate in fates.items() if fate["dropped"]}
        repeats = find_repeats(shelf, gone) if "paragraph" in settings.dedup else Repeats({}, [])
        alarms = (*(find_alarms(shelf, found) if settings.keep != "all" else ()), *repeats.alarms)
        if alarms and settings.strict:
            return Settled(alarms=alarms, held=True)
        for row, lines in repeats.cuts.items():
            fates.setdefault(row, {"dropped": False})["lines"] = lines
        leads = find_stories(shelf, gone) if settings.stories else {}
        healed = 0
        if settings.foreign == "restore":
            for row, rows in restored(shelf, _groups(shelf, alike, leads), gone, cleaning or settings):
                fates.setdefault(row, {"dropped": False})["rows"] = rows
                healed += 1
        asides = _tell_stories(shelf, fates, found, leads) if settings.stories else []
        places = state.memory.places(int(shelf.numbers[row]) for row in fates)
        numbered = [(int(shelf.numbers[row]), fate) for row, fate in fates.items()]
    state.memory.decide(((number, places[number], fate) for number, fate in numbered), asides)
    carry_out(state, settings)
    clusters = len({copy.representative for copy in found})
    return Settled(len(found), clusters, alarms, restored=healed)


def _same(shelf: Shelf, settings: Settings) -> list[Found]:
    return find_copies(shelf, settings.keep, near=False) if "exact" in settings.dedup else []


def _copies(shelf: Shelf, found: Iterable[Found], settings: Settings) -> dict[int, dict[str, Any]]:
    """The fates of copies, by row of the shelf."""
    found = list(found)
    names = shelf.names({copy.representative for copy in found})
    dropped = settings.keep != "all"
    return {
        copy.row: {
            "dropped": dropped,
            "copy": fate_of(shelf, copy, names[copy.representative], dropped=dropped),
        }
        for copy in found
    }


def _groups(shelf: Shelf, copies: Iterable[Found], leads: dict[int, int]) -> list[list[int]]:
    """Rows whose pages may tell what stood in one another: copies first, then articles on one event."""
    alike = groups_of(shelf, ((copy.row, copy.representative) for copy in copies))
    return alike + groups_of(shelf, ((row, lead) for row, lead in leads.items() if row != lead))


def _tell_stories(
    shelf: Shelf, fates: dict[int, dict[str, Any]], found: Iterable[Found], leads: dict[int, int]
) -> list[tuple[int, int, bytes]]:
    """Enter in the fates whom each new document's story is called after; what is remembered of it for later runs."""
    heads = {row: lead for row, lead in leads.items() if shelf.new[row] and (lead != row or row in fates)}
    heads |= {
        copy.row: leads.get(copy.representative, copy.representative) for copy in found if fates[copy.row]["dropped"]
    }
    names = shelf.names(set(heads.values()))
    for row, head in heads.items():
        fates.setdefault(row, {"dropped": False})["story"] = names[head]
    return [
        (STORY, int(shelf.numbers[row]), struct.pack("<q", int(shelf.numbers[lead])))
        for row, lead in leads.items()
        if shelf.new[row] and lead != row
    ]
