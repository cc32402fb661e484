"""Which paragraphs of a run stand in documents that have nothing else in common, and who keeps the one copy?

Digests are gone through in as many passes as keep one pass within a bound, so memory does not grow with the run's
paragraphs. What earlier runs kept stays, and counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.copies.documents import Shelf
from cleaner.corpus.journal.asides import LINES
from cleaner.dedup.facts import Rows
from cleaner.dedup.guard import UNDATED
from cleaner.dedup.paragraph import MOST_LOST

AT_ONCE: Final = 8_000_000
"""paragraphs of one pass: about 300 MB"""
LEAST: Final = 5
"""documents that a paragraph stands in"""
LEAST_UNDATED: Final = 10
SPREAD: Final = 7 * 86400
"""seconds between the first and the last of them: an agency's paragraph is printed within days"""
SOURCE_SHARE, SOURCE_LEAST = 0.2, 50
"""A source loses more than this share of its words, and has so many documents: an alarm."""
RUN_SHARE: Final = 0.1

_LINE: Final = np.dtype([("digest", "<u8"), ("words", "<u2")])


class Repeats(NamedTuple):
    """What `--dedup paragraph` takes out: of each row the digests, in hex; and what looks wrong."""

    cuts: dict[int, list[str]]
    alarms: list[str]


def find_repeats(shelf: Shelf, gone: NDArray[np.bool_]) -> Repeats:
    """The paragraphs to take out of the new documents that are kept."""
    lines = list(_lines_of(shelf, gone, 0, 1)) if _size(shelf) <= AT_ONCE else None
    passes = 1 if lines is not None else 1 + _size(shelf) // AT_ONCE
    found: dict[int, list[int]] = {}
    for number in range(passes):
        part = lines if lines is not None else list(_lines_of(shelf, gone, number, passes))
        for row, digest in _repeated(shelf, part):
            found.setdefault(row, []).append(digest)
    return _spared(shelf, gone, found)


def _size(shelf: Shelf) -> int:
    return sum(len(data) // _LINE.itemsize for _, data in shelf.libraries[0].memory.asides(LINES))


def _lines_of(
    shelf: Shelf, gone: NDArray[np.bool_], number: int, passes: int
) -> Iterator[tuple[int, NDArray[np.void]]]:
    """Each row that takes part, and those of its paragraphs that belong to a pass."""
    rows = {int(number): row for row, number in enumerate(shelf.numbers) if not shelf.owner[row]}
    for text, data in shelf.libraries[0].memory.asides(LINES):
        row = rows.get(text)
        if row is not None and not gone[row]:
            lines = np.frombuffer(data, _LINE)
            yield row, lines if passes == 1 else lines[lines["digest"] % passes == number]


def _repeated(shelf: Shelf, lines: list[tuple[int, NDArray[np.void]]]) -> Iterator[tuple[int, int]]:
    """`(row, digest)` of each paragraph that stands elsewhere too and is not the copy that stays."""
    if not lines:
        return
    digests = np.concatenate([np.unique(found["digest"]) for _, found in lines])
    rows = np.repeat(
        np.array([row for row, _ in lines], np.int64), [len(np.unique(found["digest"])) for _, found in lines]
    )
    rank = shelf.rank()
    at = np.lexsort([rank[rows], digests])
    digests, rows = digests[at], rows[at]
    published = shelf.column("published")
    starts = np.flatnonzero(np.concatenate([[True], digests[1:] != digests[:-1]]))
    for start, end in zip(starts, [*starts[1:], len(digests)], strict=True):
        if end - start >= LEAST and _is_furniture(published[rows[start:end]]):
            yield from ((int(row), int(digests[start])) for row in rows[start + 1 : end] if shelf.new[row])


def _is_furniture(published: Rows) -> bool:
    """Whether documents of these days that share a paragraph are too many or too far apart for one report."""
    dated = published[published != UNDATED]
    if len(dated) * 2 < len(published):
        return len(published) >= LEAST_UNDATED
    return bool(dated.max() - dated.min() >= SPREAD)


def _spared(shelf: Shelf, gone: NDArray[np.bool_], found: dict[int, list[int]]) -> Repeats:
    """The cuts without those of documents that would lose too much."""
    cuts: dict[int, list[str]] = {}
    lost: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    documents: Counter[int] = Counter()
    sources, sizes = shelf.column("source"), shelf.column("words")
    for row, lines in _lines_of(shelf, gone, 0, 1):
        if not shelf.new[row]:
            continue
        source, words = int(sources[row]), max(1, int(sizes[row]))
        whole[source] += words
        documents[source] += 1
        taken = np.isin(lines["digest"], np.array(found.get(row, []), np.uint64))
        again = len(lines) - len(np.unique(lines["digest"]))
        gone_words = int(lines["words"][taken].sum())
        if (again or gone_words) and gone_words <= MOST_LOST * words:
            cuts[row] = [int(digest).to_bytes(8, "little").hex() for digest in np.unique(lines["digest"][taken])]
            lost[source] += gone_words
    return Repeats(cuts, list(_alarms(shelf, cuts, lost, (whole, documents))))


def _alarms(
    shelf: Shelf, cuts: dict[int, list[str]], lost: Counter[int], sums: tuple[Counter[int], Counter[int]]
) -> Iterator[str]:
    whole, documents = sums
    examples: dict[int, int] = {}
    sources = shelf.column("source")
    for row in cuts:
        examples.setdefault(int(sources[row]), row)
    for source, words in lost.most_common(5):
        if documents[source] >= SOURCE_LEAST and words > SOURCE_SHARE * whole[source]:
            name = shelf.name(examples[source])
            share = words / whole[source]
            yield f"the source of {name} loses {share:.0%} of its words as paragraphs that stand elsewhere too"
    if documents.total() >= SOURCE_LEAST and lost.total() > RUN_SHARE * whole.total():
        share = lost.total() / whole.total()
        yield f"dedup.paragraph takes {share:.0%} of the words of {documents.total():,} documents"
