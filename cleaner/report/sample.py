"""Which records does the report show? The odd ones of every kind, some of each large source, and some by lot.

The lot is the record's id, hashed: the lowest hashes are drawn, so every record has the same chance, the draw is the
same every time and on any machine, and a stream of any length needs a heap of `SIZES["lot"]`.
"""

from __future__ import annotations

import heapq
from hashlib import blake2b

from cleaner.report.rows import Found, Row, site

SIZES: dict[str, int] = {
    "quarantined": 40,
    "unsure": 40,
    "loss": 40,
    "little": 40,
    "empty": 30,
    "foreign": 40,
    "repaired": 30,
    "flagged": 30,
    "long": 10,
    "lot": 200,
}
"""How many of each kind are shown at most, most important first."""

QUESTIONS: dict[str, str] = {
    "quarantined": "could not be processed",
    "unsure": "lowest confidence",
    "loss": "most text removed",
    "little": "smallest share kept",
    "empty": "nothing kept",
    "foreign": "most foreign text",
    "repaired": "most damage repaired",
    "flagged": "flagged",
    "long": "longest",
    "source": "of a large source",
    "cluster": "copies of one article",
    "lot": "drawn by lot",
}

OF_EACH_SOURCE = 2
SOURCES = 2000
"""Sources for which examples are held while the rows stream by; the report shows those of the largest."""
LONGEST_ROW = 4 << 20
"""Bytes of a manifest row above which a record is counted but not shown."""
_DAMAGE = frozenset({"repair.mojibake", "repair.bad_bytes", "repair.controls"})


def lot(name: str) -> int:
    """The number a record drew; lower is drawn first."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


class Top:
    """The `size` records of the highest worth; among equals, the lowest lot."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._heap: list[tuple[float, int, int, Found]] = []
        self._count = 0

    def offer(self, worth: float, drawn: int, found: Found) -> None:
        """Take it if it is among the best so far."""
        self._count += 1
        rank = (worth, -drawn, -self._count)
        if len(self._heap) < self.size:
            heapq.heappush(self._heap, (*rank, found.held()))
        elif rank > self._heap[0][:3]:
            heapq.heapreplace(self._heap, (*rank, found.held()))

    def best(self) -> list[Found]:
        """The best first."""
        return [entry[3] for entry in sorted(self._heap, reverse=True, key=lambda entry: entry[:3])]


class Sample:
    """The records that a report shows."""

    def __init__(self) -> None:
        self.kinds = {kind: Top(size) for kind, size in SIZES.items()}
        self.sources: dict[str, Top] = {}

    def add(self, found: Found) -> None:
        """Offer a record to every kind it may belong to."""
        if len(found.manifest) > LONGEST_ROW:
            return
        row = found.row
        drawn = lot(row.id)
        for kind, worth in _worth(row):
            self.kinds[kind].offer(worth, drawn, found)
        self.kinds["lot"].offer(-drawn, 0, found)
        name = site(row.host)
        if name and (name in self.sources or len(self.sources) < SOURCES):
            self.sources.setdefault(name, Top(OF_EACH_SOURCE)).offer(-drawn, 0, found)


def _worth(row: Row) -> list[tuple[str, float]]:
    """The kinds of oddity that a record is a candidate for, and how odd it is."""
    if row.status == "quarantined":
        return [("quarantined", 0.0)]
    if row.is_copy:
        return []
    sums = row.characters
    kinds: list[tuple[str, float]] = [("long", sums.readable)]
    if row.status == "dropped":
        kinds.append(("empty", sums.readable))
    else:
        kinds.append(("loss", sums.removed))
        if sums.readable >= 200:
            kinds.append(("little", -row.share))
    if row.confidence is not None:
        kinds.append(("unsure", -row.confidence))
    if row.flags:
        kinds.append(("flagged", len(row.flags)))
    foreign = sum([edit.end - edit.start for edit in row.edits if edit.rule.startswith("language.")])
    damage = sum([edit.end - edit.start for edit in row.edits if edit.rule in _DAMAGE])
    kinds += [("foreign", foreign)] if foreign else []
    kinds += [("repaired", damage)] if damage else []
    return kinds
