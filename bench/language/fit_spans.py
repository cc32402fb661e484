"""Fit the weights of a word's evidence on documents whose foreign fragments are known.

    python bench/language/fit_spans.py DATA [--write]

DATA is a file of rows `{id, language, foreign, text, spans: [[start, end, kind], ...]}`; what follows the last `-`
of an id names the article. Prints token precision, recall and F1 of the fragments found, the page's language told:
with the shipped weights, with weights that saw no version of the article, and with weights that saw no document of the
pair of languages. `--write` fits on all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from zlib import crc32

import numpy as np

from cleaner.language import evidence
from cleaner.language.codes import to_iso
from cleaner.language.evidence import describe
from cleaner.language.fragments import find_foreign
from cleaner.language.shape import shape
from cleaner.language.table import load_table
from cleaner.language.words import LONE, MUTE, Words, read_words

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
    rows = by_case[words.ids, np.minimum(words.cases, LONE)]
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


def measure(rows: list[dict[str, Any]], weights: dict[str, float]) -> Counter[str]:
    """Words foreign, found, and both; a name inside a span belongs to no language and does not count."""
    table, total = load_table(), Counter[str]()
    with mock.patch.object(evidence, "load_weights", return_value=weights):
        for row in rows:
            found = find_foreign(row["text"], table.number[to_iso(row["language"])])
            words = found[0] if found else read_words(row["text"])
            inside = {
                place
                for one in (found[1] if found else [])
                for part in shape(words, one)
                for place in range(part.first, part.last)
            }
            target, counts = labels(words, row["spans"])
            for place in np.flatnonzero(counts):
                foreign, hit = bool(target[place]), place in inside
                total += Counter(foreign=foreign, found=hit, both=foreign and hit)
            total["clean touched"] += not row["spans"] and bool(inside)
    return total


def show(name: str, total: Counter[str]) -> None:
    precision, recall = total["both"] / total["found"], total["both"] / total["foreign"]
    score = 2 * precision * recall / (precision + recall)
    touched = total["clean touched"]
    print(f"{name:28} P {precision:.4f}  R {recall:.4f}  F1 {score:.4f}  clean documents touched {touched}")


def cross_validate(rows: list[dict[str, Any]], samples: list[Sample], names: list[str], groups: list[str]) -> None:
    """Score each group of documents with weights fitted on the others."""
    total, worst = Counter[str](), []
    for group in sorted(set(groups)):
        rest = [sample for sample, of in zip(samples, groups, strict=True) if of != group]
        weights = dict(zip(names, map(float, fit(rest)), strict=True))
        scored = measure([row for row, of in zip(rows, groups, strict=True) if of == group], weights)
        total += scored
        if scored["foreign"]:
            worst.append((2 * scored["both"] / (scored["foreign"] + scored["found"]), group))
    show(f"  {len(set(groups))} groups left out in turn", total)
    print("  ", "  ".join(f"{group} {score:.3f}" for score, group in sorted(worst)[:14]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = read_rows(options.data)
    sampled = [sample(row) for row in rows]
    samples, names = [each for each, _ in sampled], sampled[0][1]
    if options.write:
        weights = dict(zip(names, (round(float(value), 3) for value in fit(samples)), strict=True))
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        evidence.load_weights.cache_clear()
    show("weights as shipped", measure(rows, evidence.load_weights()))
    cross_validate(rows, samples, names, [str(crc32(row["id"].rsplit("-", 1)[-1].encode()) % 5) for row in rows])
    cross_validate(rows, samples, names, [each.pair for each in samples])


if __name__ == "__main__":
    main()
