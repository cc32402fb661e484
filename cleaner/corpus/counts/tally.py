"""What happened to many records, in numbers: what `run.json` and the summary say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.corpus.counts.hosts import Hosts

if TYPE_CHECKING:
    from cleaner.account import Written
    from cleaner.dedup.drop import Named

try:
    from cleaner._ledger import count_edits
except ImportError:
    from cleaner.ledger import count_edits

EXAMPLES = 3
"""How many ids stand beside an odd thing."""

_COUNTERS = (
    "status", "dropped", "quarantined", "flags", "confidence", "characters", "removed", "changed", "passed",
)  # fmt: skip


class Tally:
    """Counts that add up: by status, reason, fate of characters, rule, seconds by stage; odd things with examples."""

    __slots__ = (*_COUNTERS, "hosts", "notes", "seconds")

    def __init__(self) -> None:
        self.status: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        """documents by the reason they were dropped for"""
        self.quarantined: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        """records by the states they are in"""
        self.confidence: Counter[str] = Counter()
        """kept records by tenths of confidence: `0.9` for those from .9 to 1"""
        self.characters: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        """characters by the rule that removed them"""
        self.changed: Counter[str] = Counter()
        """characters by the rule that rewrote them"""
        self.passed: Counter[str] = Counter()
        """what lay in archives and is no page"""
        self.seconds: dict[str, float] = {}
        """by stage"""
        self.hosts = Hosts()
        self.notes: dict[str, list[Any]] = {}
        """`[count, id, id, id]` of each odd thing"""

    def count(self, manifest: Mapping[str, Any], sign: int = 1) -> None:
        """Add a manifest row, or with `sign` -1 take it out again."""
        self._count_head(manifest, sign)
        count_edits(manifest["edits"], self.removed, self.changed, sign)

    def count_written(self, written: Written) -> None:
        """Add a manifest row whose edits are added up already."""
        self._count_head(written.row, 1)
        self._add_edits(written.removed, written.changed)

    def recount(self, named: Named) -> None:
        """Count a row anew that names its copy now."""
        self._count_head(named.before, -1)
        self._count_head(named.after, 1)
        self._add_edits(named.removed, named.changed)

    def _add_edits(self, removed: Mapping[str, int], changed: Mapping[str, int]) -> None:
        for counter, more in ((self.removed, removed), (self.changed, changed)):
            for rule, length in more.items():
                counter[rule] += length

    def _count_head(self, manifest: Mapping[str, Any], sign: int) -> None:
        self.status[manifest["status"]] += sign
        if manifest["status"] == "dropped":
            self.dropped[manifest["reason"]] += sign
        elif manifest["status"] == "quarantined":
            self.quarantined[manifest["reason"].partition(":")[0]] += sign
        for flag in manifest["flags"]:
            self.flags[flag] += sign
        if manifest["status"] == "kept" and manifest["confidence"] is not None:
            self.confidence[f"{min(int(manifest['confidence'] * 10), 9) / 10}"] += sign
        for name, number in manifest["characters"].items():
            self.characters[name] += sign * number

    def note(self, what: str, name: str) -> None:
        """Something odd about a record."""
        entry = self.notes.setdefault(what, [0])
        entry[0] += 1
        if len(entry) <= EXAMPLES:
            entry.append(name)

    def add(self, other: Tally | Mapping[str, Any]) -> None:
        """Add another's counts."""
        values = other if isinstance(other, Mapping) else other.as_dict()
        for name in _COUNTERS:
            counter: Counter[str] = getattr(self, name)
            for key, number in values.get(name, {}).items():
                counter[key] += number
        self.hosts.add(values.get("hosts", {}))
        for stage, seconds in values.get("seconds", {}).items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        for what, (number, *names) in values.get("notes", {}).items():
            entry = self.notes.setdefault(what, [0])
            entry[0] += number
            entry.extend(names[: EXAMPLES + 1 - len(entry)])

    def as_dict(self) -> dict[str, Any]:
        """Plain values, largest first; counts of nought left out."""
        table: dict[str, Any] = {}
        for name in _COUNTERS:
            counter: Counter[str] = getattr(self, name)
            table[name] = {key: number for key, number in counter.most_common() if number}
        table["seconds"] = {stage: round(seconds, 6) for stage, seconds in self.seconds.items()}
        table["hosts"] = self.hosts.as_dict()
        table["notes"] = dict(sorted(self.notes.items(), key=lambda item: -item[1][0]))
        return table
