"""A worker's own life: it is told what to do, takes batches, and gives back what became of them."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import mmap
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleaner.corpus.workers.outcome import Outcomes
from cleaner.corpus.workers.pipe import receive, send
from cleaner.corpus.workers.spawn import COUNTER, WORK
from cleaner.settings import Settings

READY = "ready"


class Task(NamedTuple):
    """What is done to each batch, until another task comes."""

    settings: Settings
    work: str = WORK

    def load(self) -> Callable[..., Outcomes]:
        """The function that does it."""
        module, _, name = self.work.partition(":")
        loaded: Callable[..., Outcomes] = getattr(importlib.import_module(module), name)
        return loaded


def serve(arguments: Sequence[str]) -> None:
    """Take tasks and batches until nobody sends any; `arguments` are the numbers of three open files."""
    source, sink, shared = map(int, arguments)
    begun = mmap.mmap(shared, COUNTER.size)
    os.close(shared)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    count = 0

    def announce(_: int) -> None:
        nonlocal count
        count += 1
        COUNTER.pack_into(begun, 0, count)

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        task: Task = receive(source)
        work = task.load()
        _limit_memory(task.settings.limits.worker_bytes)
        send(sink, READY)
        with calm_collector():
            while True:
                given = receive(source)
                if isinstance(given, Task):
                    COUNTER.pack_into(begun, 0, -1)
                    task, work = given, given.load()
                else:
                    send(sink, work(given, task.settings, announce))


@contextlib.contextmanager
def calm_collector() -> Iterator[None]:
    """Let the cyclic garbage collector run seldom: pages are large trees without cycles, freed by their counts.

    At its default it walks every block of a page several times while the page is built.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _limit_memory(most: int) -> None:
    if most and sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _die_with_parent() -> None:
    """Have the kernel end us when the parent is gone, even in the middle of a record (Linux only)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
