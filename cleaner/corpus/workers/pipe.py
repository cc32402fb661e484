"""Values from one process to another, through a pipe that holds a whole batch where the system lets it.

So a worker finds its next batch in the pipe when it is done with one, and neither end waits for the other to be given
a processor. The end that must not wait, since it guards the other, puts in what goes in and keeps the rest.
"""

from __future__ import annotations

import os
import pickle
import struct
import threading
from collections import deque
from typing import Any, Final

from cleaner.corpus.workers.spawn import WIDE

_HEAD: Final = struct.Struct("=Q")


def receive(source: int) -> Any:
    """The next value, as soon as it is there whole. Raises EOFError where the other end is closed."""
    (length,) = _HEAD.unpack(_read(source, _HEAD.size))
    return pickle.loads(_read(source, length))  # noqa: S301 - written by a process of our own


_room = threading.local()


def _read(source: int, length: int) -> memoryview:
    """Bytes that stay until others are read: room that is fetched anew each time takes longer to fill."""
    data: bytearray = getattr(_room, "data", bytearray())
    if length > len(data):
        data = bytearray(length)
        if length <= WIDE:
            _room.data = data
    view, got = memoryview(data)[:length], 0
    while got < length:
        more = os.readv(source, [view[got:]])
        if not more:
            raise EOFError
        got += more
    return view


def send(sink: int, value: object) -> None:
    """Put a value in, and wait until it is. Raises BrokenPipeError where nobody reads it."""
    left = deque(_packed(value))
    while left:
        _push(sink, left)


def _push(sink: int, left: deque[memoryview]) -> None:
    """Write some of what is left."""
    part = left.popleft()
    try:
        part = part[os.write(sink, part) :]
    finally:
        if part:
            left.appendleft(part)


def _packed(value: object) -> tuple[memoryview, memoryview]:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return memoryview(_HEAD.pack(len(data))), memoryview(data)


class Outlet:
    """The end that is written to by a process that never waits for the other."""

    def __init__(self, sink: int) -> None:
        os.set_blocking(sink, False)
        self._sink = sink
        self._left: deque[memoryview] = deque()

    def fileno(self) -> int:
        """What to wait for until more goes in."""
        return self._sink

    def is_full(self) -> bool:
        """Whether some is left that did not go in."""
        return bool(self._left)

    def put(self, value: object) -> None:
        """Send a value after those that were put in before."""
        self._left.extend(_packed(value))
        self.push()

    def push(self) -> None:
        """Let go in what will. That nobody reads it any more is noticed where an answer is awaited."""
        try:
            while self._left:
                _push(self._sink, self._left)
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self._left.clear()
