"""Which lines of this text belong together as one paragraph, now that its markup is gone?

A line is a block, unless a scraper broke it inside a sentence: where a link stood (each text node became a line of its
own), or at a fixed width. A page with text nodes for lines gives itself away: some line begins with the comma or the
full stop that followed a link. Only there a sentence may go on with a capital, a name that was a link. Elsewhere two
lines are joined where the first does not end a sentence and the second could not begin one, and those of a fixed width
where a paragraph's lines all are as long as they can be. Everything else a reader sees is layout: indents, blank lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.page import Block, Container, Head
from cleaner.segment.gather import Segmented
from cleaner.stops import STOPS
from cleaner.trace import Cause, Piece, Trace

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_TORN = re.compile(r"^[^\S\n]*[,.;)\]](?:\s|$)", re.MULTILINE)
"""a line that begins with what follows a link; on the pages measured, 86 of 100 whose text nodes are lines have one,
and 2 of 100 others"""
JOINED = (Cause("segment.text", "line joined"),)
ENDS = frozenset(STOPS + ":;»”\"'’›）)]*|{}=<>\\")
"""after these a sentence is over, or it was no sentence: a label, a menu's bar, code"""
CLOSERS = frozenset(",.;:!?…)]’”»›%、。，；：！？）」』،؛؟")
QUOTES = frozenset("’”»›")
SPACED = frozenset("’”»")  # a line was more likely broken at the space before them
OPENERS = frozenset("(«“‘„/")
_LAYOUT = re.compile(r"\S(?: {3}|\t)")
"""columns: the rows of a table are no sentence"""
BULLETS = "*•·▪◦‣●○■□►▸–—+#>-"
_BULLET = re.compile(rf"(?:[{BULLETS}]|o(?=\s[A-Z\d])|[a-z]\)|\d{{1,2}}[.)])\s|//|--")
LONG = 40
"""characters from which a line without an end is more likely a broken sentence than a menu entry or a heading"""
WIDEST = 100
"""characters of a line that was wrapped at a fixed width"""
WRAPPED = 3
"""lines that a wrapped paragraph has at least: any two headlines may be of one length"""

_Span = tuple[int, int]


