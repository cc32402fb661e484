"""What became of every character: a string that remembers where it came from.

A trace is an ordered run of pieces `source[start:end] -> text`. Editing a trace gives a new trace whose pieces
still point into the same, untouched source, so the text and its explanation cannot drift apart: the text *is* the
explanation, read aloud.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """What an editor proposes: replace `text[start:end]` of the text it was shown by `text`.

    Offsets are code points of that text, half open. An empty `text` removes, `start == end` inserts.
    """

    start: int
    end: int
    text: str = ""
    note: str = ""


class Cause(NamedTuple):
    """Why a piece differs from its source: the rule's address below `cleaner/`, and its evidence."""

    rule: str
    note: str = ""


class Piece(NamedTuple):
    """`source[start:end]` became `text`. No cause means verbatim: `text == source[start:end]`."""

    start: int
    end: int
    text: str
    causes: tuple[Cause, ...] = ()


class Trace:
    """An ordered run of pieces; `text` is their joined text.

    Pieces ascend in the source and never overlap. Gaps between them are markup, which no piece speaks for.
    """

    __slots__ = ("pieces", "text")

    def __init__(self, pieces: Iterable[Piece], text: str | None = None) -> None:
        self.pieces: tuple[Piece, ...] = tuple(pieces)
        self.text: str = "".join([piece.text for piece in self.pieces]) if text is None else text

    def __repr__(self) -> str:
        return f"Trace({self.pieces!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trace) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    @property
    def start(self) -> int:
        """Where its first piece begins in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @classmethod
    def verbatim(cls, source: str, start: int, end: int) -> Trace:
        """One piece, copied from `source[start:end]`."""
        text = source[start:end]
        return cls((Piece(start, end, text),), text)

    def edit(self, edits: Iterable[Edit], rule: str) -> Trace:
        """Apply edits of this trace's text, caused by `rule`.

        Edits are half-open, must ascend and must not overlap; ValueError otherwise. An edit that would change
        nothing is ignored. An edit over several pieces puts its text on the first and empties the others, so that
        the markup between them stays markup.
        """
        kept = [edit for edit in edits if self.text[edit.start : edit.end] != edit.text]
        if not kept:
            return self
        _check_order(kept, len(self.text))
        return Trace(_replace(self.pieces, _regions(self.pieces, self.text, kept), rule))

    def mark(self, edits: Iterable[Edit], rule: str) -> Trace:
        """Record what `rule` says of stretches of this trace's text, and leave them as they are.

        A marked piece is one rewritten as itself: the ledger counts it among the rewritten, and tells why. Edits are
        those of `edit`, each with the text it covers.
        """
        kept = list(edits)
        _check_order(kept, len(self.text))
        return Trace(_replace(self.pieces, _regions(self.pieces, self.text, kept), rule)) if kept else self

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets that `text[start:end]` came from, widened to whole rewritten pieces.

        An empty span gives the place in the source where text at `start` would stand.
        """
        low: int | None = None
        high = at = 0
        for piece in self.pieces:
            stop = at + len(piece.text)
            if stop > start:
                if low is None:
                    low = piece.start if piece.causes else piece.start + start - at
                    high = piece.end if piece.causes and at < start else low
                if at >= end:
                    break
                high = piece.end if piece.causes else piece.end - max(0, stop - end)
            at = stop
        if low is None:
            low = high = self.pieces[-1].end if self.pieces else 0
        return low, high


def _check_order(edits: Sequence[Edit], length: int) -> None:
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= length:
            raise ValueError(f"edit {edit!r} overlaps its neighbour or leaves a text of {length} characters")
        at = edit.end


class _Region(NamedTuple):
    """A stretch of a trace's text, the text it becomes, and why."""

    start: int
    end: int
    text: str
    note: str


def _regions(pieces: Sequence[Piece], text: str, edits: Sequence[Edit]) -> list[_Region]:
    """The edits, widened to whole rewritten pieces; those that meet in one such piece become one region.

    A verbatim piece can be cut anywhere, but nobody knows which part of a rewritten text came from which part of
    its source.
    """
    starts = [0, *accumulate([len(piece.text) for piece in pieces])]
    grouped: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        low, high = _widen(pieces, starts, edit)
        if grouped and low < grouped[-1][1]:
            first, stop, together = grouped[-1]
            together.append(edit)
            grouped[-1] = (first, max(high, stop), together)
        else:
            grouped.append((low, high, [edit]))
    return [_Region(low, high, *_merge(text, low, high, group)) for low, high, group in grouped]


def _widen(pieces: Sequence[Piece], starts: Sequence[int], edit: Edit) -> tuple[int, int]:
    low, high = edit.start, edit.end
    first = bisect_right(starts, low) - 1
    if first < len(pieces) and pieces[first].causes and starts[first] < low:
        low = starts[first]
        high = max(high, starts[first + 1])
    last = bisect_left(starts, high) - 1
    if high > low and last >= 0 and pieces[last].causes:
        high = starts[last + 1]
    return low, high


