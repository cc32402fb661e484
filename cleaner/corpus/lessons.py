"""How are templates learned from many records? Workers read the pages, one place counts what they teach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from cleaner import pipeline
from cleaner.corpus.crew import Crew
from cleaner.corpus.outcome import Announce, Outcome, Outcomes
from cleaner.corpus.survey import Survey, read_places, survey
from cleaner.corpus.tally import Tally
from cleaner.corpus.workers import Workers
from cleaner.learn import Learner
from cleaner.lesson import Lesson, lesson_of
from cleaner.page import Template
from cleaner.read import open_unit
from cleaner.read.unit import InputFile, Refusal, Unit
from cleaner.settings import Settings
from cleaner.wire import decode_row, encode_row

PAGES = 60
"""of a source that a run learns from: on the portals that were measured, 12 found what 30 did"""
WORK = "cleaner.corpus.lessons:teach"
_SKIPPED = ("select", "language", "dedup")
_AT_ONCE = 16

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


def learn_all(files: Files, settings: Settings, most: int) -> Learned:
    """The templates of the sources in an input, with workers of its own; records need not say their address."""
    with Workers[_Batch](settings, WORK) as crew:
        return learn_from(files, settings, crew, survey(files(), settings.limits, most, unknown=True))


def learn_from(files: Files, settings: Settings, crew: Crew, found: Survey) -> Learned:
    """The templates of the sources that a survey found, the same for any number of workers."""
    learner = Learner()
    chosen = replace(
        settings, skip=tuple({*settings.skip, *_SKIPPED} - {"metadata"}), fast=True, templates="", sources="none"
    )
    source = _batched(read_places(files(), found.places, settings.limits))
    if found.places:
        crew.turn_to(chosen, WORK)
        with closing(crew.run(source)) as outcomes:
            for _, one in outcomes:
                for row in one.rows:
                    if row.manifest and row.status == "taught":
                        learner.add(_lesson(row.manifest))
    return Learned(learner.templates(), found, learner.pages(), len(found.places))


def _batched(units: Iterator[Unit]) -> Iterator[_Batch]:
    while some := list(islice(units, _AT_ONCE)):
        yield _Batch(some)


def teach(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    """What each unit teaches, in place of its manifest row; nothing where it cannot be read, the run will say why."""
    rows = []
    for number, unit in enumerate(units):
        if announce is not None:
            announce(number)
        try:
            lesson = _one(unit, settings)
        except Exception:  # noqa: BLE001 - the second pass meets it again and names it
            lesson = None
        rows.append(Outcome("", "taught", encode_row(lesson._asdict()) if lesson else b""))
    return Outcomes(rows, Tally().as_dict())


def _one(unit: Unit, settings: Settings) -> Lesson | None:
    opened = open_unit(unit, settings.limits)
    return None if isinstance(opened, Refusal) else lesson_of(pipeline.process(opened.record, settings))


def _lesson(row: bytes) -> Lesson:
    table = decode_row(row)
    paragraphs = [(str(digest), int(length)) for digest, length in table["paragraphs"]]
    return Lesson(table["source"], table["groups"], table["lines"], paragraphs, table["day"])
