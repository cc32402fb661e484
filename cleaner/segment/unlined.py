"""Where did the lines of this text end, before somebody made one line of them?

Who asks a parser for "the text" of a page often gets one line: its pieces with nothing, a tab or a bar between them, or
with spaces for its line breaks. Where they met still shows: runs of spaces, tabs and bars in a line longer than any
paragraph, words glued to one another (glued.py), and where one space is all that is left, the words (run_on.py).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from cleaner.page import Block
from cleaner.segment import run_on, text
from cleaner.segment.broken import with_breaks
from cleaner.segment.drop_cap import join_drop_caps
from cleaner.segment.gather import Segmented
from cleaner.segment.glued import LEAST, NAME, find_joints, is_misread
from cleaner.segment.rows import find_rows
from cleaner.segment.uncased import find_stops

SHORTEST = 40
"""characters of a line in which glued words are looked for: a menu entry is furniture, glued or not"""
LONG = 200
"""characters of a line that may be several"""
FAR = 1000
"""characters of a line that is longer than a paragraph"""
FEW = 3
"""lines of a text that may have lost its line breaks though none is as long as that"""
MOST = 0.6
"""the share of a text that its lines of that length have, at least, where line breaks were lost and it is no table"""
SOME = 0.1
"""the same where spaces are all that is left: who keeps the markup's own line breaks has lines of both kinds"""
GLUED = 500
"""characters of a text for each place where words are glued, at most, if all of it is"""
MANY = 5
"""bars, or runs of spaces, that such a line has at least"""
BEFORE, UPPER = "a-zß-ÿα-ωа-я", "A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
"""what a first look takes for the end of a glued word, and for the beginning of the next"""
_FIRST_LOOK = re.compile(f"[{BEFORE}]{{{NAME + 1}}}[{UPPER}]")
_SMALL = re.compile(f"[{BEFORE}]")
_CAPITALS = re.compile(rf"(?:(?<!\S)[{UPPER}][^\s.!?…:;,]*[^\S\n]+(?:[&|/–-][^\S\n]+)?){{5}}")
_BARS = re.compile(r"[^\S\n]*\|[^\S\n]*")
_WIDE = re.compile(r"[^\S\n]{3,}|\t|(?<=[^\s.!?…:;,”\"’»)])[^\S\n]{2}(?=\S)")
_RUNS = re.compile(r"[^\S\n]{2,}|\t")

_Span = tuple[int, int]
_Suspect = tuple[int, int, int]


def segment(source: str) -> Segmented:
    """The paragraphs of a flat text, its line breaks found again. Never raises; time is linear in its length."""
    found = join_drop_caps(source, text.segment(source))
    rows = find_rows(source)
    spans = _suspects(found.blocks)
    if not spans or is_misread(source):
        return with_breaks(source, rows) if rows else found
    breaks = find_breaks(source, spans, found.blocks) or rows
    stops = [] if source.isascii() else find_stops(source, _longest(spans, found.blocks))
    breaks = sorted({*breaks, *(stops or _by_words(source, spans, breaks, found.blocks))})
    return with_breaks(source, breaks) if breaks else found


def suspects(blocks: list[Block]) -> list[_Suspect]:
    """From where to where the blocks stand that are worth a closer look, and how many words in each look glued.

    `_unlined.pyx` says the same.
    """
    few = len(blocks) <= FEW
    found = []
    for block in blocks:
        size = len(block.trace.text)
        glued = len(_FIRST_LOOK.findall(block.trace.text)) if size >= SHORTEST else 0
        if glued or size >= FAR or (few and size >= LONG):
            found.append((block.start, block.end, glued))
    return found


def find_breaks(source: str, lines: Sequence[_Suspect], blocks: Sequence[Block]) -> list[_Span]:
    """From where to where in the source lines must have ended: empty spans where nothing stood between them.

    `lines` are where the suspects among all `blocks` stand.
    """
    found: list[_Span] = []
    for start, end in _far(lines, blocks):
        if kinds := _separators(source[start:end]):
            found += [match.span() for match in re.compile(kinds).finditer(source, start, end)]
    if sum(glued for _, _, glued in lines) < LEAST:
        return found
    return sorted(found + find_joints(source, [(start, end) for start, end, glued in lines if glued]))


def _far(lines: Sequence[_Suspect], blocks: Sequence[Block]) -> list[_Span]:
    """The lines that are longer than a paragraph, where they are most of the text."""
    far = _longest(lines, blocks)
    return far if far and sum(end - start for start, end in far) >= MOST * _size(blocks) else []


def _longest(lines: Sequence[_Suspect], blocks: Sequence[Block]) -> list[_Span]:
    return [(start, end) for start, end, _ in lines if len(blocks) <= FEW or end - start >= FAR]


def _by_words(source: str, lines: Sequence[_Suspect], breaks: list[_Span], blocks: Sequence[Block]) -> list[_Span]:
    """Further breaks, which the words alone tell: where the longest lines may hold a menu, in all long ones.

    Where words were glued to one another what stands between two spaces is no word, so most of the text must be left.
    """
    far = list(_unbroken(_longest(lines, blocks), breaks))
    if not far:
        return []
    size, left = _size(blocks), sum(end - start for start, end in far)
    if left < MOST * size:
        if left < SOME * size or sum(start == end for start, end in breaks) * GLUED > size:
            return []
        far = [(start, end) for start, end in far if _may_hold_menu(source[start:end])]
        if sum(end - start for start, end in far) < SOME * size:
            return []
    every = [(block.start, block.end) for block in blocks if block.end - block.start >= LONG]
    return run_on.find_breaks(source, list(_unbroken(every, breaks)))


def _may_hold_menu(line: str) -> bool:
    """Whether capitals follow one another as in a menu, or the script has none: to read the words takes far longer."""
    return _CAPITALS.search(line) is not None or len(_SMALL.findall(line, 0, FAR)) < FAR // 4


def _unbroken(lines: Sequence[_Span], breaks: Sequence[_Span]) -> Iterator[_Span]:
    """What stands between the breaks in these lines, where it may be several lines still; both are in order."""
    waiting = deque(breaks)
    for start, end in lines:
        at = start
        while waiting and waiting[0][0] < end:
            low, high = waiting.popleft()
            if low - at >= LONG:
                yield at, low
            at = max(at, high)
        if end - at >= LONG:
            yield at, end


def _size(blocks: Sequence[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _separators(line: str) -> str:
    """A pattern of what stands between lines that are one now: bars, tabs, runs of spaces; '' where nothing does."""
    kinds = [_BARS.pattern] if line.count("|") >= MANY else []
    if ("  " in line or "\t" in line) and sum(1 for _ in _WIDE.finditer(line)) >= MANY:
        kinds.append(_RUNS.pattern)
    return "|".join(kinds)


try:
    from cleaner.segment._unlined import suspects as _suspects
except ImportError:
    _suspects = suspects
