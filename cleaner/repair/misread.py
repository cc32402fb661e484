"""As what were all damaged lines of this page read, if ftfy mends one of them and leaves the next?

ftfy judges a line by itself, and must be sure: it leaves short lines of Czech that were read as windows-1251, and what
was read as ISO-8859-2 it takes for windows-1250. A page was read as one encoding. Where nearly all its lines that show
a sign are UTF-8 in the bytes of one, every character of them, no other reading is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from cleaner.page import Block
from cleaner.repair.signs import ENCODINGS, ENOUGH, READ_AS
from cleaner.trace import Trace, diff

RULE = "repair.mojibake"
_NOTE = "read with the wrong encoding, as the page's other lines were"
LINES = 2
"""lines with a sign at least"""
SHARE = 0.75
"""of those that must be UTF-8 in that encoding; others may have lost a byte"""
CHARACTERS = 6
"""characters beyond ASCII that come of it, at least"""

_ALONE = re.compile(r"(?:[\0-\x7f]|^)[^\0-\x7f](?![^\0-\x7f])")
"""a character beyond ASCII between two that are not: its byte is UTF-8 in no encoding"""
_CONTROL = re.compile("[\x80-\x9f]")


class Witness:
    """Repairs traces, and remembers what those with a sign of mojibake were before."""

    def __init__(self, repair_trace: Callable[[Trace], Trace], has_sign: Callable[[str], bool]) -> None:
        self.repair_trace = repair_trace
        self.has_sign = has_sign
        self.before: dict[int, tuple[Trace, Trace]] = {}

    def __call__(self, trace: Trace) -> Trace:
        """The repaired trace."""
        found = self.repair_trace(trace)
        if not trace.text.isascii() and self.has_sign(trace.text):
            self.before[id(found)] = (found, trace)  # the trace is held so that no other gets its number
        return found

    def mend(self, blocks: list[Block]) -> None:
        """Read the lines with a sign as the page was read, where that can be told."""
        if len(self.before) < LINES:
            return
        encoding = find_encoding([trace.text for _, trace in self.before.values()])
        for block in blocks if encoding else ():
            if id(block.trace) in self.before:
                trace = self.before[id(block.trace)][1]
                said = as_utf8(trace.text, encoding)
                if said is not None:
                    edits = [edit._replace(note=_NOTE) for edit in diff(trace.text, said)]
                    block.trace = self.repair_trace(trace.edit(edits, RULE))


def find_encoding(lines: list[str]) -> str:
    """The one encoding in whose bytes these lines are UTF-8; '' where none is, or ftfy knows it best."""
    least = SHARE * len(lines)
    if sum([_ALONE.search(line) is None for line in lines]) < least:
        return ""
    found: dict[tuple[str | None, ...], str] = {}
    for encoding in ENCODINGS:
        said = tuple([as_utf8(line, encoding) for line in lines])
        if len(lines) - said.count(None) < least:
            continue
        if encoding in ENCODINGS[:ENOUGH]:
            return ""
        found.setdefault(said, encoding)
    if len(found) != 1:
        return ""
    ((said, encoding),) = found.items()
    beyond = sum(1 for line in said if line for char in line if not char.isascii())
    return encoding if beyond >= CHARACTERS else ""


def as_utf8(line: str, encoding: str) -> str | None:
    """What the bytes say that were read as this line; None where they are no UTF-8."""
    try:
        said = line.translate(_bytes(encoding)).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return None if _CONTROL.search(said) else said


@cache
def _bytes(encoding: str) -> dict[int, int]:
    """The byte of each character, as the code point of the same number; those it has none for are no Latin-1."""
    table = READ_AS.get(encoding)
    if table is None:
        return {}
    lost = dict.fromkeys(range(0x80, 0x100), 0xFFFF)
    return lost | {ord(char): 0x80 + place for place, char in enumerate(table)}
