"""Where outcomes become parts: ids made unique, copies dropped, rows written, all in the order of the input."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.journal.asides import SPOILT, pack_unit
from cleaner.corpus.journal.memory import Place
from cleaner.corpus.journal.state import Part, Position, State
from cleaner.corpus.output.quarantine import Quarantine
from cleaner.corpus.output.run_log import Log
from cleaner.corpus.workers.outcome import Outcome, Outcomes
from cleaner.dedup import exact
from cleaner.dedup.drop import name_copy
from cleaner.read import fetched
from cleaner.read.unit import Unit, Unread
from cleaner.settings import Settings
from cleaner.wire import decode_row, encode_row, split_object
from cleaner.write import parquet
from cleaner.write.jsonl import JsonlFile, part_name, sync_file
from cleaner.write.text import TextFolder

FOLDERS = ("documents", "manifest")


class Ledger:
    """The output of a run. Outcomes are added in input order; `close_part` makes them last.

    `at_once` drops a document of the same words as an earlier one when it is added; else copies are looked for when all
    documents are there (`settle`).
    """

    def __init__(self, state: State, settings: Settings, *, at_once: bool = False) -> None:
        last = state.last_part()
        self.state = state
        self.number = last.number + 1
        self.records = 0
        """of the part that is being written"""
        self.total = Tally()
        """of all parts, this one included"""
        self.count_again()
        self._limits = settings.limits
        self._packing, self._stories = settings.compress, settings.stories
        self._at_once = at_once
        self._documents = 0
        self._tally = Tally()
        self._columns = settings.format == "parquet"
        self._files: dict[str, JsonlFile | parquet.ParquetFile] = {}
        self._texts = TextFolder(state.out) if settings.format == "txt" else None
        self._log = Log(state.out)
        self._sweep()
        self._quarantine = Quarantine(state.out, last.quarantined, last.indexed)

    def count_again(self) -> None:
        """Take the sums of all parts from the journal, where settling has changed them."""
        self.total = total_of(self.state)

    def _sweep(self) -> None:
        """Remove what a killed run left: parts that the journal does not know."""
        for folder in (self.state.out / name for name in FOLDERS):
            folder.mkdir(exist_ok=True)
            for file in folder.glob("part-*"):
                number = file.name.removeprefix("part-").partition(".")[0]
                if file.name.endswith(".tmp") or (number.isdigit() and int(number) >= self.number):
                    file.unlink()

    def pass_over(self, passed: Counter[str]) -> None:
        """Count what is no record."""
        self._tally.passed += passed
        self.total.passed += passed

    def add(self, units: Iterable[Unit | Unread], outcomes: Outcomes) -> list[Outcome]:
        """Write a batch's outcomes; what they became once ids and copies were looked at."""
        if not outcomes.rows:
            return []
        if not self._files:
            self.state.begin_part()
            for folder in FOLDERS:
                self._files[folder] = self._open(self.state.out / folder)
        tally = Tally()
        tally.add(outcomes.tally)
        written = [self._add_one(unit, outcome, tally) for unit, outcome in zip(units, outcomes.rows, strict=True)]
        counts = tally.as_dict()
        self._tally.add(counts)
        self.total.add(counts)
        return written

    def _open(self, folder: Path) -> JsonlFile | parquet.ParquetFile:
        if self._columns and folder.name == "documents":
            return parquet.ParquetFile(folder / parquet.part_name(self.number), self._packing, stories=self._stories)
        return JsonlFile(folder / part_name(self.number, self._packing), self._packing)

    def _add_one(self, unit: Unit | Unread, outcome: Outcome, tally: Tally) -> Outcome:
        self.records += 1
        name = self.state.claim_id(outcome.id, self.number)
        if name != outcome.id:
            tally.note("id was taken, a number was added", name)
            outcome = _renamed(outcome, name)
        if outcome.memory:
            first = self.state.claim_digest(outcome.digest, name) if self._at_once else name
            if first != name:
                outcome = _dropped_copy(outcome, first, tally)
            else:
                place = Place(self.number, self.records - 1, self._documents)
                asides = (*outcome.asides, (SPOILT, pack_unit(fetched(unit, self._limits)) if outcome.spoilt else b""))
                self.state.memory.add(place, name, outcome.memory, asides)
        if outcome.status == "quarantined":
            self._quarantine.add(fetched(unit, self._limits), name, outcome.reason)
            self._log.say("quarantined", id=name, reason=outcome.reason)
        self._files["manifest"].write(outcome.manifest)
        if outcome.document:
            self._documents += 1
            self._files["documents"].write(outcome.document)
            if self._texts:
                self._texts.write(outcome.document)
        return outcome

    def close_part(self, end: Position) -> None:
        """Put the part in place and enter it in the journal; `end` is where the next part begins."""
        if not self._files:
            self.state.move_end(end, self._tally.passed)
            self._tally = Tally()
            return
        for file in self._files.values():
            file.finish()
            file.put_in_place()
        indexed = self._quarantine.sync()
        for folder in (*FOLDERS, "quarantine"):
            sync_file(self.state.out / folder)
        if self._texts or self._tally.status["quarantined"]:
            os.sync()
        self.state.memory.enter_sums(self.number, {folder: file.sum for folder, file in self._files.items()})
        part = Part(self.number, self.records, end, self._quarantine.count, indexed, self._tally.as_dict())
        self.state.commit_part(part)
        self._log.say("part", number=self.number, records=self.records, **self._tally.status)
        self._files = {}
        self._tally = Tally()
        self.number += 1
        self.records = self._documents = 0

    def close(self) -> None:
        """Let go of everything; the part that is not closed leaves nothing."""
        for file in self._files.values():
            file.discard()
        self._files = {}
        self._quarantine.close()


def _renamed(outcome: Outcome, name: str) -> Outcome:
    manifest: dict[str, Any] = decode_row(outcome.manifest)
    manifest.update(id=name, cluster=name, **({"story": name} if "story" in manifest else {}))
    document = outcome.document
    if document:
        row = decode_row(document)
        document = encode_row({**row, "id": name, **({"story": name} if "story" in row else {})})
    return outcome._replace(id=name, manifest=encode_row(manifest), document=document)


def _dropped_copy(outcome: Outcome, first: str, tally: Tally) -> Outcome:
    manifest = split_object(outcome.manifest)
    fate = {"of": first, "rule": exact.RULE, "dropped": True, "similarity": 1.0, "contained": 1.0}
    tally.recount(name_copy(manifest, fate | {"note": "the same words"}))
    return outcome._replace(status="dropped", manifest=encode_row(manifest), document=b"")


def total_of(state: State) -> Tally:
    """The sums of all parts that the journal knows."""
    total = Tally()
    for part in state.parts():
        total.add(part.tally)
    return total
