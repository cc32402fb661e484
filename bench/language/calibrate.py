"""Fit how sure a fragment is, at the rate at which pages are polluted in the wild, and plot it.

    python bench/language/calibrate.py POLLUTED CLEAN [--write]

POLLUTED is a file of rows as `fit_spans.py` takes, CLEAN one of rows with a text in `gold`. Runs are taken as right
where half their words or more are foreign; every run found in CLEAN counts as wrong, but in the documents of which
`--foreign ID,ID` says that somebody has read them and they do hold foreign text. One page in a hundred is taken to be
polluted. `--write` draws `calibration.svg`: each half of the documents judged by the constants that the other half
gave.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from fit_spans import labels, read_rows

from cleaner.language.belief import features
from cleaner.language.codes import to_iso
from cleaner.language.document import detect
from cleaner.language.fragments import find_foreign
from cleaner.language.shape import shape
from cleaner.language.table import load_table

HERE = Path(__file__).resolve().parent
RATE = 0.01
EDGES = (0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0)


def runs(text: str, own: int | None, spans: list[Any]) -> list[tuple[tuple[float, ...], bool]]:
    """Each fragment of a text: what its probability is computed from, and whether it is right."""
    found = find_foreign(text, own) if own is not None else None
    if found is None:
        return []
    words, foreign = found
    target, _ = labels(words, spans)
    return [
        (features(part.score, one), bool(target[part.first : part.last].mean() >= 0.5))
        for one in foreign
        for part in shape(words, one)
    ]


def fit(rows: Any, right: Any, weights: Any) -> Any:
    """A weighted logistic regression, by Newton's method."""
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (weights * (chance - right)) + 1e-4 * found
        bend = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + 1e-4 * np.eye(rows.shape[1])
        found -= np.linalg.solve(bend, slope)
    return found


def plot(points: list[tuple[float, float, float]]) -> str:
    """Said against true, one dot for each band of what is said."""
    dots = "".join(
        f'<circle cx="{40 + 300 * said:.0f}" cy="{340 - 300 * true:.0f}" r="5"/>'
        f'<text x="{48 + 300 * said:.0f}" y="{352 - 300 * true:.0f}">{share:.0%}</text>'
        for said, true, share in points
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 390" font-family="sans-serif" font-size="11">'
        '<rect x="40" y="40" width="300" height="300" fill="none" stroke="#888"/>'
        f'<path d="M40 340L340 40" stroke="#bbb"/>{dots}'
        '<text x="40" y="30">fragments: share that is right (up) where so much is said (right)</text>'
        '<text x="40" y="358">0</text><text x="330" y="374">said: 1</text><text x="4" y="48">true: 1</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polluted", type=Path)
    parser.add_argument("clean", type=Path)
    parser.add_argument("--foreign", default="", help="ids of rows of CLEAN that are left out")
    parser.add_argument("--write", action="store_true", help="draw calibration.svg anew")
    options = parser.parse_args()
    number = load_table().number
    sources = [
        (str(row["id"]).rsplit("-", 1)[-1], row["text"], number.get(to_iso(row["language"])), row["spans"])
        for row in read_rows(options.polluted)
    ]
    sources += [
        (row["id"], row["gold"], number.get(detect(row["gold"]).code), [])
        for row in read_rows(options.clean)
        if row["id"] not in options.foreign.split(",")
    ]
    polluted, clean = sum(bool(spans) for *_, spans in sources), sum(not spans for *_, spans in sources)
    rows, right, weights, halves = [], [], [], []
    for name, text, own, spans in sources:
        for values, is_right in runs(text, own, spans):
            rows.append(values)
            right.append(is_right)
            weights.append(RATE / polluted if spans else (1 - RATE) / clean)
            halves.append(crc32(name.encode()) % 2)
    table, truth = np.array(rows), np.array(right, float)
    weight, half = np.array(weights) / np.mean(weights), np.array(halves)
    print("constants", [round(float(value), 3) for value in fit(table, truth, weight)])
    said = np.zeros(len(table))
    for number_ in (0, 1):
        chosen = half != number_
        said[half == number_] = 1 / (
            1 + np.exp(-(table[half == number_] @ fit(table[chosen], truth[chosen], weight[chosen])))
        )
    points: list[tuple[float, float, float]] = []
    for low, high in pairwise(EDGES):
        band = (said >= low) & (said < high if high < 1 else said <= 1)
        if band.any():
            share = weight[band].sum() / weight.sum()
            points.append(
                (np.average(said[band], weights=weight[band]), np.average(truth[band], weights=weight[band]), share)
            )
            print(f"said {points[-1][0]:.3f}  true {points[-1][1]:.3f}  share {share:.3f}  of {band.sum()} fragments")
    if options.write:
        (HERE / "calibration.svg").write_text(plot(points), encoding="utf-8")


if __name__ == "__main__":
    main()
