"""Where did the lines of this text end, before somebody made one line of them?

Who asks a parser for "the text" of a page often gets one line: its pieces with nothing, a tab or a bar between them, or
with spaces for its line breaks. Where they met still shows: runs of spaces, tabs and bars in a line longer than any
paragraph, and words glued to one another, `storiesVegetable`, `Tuesday.Divers`. Names look like that (LinkedIn), and so
does code. Hardly a name begins with four small letters, so three that do must stand in one line; in Zulu many do, so
others must stand beside them; and a word that the text has twice is a name. What is glued in scripts without capitals
does not show.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.page import Block
from cleaner.segment import text
from cleaner.segment.gather import Segmented
from cleaner.trace import Cause, Piece, Trace

RULE = "segment.unlined"
_BAR = (Cause(RULE, "a bar between two lines"),)
LONG = 200
"""characters of a line in which glued words are looked for: a menu is furniture, glued or not"""
FAR = 1000
"""characters of a line that is longer than a paragraph"""
FEW = 3
"""lines of a text that may have lost its line breaks though none is as long as that"""
MOST = 0.6
"""the share of a text that its lines of that length have, at least, where line breaks were lost and it is no table"""
MANY = 5
"""bars, or runs of spaces, that such a line has at least"""
GLUED = 3
"""glued words that a line has at least, and of those that begin in lower case"""
OTHERS = 0.25
"""others beside those, at least, for each of them: in Zulu and Irish every name may have lower case before it"""
BEFORE, UPPER = "a-zß-ÿα-ωа-я", "A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
"""what a first look takes for the end of a glued word, and for the beginning of the next"""
NAME = 3
"""letters before the second capital of a name: Mc, Mac, You"""
_FIRST_LOOK = re.compile(f"[{BEFORE}]{{{NAME + 1}}}[{UPPER}]")
_BARS = re.compile(r"[^\S\n]*\|[^\S\n]*")
_WIDE = re.compile(r"[^\S\n]{3,}|\t|(?<=[^\s.!?…:;,”\"’»)])[^\S\n]{2}(?=\S)")
_RUNS = re.compile(r"[^\S\n]{2,}|\t")
_WORD = re.compile(r"[^\s|]{4,}")
_CODE = re.compile(r"[_/\\=(){}<>@#&;$+*]|www\.|\"[:,]")
_CLOSED, _OPENERS = '.!?…)»”"', "“„«"
SHORT, ELSE, SURE = 1, 2, 3
"""what glued words say: nothing, for they may be a name with what its language puts before it; little; much"""

_Span = tuple[int, int]
_Suspect = tuple[int, int, bool]


def segment(source: str) -> Segmented:
    """The paragraphs of a flat text, its line breaks found again. Never raises; time is linear in its length."""
    found = text.segment(source)
    spans = _suspects(found.blocks)
    breaks = find_breaks(source, spans, found.blocks) if spans else []
    return _broken(source, breaks) if breaks else found


def suspects(blocks: list[Block]) -> list[_Suspect]:
    """From where to where the blocks stand that are worth a closer look, and whether for glued words.

    `_unlined.pyx` says the same.
    """
    few = len(blocks) <= FEW
    found = []
    for block in blocks:
        size = len(block.trace.text)
        glued = size >= LONG and len(_FIRST_LOOK.findall(block.trace.text)) >= GLUED
        if glued or size >= FAR or (few and size >= LONG):
            found.append((block.start, block.end, glued))
    return found


def find_breaks(source: str, lines: Sequence[_Suspect], blocks: Sequence[Block]) -> list[_Span]:
    """From where to where in the source lines must have ended: empty spans where nothing stood between them.

    `lines` are where the suspects among all `blocks` stand.
    """
    found: list[_Span] = []
    far = [(start, end) for start, end, _ in lines if len(blocks) <= FEW or end - start >= FAR]
    parted = [(line, kinds) for line in far if (kinds := _separators(source[slice(*line)]))]
    if parted and sum(end - start for start, end in far) >= MOST * sum(block.end - block.start for block in blocks):
        for (start, end), kinds in parted:
            found += [match.span() for match in re.compile(kinds).finditer(source, start, end)]
    joints = list(_joints(source, [(start, end) for start, end, glued in lines if glued]))
    return sorted(found + joints) if joints else found


def _separators(line: str) -> str:
    """A pattern of what stands between lines that are one now: bars, tabs, runs of spaces; '' where nothing does."""
    kinds = [_BARS.pattern] if line.count("|") >= MANY else []
    if ("  " in line or "\t" in line) and sum(1 for _ in _WIDE.finditer(line)) >= MANY:
        kinds.append(_RUNS.pattern)
    return "|".join(kinds)


def _joints(source: str, lines: Sequence[_Span]) -> Iterator[_Span]:
    """The places between glued words, in the lines that have enough of them."""
    words = [[(match.start(), match.group()) for match in _WORD.finditer(source, *line)] for line in lines]
    often = Counter(_bare(word) for line in words for _, word in line)
    for line in words:
        places: list[_Span] = []
        kinds: Counter[int] = Counter()
        for at, word in line:
            glued = list(_glue(word)) if any(map(str.isupper, word[1:])) and not _CODE.search(word) else []
            if len(glued) > 1 or (glued and often[_bare(word)] == 1):
                places += [(at + place, at + place) for place, _ in glued]
                kinds.update(kind for _, kind in glued)
        if kinds[SURE] >= GLUED and kinds[ELSE] >= OTHERS * kinds[SURE]:
            yield from places


def _bare(word: str) -> str:
    return word.strip(".,:;!?…()[]\"'“”„«»‘’")


def _glue(word: str) -> Iterator[tuple[int, int]]:
    """Where in a word another begins, and what that says: SURE where what stands above is no part of a name."""
    begun = 0  # where the letters, or the digits, before this one began
    for at in range(1, len(word) - 1):
        last, char = word[at - 1], word[at]
        opens = char in _OPENERS
        if not (char.isupper() and not word[at + 1].isupper()) and not (opens and word[at + 1].isupper()):
            if char.isalpha() != last.isalpha() and char.isalnum():
                begun = at
            continue
        end = at
        while end > begun and word[end - 1] in _CLOSED:
            end -= 1
        kind = _kind(word[begun:end], stopped=end < at)
        if kind and last not in _OPENERS:
            yield at, kind
        begun = at + opens


def _kind(above: str, *, stopped: bool) -> int:
    """What is said by the letters, or the digits, that stand above a capital; 0: they belong to it."""
    if not above.isalpha():
        return ELSE if len(above) > 1 and above.isdigit() else 0
    if above.islower():
        return (ELSE if stopped else SURE) if len(above) > NAME else SHORT * (len(above) > 1)
    return ELSE if len(above) > NAME and not above.isupper() else 0


def _broken(source: str, breaks: list[_Span]) -> Segmented:
    """The paragraphs of the text with a line break at each of these places."""
    parts: list[str] = []
    added: list[int] = []
    at = 0
    for start, end in breaks:
        parts += [source[at:start], "\n", " " * (end - start - 1)]
        if start == end:
            added.append(start + len(added))
        at = end
    found = text.segment("".join(parts) + source[at:])
    for block in found.blocks if added else ():
        block.trace = Trace([_moved(piece, added) for piece in block.trace.pieces], block.trace.text)
    speak_for(found.blocks, [span for span in breaks if "|" in source[slice(*span)]], source, _BAR)
    return found


def _moved(piece: Piece, added: list[int]) -> Piece:
    """The piece where it stands in the source, which has none of the line breaks that were added."""
    return piece._replace(
        start=piece.start - bisect_left(added, piece.start), end=piece.end - bisect_left(added, piece.end)
    )


def speak_for(blocks: list[Block], breaks: list[_Span], source: str, causes: tuple[Cause, ...]) -> None:
    """Give what a line ended with, and what no reader saw, to the block above; the first has those above it, too."""
    waiting = iter(breaks)
    span = next(waiting, None)
    for place, block in enumerate(blocks):
        above: list[Piece] = []
        while place == 0 and span is not None and span[0] < block.trace.pieces[0].start:
            above.append(Piece(*span, "", causes))
            span = next(waiting, None)
        last = block.trace.pieces[-1].end
        stop = blocks[place + 1].trace.pieces[0].start if place + 1 < len(blocks) else len(source)
        below: list[Piece] = []
        while span is not None and span[0] < stop:
            if span[0] >= last:  # else two lines were joined over it, which is told already
                below.append(Piece(*span, "", causes))
            span = next(waiting, None)
        if above or below:
            block.trace = Trace([*above, *block.trace.pieces, *below])


try:
    from cleaner.segment._unlined import suspects as _suspects
except ImportError:
    _suspects = suspects
