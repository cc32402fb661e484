"""One record of the input, before and after it is opened.

Units are what workers are sent: bytes as found (packed, unparsed), or a file that is one record, so that the parent
stays cheap.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from cleaner.feed import CHUNK
from cleaner.page import Record
from cleaner.settings import Limits

HEAD = 1 << 16
"""Bytes kept of what is too long: enough to see what it is."""
_BITE = 1 << 16
"""Bytes that are read of a file at first: most pages have fewer."""


def is_remote(given: str) -> bool:
    """Whether an input is a URL, as `s3://bucket/pages`, and no path."""
    return "://" in given


class InputFile(NamedTuple):
    """A file of the input: the folder it was found below (or lies in), and its path below that, `/` between."""

    root: str
    path: str

    @property
    def location(self) -> Path:
        return Path(self.root, self.path)

    def is_there(self) -> bool:
        """Whether there is such a file."""
        if not is_remote(self.root):
            return self.location.is_file()
        try:
            self.open().close()
        except OSError:
            return False
        return True

    def open(self) -> IO[bytes]:
        """The file's bytes, unbuffered. Raises OSError."""
        if is_remote(self.root):
            from cleaner.read.remote import open_remote  # noqa: PLC0415 - an extra, and it imports this

            return open_remote(self)
        # two million files are opened three times each: a Path costs more than the file
        return open(f"{self.root}/{self.path}", "rb", buffering=0)  # noqa: PTH123 - the caller closes it


class Unit(NamedTuple):
    """A record as found. `id` is the one it has if the record names none; `refusal` says why it must not be opened.

    `passed` says what it is where it is no record of ours and is only counted: the request that an archive keeps
    beside its response.
    """

    reader: str
    id: str
    path: str
    number: int | None
    raw: bytes
    sidecar: bytes = b""
    refusal: str = ""
    passed: str = ""


class Unread(NamedTuple):
    """A file that is one record, to be read by whoever works on it: its bytes need not go from process to process."""

    file: InputFile
    size: int
    """bytes, as they were when the file was listed"""

    def announce(self) -> None:
        """Let the system fetch it from the disk meanwhile, so that who reads it does not wait for that."""
        if not hasattr(os, "posix_fadvise"):
            return
        with suppress(OSError):
            handle = os.open(f"{self.file.root}/{self.file.path}", os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            try:
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_WILLNEED)
            finally:
                os.close(handle)


class Opened(NamedTuple):
    """A record, ready for the pipeline, and what was odd about it."""

    record: Record
    notes: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """Why a unit cannot be a record: it goes to quarantine."""

    reason: str


def printable(path: str) -> str:
    r"""A path as valid UTF-8: bytes that are none are written `\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


_ESCAPED = re.compile(r"\\x([89a-f][0-9a-f])")


def unprintable(path: str) -> str:
    """The path that `printable` was given."""
    escaped = _ESCAPED.sub(lambda match: chr(0xDC00 + int(match[1], 16)), path)
    return os.fsdecode(escaped.encode("utf-8", "surrogateescape"))


def read_upto(handle: IO[bytes], most: int) -> bytes:
    """A file's bytes, up to that many. Asked for as many at once, Python fetches memory for all of them first, which
    takes five times as long as to read a page.
    """
    chunks, bite = [], _BITE
    while most > 0 and (chunk := handle.read(min(most, bite))):
        chunks.append(chunk)
        most -= len(chunk)
        bite = min(8 * bite, CHUNK)
    return b"".join(chunks)


def read_whole(file: InputFile, limits: Limits) -> tuple[bytes, str]:
    """A file's bytes as found, and why it must not be opened where it must not."""
    try:
        with file.open() as handle:
            data = read_upto(handle, limits.max_input_bytes + 1)
    except OSError as error:
        return b"", f"cannot be read: {error.strerror or error}"
    if len(data) > limits.max_input_bytes:
        return data[:HEAD], f"has more than {limits.max_input_bytes:,} bytes; only the first {HEAD:,} are kept here"
    return data, ""
