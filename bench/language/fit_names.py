"""Fit when the name before a foreign fragment belongs to it.

    python bench/language/fit_names.py DATA

DATA is a file of rows as `fit_spans.py` takes. Prints the constants of `cleaner/language/opening.py`, fitted on all;
and, with constants that saw no version of the article, how many names that open a fragment are taken (all of a
fragment's name or none), and how many words of other names with them, at several thresholds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from fit_spans import labels, read_rows

from cleaner.language.codes import to_iso
from cleaner.language.fragments import find_foreign
from cleaner.language.opening import features, known_names, name_before
from cleaner.language.shape import edges
from cleaner.language.table import load_table

RIDGE = 1.0


class Name(NamedTuple):
    """One name before a fragment: what is seen, how much of it is foreign, its words, a number of its article."""

    seen: tuple[float, ...]
    share: float
    length: int
    group: int


def names(row: dict[str, Any]) -> list[Name]:
    table = load_table()
    found = find_foreign(row["text"], table.number[to_iso(row["language"])])
    if found is None:
        return []
    words, foreign = found
    target, _ = labels(words, row["spans"])
    group = crc32(row["id"].rsplit("-", 1)[-1].encode()) % 5
    names = []
    for one in foreign:
        known = known_names(words, [run[:2] for run in one.runs])
        for run in one.runs:
            first, last = edges(one.scores, run)
            start = name_before(words, one.scores, first, 0) if first < last else first
            if start < first:
                seen = features(words, one.scores, (start, first, last), (one.evidence, known))
                share = float(np.mean(target[start:first])) if target[first] else 0.0
                names.append(Name(seen, share, first - start, group))
    return names


def fit(rows: Any, right: Any) -> Any:
    """A logistic regression, by Newton's method."""
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(rows @ found)))
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        found -= np.linalg.solve(bend, rows.T @ (chance - right) + RIDGE * found)
    return found


def main() -> None:
    seen = [name for row in read_rows(Path(sys.argv[1])) if row["spans"] for name in names(row)]
    rows, right = np.array([name.seen for name in seen]), np.array([name.share > 0.5 for name in seen], float)
    group = np.array([name.group for name in seen])
    print(f"{len(seen)} names, {right.mean():.2f} belong; constants", [round(float(v), 2) for v in fit(rows, right)])
    said = np.zeros(len(seen))
    for number in range(5):
        said[group == number] = rows[group == number] @ fit(rows[group != number], right[group != number])
    for least in (-0.4, 0.0, 0.4, 0.8):
        taken = [name for name, value in zip(seen, said, strict=True) if value > least]
        wrong = sum((1 - name.share) * name.length for name in taken)
        print(
            f"above {least:+.1f}: {sum(name.share > 0.5 for name in taken)} taken that belong, {wrong:.0f} wrong words"
        )


if __name__ == "__main__":
    main()
