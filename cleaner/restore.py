"""What becomes of a page's foreign fragments where copies of it are at hand: put back from a copy, or taken out.

The one place where the language of words and the memory of other pages meet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaner.dedup import sibling
from cleaner.dedup.align import Tokens
from cleaner.dedup.hearing import Repair
from cleaner.dedup.patient import Patient
from cleaner.language.ear import Ear
from cleaner.language.span import SPAN, Changes
from cleaner.language.take_out import Change
from cleaner.page import Page
from cleaner.repair.seam import capitalise
from cleaner.trace import Edit


def find_repairs(page: Page, found: Changes) -> list[Repair]:
    """What the siblings of a page say of its fragments, in offsets of its blocks joined by line feeds."""
    siblings = [one for one in page.siblings if one.language == page.language.code]
    text = "\n".join([block.trace.text for block in found.blocks])
    return sibling.find_repairs(Patient(Tokens(text), found.spans(), Ear(found.own, list(found.foreign))), siblings)


def agree(found: Changes, mode: str, repairs: list[Repair]) -> tuple[list[Change], list[Repair]]:
    """The changes of what no copy tells, and the repairs that none of them touches."""
    while True:
        changes = found.of_mode(mode, [(one.start, one.end) for one in repairs])
        taken = [(start + cut.start, start + cut.end) for start, cut in _cuts(found, changes)]
        left = [one for one in repairs if not any(low <= one.end and one.start <= high for low, high in taken)]
        if len(left) == len(repairs):
            return changes, repairs
        repairs = left


def _cuts(found: Changes, changes: Sequence[Change]) -> list[tuple[int, Edit]]:
    starts = {id(block): start for block, start in zip(found.blocks, found.starts, strict=False)}
    return [(starts[id(change.block)], cut) for change in changes for cut in change.cuts]


def mark(change: Change) -> None:
    """What is done to a block before anything is taken out of it: it changes no offset."""
    trace = change.block.trace
    for rule, marks in change.marks.items():
        trace = trace.mark(marks, rule)
    change.block.trace = trace.edit(capitalise(trace.text, change.capitals), "repair.seam")


def mend(found: Changes, changes: Sequence[Change], repairs: Sequence[Repair]) -> None:
    """Edit the traces of the page's blocks: put back, then take out."""
    cuts = {id(change.block): change.cuts for change in changes}
    placed: dict[int, list[Edit]] = {}
    for start, end, instead, note in repairs:
        number = bisect_right(found.starts, start) - 1
        offset = found.starts[number]
        placed.setdefault(number, []).append(Edit(start - offset, end - offset, instead, note))
    for number, block in enumerate(found.blocks):
        mine = placed.get(number, [])
        trace = block.trace.edit(mine, sibling.RULE) if mine else block.trace
        block.trace = trace.edit(_shifted(cuts.get(id(block), []), mine), SPAN)


def _shifted(cuts: Sequence[Edit], repairs: Sequence[Edit]) -> list[Edit]:
    """Cuts as they stand once the repairs are done."""
    shifted = []
    for cut in cuts:
        by = sum(len(one.text) - (one.end - one.start) for one in repairs if one.end <= cut.start)
        shifted.append(cut._replace(start=cut.start + by, end=cut.end + by))
    return shifted
