"""What are the paragraphs of a flat text, once line breaks stand at some of its places?"""

from __future__ import annotations

from bisect import bisect_left

from cleaner.page import Block
from cleaner.segment import text
from cleaner.segment.gather import Segmented
from cleaner.trace import Cause, Piece, Trace

RULE = "segment.unlined"
_BAR = (Cause(RULE, "a bar between two lines"),)

_Span = tuple[int, int]


def with_breaks(source: str, breaks: list[_Span]) -> Segmented:
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
    if not found.blocks:  # a rule of nothing but bars: no line is left that could speak for them
        return text.segment(source)
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
