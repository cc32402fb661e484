"""How much of everything is there? Sums over all records, by status, fate, rule, source and language.

Memory is bounded by the number of rules and sources, never by that of records: sources beyond `MOST_SOURCES` are
counted together.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from cleaner.report.rows import Row, site

MOST_SOURCES = 50_000
SHOWN_SOURCES = 400
OTHERS = "(other sources)"
NAMELESS = "(no address)"
BINS = 20
_LANGUAGE = re.compile(r"\b([a-z]{2,3})\b")


class RuleSums:
    """What one rule did."""

    __slots__ = ("changed", "changes", "documents", "removals", "removed")

    def __init__(self) -> None:
        self.documents = self.removals = self.removed = self.changes = self.changed = 0

    def as_row(self) -> dict[str, int]:
        """`removals` and `changes` are stretches, `removed` and `changed` characters of the source."""
        return {name: getattr(self, name) for name in self.__slots__}


class SourceSums:
    """What became of one source's records."""

    __slots__ = ("copies", "dropped", "kept", "pages", "quarantined", "readable", "rewritten", "rules", "saved")

    def __init__(self) -> None:
        self.pages = self.kept = self.copies = self.dropped = self.quarantined = 0
        self.readable = self.saved = self.rewritten = 0
        self.rules: Counter[str] = Counter()

    def as_row(self, name: str) -> dict[str, Any]:
        """`share` is the part of the readable characters of records that are no copies which was kept."""
        counts = ("pages", "kept", "copies", "dropped", "quarantined", "readable", "rewritten")
        return {
            "name": name,
            **{what: getattr(self, what) for what in counts},
            "share": round(self.saved / self.readable, 4) if self.readable else None,
            "rules": self.rules.most_common(4),
        }


class Tables:
    """The sums of a report."""

    def __init__(self) -> None:
        self.records = 0
        self.status: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {"dropped": Counter(), "quarantined": Counter()}
        self.characters: Counter[str] = Counter()
        self.copied = 0
        """readable characters of copies"""
        self.rules: dict[str, RuleSums] = {}
        self.sources: dict[str, SourceSums] = {}
        self.languages: Counter[str] = Counter()
        self.declared: Counter[tuple[str, str]] = Counter()
        """(declared, found) where they differ"""
        self.foreign: dict[str, list[int]] = {}
        """language → documents, stretches, characters"""
        self.flags: Counter[str] = Counter()
        self.shares = [0] * BINS
        self.confidences = [0] * BINS
        self.clusters: Counter[int] = Counter()
        """hash of a cluster's name → its copies"""

    def add(self, row: Row) -> None:
        """Count a record."""
        self.records += 1
        self.status[row.status] += 1
        if row.status != "kept":
            self.reasons[row.status][row.reason.partition(":")[0]] += 1
        sums = row.characters
        for fate in ("source", "markup", "kept", "rewritten", "removed"):
            self.characters[fate] += getattr(sums, fate)
        if row.is_copy:
            self.copied += sums.readable
            self.clusters[hash(row.cluster)] += 1
        removed = self._add_edits(row)
        self._add_source(row, removed)
        self._add_document(row)

    def _add_edits(self, row: Row) -> Counter[str]:
        """Count the edits; the characters that each rule removed from this record."""
        removed: Counter[str] = Counter()
        changed: Counter[str] = Counter()
        seen: set[str] = set()
        for edit in row.edits:
            rule = edit.rule
            sums = self.rules.get(rule)
            if sums is None:
                sums = self.rules[rule] = RuleSums()
            length = edit.end - edit.start
            if edit.text:
                sums.changes += 1
                changed[rule] += length
            else:
                sums.removals += 1
                removed[rule] += length
            if rule.startswith("language."):
                self._add_foreign(edit.note, length, seen)
        for rule, length in removed.items():
            self.rules[rule].removed += length
        for rule, length in changed.items():
            self.rules[rule].changed += length
        for rule in removed.keys() | changed.keys():
            self.rules[rule].documents += 1
        return removed

    def _add_foreign(self, note: str, length: int, seen: set[str]) -> None:
        found = _LANGUAGE.search(note)
        code = found[1] if found else "?"
        sums = self.foreign.setdefault(code, [0, 0, 0])
        sums[0] += code not in seen
        seen.add(code)
        sums[1] += 1
        sums[2] += length

    def _add_source(self, row: Row, removed: Counter[str]) -> None:
        name = site(row.host) or NAMELESS
        sums = self.sources.get(name)
        if sums is None:
            if len(self.sources) >= MOST_SOURCES:
                name = OTHERS
            sums = self.sources.setdefault(name, SourceSums())
        sums.pages += 1
        if row.is_copy:
            sums.copies += 1
            return
        setattr(sums, row.status, getattr(sums, row.status) + 1)
        sums.readable += row.characters.readable
        sums.saved += row.characters.kept + row.characters.rewritten
        sums.rewritten += row.characters.rewritten
        sums.rules.update(removed)

    def _add_document(self, row: Row) -> None:
        for flag in row.flags:
            self.flags[flag] += 1
        if row.status != "kept":
            return
        self.languages[row.language.code] += 1
        self.shares[_bin(row.share)] += 1
        if row.confidence is not None:
            self.confidences[_bin(row.confidence)] += 1
        declared = row.language.declared.partition("-")[0].lower()
        if declared and row.language.code and declared != row.language.code:
            self.declared[declared, row.language.code] += 1


def _bin(share: float) -> int:
    return min(BINS - 1, max(0, int(share * BINS)))
