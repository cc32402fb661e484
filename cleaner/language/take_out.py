"""What of a block goes with its foreign fragments: they alone, without a seam, their sentences, or the paragraph?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language import mend
from cleaner.page import Block
from cleaner.trace import Edit

_REASONS = 4
"""fragments of one cut that its note names"""
_LINES = frozenset(("figcaption", "caption", "li", "a", "td"))


class Change(NamedTuple):
    """What is to become of one block: stretches to take out, to mark as foreign, and letters to capitalise after."""

    block: Block
    cuts: list[Edit]
    marks: dict[str, list[Edit]]
    """by rule"""
    capitals: list[int]


def take_out(change: Change, text: str, edits: list[Edit], mode: str) -> None:
    """Turn fragments, in order, into what is taken out: with their seams, or the sentence or paragraph around them."""
    if mode == "drop-paragraph" or _is_mostly_foreign(change.block, text, edits):
        change.cuts.append(Edit(0, len(text), "", _said([edit.note for edit in edits])))
        return
    cuts = [mend.cut(text, edit.start, edit.end) for edit in edits]
    starts = [cut.start for cut in cuts]
    reasons: list[list[str]] = []
    for edit, cut in zip(edits, cuts, strict=True):
        sentence = mend.sentence_around(text, edit.start, edit.end)
        inside = cuts[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        goes_whole = mode == "drop-sentence" or mend.cannot_stand(text, sentence, inside)
        low, high, capital = mend.drop(text, sentence) if goes_whole else cut
        if reasons and low <= change.cuts[-1].end:
            last = change.cuts.pop()
            low, high = last.start, max(last.end, high)
            reasons[-1].append(edit.note)
        else:
            reasons.append([edit.note])
        change.cuts.append(Edit(low, high, "", ""))
        while change.capitals and change.capitals[-1] >= low:  # what was to open the sentence goes, or does so once
            change.capitals.pop()
        if capital >= high:
            change.capitals.append(capital)
    change.cuts[:] = [cut._replace(note=_said(notes)) for cut, notes in zip(change.cuts, reasons, strict=True)]


def _said(notes: Sequence[str]) -> str:
    """The first different ones of some notes, and how many more: each piece of a long paragraph carries them."""
    different = list(dict.fromkeys(notes))
    more = len(different) - _REASONS
    return "; ".join(different[:_REASONS] + ([f"and {more:,} more"] if more > 0 else []))


def _is_mostly_foreign(block: Block, text: str, edits: list[Edit]) -> bool:
    """A caption, a link or a list entry of which half is foreign."""
    inside = sum(edit.end - edit.start for edit in edits)
    is_line = block.kind in _LINES or block.linked * 2 > len(text)
    return inside * 2 > len(text) if is_line else inside * 10 > len(text) * 9
