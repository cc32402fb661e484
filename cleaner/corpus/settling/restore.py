"""Which pages with foreign fragments get back what stood there from their copies? `--foreign restore`.

The copies are found as for dedup, dropped ones included: they are there until the fates are carried out. With
`--stories` other articles on the event are asked after them: the same agency's sentence stands in many. A page that has
some is cleaned once more, with its copies beside it, so its rows are made and checked as all rows are. Of each page a
few copies are asked, in the order of their standing; texts lie on disk while they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner import account, pipeline
from cleaner.corpus.copies.documents import Shelf
from cleaner.corpus.copies.texts import Rows
from cleaner.corpus.journal.asides import SPOILT, unpack_unit
from cleaner.corpus.journal.memory import Memory
from cleaner.dedup import sibling
from cleaner.dedup.align import Tokens
from cleaner.dedup.sibling import Sibling
from cleaner.read import open_unit
from cleaner.read.unit import Opened
from cleaner.settings import Settings

MOST_SIBLINGS: Final = 8
"""copies that one page asks: with each one more the chance grows less that it has what the others have not"""


def restored(
    shelf: Shelf, groups: Iterable[Sequence[int]], gone: NDArray[np.bool_], settings: Settings
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the shelf whose text changes, each with its new rows of the manifest and the documents.

    `groups` are rows that are copies of one another, then rows that tell of one event; `gone` are those that are
    dropped all the same.
    """
    memory = shelf.libraries[0].memory
    spoilt = np.flatnonzero(np.isin(shelf.numbers, [number for number, _ in memory.asides(SPOILT)]) & shelf.new & ~gone)
    asks = _asks(groups, set(spoilt.tolist()))
    wanted = {other for others in asks.values() for other in others}
    with Rows(shelf.libraries[0].out, shelf.places(wanted)) as rows:
        for row, others in sorted(asks.items()):
            healed = _heal(memory, int(shelf.numbers[row]), [rows[other] for other in others], settings)
            if healed:
                yield row, healed


def groups_of(shelf: Shelf, heads: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The rows that belong together, the highest standing first; `heads` are rows and whom each belongs to."""
    groups: dict[int, list[int]] = {}
    for row, head in heads:
        groups.setdefault(head, [head]).append(row)
    in_standing = shelf.sorter("best")
    return [in_standing(group) for group in groups.values()]


def _asks(groups: Iterable[Sequence[int]], spoilt: set[int]) -> dict[int, list[int]]:
    """Of each page with fragments, the copies it asks."""
    asks: dict[int, list[int]] = {}
    for group in groups:
        for row in spoilt.intersection(group):
            others = asks.setdefault(row, [])
            others += [other for other in group if other != row and other not in others]
            del others[MOST_SIBLINGS:]
    return asks


def _heal(
    memory: Memory, number: int, rows: Sequence[tuple[dict[str, Any], dict[str, Any]]], settings: Settings
) -> dict[str, Any] | None:
    """The new rows of a page, where a copy tells."""
    unit = unpack_unit(memory.aside(SPOILT, number))
    opened = open_unit(unit, settings.limits)
    if not isinstance(opened, Opened):
        return None
    siblings = [sibling_of(manifest, document) for manifest, document in rows]
    page = pipeline.process(opened.record, settings, whole="select" in settings.skip, siblings=siblings)
    page.id = memory.names([number])[number]
    manifest = account.manifest_row(page, fast=settings.fast)
    if not any(edit["rule"] == sibling.RULE for edit in manifest["edits"]):
        return None
    return {"manifest": manifest, "document": account.document_row(page)}


def sibling_of(manifest: Mapping[str, Any], document: Mapping[str, Any]) -> Sibling:
    """A kept document as one that others may learn from."""
    foreign = [edit for edit in manifest["edits"] if edit["rule"].startswith("language.")]
    cuts = sorted(edit["start"] for edit in foreign if "text" not in edit)
    marks = {(edit["start"], edit["end"]) for edit in foreign if "text" in edit}
    pieces, holes = [], []
    at = 0
    for start, end, *text in manifest["pieces"]:
        while cuts and cuts[0] <= start:
            holes.append((at, at))
            del cuts[0]
        length = len(text[0]) if text else end - start
        if (start, end) in marks:
            holes.append((at, at + length))
        pieces.append((at, at + length, start, end))
        at += length
    holes += [(at, at)] * bool(cuts)
    return Sibling(document["id"], document["language"], Tokens(document["text"]), pieces, holes)
