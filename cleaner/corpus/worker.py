"""One worker: a process of its own that is sent batches and sends back rows.

It is started as a fresh interpreter, not forked and not through `multiprocessing`, so it needs nothing of the
program that uses the library: no `if __name__ == "__main__"`, no single thread.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import mmap
import os
import pickle
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.work import Outcomes
from cleaner.errors import MachineError
from cleaner.read.unit import Unit
from cleaner.settings import Settings

WORK = "cleaner.corpus.work:work"
"""what a worker does, as `module:function`; another for tests"""

START_SECONDS = 60.0
"""Patience with an interpreter that starts on a busy machine."""

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Workers are the parallelism: where each also had numpy's threads, two took three times as long as one."""

_COUNTER = struct.Struct("=q")
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from cleaner.corpus.worker import serve; serve(sys.argv[2:])"
)


class Task(NamedTuple):
    """What is done to each batch, until another task comes."""

    settings: Settings
    work: str = WORK

    def load(self) -> Callable[..., Outcomes]:
        """The function that does it."""
        module, _, name = self.work.partition(":")
        loaded: Callable[..., Outcomes] = getattr(importlib.import_module(module), name)
        return loaded


class WorkerDied(Exception):
    """The process ended, or closed its pipe."""


class Worker:
    """The parent's end of a worker."""

    def __init__(self, task: Task) -> None:
        ours, theirs = socket.socketpair()
        with tempfile.TemporaryFile() as shared, theirs:
            shared.truncate(mmap.PAGESIZE)
            self._begun = mmap.mmap(shared.fileno(), mmap.PAGESIZE)
            ends = (theirs.fileno(), shared.fileno())
            command = [sys.executable, "-c", _START, json.dumps([str(Path(step).absolute()) for step in sys.path])]
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [*command, *map(str, ends)], pass_fds=ends, stdin=subprocess.DEVNULL, env=os.environ | ONE_THREAD
            )
        self.pipe = Connection(ours.detach())
        self._busy_with = -1
        self._since = time.monotonic()
        self._ready = False
        self._task = task
        self._send(task)

    def send(self, units: Sequence[Unit], task: Task) -> None:
        """Give it a batch; it must have none."""
        if task is not self._task:
            self._task = task
            self._send(task)
        _COUNTER.pack_into(self._begun, 0, -1)
        self._busy_with, self._since = -1, time.monotonic()
        self._send(list(units))

    def _send(self, value: object) -> None:
        # a dead worker is noticed where its answer is awaited
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def receive(self) -> Outcomes | None:
        """Its answer, or None for its first word that it is ready.

        Raises WorkerDied where no answer will come, MachineError where it never was ready.
        """
        try:
            answer = pickle.loads(self.pipe.recv_bytes())  # noqa: S301 - written by our own worker
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            how = _how_it_ended(self.process)
            if not self._ready:
                raise MachineError(f"a worker could not start: {how}; try --jobs 1") from error
            raise WorkerDied(how) from error
        self._ready = True
        return answer if isinstance(answer, Outcomes) else None

    def overstays(self, seconds: float) -> bool:
        """Whether it has been on one record for longer than that, as far as we have seen; starting takes its time."""
        number = _COUNTER.unpack_from(self._begun, 0)[0]
        if number != self._busy_with:
            self._busy_with, self._since = number, time.monotonic()
        return time.monotonic() - self._since > seconds + (0 if self._ready and number >= 0 else START_SECONDS)

    def end(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()
        self.pipe.close()
        self._begun.close()


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(5)
    except subprocess.TimeoutExpired:
        return "the worker closed its pipe"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"the worker was killed by {signal.Signals(-code).name}"
    return f"the worker ended with exit code {code}"


def serve(arguments: Sequence[str]) -> None:
    """The worker's own life: a task first, then batches and other tasks until the pipe closes."""
    pipe = Connection(int(arguments[0]))
    begun = mmap.mmap(int(arguments[1]), mmap.PAGESIZE)
    os.close(int(arguments[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()

    def announce(number: int) -> None:
        _COUNTER.pack_into(begun, 0, number)

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        task: Task = _receive(pipe)
        work = task.load()
        _limit_memory(task.settings.limits.worker_bytes)
        pipe.send_bytes(pickle.dumps("ready"))
        with calm_collector():
            while True:
                given = _receive(pipe)
                if isinstance(given, Task):
                    task, work = given, given.load()
                    continue
                outcomes = work(given, task.settings, announce)
                pipe.send_bytes(pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL))


def _receive(pipe: Connection) -> Any:
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 - written by our own parent


@contextlib.contextmanager
def calm_collector() -> Iterator[None]:
    """Let the cyclic garbage collector run seldom: pages are large trees without cycles, freed by their counts.

    At its default it walks every block of a page several times while the page is built.
    """
    before = gc.get_threshold()
    gc.freeze()
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
