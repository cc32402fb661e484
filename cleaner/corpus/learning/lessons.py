"""How are templates learned from many records? Workers read the pages, one place counts what they teach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleaner.corpus.learning.survey import Most, Survey, read_places, survey, whole_sources
from cleaner.corpus.workers.crew import Crew
from cleaner.corpus.workers.outcome import LEARNED, TAUGHT
from cleaner.corpus.workers.pool import Workers
from cleaner.learn import Learner
from cleaner.lesson import Lesson
from cleaner.page import Template
from cleaner.read.unit import InputFile, Unit, Unread
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Tell
from cleaner.wire import decoder

MOST = Most(rows=60, pages=20)
"""of a source that a run learns from: on the portals that were measured, 12 found what 30 did, and of HTML pages
templates hardly drop a line that nothing else does"""
WORK, WHOLE = "cleaner.corpus.learning.teaching:teach", "cleaner.corpus.learning.teaching:learn"
"""what workers do to pages, and to all those of a source at once"""
_AT_ONCE = 16
_lesson_in, _template_in = decoder(Lesson), decoder(Template)

Files = Callable[[], Iterable[tuple[int, InputFile]]]
"""the files of an input, each with its number; asked for twice"""


class _Batch(NamedTuple):
    units: list[Unit | Unread]


class Learned(NamedTuple):
    """The templates, and what they were learned from."""

    templates: dict[str, Template]
    survey: Survey
    articles: dict[str, int]
    """seen of each source, copies not counted"""
    read: int
    """records that were opened"""


def learn_all(files: Files, settings: Settings, most: Most) -> Learned:
    """The templates of the sources in an input, with workers of its own; records need not say their address."""
    with Workers[_Batch](settings, WORK) as crew:
        return learn_from(files, settings, crew, survey(files(), settings.limits, most, unknown=True))


def learn_from(files: Files, settings: Settings, crew: Crew, found: Survey, tell: Tell | None = None) -> Learned:
    """The templates of the sources that a survey found, the same for any number of workers.

    A source whose pages are files of their own is one batch, and counted by the worker that reads it: one process that
    counted all would hold the others up. What lies in files of many records is read in its order and counted here.
    """
    learner = Learner()
    taught: list[Template] = []
    read = 0
    places = found.places
    chosen = replace(settings, templates="", sources="none")
    whole = whole_sources(files(), found) if places else {}
    rest = [place for host, some in found.chosen.items() if host not in whole for place in some]
    others = _batched(read_places(files(), sorted([*rest, *found.unknown]), settings.limits))
    for work, batches in ((WHOLE, _announced(whole.values())), (WORK, others)):
        crew.turn_to(chosen, work)
        with closing(crew.run(batches)) as outcomes:
            for _, one in outcomes:
                read += len(one.rows)
                if tell:
                    tell(f"{read:,} of {len(places):,} pages read")
                for row in one.rows:
                    if row.manifest and row.status == TAUGHT:
                        learner.add(_lesson_in(row.manifest))
                    elif row.manifest and row.status == LEARNED:
                        taught.append(_template_in(row.manifest))
    sources = {one.source: one for one in (*learner.taught(), *taught)}
    templates = {name: one for name, one in sources.items() if one.lines}
    return Learned(templates, found, {name: one.pages for name, one in sources.items()}, len(places))


def _announced(sources: Iterable[list[Unread]]) -> Iterator[_Batch]:
    for units in sources:
        for unit in units:
            unit.announce()
        yield _Batch([*units])


def _batched(units: Iterator[Unit | Unread]) -> Iterator[_Batch]:
    while some := list(islice(units, _AT_ONCE)):
        yield _Batch(some)
