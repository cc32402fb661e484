"""The guard's end of a worker, which is a process of its own that is sent batches and sends back rows.

It is started as a fresh interpreter, not forked and not through `multiprocessing`, so it needs nothing of the
program that uses the library: no `if __name__ == "__main__"`, no single thread.
"""

from __future__ import annotations

import json
import mmap
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cleaner.corpus.outcome import Outcomes
from cleaner.corpus.pipe import Outlet, receive, wide_pipe
from cleaner.corpus.serve import COUNTER, Task
from cleaner.errors import MachineError
from cleaner.read.unit import Unit

START_SECONDS = 60.0
"""Patience with an interpreter that starts on a busy machine."""

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Workers are the parallelism: where each also had numpy's threads, two took three times as long as one."""

_START = (
    # nothing of the code that is loaded is ever garbage: the collector is turned on when it is there
    "import gc, sys, json; gc.disable(); sys.path[:] = json.loads(sys.argv[1]); "
    "from cleaner.corpus.serve import serve; serve(sys.argv[2:])"
)


class WorkerDied(Exception):
    """The process ended, or closed its pipe."""


class Worker:
    """A worker. It may be sent a batch while it has another: answers come in the order of the batches. It has `files`
    open under the same numbers.
    """

    def __init__(self, task: Task, files: Sequence[int] = ()) -> None:
        theirs, ours = wide_pipe()
        self.answers, answers = wide_pipe()
        """the file that is ready to be read when an answer comes"""
        with tempfile.TemporaryFile() as shared:
            shared.truncate(mmap.PAGESIZE)
            self._begun = mmap.mmap(shared.fileno(), mmap.PAGESIZE)
            COUNTER.pack_into(self._begun, 0, -1)
            ends = (theirs, answers, shared.fileno())
            command = [sys.executable, "-c", _START, json.dumps([str(Path(step).absolute()) for step in sys.path])]
            try:
                self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [*command, *map(str, ends)],
                    pass_fds=(*ends, *files),
                    stdin=subprocess.DEVNULL,
                    env=os.environ | ONE_THREAD,
                )
            finally:
                os.close(theirs)
                os.close(answers)
        self.tasks = Outlet(ours)
        self._batches = 0
        self._busy_with, self._since = -1, time.monotonic()
        self._ready = False
        self._task = task
        self.tasks.put(task)

    def send(self, units: Sequence[Unit], task: Task) -> None:
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
        number = COUNTER.unpack_from(self._begun, 0)[0]
        if number != self._busy_with:
            self._busy_with, self._since = number, time.monotonic()
        return time.monotonic() - self._since > seconds + (0 if self._ready and number >= 0 else START_SECONDS)

    def end(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()
        self.tasks.close()
        os.close(self.answers)
        self._begun.close()


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
