"""Does deduplication eat a corpus? What looks wrong is said, with examples, before anything is dropped.

A cluster of hundreds, a source that loses half of its documents, a run that loses most of them: each has an innocent
explanation (a folder that was crawled twice), and each is how corpora were lost (a template taken for a copy).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.copies.documents import Shelf
from cleaner.dedup.members import Members

LARGE_CLUSTER: Final = 100
"""Copies of one document. The most that one wire report had among the papers of a day was some dozens."""
SOURCE_SHARE, SOURCE_LEAST = 0.5, 50
"""A source loses more than this share of its documents, and has so many of them."""
RULE_SHARE, RULE_LEAST = 0.5, 500
"""One rule merges more than this share of a run's documents."""
MOST: Final = 5
"""Of each kind, the gravest."""


def find_alarms(shelf: Shelf, copies: Members) -> list[str]:
    """What looks wrong, a sentence each."""
    return [*_large_clusters(shelf, copies), *_losing_sources(shelf, copies), *_greedy_rules(shelf, copies)]


def _large_clusters(shelf: Shelf, copies: Members) -> list[str]:
    found = []
    for row, size in _most(copies.representatives):
        if size > LARGE_CLUSTER:
            examples = _examples(copies, copies.representatives == row)
            told = f"{shelf.name(row)} stands for {size:,} copies"
            found.append(f"{told}, such as {_listed(shelf, examples)}")
    return found


def _losing_sources(shelf: Shelf, copies: Members) -> list[str]:
    source = shelf.column("source")
    lost = source[copies.rows]
    found = []
    for name, size in _most(lost):
        whole = int(np.count_nonzero(source[shelf.new] == np.uint64(name)))
        if whole >= SOURCE_LEAST and size > SOURCE_SHARE * whole:
            examples = _examples(copies, lost == np.uint64(name))
            row = next(shelf.documents(np.array(examples[:1])))[1]
            told = f"{row['host'] or row['source']} loses {size:,} of its {whole:,} documents as copies"
            found.append(f"{told}, such as {_listed(shelf, examples)}")
    return found


def _greedy_rules(shelf: Shelf, copies: Members) -> list[str]:
    new = int(np.count_nonzero(shelf.new))
    found = []
    for rule, places in copies.rules.items():
        if new >= RULE_LEAST and len(places) > RULE_SHARE * new:
            examples = [copies[place].row for place in places[:2].tolist()]
            found.append(f"{rule} merges {len(places):,} of {new:,} documents, such as {_listed(shelf, examples)}")
    return found


def _most(values: NDArray[np.int64] | NDArray[np.uint64]) -> list[tuple[int, int]]:
    """The values that occur most often, and how often."""
    different, counts = np.unique(values, return_counts=True)
    at = np.argsort(-counts, kind="stable")[:MOST]
    return list(zip(different[at].tolist(), counts[at].tolist(), strict=True))


def _examples(copies: Members, wanted: NDArray[np.bool_]) -> list[int]:
    """The rows of the first two."""
    return [copies[place].row for place in np.flatnonzero(wanted)[:2].tolist()]


def _listed(shelf: Shelf, rows: list[int]) -> str:
    return " and ".join(shelf.name(row) for row in rows)
