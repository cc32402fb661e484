"""What did another version or setting change? Two outputs of the same input, record by record.

The first output is read into a table of 33 bytes a record; the second is held against it as it streams by. The texts
of those that changed most are compared by words, and both ledgers say which rule took or gave what.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from cleaner.corpus.output.parts import check_output
from cleaner.corpus.output.run_json import read_run
from cleaner.report.rows import Found, Row, records, site, whole
from cleaner.report.sample import LONGEST_ROW, Top, lot
from cleaner.settings import WITHOUT_EFFECT

SHOWN = 200
"""Documents whose texts are compared."""


class _Digest(msgspec.Struct):
    sha256: str = ""


_digest = msgspec.json.Decoder(_Digest).decode


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def text_key(found: Found) -> int:
    """The first 64 bits of a document's digest; 0 where it was not kept."""
    if not found.document:
        return 0
    with whole():
        digest = found.document["sha256"] if isinstance(found.document, dict) else _digest(found.document).sha256
        return int(digest[:16], 16) or 1


class _Known:
    """The first output: key of the id, key of the text, characters kept, whether it has been met again."""

    def __init__(self) -> None:
        self._names, self._texts, self._kept = array("Q"), array("Q"), array("Q")

    def add(self, found: Found) -> None:
        self._names.append(_key(found.row.id))
        self._texts.append(text_key(found))
        self._kept.append(kept_of(found.row))

    def close(self) -> None:
        names = np.frombuffer(self._names, np.uint64) if self._names else np.empty(0, np.uint64)
        self._order = np.argsort(names, kind="stable")
        self._sorted = names[self._order]
        self.met = np.zeros(len(names), bool)

    def find(self, name: str) -> tuple[int, int] | None:
        """The text's key and the characters kept of a record; None where it is not there."""
        key = np.uint64(_key(name))
        at = int(np.searchsorted(self._sorted, key))
        if at == len(self._sorted) or self._sorted[at] != key:
            return None
        place = int(self._order[at])
        self.met[place] = True
        return self._texts[place], self._kept[place]


def kept_of(row: Row) -> int:
    """The characters of the source that arrived, as they stood or rewritten."""
    return row.characters.kept + row.characters.rewritten


@dataclass(slots=True)
class Sums:
    """What an output holds, as far as it is compared."""

    records: int = 0
    kept: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    """characters by rule"""
    sources: dict[str, list[int]] = field(default_factory=dict)
    """source → readable characters, and those of them that were kept; copies aside"""

    def add(self, row: Row) -> None:
        """Count a record."""
        self.records += 1
        self.kept += kept_of(row)
        for edit in row.edits:
            if not edit.text:
                self.removed[edit.rule] += edit.end - edit.start
        if not row.is_copy:
            sums = self.sources.setdefault(site(row.host), [0, 0])
            sums[0] += row.characters.readable
            sums[1] += kept_of(row)


@dataclass(slots=True)
class Pair:
    """A record whose text is another, from both outputs; `before` is filled when the first is read again."""

    after: Found
    before: Found | None = None


@dataclass(slots=True)
class Comparison:
    """What two outputs of the same input have in common, and what not."""

    names: tuple[str, str]
    before: Sums
    after: Sums
    counts: Counter[str]
    """`same`, `changed`, `appeared`, `vanished`; `only before`, `only after` of records"""
    changed_at: Counter[str]
    """source → documents that changed, appeared or vanished"""
    pairs: list[Pair]
    """those that changed most first"""
    settings: list[str]
    """what was set or built otherwise"""


def compare(first: Path, second: Path) -> Comparison:
    """Compare two outputs; UsageError where one is none."""
    for out in (first, second):
        check_output(out)
    known, before = _Known(), Sums()
    for found in records(first):
        known.add(found)
        before.add(found.row)
    known.close()
    after, counts, changed_at = Sums(), Counter[str](), Counter[str]()
    top = Top(SHOWN)
    for found in records(second):
        after.add(found.row)
        kind, size = _what_became(known.find(found.row.id), found)
        counts[kind] += 1
        if kind in {"changed", "appeared", "vanished"}:
            changed_at[site(found.row.host)] += 1
            if len(found.manifest) <= LONGEST_ROW:
                top.offer(size, lot(found.row.id), found)
    counts["only before"] = int((~known.met).sum())
    pairs = {found.row.id: Pair(found) for found in top.best()}
    if pairs:
        for found in records(first):
            if found.row.id in pairs:
                pairs[found.row.id].before = found
    names = (first.resolve().name, second.resolve().name)
    return Comparison(names, before, after, counts, changed_at, list(pairs.values()), _otherwise(first, second))


def _what_became(known: tuple[int, int] | None, found: Found) -> tuple[str, int]:
    """What became of a record, and by how many characters."""
    if known is None:
        return "only after", 0
    text, kept = known
    now = text_key(found)
    if text == now:
        return "same", 0
    kind = "appeared" if not text else "vanished" if not now else "changed"
    return kind, abs(kept_of(found.row) - kept)


def _in_words(value: object) -> str:
    return ", ".join(map(str, value)) or "nothing" if isinstance(value, list) else str(value or "nothing")


def _otherwise(first: Path, second: Path) -> list[str]:
    """The settings and versions in which two runs differ."""
    runs: list[dict[str, Any]] = [read_run(out) for out in (first, second)]
    said: list[str] = []
    for part in ("settings", "versions"):
        old, new = (run.get(part, {}) for run in runs)
        told = (old.keys() | new.keys()) - WITHOUT_EFFECT - {"compiled"}  # it writes the same
        names = [name for name in sorted(told) if old.get(name) != new.get(name)]
        said += [f"{name}: {_in_words(old.get(name))} → {_in_words(new.get(name))}" for name in names]
    if runs[0].get("rules_digest") != runs[1].get("rules_digest"):
        said.append("rules: the program's own files are others")
    if runs[0].get("templates", {}).get("digest") != runs[1].get("templates", {}).get("digest"):
        said.append("templates: others were used")
    return said