def read(source: str) -> Segmented:
    """The paragraphs of a flat text. Never raises; time is linear in its length. `_text.pyx` says the same."""
    root = Container("#", None, "", 0)
    lines = _lines(source)
    joints = _Joints(source, lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        size = joints.measure(at)
        trace = _trace(source, lines[at : at + size])
        block = Block("line", root, trace, 0, 0, 0)
        block.index = len(blocks)
        blocks.append(block)
        at += size
    return Segmented(blocks, [root], Head())


def _lines(source: str) -> list[_Span]:
    """Start and end of each line that shows something, without its margins."""
    out = []
    for match in _LINE.finditer(source):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + line.index(bare[0])
            out.append((start, start + len(bare)))
    return out


class _Joints:
    """Where the lines of a page go on with one another."""

    def __init__(self, source: str, lines: list[_Span]) -> None:
        self.source = source
        self.lines = lines
        self.blank = [self._is_blank(this[1], following[0]) for this, following in pairwise(lines)]
        self.wraps = _wrapped(source, lines, self.blank)
        self.torn = _TORN.search(source) is not None

    def _is_blank(self, start: int, end: int) -> bool:
        """Whether a blank line stands between; most lines end with one character."""
        between = self.source[start:end]
        return len(between) > 1 and (between.count("\n") > 1 or between.count("\r") > 1)

    def measure(self, at: int) -> int:
        """How many lines from `at` on are one paragraph."""
        size = 1
        length = self.lines[at][1] - self.lines[at][0]
        while at + size < len(self.lines) and self.goes_on(at + size - 1, length):
            start, end = self.lines[at + size]
            length += end - start
            size += 1
        return size

    def goes_on(self, at: int, length: int) -> bool:
        """Whether the sentence that line `at` ends with goes on below; `length` is the paragraph's so far."""
        start, end = self.lines[at + 1]
        if self._closes(start):
            return not self.blank[at] or length >= LONG
        if self.wraps[at]:
            return True
        if self.blank[at] or self._stands_alone(at):
            return False
        first, last = self.source[start], self.source[self.lines[at][1] - 1]
        if first.islower():
            return self._is_begun(at, length)
        if not self.torn or length < LONG or end - start >= 2 * LONG:
            return False
        begins = first.isalnum() or first in OPENERS
        return last in ",(-–—«“‘„/" or (last.islower() and begins and self._continues(at + 2))

    def _is_begun(self, at: int, length: int) -> bool:
        """Whether what ends with line `at` is a sentence's beginning, and the next, in lower case, more of it."""
        start, end = self.lines[at + 1]
        if self.torn:
            return length > 12 or self.source[self.lines[at][1] - 1] == "," or self._comes_to_something(at + 1)
        # below a headline a line in lower case is rather a byline or a button
        return length >= LONG and (end - start >= LONG or self.source[end - 1] in ENDS)

    def _closes(self, start: int) -> bool:
        """Whether the line begins with what only ends something: `, and`, `)`; not with `.com`, `»Ja«`, `» Go`."""
        first = self.source[start]
        if first not in CLOSERS or self.source.startswith(("...", "…", ". ."), start):
            return False
        after = self.source[start + 1 : start + 3]
        if first in QUOTES and after[1:]:
            return after[0] in CLOSERS or (after[0].isspace() and after[1].islower())
        if first in ")]%":
            return not after[:1].isalnum()
        return after[:1] in CLOSERS or not after[:1].strip()

    def _stands_alone(self, at: int) -> bool:
        """Whether the line is over, or the next is an item of a list, or either a row of a table."""
        (_, high), (start, end) = self.lines[at], self.lines[at + 1]
        last, before = self.source[high - 1], self.source[high - 2]
        if last in ENDS or (last in "“‘" and before in ".!?…,") or _BULLET.match(self.source, start, end):
            return True
        return any(_LAYOUT.search(self.source, *line) for line in self.lines[at : at + 2])

    def _continues(self, at: int) -> bool:
        """Whether line `at` can only be the middle of a sentence."""
        first = self.source[self.lines[at][0]] if at < len(self.lines) else "A"
        return first.islower() or first in CLOSERS

    def _comes_to_something(self, at: int) -> bool:
        """Whether the lines from `at` on, which go on in lower case, are soon a sentence and no menu."""
        for index in range(at, min(at + 3, len(self.lines))):
            if not self._continues(index):
                return False
            if self.lines[index][1] - self.lines[index][0] >= LONG:
                return True
        return False


def _wrapped(source: str, lines: list[_Span], blank: list[bool]) -> list[bool]:
    """Of each line but the last, whether it was wrapped at a fixed width: the next line's first word had no room."""
    wraps = [False] * len(blank)
    begin = 0
    for at in range(len(lines)):
        if at < len(blank) and not blank[at]:
            continue
        group = lines[begin : at + 1]
        if len(group) >= WRAPPED and _is_wrapped(source, group):
            wraps[begin:at] = [True] * (at - begin)
        begin = at + 1
    return wraps


def _is_wrapped(source: str, group: list[_Span]) -> bool:
    """Whether lines without a blank one between them are a paragraph of a fixed width."""
    width = max(end - start for start, end in group)
    if not LONG <= width <= WIDEST:
        return False
    lower = 0
    for (low, high), (start, end) in pairwise(group):
        word = source.find(" ", start, end)
        if high - low + 1 + ((end if word < 0 else word) - start) <= width or _BULLET.match(source, start, end):
            return False
        lower += source[start].islower()
    return 2 * lower >= len(group) - 1


def _trace(source: str, lines: list[_Span]) -> Trace:
    pieces = [Piece(*lines[0], source[slice(*lines[0])])]
    for low, high in lines[1:]:
        glue = "" if source[low] in CLOSERS - SPACED or source[pieces[-1].end - 1] in OPENERS else " "
        pieces.append(Piece(pieces[-1].end, low, glue, JOINED))
        pieces.append(Piece(low, high, source[low:high]))
    return Trace(pieces)


try:
    from cleaner.segment._text import segment as _read
except ImportError:
    _read = read
segment = _read
