"""What becomes of a run's documents once all are there: who is whose copy, and what copies tell.

Pages are written as they are cleaned, and only when all are there is it known which stand for which. Then the fates
are entered in the journal in one go and carried out (`settling/carry_out.py`): what is decided is not decided again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.corpus.copies.against import Earlier, check_parameters
from cleaner.corpus.copies.alarms import find_alarms
from cleaner.corpus.copies.clusters import find_copies
from cleaner.corpus.copies.documents import Library, Shelf
from cleaner.corpus.journal.state import State
from cleaner.corpus.settling.carry_out import carry_out
from cleaner.corpus.settling.fates import Fates
from cleaner.corpus.settling.paragraphs import Repeats, find_repeats
from cleaner.corpus.settling.stories import find_stories
from cleaner.dedup.members import Members
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Tell


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
    with (
        closing(Earlier(settings.against, state.out, near=near)) as earlier,
        closing(Shelf([_library(state), *earlier.libraries])) as shelf,
    ):
        alike = find_copies(shelf, settings.keep, near=near, tell=tell, jobs=settings.jobs) if near else Members()
        found = alike if "near" in settings.dedup else _same(shelf, settings)
        fates = Fates(shelf, found, dropped=settings.keep != "all")
        repeats = find_repeats(shelf, fates.gone) if "paragraph" in settings.dedup else Repeats({}, [])
        alarms = (*(find_alarms(shelf, found) if settings.keep != "all" else ()), *repeats.alarms)
        if alarms and settings.strict:
            return Settled(alarms=alarms, held=True)
        fates.lines = repeats.cuts
        leads = find_stories(shelf, fates.gone) if settings.stories else {}
        asides = fates.tell_stories(leads) if settings.stories else []
        mended: Iterable[tuple[int, dict[str, Any]]] = ()
        if settings.foreign == "restore":
            mended = _mended(shelf, fates, alike, leads, cleaning or settings)
        state.memory.decide(fates.numbered(mended), asides)
    if tell:
        tell("writing what was decided of copies")
    carry_out(state, settings)
    heads = np.sort(found.representatives)  # np.unique loads a module for this, .02 s
    clusters = int(np.count_nonzero(np.diff(heads))) + min(len(heads), 1)
    return Settled(len(found), clusters, alarms, restored=fates.mended)


def _library(state: State) -> Library:
    return Library(state.out, state.memory, state.memory.entries(state.out))


def _same(shelf: Shelf, settings: Settings) -> Members:
    return find_copies(shelf, settings.keep, near=False) if "exact" in settings.dedup else Members()


def _mended(
    shelf: Shelf, fates: Fates, copies: Members, leads: dict[int, int], settings: Settings
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of pages that get words back: copies of one another tell first, then articles on one event."""
    from cleaner.corpus.settling.restore import groups_of, restored  # noqa: PLC0415 - the one thing here that cleans pages

    alike = groups_of(shelf, ((copy.row, copy.representative) for copy in copies))
    events = groups_of(shelf, ((row, lead) for row, lead in leads.items() if row != lead))
    return restored(shelf, alike + events, fates.gone, settings)
