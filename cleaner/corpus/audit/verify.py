"""Is every promise kept? The output beside the sources, read again.

Every record of the input must have a row, every row its record, every kept row its document, and each row must be
true of its bytes. The input is walked as the run walked it, rows beside it, so memory stays flat.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.audit.agreement import check_parts, check_quarantine, check_sums
from cleaner.corpus.audit.checking import Checked, check, check_apart
from cleaner.corpus.audit.lookup import limits_of
from cleaner.corpus.audit.side_by_side import Alongside, Pair
from cleaner.corpus.output.parts import check_output, reading_journal
from cleaner.corpus.output.run_json import read_run
from cleaner.errors import MachineError, UsageError
from cleaner.read.unit import InputFile, printable
from cleaner.settings import Limits

CHUNK = 16
"""Rows that are checked in one go."""
CHUNK_BYTES = 1 << 20
"""bytes of their records, from which fewer are: a row takes several times its record's while it is looked at"""


class Verified(NamedTuple):
    """How many rows were looked at, and each promise that is broken."""

    rows: int
    broken: list[str]


def verify(out: Path, source: Path | None = None, jobs: int = 1) -> Verified:
    """Check an output folder; `source` is where the input lies now, where it was moved."""
    check_output(out)
    _check_place(out, source)
    before, limits = _stand(out), limits_of(out)
    broken: list[str] = []
    status: Counter[str] = Counter()
    for found in _checked(_chunks(Alongside(out, source, limits)), limits, jobs):
        status += found.status
        broken += found.broken
    broken += check_sums(out, status) + check_quarantine(out, status["quarantined"])
    if broken:
        _check_stand(out, before)
    return Verified(status.total(), broken or check_parts(out))


def _check_place(out: Path, source: Path | None) -> None:
    """UsageError where the input cannot lie in the folder that was named: none of its first files does."""
    if source is None:
        return
    with reading_journal(out) as db:
        first = [os.fsdecode(row[0]) for row in db.execute("select path from files order by seq limit ?", (CHUNK,))]
    if first and not any(InputFile(str(source), path).is_there() for path in first):
        raise UsageError(
            f"{source}: has no {printable(first[0])}, nor another file of the input; --source is the folder that was "
            "given to `clean run`, where it lies now"
        )


def _chunks(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    chunk: list[Pair] = []
    size = 0
    for pair in pairs:
        chunk.append(pair)
        size += len(pair.unit.raw) if pair.unit else 0
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _checked(chunks: Iterable[list[Pair]], limits: Limits, jobs: int) -> Iterator[Checked]:
    if jobs == 1:
        return (check(chunk, limits) for chunk in chunks)
    return check_apart(chunks, limits, jobs)


class _Stand(NamedTuple):
    """What of an output changes while a run writes to it."""

    state: str
    parts: int
    files: int
    to_settle: int


_COUNTS = (
    "select (select count(*) from parts), (select count(*) from files), "
    "(select count(*) from fates) + (select count(*) from settled)"
)


def _stand(out: Path) -> _Stand:
    with reading_journal(out) as db:
        return _Stand(str(read_run(out).get("state")), *db.execute(_COUNTS).fetchone())


def _check_stand(out: Path, before: _Stand) -> None:
    """MachineError where parts came or were put in place meanwhile: what is at odds then may be no fault."""
    now = _stand(out)
    if now != before or now.to_settle:
        raise MachineError(
            f"{out}: a run is writing there, or was stopped while it put parts in place, so they do not agree yet; "
            "verify it again when the run is finished"
        )
