"""Fit the weights of a word's evidence on documents whose foreign fragments are known.

    python bench/language/fit_spans.py DATA [--write]

DATA is a file of rows `{id, language, foreign, text, spans: [[start, end, kind], ...]}`. Prints token precision,
recall and F1 with the right pair of languages told, each document scored by weights that saw neither it nor any
document of its pair of languages; `--write` fits on all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.language.codes import to_iso
from cleaner.language.evidence import describe
from cleaner.language.table import load_table
from cleaner.language.words import INITIAL, MUTE, Words, read_words

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent.parent / "cleaner" / "language" / "weights.json"
RIDGE = 3.0


class Sample(NamedTuple):
    """One document: a row of features a word, whether it is foreign, whether it counts."""

    pair: str
    rows: Any
    target: Any
    counts: Any


def read_rows(path: Path) -> list[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labels(words: Words, spans: list[Any]) -> tuple[Any, Any]:
    """Whether each word stands in a foreign span; a name inside one belongs to no language and does not count."""
    target, counts = np.zeros(len(words.starts)), np.ones(len(words.starts))
    for number, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        span = next((span for span in spans if span[0] < end and start < span[1]), None)
        if span:
            target[number] = 1
            counts[number] = not (start > span[0] and words.shown[number][0].isupper())
    return target, counts


def sample(row: dict[str, Any]) -> tuple[Sample, list[str]]:
    table = load_table()
    words = read_words(row["text"])
    own, other = (table.number[to_iso(row[name])] for name in ("language", "foreign"))
    found = describe(words.forms, own, other, table)
    by_case = np.stack(list(found.values()), 2)
    rows = by_case[words.ids, np.minimum(words.cases, INITIAL)]
    rows[words.cases == MUTE] = 0
    target, counts = labels(words, row["spans"])
    return Sample(f"{row['language']}<{row['foreign']}", rows, target, counts), list(found)


def fit(samples: list[Sample]) -> Any:
    """Weights of a logistic regression, both classes of equal weight, by Newton's method."""
    rows, target, counts = (np.concatenate([sample[part] for sample in samples]) for part in (1, 2, 3))
    foreign, own = (counts * target).sum(), (counts * (1 - target)).sum()
    counts = counts * np.where(target > 0, own / foreign, 1.0)
    counts /= counts.mean()
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (counts * (chance - target)) + RIDGE * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = [sample(row) for row in read_rows(options.data)]
    samples, names = [each for each, _ in found], found[0][1]
    if options.write:
        weights = dict(zip(names, (round(float(value), 3) for value in fit(samples)), strict=True))
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
