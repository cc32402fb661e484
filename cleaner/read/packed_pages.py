"""Which members of an archive of files are pages? Each with the sidecar that lies beside it in the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.packing import bare_name
from cleaner.read.sidecar import SUFFIX, is_sidecar
from cleaner.read.unit import HEAD, Unit
from cleaner.settings import Limits
from cleaner.wire import writable

PAGES = {"html": "html", "htm": "html", "xhtml": "html", "txt": "text"}
_OTHERS = {"json", "jsonl", "ndjson", "csv", "tsv", "parquet", "warc", "wet", "zip", "tar", "tgz"}


class Member(NamedTuple):
    """A file of an archive, or why it cannot be had."""

    name: str
    data: bytes
    refusal: str = ""


def too_long(data: bytes, limits: Limits) -> tuple[bytes, str]:
    """What is kept of a member of more bytes than a record may have, and the reason."""
    return data[:HEAD], f"has more than {limits.max_input_bytes:,} bytes; only the first {HEAD:,} are kept here"


def units_of(path: str, members: Iterator[Member]) -> Iterator[Unit]:
    """A unit for each member that is no sidecar; they are counted from 1.

    A sidecar must come right before or right behind its page, as it does where names are sorted.
    """
    held: Unit | None = None
    before: tuple[str, bytes] = ("", b"")
    number = 0
    for member in members:
        if is_sidecar(member.name) and not member.refusal:
            stem = member.name[: -len(SUFFIX)]
            if held and _belongs(f"{path}/{stem}", held.id):
                held = held._replace(sidecar=member.data or b" ")
            else:
                before = (stem, member.data or b" ")
            continue
        if held:
            yield held
        number += 1
        held = _unit(path, number, member)
        if before[0] and _belongs(before[0], member.name):
            held = held._replace(sidecar=before[1])
        before = ("", b"")
    if held:
        yield held


def _belongs(stem: str, page: str) -> bool:
    return stem in {writable(page), writable(bare_name(page).rpartition(".")[0])}


def _unit(path: str, number: int, member: Member) -> Unit:
    name = writable(f"{path}/{member.name}") if member.name else f"{path}#{number}"
    suffix = bare_name(member.name).lower().rpartition(".")[2]
    reader = PAGES.get(suffix, "")
    refusal = member.refusal
    if suffix in _OTHERS and not refusal:
        refusal = f"is .{suffix} inside an archive; unpack the archive first"
    if not refusal and (not reader or member.name.rpartition("/")[2].startswith(".")):
        return Unit("html", name, path, number, b"", passed="members of archives that are no page")
    return Unit(reader or "html", name, path, number, member.data if reader else member.data[:HEAD], b"", refusal)
