"""What do the pieces of a page's blocks add up to: which spans are its text, and what became of the others?

`_ledger.pyx` says the same for a C compiler; tests hold the two to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.page import Block
from cleaner.spanned import Spanned
from cleaner.trace import Piece

Span = list[Any]
"""`[start, end]` verbatim, or `[start, end, text]` rewritten"""

Sums = tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]


def read_pieces(blocks: list[Block], source: str) -> tuple[list[Span], list[dict[str, Any]], int, int]:
    """Pieces, edits, and how many characters were removed and rewritten, in one pass over the blocks."""
    pieces: list[Span] = []
    edits: list[dict[str, Any]] = []
    removed = rewritten = 0
    last = -1
    for block in blocks:
        if not block.kept or not block.trace.text:
            removed += _remove(block, edits)
            continue
        if last >= 0:
            if source[last : last + 1] == "\n" and last + 1 <= block.start:
                _append(pieces, last, last + 1)
            else:
                pieces.append([last, last, "\n"])
        for piece in block.trace.pieces:
            if not piece.causes:
                _append(pieces, piece.start, piece.end)
                continue
            if piece.text:
                pieces.append([piece.start, piece.end, piece.text])
                rewritten += piece.end - piece.start
            else:
                removed += piece.end - piece.start
            if piece.start < piece.end:
                edits.append(edit_of(piece))
        last = block.end
    return pieces, edits, removed, rewritten


def _append(pieces: list[Span], start: int, end: int) -> None:
    """Add a verbatim span, joined to the one before where they touch."""
    if pieces and pieces[-1][1] == start and len(pieces[-1]) == 2:
        pieces[-1][1] = end
    elif start < end:
        pieces.append([start, end])


def edit_of(piece: Piece) -> dict[str, Any]:
    """The edit that tells why a piece differs from its source."""
    cause = piece.causes[-1]
    note = cause.note
    if len(piece.causes) > 1:
        note = "; ".join(dict.fromkeys([note, *(f"after {earlier.rule}" for earlier in piece.causes[:-1])])).strip("; ")
    edit: dict[str, Any] = {"start": piece.start, "end": piece.end, "rule": cause.rule}
    if note:
        edit["note"] = note
    if piece.text:
        edit["text"] = piece.text
    return edit


def _remove(block: Block, edits: list[dict[str, Any]]) -> int:
    """An edit for each stretch of a block that is not kept; returns how many characters they have."""
    verdict = block.verdict
    if verdict is None or verdict.keep:  # kept, but its editors left nothing of it
        edits.extend([edit_of(piece) for piece in block.trace.pieces if piece.start < piece.end])
        return sum([piece.end - piece.start for piece in block.trace.pieces])
    rule, note = verdict.rule, verdict.note
    removed = 0
    for start, end in _stretches(block.trace.pieces):
        edit: dict[str, Any] = {"start": start, "end": end, "rule": rule}
        if note:
            edit["note"] = note
        edits.append(edit)
        removed += end - start
    return removed


def _stretches(pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int]]:
    """The source spans of pieces, those that touch made one."""
    start, end = pieces[0].start, pieces[0].end
    for piece in pieces[1:]:
        if piece.start == end:
            end = piece.end
        else:
            if start < end:
                yield start, end
            start, end = piece.start, piece.end
    if start < end:
        yield start, end


def add_up(pieces: list[Span], edits: list[dict[str, Any]]) -> tuple[int, int, int]:
    """How many characters of a row were kept, rewritten and removed."""
    kept = sum([piece[1] - piece[0] for piece in pieces if len(piece) == 2])
    rewritten = sum([piece[1] - piece[0] for piece in pieces if len(piece) == 3])
    return kept, rewritten, sum([edit["end"] - edit["start"] for edit in edits if "text" not in edit])


def count_edits(edits: list[dict[str, Any]], removed: Counter[str], changed: Counter[str], sign: int) -> None:
    """Add the characters of each edit to its rule's, or with `sign` -1 take them out again."""
    for edit in edits:
        (changed if edit.get("text") else removed)[edit["rule"]] += sign * (edit["end"] - edit["start"])


def by_rule(edits: list[dict[str, Any]]) -> Sums:
    """The characters that each rule removed, those that it changed, and how many edits are its."""
    removed, changed = Counter[str](), Counter[str]()
    count_edits(edits, removed, changed, 1)
    return removed, changed, Counter(edit["rule"] for edit in edits)


def rebuilds(pieces: list[Span], source: str, text: str) -> bool:
    """Whether pieces, all of them in the source, make this text of it."""
    if not all(len(piece) == 3 or 0 <= piece[0] <= piece[1] <= len(source) for piece in pieces):
        return False
    return "".join([piece[2] if len(piece) == 3 else source[piece[0] : piece[1]] for piece in pieces]) == text


def holds(blocks: list[Block], source: str, is_text: bool) -> bool:
    """Whether the pieces keep the promises cover and verbatim (account.py)."""
    at = 0
    for block in blocks:
        for piece in block.trace.pieces:
            if not at <= piece.start <= piece.end <= len(source):
                return False
            if not piece.causes and source[piece.start : piece.end] != piece.text:
                return False
            if is_text and source[at : piece.start].strip():
                return False
            at = piece.end
        if isinstance(block.trace, Spanned) and not block.trace.holds():
            return False
    return not (is_text and source[at:].strip())
