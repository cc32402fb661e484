"""What a worker does in a run's first pass: pages in, lessons out."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import pipeline
from cleaner.corpus.outcome import Announce, Outcome, Outcomes
from cleaner.corpus.tally import Tally
from cleaner.lesson import Lesson, lesson_of
from cleaner.read import open_unit
from cleaner.read.unit import Refusal, Unit
from cleaner.settings import Settings
from cleaner.wire import encode_row


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
        rows.append(Outcome("", "taught", encode_row(lesson) if lesson else b""))
    return Outcomes(rows, Tally().as_dict())


def _one(unit: Unit, settings: Settings) -> Lesson | None:
    opened = open_unit(unit, settings.limits)
    return None if isinstance(opened, Refusal) else lesson_of(pipeline.skim(opened.record, settings))