def _merge(text: str, low: int, high: int, edits: Sequence[Edit]) -> tuple[str, str]:
    parts: list[str] = []
    at = low
    for edit in edits:
        parts += text[at : edit.start], edit.text
        at = edit.end
    parts.append(text[at:high])
    return "".join(parts), "; ".join(dict.fromkeys(edit.note for edit in edits if edit.note))


def _replace(pieces: Sequence[Piece], regions: Sequence[_Region], rule: str) -> Iterator[Piece]:
    """The pieces with every region's text replaced; linear in both."""
    cursor = _Cursor(pieces)
    at = 0
    place = 0
    for region in regions:
        before = cursor.take(region.start - at)
        yield from before
        run = cursor.take(region.end - region.start) if region.end > region.start else []
        if not run:
            place = max(before[-1].end if before else place, cursor.place())
            run = [Piece(place, place, "")]
        cause = Cause(rule, region.note)
        for number, piece in enumerate(run):
            if number and not piece.text:
                yield piece
                continue
            text = "" if number else region.text
            if text or piece.end > piece.start:  # an insertion taken back leaves nothing to speak for
                yield Piece(piece.start, piece.end, text, (*piece.causes, cause))
        place = run[-1].end
        at = region.end
    yield from cursor.rest()


class _Cursor:
    """Reads a run of pieces by characters of their text; a verbatim piece is cut where a reading ends."""

    __slots__ = ("index", "offset", "pieces")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.index = self.offset = 0

    def take(self, length: int) -> list[Piece]:
        """The next `length` characters, and every empty piece up to the next that is not."""
        taken = []
        while self.index < len(self.pieces):
            piece = self.pieces[self.index]
            left = len(piece.text) - self.offset
            if left > length:
                break
            taken.append(self._cut(piece, self.offset, len(piece.text)) if self.offset else piece)
            length -= left
            self.index, self.offset = self.index + 1, 0
        if length and self.index < len(self.pieces):
            piece = self.pieces[self.index]
            taken.append(self._cut(piece, self.offset, self.offset + length))
            self.offset += length
        return taken

    def place(self) -> int:
        """Where in the source the next piece starts; 0 after the last."""
        return self.pieces[self.index].start + self.offset if self.index < len(self.pieces) else 0

    def rest(self) -> Iterator[Piece]:
        """Whatever has not been read."""
        if self.index < len(self.pieces):
            piece = self.pieces[self.index]
            yield self._cut(piece, self.offset, len(piece.text)) if self.offset else piece
            yield from self.pieces[self.index + 1 :]

    @staticmethod
    def _cut(piece: Piece, low: int, high: int) -> Piece:
        return Piece(piece.start + low, piece.start + high, piece.text[low:high])


_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_WINDOW = 16  # runs to look ahead for the next landmark; repairing one word changes 1 to 3 of them


def diff(before: str, after: str) -> list[Edit]:
    """The edits that turn `before` into `after`, for libraries that only give back a string (ftfy).

    Runs of ASCII are the landmarks: repairing an encoding leaves them as they are, so each edit stays as small as
    the damage. Linear in the text.
    """
    old, new = _RUNS.findall(before), _RUNS.findall(after)
    edits: list[Edit] = []
    at = i = k = 0
    while i < len(old) or k < len(new):
        if i < len(old) and k < len(new) and old[i] == new[k]:
            at, i, k = at + len(old[i]), i + 1, k + 1
            continue
        next_i, next_k = _landmark(old, new, i, k)
        was, now = "".join(old[i:next_i]), "".join(new[k:next_k])
        if was != now:
            edits.append(_trim(at, was, now))
        at, i, k = at + len(was), next_i, next_k
    return edits


def _landmark(old: Sequence[str], new: Sequence[str], i: int, k: int) -> tuple[int, int]:
    """Where the runs from `old[i]` and `new[k]` on agree again: the nearest such place, or a window further on.

    A run of one character (the space between two words) says little: the next landmark must agree as well.
    """
    for ahead in range(1, 2 * _WINDOW):
        for added in range(max(0, ahead - _WINDOW), min(ahead, _WINDOW) + 1):
            x, y = i + ahead - added, k + added
            same = x < len(old) and y < len(new) and old[x] == new[y]
            if same and (len(old[x]) > 1 or old[x + 2 : x + 3] == new[y + 2 : y + 3]):
                return x, y
    if max(len(old) - i, len(new) - k) <= 2 * _WINDOW:
        return len(old), len(new)
    return min(i + _WINDOW, len(old)), min(k + _WINDOW, len(new))


def _trim(start: int, was: str, now: str) -> Edit:
    """The smallest edit between two strings that differ: their common head and tail are left out."""
    head = 0
    limit = min(len(was), len(now))
    while head < limit and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < limit - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(was) - tail, now[head : len(now) - tail])
