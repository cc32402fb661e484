"""Which lines of this text belong together as one paragraph, now that its markup is gone?

A line is a block, unless a scraper broke it inside a sentence: where a link stood (each text node became a line of its
own), or at a fixed width. A page with text nodes for lines gives itself away: some line begins with the comma or the
full stop that followed a link, or sentences go on below in lower case and no line is blank. Only there a sentence may
go on with a capital, a name that was a link; blank lines between all lines say nothing there. Elsewhere two are joined
where the first ends no sentence and the second could not begin one, and those of a fixed width where all of a paragraph
are as long as can be (widths.py). All else that a reader sees is layout: indents, blank lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.page import Block, Container, Head
from cleaner.segment.columns import BULLET, is_unspaced
from cleaner.segment.gather import Segmented
from cleaner.segment.widths import Width, find_width, wrapped
from cleaner.stops import STOPS
from cleaner.trace import Cause, Piece, Trace

_BYTE = r"(?<=[\xc2-\xdf])\x85|(?<=[\xe0-\xf4])\x85(?=[\x80-\xbf])|(?<=[\xe0-\xf4][\x80-\xbf])\x85"
_LINE = re.compile(rf"(?:[^\n\r\x0b\x0c\x85\u2028\u2029]|{_BYTE})+")
"""U+0085 ends a line, unless it is a byte of UTF-8 that was read as Latin-1: there it is half of `Å`"""
_TORN = re.compile(r"[,.;)\]](?:\s|\Z)")
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
LONG = 40
"""characters from which a line without an end is more likely a broken sentence than a menu entry or a heading"""
LABEL = 8
"""characters of a line that is more than a name or a number"""
HALVES = 2
"""long second halves of sentences that a page has at least whose links were taken for line breaks"""

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
        trace = join(source, lines[at : at + size], joints.width)
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
        self.torn = any(_TORN.match(source, start) for start, _ in lines)
        blank = [self._is_blank(this[1], following[0]) for this, following in pairwise(lines)]
        self.blank = [False] * len(blank) if self.torn and all(blank) else blank
        self.width = None if self.torn else find_width(source, lines, self.blank)
        self.torn = self.torn or (self.width is None and self._is_broken())
        self.wraps = self.width.wraps if self.width else wrapped(source, lines, self.blank)

    def _is_broken(self) -> bool:
        """Whether sentences go on in lower case below lines that do not end one, where no line is blank."""
        if any(self.blank):
            return False
        halves = 0
        for (low, high), (start, end) in pairwise(self.lines):
            if end - start >= LONG and high - low >= LABEL and self.source[start].islower():
                halves += self.source[end - 1] in STOPS and self.source[high - 1] not in ENDS
        return halves >= HALVES

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
        return not after[:1].isalnum() if first in ")]%" else after[:1] in CLOSERS or not after[:1].strip()

    def _stands_alone(self, at: int) -> bool:
        """Whether the line is over, or the next is an item of a list, or either a row of a table."""
        (_, high), (start, end) = self.lines[at], self.lines[at + 1]
        last, before = self.source[high - 1], self.source[high - 2]
        if last in ENDS or (last in "“‘" and before in ".!?…,") or BULLET.match(self.source, start, end):
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


def join(source: str, lines: list[_Span], width: Width | None = None) -> Trace:
    """The lines of one paragraph and what stands between them now; `width` is that of the text, if it has one."""
    pieces = [Piece(*lines[0], source[slice(*lines[0])])]
    for low, high in lines[1:]:
        end = pieces[-1].end
        glue, hyphen = width.joint(source, end, low) if width else (None, 0)
        if hyphen:
            start = pieces[-1].start
            pieces[-1] = Piece(start, end - hyphen, source[start : end - hyphen])
        pieces.append(Piece(end - hyphen, low, _glue(source, end, low) if glue is None else glue, JOINED))
        pieces.append(Piece(low, high, source[low:high]))
    return Trace(pieces)


def _glue(source: str, end: int, low: int) -> str:
    """What stands between a line that ended at `end` and its going on at `low`."""
    before, after = source[end - 1], source[low]
    if after in CLOSERS - SPACED or before in OPENERS:
        return ""
    return "" if is_unspaced(before) and is_unspaced(after) else " "


try:
    from cleaner.segment._text import segment as _read
except ImportError:
    _read = read
segment = _read
