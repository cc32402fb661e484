"""How are templates learned from many records? Workers read the pages, one place counts what they teach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleaner.corpus.crew import Crew
from cleaner.corpus.survey import Most, Survey, read_places, survey
from cleaner.corpus.workers import Workers
from cleaner.learn import Learner
from cleaner.lesson import Lesson
from cleaner.page import Template
from cleaner.read.unit import InputFile, Unit
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.meter import Tell
from cleaner.wire import decoder

MOST = Most(rows=60, pages=20)
"""of a source that a run learns from: on the portals that were measured, 12 found what 30 did, and of HTML pages
templates hardly drop a line that nothing else does"""
WORK = "cleaner.corpus.teaching:teach"
_AT_ONCE = 16
_lesson_in = decoder(Lesson)

Files = Callable[[], Iterable[tuple[int, InputFile]]]
"""the files of an input, each with its number; asked for twice"""


class _Batch(NamedTuple):
    units: list[Unit]


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
    """The templates of the sources that a survey found, the same for any number of workers."""
    learner = Learner()
    read = 0
    chosen = replace(settings, templates="", sources="none")
    source = _batched(read_places(files(), found.places, settings.limits))
    if found.places:
        crew.turn_to(chosen, WORK)
        with closing(crew.run(source)) as outcomes:
            for _, one in outcomes:
                read += len(one.rows)
                if tell:
                    tell(f"{read:,} of {len(found.places):,} pages read")
                for row in one.rows:
                    if row.manifest and row.status == "taught":
                        learner.add(_lesson_in(row.manifest))
    return Learned(learner.templates(), found, learner.pages(), len(found.places))


def _batched(units: Iterator[Unit]) -> Iterator[_Batch]:
    while some := list(islice(units, _AT_ONCE)):
        yield _Batch(some)
