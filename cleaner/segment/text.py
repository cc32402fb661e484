"""Which lines of this text belong together as one paragraph, now that its markup is gone?

A line is a block, unless a scraper broke it inside a sentence: where a link stood (each text node became a line of
its own), or at a fixed width. Two lines are joined where the first does not end a sentence and the second could not
begin one. Everything else a reader sees is layout: indents, blank lines.
"""

from __future__ import annotations

import re

from cleaner.page import Block, Container, Head
from cleaner.segment.gather import Segmented
from cleaner.trace import Cause, Piece, Trace

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_JOINED = (Cause("segment.text", "line joined"),)
_ENDS = frozenset(".!?…:;。！？؟।۔»”\"’'›）)]*|")
_CLOSERS = frozenset(",.;:!?…)]}’”»›%、。，；：！？）」』،؛؟")
_BULLET = re.compile(r"(?:[*•·▪◦‣●○■□►▸–—-]|\d{1,2}[.)])\s")
_LONG = 40
"""characters from which a line without an end is more likely a broken sentence than a menu entry or a heading"""
_WIDTH = range(50, 90)
"""line lengths of text wrapped at a fixed width"""


def segment(source: str) -> Segmented:
    """The paragraphs of a flat text. Never raises; time is linear in its length."""
    root = Container("#", None, "", 0)
    lines = _lines(source)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        size = _joined(source, lines, at)
        trace = _trace(source, lines[at : at + size])
        block = Block("line", root, trace, 0, 0, 0)
        block.index = len(blocks)
        blocks.append(block)
        at += size
    return Segmented(blocks, [root], Head())


def _lines(source: str) -> list[tuple[int, int]]:
    """Start and end of each line that shows something, without its margins."""
    out = []
    for match in _LINE.finditer(source):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + line.index(bare[0])
            out.append((start, start + len(bare)))
    return out


def _joined(source: str, lines: list[tuple[int, int]], at: int) -> int:
    """How many lines from `at` on are one paragraph."""
    size = 1
    length = lines[at][1] - lines[at][0]
    while at + size < len(lines):
        this, following = lines[at + size - 1], lines[at + size]
        between = source[this[1] : following[0]]
        blank = between.count("\n") > 1 or between.count("\r") > 1
        after = source[lines[at + size + 1][0]] if at + size + 1 < len(lines) else ""
        if not _continues(source, this, following, length, after=after, blank=blank):
            break
        length += following[1] - following[0]
        size += 1
    return size


def _continues(
    source: str, this: tuple[int, int], following: tuple[int, int], length: int, *, after: str, blank: bool
) -> bool:
    """Whether `following` goes on with the sentence that ends with `this`; `length` is the paragraph's so far."""
    last, first = source[this[1] - 1], source[following[0]]
    if first in _CLOSERS and not source.startswith(("...", "…"), following[0]):
        return not blank or length >= _LONG
    if last in _ENDS or _BULLET.match(source, following[0], following[1]):
        return False
    if first.islower():
        return length >= _LONG or (not blank and last == ",") or (not blank and source[this[0]].isupper() and length > 12)
    if blank:
        return False
    if last in ",(-–—«“‘„/" or last.islower() and first in "(“‘\"'«„":
        return length >= _LONG
    if this[1] - this[0] in _WIDTH and length >= _LONG and following[1] - following[0] in _WIDTH:
        return True
    # a name or title that was a link: the sentence goes on behind it
    return length >= _LONG and last.islower() and following[1] - following[0] < 2 * _LONG and (after.islower() or after in _CLOSERS) and after != ""


def _trace(source: str, lines: list[tuple[int, int]]) -> Trace:
    start, end = lines[0]
    if len(lines) == 1:
        return Trace.verbatim(source, start, end)
    pieces = [Piece(start, end, source[start:end])]
    for low, high in lines[1:]:
        glue = "" if source[low] in _CLOSERS and source[low] not in "’”»(" else " "
        if glue and source[pieces[-1].end - 1] in "(«“‘„/":
            glue = ""
        pieces.append(Piece(pieces[-1].end, low, glue, _JOINED))
        pieces.append(Piece(low, high, source[low:high]))
    return Trace(pieces)
