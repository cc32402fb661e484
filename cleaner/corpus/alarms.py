"""Does deduplication eat a corpus? What looks wrong is said, with examples, before anything is dropped.

A cluster of hundreds, a source that loses half of its documents, a run that loses most of them: each has an innocent
explanation (a folder that was crawled twice), and each is how corpora were lost (a template taken for a copy).
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from cleaner.corpus.copies import Found
from cleaner.corpus.shelf import Shelf

LARGE_CLUSTER: Final = 100
"""Copies of one document. The most that one wire report had among the papers of a day was some dozens."""
SOURCE_SHARE, SOURCE_LEAST = 0.5, 50
"""A source loses more than this share of its documents, and has so many of them."""
RULE_SHARE, RULE_LEAST = 0.5, 500
"""One rule merges more than this share of a run's documents."""
MOST: Final = 5
"""Of each kind, the gravest."""


def find_alarms(shelf: Shelf, copies: list[Found]) -> list[str]:
    """What looks wrong, a sentence each."""
    return [*_large_clusters(shelf, copies), *_losing_sources(shelf, copies), *_greedy_rules(shelf, copies)]


def _large_clusters(shelf: Shelf, copies: list[Found]) -> list[str]:
    sizes = Counter(copy.representative for copy in copies)
    found = []
    for row, size in sizes.most_common(MOST):
        if size > LARGE_CLUSTER:
            examples = [copy.row for copy in copies if copy.representative == row][:2]
            names = shelf.names([row, *examples])
            found.append(f"{names[row]} stands for {size:,} copies, such as {_listed(names, examples)}")
    return found


def _losing_sources(shelf: Shelf, copies: list[Found]) -> list[str]:
    source = shelf.data["standing"]["source"]
    all_of = Counter(source[shelf.new].tolist())
    lost = Counter(source[[copy.row for copy in copies]].tolist())
    found = []
    for name, count in lost.most_common(MOST):
        if all_of[name] >= SOURCE_LEAST and count > SOURCE_SHARE * all_of[name]:
            examples = [copy.row for copy in copies if source[copy.row] == name][:2]
            row = next(shelf.documents(examples[:1]))[1]
            told = f"{row['host'] or row['source']} loses {count:,} of its {all_of[name]:,} documents as copies"
            found.append(f"{told}, such as {_listed(shelf.names(examples), examples)}")
    return found


def _greedy_rules(shelf: Shelf, copies: list[Found]) -> list[str]:
    new = int(np.count_nonzero(shelf.new))
    found = []
    for rule, count in Counter(copy.rule for copy in copies).items():
        if new >= RULE_LEAST and count > RULE_SHARE * new:
            examples = [copy.row for copy in copies if copy.rule == rule][:2]
            names = shelf.names(examples)
            found.append(f"{rule} merges {count:,} of {new:,} documents, such as {_listed(names, examples)}")
    return found


def _listed(names: dict[int, str], rows: list[int]) -> str:
    return " and ".join(names[row] for row in rows)
