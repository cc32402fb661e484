"""What a worker does in a run's first pass: pages in, lessons out, or what the pages of a whole source taught."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import pipeline
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.workers.outcome import LEARNED, TAUGHT, Announce, Outcome, Outcomes
from cleaner.learn import Learner
from cleaner.lesson import Lesson, lesson_of
from cleaner.read import fetched, open_unit
from cleaner.read.unit import Refusal, Unit, Unread
from cleaner.settings import Settings
from cleaner.wire import encode_row


def teach(units: Sequence[Unit | Unread], settings: Settings, announce: Announce | None = None) -> Outcomes:
    """What each unit teaches, in place of its manifest row; nothing where it cannot be read, the run will say why."""
    lessons = _lessons(units, settings, announce)
    return _told([Outcome("", TAUGHT, encode_row(lesson) if lesson else b"") for lesson in lessons])


def learn(units: Sequence[Unit | Unread], settings: Settings, announce: Announce | None = None) -> Outcomes:
    """What the pages of a source have taught together, in place of the first one's manifest row.

    Where they name several sources, or there is one only, since others failed in the same batch, what each teaches.
    """
    lessons = _lessons(units, settings, announce)
    given = [lesson for lesson in lessons if lesson]
    if len(units) == 1 or len({lesson.source for lesson in given}) != 1:
        return _told([Outcome("", TAUGHT, encode_row(lesson) if lesson else b"") for lesson in lessons])
    learner = Learner()
    for lesson in given:
        learner.add(lesson)
    [taught] = learner.taught()
    first = Outcome("", LEARNED, encode_row(taught))
    return _told([first] + [Outcome("", LEARNED, b"")] * (len(units) - 1))


def _told(rows: list[Outcome]) -> Outcomes:
    return Outcomes(rows, Tally().as_dict())


def _lessons(units: Sequence[Unit | Unread], settings: Settings, announce: Announce | None) -> list[Lesson | None]:
    lessons = []
    for number, unit in enumerate(units):
        if announce is not None:
            announce(number)
        try:
            lessons.append(_one(unit, settings))
        except Exception:  # noqa: BLE001 - the second pass meets it again and names it
            lessons.append(None)
    return lessons


def _one(unit: Unit | Unread, settings: Settings) -> Lesson | None:
    opened = open_unit(fetched(unit, settings.limits), settings.limits)
    return None if isinstance(opened, Refusal) else lesson_of(pipeline.skim(opened.record, settings))
