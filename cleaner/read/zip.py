"""zip: a member that is a page is a record. Nothing is unpacked to a disk, so no name can lead anywhere.

Of an archive that was cut, the members that are whole are read all the same.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from cleaner.read.cut_zip import intact_members
from cleaner.read.packed_pages import Member, too_long, units_of
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits

SUFFIXES = (".zip",)


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each member, in the order of the archive's own list."""
    path = printable(file.path)
    try:
        with file.open() as handle:
            yield from units_of(path, _members(handle, limits))
    except OSError as error:
        yield Unit("zip", path, path, None, b"", b"", f"cannot be read: {error.strerror or error}")
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Unit("zip", path, path, None, b"", b"", f"is no whole zip archive ({error})")


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:  # noqa: ARG001 - every reader has the same two
    """Never a record: pages have readers of their own."""
    return Refusal(unit.refusal)


def _members(handle: IO[bytes], limits: Limits) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(handle)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        is_zip = False
        for member in intact_members(handle, str(error), limits):
            is_zip = True
            yield member
        if not is_zip:
            raise
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _read(archive, info, limits)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Member:
    most = min(limits.max_input_bytes, max(limits.ratio_from, limits.max_ratio * info.compress_size))
    try:
        with archive.open(info) as member:
            data = member.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        return Member(info.filename, b"", f"this member of the archive is damaged or locked ({error})")
    if len(data) <= most:
        return Member(info.filename, data)
    if most < limits.max_input_bytes:
        return Member(info.filename, data[: 1 << 16], f"unpacks to more than {limits.max_ratio} times its size")
    return Member(info.filename, *too_long(data, limits))
