"""A part that a thread of its own writes: the system's new pages, packing and sums need no turn of Python's."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import Final

from cleaner.write.jsonl import JsonlFile
from cleaner.write.parquet import ParquetFile

MOST_WAITING: Final = 8
"""stretches of rows that may wait to be written, a megabyte each"""


class Behind:
    """A part file whose rows are written by a thread, in their order.

    What goes wrong there is raised by a call that comes after it, `put_in_place` at the latest.
    """

    def __init__(self, file: JsonlFile | ParquetFile) -> None:
        self._file = file
        self._rows: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = Semaphore(MOST_WAITING)
        self._failure: BaseException | None = None
        self._given_up = False
        self._thread = Thread(target=self._work, name=file.path.name, daemon=True)
        self._thread.start()

    @property
    def sum(self) -> int:
        """The checksum of the file, once it is in place."""
        return self._file.sum

    def write(self, line: bytes) -> None:
        """Add a row, or several. Raises what an earlier one met, mostly OSError."""
        self._room.acquire()
        self._check()
        self._rows.put(line)

    def end(self) -> None:
        """No row comes any more: the thread sees the file on the disk, beside those of others."""
        self._rows.put(None)

    def put_in_place(self) -> None:
        """Give it its name, once it is on the disk; `end` comes first."""
        self._thread.join()
        self._check()
        self._file.put_in_place()

    def discard(self) -> None:
        """Leave nothing of it."""
        self._given_up = True
        self.end()
        self._thread.join()
        self._file.discard()

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        while (line := self._rows.get()) is not None:
            self._do(line)
            self._room.release()
        self._do(None)

    def _do(self, line: bytes | None) -> None:
        if self._given_up or self._failure is not None:
            return
        try:
            self._file.finish() if line is None else self._file.write(line)
        except BaseException as failure:  # noqa: BLE001 - it is raised where the rows come from
            self._failure = failure
