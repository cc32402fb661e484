"""Which documents of an output tell of one event? `--stories`; they get the same `story`, and nothing is merged.

Articles that say the same two names in a row, beside one another in the order of their days, are compared; names that
many say bring nobody together. In that order each article joins the story of the earlier one it shares most with, if it
shares enough with the article that the story began with as well: so no chain of small steps joins what is unlike.
What earlier runs decided stays. Linear in the documents.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.copies.documents import Shelf
from cleaner.corpus.journal.asides import NAMES, STORY
from cleaner.dedup.facts import Rows
from cleaner.dedup.guard import UNDATED
from cleaner.dedup.story import ENOUGH, LEAD, NO_NAME, PHRASES, Keys, scores, surcharge, unpack_names, weights

CROWD: Final = 200
"""documents that say a name, above which it brings nobody together"""
NEIGHBOURS: Final = 8
"""documents of the same name that follow one another and are compared"""


def find_stories(shelf: Shelf, gone: NDArray[np.bool_]) -> dict[int, int]:
    """The row that the story of each row of this output is called after; of itself where it is alone.

    `gone` tells which rows take no part: copies, which belong to their representative's story.
    """
    memory = shelf.libraries[0].memory
    by_number = {int(number): row for row, number in enumerate(shelf.numbers) if not shelf.owner[row]}
    told = [(by_number[number], data) for number, data in memory.asides(NAMES) if number in by_number]
    rows = np.array([row for row, _ in told if not gone[row]], np.int64)
    if not len(rows):
        return {}
    keys = unpack_names(b"".join(data for row, data in told if not gone[row]))
    order = _order(shelf, rows)
    rows, keys = rows[order], keys[order]
    leads = {row: by_number.get(number, row) for number, row in _known(shelf, by_number)}
    found = _joined(shelf, rows, keys, leads)
    return {int(row): int(rows[lead]) for row, lead in zip(rows, found, strict=True)}


def _known(shelf: Shelf, by_number: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The number of the document that an earlier run called a row's story after, and the row."""
    for number, data in shelf.libraries[0].memory.asides(STORY):
        if number in by_number:
            yield struct.unpack("<q", data)[0], by_number[number]


def _order(shelf: Shelf, rows: Rows) -> Rows:
    """Earlier runs' documents first, then by the day, undated ones last; what they say decides between equals."""
    published = shelf.column("published")[rows]
    when = np.where(published == UNDATED, np.iinfo(np.int64).max, published)
    return np.lexsort([shelf.column("digest 0")[rows], when, shelf.new[rows]]).astype(np.int64)


def _joined(shelf: Shelf, rows: Rows, keys: Keys, leads: dict[int, int]) -> list[int]:
    """Of each place in the order, the place of the document that its story is called after."""
    said = weights(keys)
    published = shelf.column("published")[rows]
    one, two = _pairs(keys)
    score = scores(keys, said, one, two) - surcharge(published[one], published[two])
    good = score >= ENOUGH
    at = np.lexsort([one[good], -score[good], two[good]])
    place = {int(row): number for number, row in enumerate(rows)}
    lead = [place.get(leads.get(int(row), int(row)), number) for number, row in enumerate(rows)]
    settled = {number for number, row in enumerate(rows) if not shelf.new[row]}
    for first, second in zip(one[good][at].tolist(), two[good][at].tolist(), strict=True):
        head = lead[first]
        if second in settled or head == second:
            continue
        ends = np.array([head]), np.array([second])
        if scores(keys, said, *ends)[0] - surcharge(published[ends[0]], published[ends[1]])[0] >= LEAD:
            lead[second] = head
            settled.add(second)
    return lead


def _pairs(keys: Keys) -> tuple[Rows, Rows]:
    """Places that share a name in a row, beside one another in the order: the earlier one first, each pair once."""
    places = np.repeat(np.arange(len(keys), dtype=np.int64), PHRASES)
    values = keys[:, :PHRASES].ravel()
    places, values = places[values != NO_NAME], values[values != NO_NAME]
    at = np.argsort(values, kind="stable")
    places, values = places[at], values[at]
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    few = counts[inverse] <= CROWD
    places, values = places[few], values[few]
    found = np.empty(0, np.uint64)
    for step in range(1, NEIGHBOURS + 1):
        same = values[step:] == values[:-step]
        low, high = places[:-step][same].astype(np.uint64), places[step:][same].astype(np.uint64)
        found = np.unique(np.concatenate([found, low << np.uint64(32) | high]))
    return (found >> np.uint64(32)).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
