"""The guard's end of a worker, which is a process of its own that is sent batches and sends back rows."""

from __future__ import annotations

import pickle
import signal
import subprocess
import time
from collections.abc import Sequence

from cleaner.corpus.workers.outcome import Outcomes
from cleaner.corpus.workers.pipe import Outlet, receive
from cleaner.corpus.workers.spawn import COUNTER, Started, start_process
from cleaner.corpus.workers.worker_loop import Task
from cleaner.errors import MachineError
from cleaner.read.unit import Unit, Unread

START_SECONDS = 60.0
"""Patience with an interpreter that starts on a busy machine."""


class WorkerDied(Exception):
    """The process ended, or closed its pipe."""


class Worker:
    """A worker. It may be sent a batch while it has another: answers come in the order of the batches."""

    def __init__(self, task: Task, started: Started | None = None) -> None:
        """In a process that waits for its task; in a fresh one where none is given."""
        self._started = started or start_process()
        self.process = self._started.process
        self.answers = self._started.answers
        """the file that is ready to be read when an answer comes"""
        self.tasks = Outlet(self._started.tasks)
        self._batches = 0
        self._busy_with, self._since = -1, time.monotonic()
        self._ready = False
        self._task = task
        self.tasks.put(task)

    def send(self, units: Sequence[Unit | Unread], task: Task) -> None:
        """Give it a batch."""
        if not self._batches:
            self._since = time.monotonic()
        self._batches += 1
        if task is not self._task:
            self._task = task
            self.tasks.put(task)
        self.tasks.put(list(units))

    def receive(self) -> Outcomes | None:
        """Its answer, or None for its first word that it is ready.

        Raises WorkerDied where no answer will come, MachineError where it never was ready.
        """
        try:
            answer = receive(self.answers)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            how = _how_it_ended(self.process)
            if not self._ready:
                raise MachineError(f"a worker could not start: {how}; try --jobs 1") from error
            raise WorkerDied(how) from error
        self._ready = True
        if not isinstance(answer, Outcomes):
            return None
        self._batches -= 1
        self._since = time.monotonic()
        return answer

    def overstays(self, seconds: float) -> bool:
        """Whether it has been on one record for longer than that, as far as we have seen; starting takes its time."""
        number = COUNTER.unpack_from(self._started.begun, 0)[0]
        if number != self._busy_with:
            self._busy_with, self._since = number, time.monotonic()
        return time.monotonic() - self._since > seconds + (0 if self._ready and number >= 0 else START_SECONDS)

    def end(self) -> None:
        """Kill it."""
        self._started.end()


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(5)
    except subprocess.TimeoutExpired:
        return "the worker closed its pipe"
    if code < 0:
        try:
            return f"the worker was killed by {signal.Signals(-code).name}"
        except ValueError:
            pass
    return f"the worker ended with exit code {code}"
