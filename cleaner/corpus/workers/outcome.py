"""What is told of a batch: of each unit what became of it, and the sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from cleaner.account import refused_row
from cleaner.corpus.counts.tally import Tally
from cleaner.dedup import DIGEST_BYTES
from cleaner.read import id_of
from cleaner.read.unit import Unit
from cleaner.wire import encode_row

TAUGHT, LEARNED = "taught", "learned"
"""the status where a row is not a page's but its lesson, or what the pages of a source have taught together"""


class Outcome(NamedTuple):
    """What became of a unit: the id it wants, its status, its rows as JSON lines, and where it is kept what is
    remembered of it. A document that is not remembered takes no part in dedup.
    """

    id: str
    status: str
    manifest: bytes
    document: bytes = b""
    memory: bytes = b""
    reason: str = ""
    spoilt: bool = False
    """whether a copy may hold what foreign fragments have replaced in it"""
    asides: tuple[tuple[int, bytes], ...] = ()
    """what else is remembered, each with its kind"""

    @property
    def digest(self) -> bytes:
        """The same for documents of the same words; empty where nothing is remembered."""
        return self.memory[:DIGEST_BYTES]


class Outcomes(NamedTuple):
    """What became of a batch, in its order, and the sums."""

    rows: list[Outcome]
    tally: dict[str, Any]


Announce = Callable[[int], None]
"""is told the number of the unit that is begun"""


def refuse(unit: Unit, reason: str, tally: Tally) -> Outcome:
    """A unit that goes to quarantine."""
    name = id_of(unit)
    row = refused_row(name, unit.path, unit.number, unit.raw, reason)
    tally.count(row)
    return Outcome(name, "quarantined", encode_row(row), reason=reason)
