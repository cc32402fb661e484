"""Fits the weights of `cleaner/dedup/guard.py` to labelled pairs, and says how well they do on templates unseen.

    clean run DATA/input.jsonl.gz -o OUT --skip select,language --dedup none
    python bench/fit_guard.py OUT DATA/pairs.jsonl.gz

A pair is `{"a": id, "b": id, "label": "same" | "different"}`. Each is taken three times: as it is, without dates, and
without dates and titles, since most scraped text tells neither; there a copy counts UNDATED_COPY and a pair of reports
fully, for a report that is eaten is the worse mistake. Cross-validated in ten parts by groups of connected pairs, so
that no template is on both sides. Logistic regression with a penalty of 1 on standardised weights; the bias is lowered
by MARGIN, where false merges are rarer than misses.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.dedup.compare import LEAST_CONTAINED, compare
from cleaner.dedup.guard import WEIGHTS, Text, measure, without_title
from cleaner.dedup.standing import seconds_of

UNDATED_COPY = 0.3
MARGIN = 2.0
PARTS = 10

Array = NDArray[np.float64]


def views(row: dict[str, Any]) -> list[Text]:
    """A document as it is, without its date, without date and title."""
    text, title = row["text"], row["title"]
    return [Text(text, title, seconds_of(row["published"])), Text(text, title), Text(without_title(text, title))]


def features(first: dict[str, Any], second: dict[str, Any]) -> Array:
    """Three rows: one and the features of each view."""
    rows = []
    for one, two in zip(views(first), views(second), strict=True):
        difference = compare(one.body, two.body)
        found = measure(one, two, difference)
        near_enough = difference.contained >= LEAST_CONTAINED
        rows.append([float(near_enough), *(found[name] for name in WEIGHTS)])
    return np.array(rows)


def fit(x: Array, y: Array, weight: Array) -> Array:
    """Weights of a logistic regression, the bias first, by Newton's method."""
    mean, spread = x.mean(0), x.std(0)
    mean[0], spread[0] = 0, 1
    spread[spread == 0] = 1
    z = (x - mean) / spread
    penalty = np.eye(x.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(x.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(z @ found, -30, 30)))
        slope = z.T @ (weight * (chance - y)) + penalty @ found
        curve = (z * (weight * chance * (1 - chance))[:, None]).T @ z + penalty
        found -= np.linalg.solve(curve, slope)
    plain: Array = found / spread
    plain[0] -= float((found[1:] * mean[1:] / spread[1:]).sum())
    return plain


def parts_of(pairs: list[dict[str, str]]) -> NDArray[np.int64]:
    """The part of each pair; those that are connected by documents are in one."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for pair in pairs:
        parent[root(pair["a"])] = root(pair["b"])
    return np.array([zlib.crc32(root(pair["a"]).encode()) % PARTS for pair in pairs])


def report(name: str, score: Array, same: Array) -> None:
    merged = int((score[same == 0] > 0).sum())
    missed = int((score[same == 1] <= 0).sum())
    print(f"{name:28} merged {merged:4} of {int((same == 0).sum())}, missed {missed:4} of {int(same.sum())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("pairs", type=Path)
    given = parser.parse_args()
    documents = {row["id"]: row for file in part_files(given.out, "documents") for row in read_rows(file)}
    with gzip.open(given.pairs, "rt") as file:
        pairs = [json.loads(line) for line in file]
    x = np.array([features(documents[pair["a"]], documents[pair["b"]]) for pair in pairs])
    # what shares too little is no copy whatever its weights say, and teaches nothing
    taught = x[:, 0, 0] > 0
    x[:, :, 0] = 1
    y = np.array([float(pair["label"] == "same") for pair in pairs])
    part = parts_of(pairs)
    weight = np.where(y > 0, UNDATED_COPY, 1.0)
    scores = np.full((len(pairs), 3), -1.0)
    for held in range(PARTS):
        train, test = taught & (part != held), taught & (part == held)
        found = _fit_views(x[train], y[train], weight[train])
        scores[test] = x[test] @ found - MARGIN
    for view, name in enumerate(("as they are", "without dates", "without dates and titles")):
        report(name, scores[:, view], y)
    found = _fit_views(x[taught], y[taught], weight[taught])
    print({"BIAS": round(float(found[0]) - MARGIN, 1)})
    print({name: round(float(value), 2) for name, value in zip(WEIGHTS, found[1:], strict=True)})


def _fit_views(x: Array, y: Array, weight: Array) -> Array:
    flat = np.concatenate([x[:, view] for view in range(3)])
    return fit(flat, np.tile(y, 3), np.concatenate([np.ones(len(y)), weight, weight]))


if __name__ == "__main__":
    main()
