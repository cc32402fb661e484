"""What becomes of a batch: units in, rows out. In a worker's process; `Corpus` and `clean page` do it in their own."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import Any

from cleaner import account, pipeline
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.journal.asides import LINES, NAMES
from cleaner.corpus.workers.outcome import Announce, Outcome, Outcomes, refuse
from cleaner.dedup import near
from cleaner.dedup.paragraph import digests_of
from cleaner.dedup.story import names_of
from cleaner.read import fetched, open_unit
from cleaner.read.unit import Refusal, Unit, Unread
from cleaner.settings import Settings
from cleaner.wire import encode_row

OUT_OF_MEMORY = "out of memory"
_FOREIGN = frozenset(("language.span", "language.script"))


def work(units: Sequence[Unit | Unread], settings: Settings, announce: Announce | None = None) -> Outcomes:
    """Clean every unit; one that fails is refused with the reason, whatever was raised."""
    tally = Tally()
    rows = []
    for number, one in enumerate(units):
        if announce is not None:
            announce(number)
        unit = fetched(one, settings.limits)
        try:
            rows.append(_one(unit, settings, tally))
        except MemoryError:
            rows.append(refuse(unit, OUT_OF_MEMORY, tally))
        except Exception as error:  # noqa: BLE001 - whatever a page breaks, it must not take the others along
            rows.append(refuse(unit, _what_broke(error), tally))
    return Outcomes(rows, tally.as_dict())


def _one(unit: Unit, settings: Settings, tally: Tally) -> Outcome:
    opened = open_unit(unit, settings.limits)
    if isinstance(opened, Refusal):
        return refuse(unit, opened.reason, tally)
    record, notes = opened
    page = pipeline.process(record, settings, tally.seconds, whole="select" in settings.skip)
    written = account.write_row(page, fast=settings.fast)
    manifest = written.row
    kept = manifest["status"] == "kept"
    row = account.document_row(page, written.text) if kept else {}
    mark = b""
    if kept and settings.compares:
        spoilt = sum(written.edits.get(rule, 0) for rule in _FOREIGN)
        mark = near.remember(row, near=settings.sketches, spoilt=spoilt)
    tally.count_written(written)
    tally.hosts.count(page, manifest["characters"], templated="select.template" in written.edits)
    for note in (*notes, *page.notes):
        tally.note(note, record.id)
    if settings.stories:
        manifest["story"] = record.id
        row |= {"story": record.id} if kept else {}
    outcome = Outcome(record.id, manifest["status"], encode_row(manifest), encode_row(row) if kept else b"", mark)
    return outcome._replace(
        asides=_asides(row, settings) if mark else (), spoilt=page.spoilt and settings.foreign == "restore"
    )


def _asides(row: dict[str, Any], settings: Settings) -> tuple[tuple[int, bytes], ...]:
    """What else is remembered of a document."""
    kept = [(NAMES, names_of(row["text"], row["title"]))] if settings.stories else []
    if "paragraph" in settings.dedup:
        kept.append((LINES, digests_of(row["text"])))
    return tuple(kept)


def _what_broke(error: Exception) -> str:
    """The error in one line, and the place in our own code where it came up."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if "cleaner" in frame.filename]
    place = f" in {own[-1].name}, line {own[-1].lineno}" if own else ""
    return " ".join(f"{type(error).__name__}: {error}{place}".split())[:500]
