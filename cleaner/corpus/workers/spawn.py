"""How does a worker's process come to be? A fresh interpreter, and what ties it to its guard.

It is not forked and not started through `multiprocessing`, so it needs nothing of the program that uses the library: no
`if __name__ == "__main__"`, no single thread. Little is imported here: a run starts its workers before all else, and
they load their code while it loads its own.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import mmap
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from cleaner.errors import MachineError

WORK: Final = "cleaner.corpus.workers.cleaning:work"
"""what a worker does, as `module:function`; another for lessons and tests"""
HERE: Final = ""
"""in place of it: the same, in this process"""
COUNTER: Final = struct.Struct("=q")
"""records that were begun, where the guard sees it; -1 while code is loaded"""
WIDE: Final = 1 << 20
"""bytes of a pipe; what Linux lets everyone have"""

_ONE_THREAD: Final = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Workers are the parallelism: where each also had numpy's threads, two took three times as long as one."""
_START: Final = (
    # nothing of the code that is loaded is ever garbage: the collector is turned on when it is there
    "import gc, sys, json; gc.disable(); sys.path[:] = json.loads(sys.argv[1]); "
    "from cleaner.corpus.workers.worker_loop import serve; serve(sys.argv[2:])"
)


class Started(NamedTuple):
    """A process, the ends of its pipes that are ours, and the memory it counts in."""

    process: subprocess.Popen[bytes]
    tasks: int
    answers: int
    begun: mmap.mmap

    def end(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()
        os.close(self.tasks)
        os.close(self.answers)
        self.begun.close()


def start_process(files: Sequence[int] = ()) -> Started:
    """A worker's process, which waits for its task. It has `files` open under the same numbers."""
    theirs, tasks = _wide_pipe()
    answers, ours = _wide_pipe()
    shared = _shared_file()
    try:
        os.truncate(shared, COUNTER.size)
        begun = mmap.mmap(shared, COUNTER.size)
        COUNTER.pack_into(begun, 0, -1)
        path = json.dumps([str(Path(step).absolute()) for step in sys.path])
        with interrupts_blocked():
            process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", _START, path, str(theirs), str(ours), str(shared)],
                pass_fds=(theirs, ours, shared, *files),
                stdin=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
            )
    except BaseException:
        for end in (tasks, answers):
            os.close(end)
        raise
    finally:
        for end in (theirs, ours, shared):
            os.close(end)
    return Started(process, tasks, answers, begun)


@contextlib.contextmanager
def interrupts_blocked() -> Iterator[None]:
    """A process that begins meanwhile never sees Ctrl-C, not even while it loads: its guard does, and ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wide_pipe() -> tuple[int, int]:
    """The ends of a pipe, to read from and to write to, as wide as may be."""
    source, sink = os.pipe()
    # where the system has narrow ones only, all is well and a little slower
    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(sink, fcntl.F_SETPIPE_SZ, WIDE)
    return source, sink


def _shared_file() -> int:
    """An open file without a name."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("worker")
    import tempfile  # noqa: PLC0415 - where memory has no files

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


class Processes:
    """Where workers' processes come from: those that were started ahead, then fresh ones, all with the same `files`.

    A context manager that starts some before anybody knows what for, and ends those that nobody took.
    """

    def __init__(self, files: Sequence[int] = (), ahead: int = 0) -> None:
        self._files = files
        self._ahead = ahead
        self._waiting: list[Started] = []

    def __enter__(self) -> Self:
        try:
            for _ in range(self._ahead):
                self._waiting.append(start_process(self._files))
        except OSError as error:
            self.__exit__()
            raise MachineError(f"a worker could not start: {error.strerror or error}; try --jobs 1") from error
        return self

    def __exit__(self, *_: object) -> None:
        while self._waiting:
            self._waiting.pop().end()

    def take(self) -> Started:
        """A process that nobody else has."""
        return self._waiting.pop() if self._waiting else start_process(self._files)
