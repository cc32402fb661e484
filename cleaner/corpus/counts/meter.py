"""How far is a run, how fast, and how long will it take? Told to whoever watches, and to `run.json`."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.corpus.counts.disk import Disk

if TYPE_CHECKING:
    from cleaner.corpus.inputs.batches import Batch
    from cleaner.corpus.journal.state import State

EVERY_SECONDS = 0.25
"""between two moments: looking at the memory of all workers costs more than a record"""
WINDOW_SECONDS = 60.0
"""the rate is that of the last minute: pages differ, and so do machines by day and by night"""


class Moment(NamedTuple):
    """How far a run is."""

    done: int
    """bytes of input, as they lie there"""
    of: int
    status: Counter[str]
    rate: float = 0.0
    """records a second, over the last minute"""
    left: float | None = None
    """seconds, by the bytes that are left; None while nothing is known"""
    memory: int = 0
    """bytes of this process and its workers"""
    current: str = ""
    """the file that is being read"""
    phase: str = ""
    """what is done before the first record and after the last: files are listed, copies looked for"""
    missing: int = 0
    """bytes of disk that will be missing in the end, at this rate"""

    def row(self) -> dict[str, Any]:
        """What `run.json` says of it."""
        return {
            "bytes_done": self.done,
            "bytes": self.of,
            "records_a_second": round(self.rate, 1),
            "seconds_left": None if self.left is None else round(self.left),
            "memory_bytes": self.memory,
            "disk_missing_bytes": self.missing,
            "current": self.current,
        }


_PACKED = (".gz", ".zst", ".zip", ".tgz", ".parquet")
Watch = Callable[[Moment], None]
Tell = Callable[[str], None]
"""is told in words how far something is that has no measure of its own"""


class Meter:
    """Counts the bytes of the input that are done."""

    def __init__(self, state: State, seq: int, processes: Callable[[], Iterable[int]]) -> None:
        self._files = state.files
        self._disk = Disk(state.out)
        self._processes = processes
        self._of = state.files.bytes_since(seq)
        self._seq = seq
        self._whole = self._partly = 0
        self._began = time.monotonic()
        self._past: deque[tuple[float, int]] = deque([(self._began, 0)])
        self._told = self._began
        self.last = Moment(0, self._of, Counter())

    def begin(self, records: int) -> None:
        """The records of earlier runs do not count for the rate."""
        self._past = deque([(time.monotonic(), records)])

    def moment(self, batch: Batch, status: Counter[str]) -> Moment | None:
        """Where the run stands when a batch is done; None where the last moment was just now."""
        self._count(batch)
        now = time.monotonic()
        if now - self._told < EVERY_SECONDS and not batch.closes:
            return None
        self._told = now
        done = self._whole + self._partly
        left = (now - self._began) / done * (self._of - done) if done else None
        current = self._files.name(batch.end.seq)
        rate = self._rate(now, status.total())
        held, missing = memory(self._processes()), self._disk.missing(done, self._of)
        self.last = Moment(done, self._of, status, rate, left, held, current, missing=missing)
        return self.last

    def _count(self, batch: Batch) -> None:
        while self._seq < batch.end.seq:
            self._whole += self._files.size(self._seq)
            self._seq += 1
            self._partly = 0
        # of a packed file more bytes come out than lie there: pages shrink to a quarter, as a rule
        shrunk = 4 if self._files.name(self._seq).endswith(_PACKED) else 1
        self._partly = min(self._partly + batch.size // shrunk, self._files.size(self._seq)) if batch.end.unit else 0

    def _rate(self, now: float, records: int) -> float:
        self._past.append((now, records))
        while now - self._past[0][0] > WINDOW_SECONDS:
            self._past.popleft()
        (since, before), seconds = self._past[0], now - self._past[0][0]
        return (records - before) / seconds if since < now else 0.0


def memory(processes: Iterable[int]) -> int:
    """Bytes that this process and these others hold, pages they share counted for each."""
    if not sys.platform.startswith("linux"):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pages = 0
    for process in (os.getpid(), *processes):
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return pages * resource.getpagesize()
