"""Is every promise kept? The output beside the sources, read again.

Every record of the input must have a row, every row its record, every kept row its document, and each row must be
true of its bytes. The input is walked as the run walked it, rows beside it, so memory stays flat.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path
from typing import NamedTuple

from cleaner import account
from cleaner.corpus.audit.agreement import check_parts, check_quarantine, check_row, check_sums
from cleaner.corpus.audit.lookup import bytes_of, limits_of
from cleaner.corpus.audit.side_by_side import Alongside, Pair
from cleaner.corpus.output.parts import check_output, open_journal
from cleaner.corpus.workers.spawn import interrupts_blocked
from cleaner.errors import UsageError
from cleaner.read.unit import InputFile, printable
from cleaner.settings import Limits

GONE = "its source cannot be opened any more"
CHUNK = 64
"""Rows that are checked in one go."""
CHUNK_BYTES = 4 << 20
"""bytes of their records, from which fewer are: a row takes several times its record's while it is looked at"""


class Verified(NamedTuple):
    """How many rows were looked at, and each promise that is broken."""

    rows: int
    broken: list[str]


def verify(out: Path, source: Path | None = None, jobs: int = 1) -> Verified:
    """Check an output folder; `source` is where the input lies now, where it was moved."""
    check_output(out)
    _check_place(out, source)
    limits = limits_of(out)
    broken: list[str] = []
    status: Counter[str] = Counter()
    for found in _checked(_chunks(Alongside(out, source, limits)), limits, jobs):
        status += found.status
        broken += found.broken
    broken += check_sums(out, status) + check_quarantine(out, status["quarantined"])
    return Verified(status.total(), broken or check_parts(out))


def _check_place(out: Path, source: Path | None) -> None:
    """UsageError where the input cannot lie in the folder that was named: none of its first files does."""
    if source is None:
        return
    with closing(open_journal(out)) as db:
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


class _Checked(NamedTuple):
    """Rows by status, and what is broken in them."""

    status: Counter[str]
    broken: list[str]


def _checked(chunks: Iterable[list[Pair]], limits: Limits, jobs: int) -> Iterator[_Checked]:
    """The chunks' checks, in order, at most a few ahead."""
    if jobs == 1:
        for chunk in chunks:
            yield check(chunk, limits)
        return
    with closing(_Pool(jobs)) as pool:
        ahead: deque[Future[_Checked]] = deque()
        for chunk in chunks:
            ahead.append(pool.submit(chunk, limits))
            if len(ahead) > 2 * jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


class _Pool:
    """Processes that check. They never see Ctrl-C, which would print where each of them was: this process does."""

    def __init__(self, jobs: int) -> None:
        ensure_running()  # else the first process would start it, which lets Ctrl-C through
        self._pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))

    def submit(self, chunk: list[Pair], limits: Limits) -> Future[_Checked]:
        with interrupts_blocked():  # a process may be started for it
            return self._pool.submit(check, chunk, limits)

    def close(self) -> None:
        """Wait for what is being checked; what is not begun never will be."""
        self._pool.shutdown(cancel_futures=True)


def check(chunk: list[Pair], limits: Limits) -> _Checked:
    """What the rows of some pairs are, and what is broken in them."""
    broken = []
    status: Counter[str] = Counter()
    for pair in chunk:
        if pair.row:
            status[pair.row["status"]] += 1
        found = [pair.broken] if pair.broken else _check_pair(pair, limits)
        name = pair.row.get("id") or (pair.unit.id if pair.unit else "")
        broken += [f"{name}: {what}" if name else what for what in found]
    return _Checked(status, broken)


def _check_pair(pair: Pair, limits: Limits) -> list[str]:
    try:
        return _check_one(pair, limits) + check_row(pair.row, pair.document)
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # somebody has changed it by hand
        return [f"its row or document is not as the program writes it ({type(error).__name__}: {error})"]


def _check_one(pair: Pair, limits: Limits) -> list[str]:
    row, document, unit = pair.row, pair.document, pair.unit
    if unit is None:  # a program added it: there is no file to compare with
        return [] if row["status"] == "quarantined" else account.verify_alone(row, document)
    if row["status"] == "quarantined":
        digest = hashlib.sha256(unit.raw).hexdigest()
        return [] if digest == row["source"]["sha256"] else ["its source has changed since it was put in quarantine"]
    data, reason = bytes_of(unit, limits)
    return [f"{GONE}: {reason}"] if reason else account.verify_row(row, document, data)
