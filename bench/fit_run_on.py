"""Fit what finds the line breaks of a text on one line (cleaner/segment/run_on.py), cross-validated by site.

    python bench/fit_run_on.py DATA [--write]

DATA holds `text-dev/input.jsonl.gz` and `pages-gold.jsonl.gz`. Its texts are put on one line each, and the network
learns which spaces were line breaks. Some are learned from once more as if their script had no capitals, or no spaces
between words, some as if other words than names had capitals, as nouns have in German. Prints word F1 and recall of the
cleaned texts by set, each broken by a network that saw no text of its site; `--write` fits on all and writes the table.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np

import cleaner
from cleaner.segment import run_on, spaces, text

TABLE = Path(__file__).resolve().parent.parent / "cleaner" / "segment" / "run_on.npz"
FOLDS, UNITS, EPOCHS, BATCH, RATE, DECAY = 5, 32, 4, 2048, 2e-3, 1e-5
MOST_WORDS = 4000
"""of a text that is learned from"""
AGAIN = 6
"""one of so many texts is learned from once more with more capitals, one without, one without spaces between words"""
_BULLET = re.compile(r"^(?:[*•·▪‣-]|\d{1,2}[.)])\s+")


class Sample(NamedTuple):
    """A text's inputs, which of its spaces were line breaks, and its fold."""

    rows: Any
    target: Any
    fold: int


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fold_of(url: str) -> int:
    site = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    return hashlib.md5(site.encode(), usedforsecurity=False).digest()[0] % FOLDS


def lines_of(row: dict[str, Any]) -> list[str]:
    """The lines as a reader sees them: bullets are none of their words, and a link within a sentence ends none."""
    if row["style"] == "innertext":
        return [_BULLET.sub("", line.strip()) for line in row["text"].splitlines() if line.strip()]
    traces = [block.trace.pieces for block in text.segment(row["text"]).blocks]
    return [row["text"][pieces[0].start : pieces[-1].end] for pieces in traces]


def words_of(lines: list[str]) -> tuple[list[str], list[bool]]:
    """The first words of lines, and of each whether it is its line's last."""
    found = [line.split() for line in lines]
    words = [word for line in found for word in line]
    ends = [at == len(line) - 1 for line in found for at in range(len(line))]
    return words[:MOST_WORDS], ends[:MOST_WORDS]


def with_nouns(word: str) -> str:
    """The word as if it were a noun of German, as every third longer one is taken for."""
    return word.capitalize() if len(word) > 3 and word.islower() and crc32(word.encode()) % 3 == 0 else word


def caseless(word: str) -> str:
    """The word in letters of a script without capitals."""
    return "".join(chr(0xAC00 + ord(char) * 37 % 11_000) if char.isalpha() else char for char in word.lower())


def unspaced(words: list[str], ends: list[bool]) -> tuple[list[str], list[bool]]:
    """The words as in a script without spaces and stops: one stands between clauses, of up to seven words."""
    clauses, last, clause = [], [], ""
    for word, is_last in zip(words, ends, strict=True):
        clause += caseless(word).rstrip(".,;")
        if is_last or crc32(word.encode()) % 5 == 0:
            clauses.append(clause or word)
            last.append(is_last)
            clause = ""
    return clauses, last


def sample(words: list[str], ends: list[bool], fold: int) -> Sample:
    given = spaces.read(words)
    # all samples are some gigabytes as it is
    return Sample(spaces.inputs_of(given).astype(np.float16), np.array(ends[:-1])[given.may_break], fold)


def samples(data: Path) -> list[Sample]:
    found = []
    for number, row in enumerate(rows(data / "text-dev" / "input.jsonl.gz")):
        if row["style"] == "inscriptis":
            continue
        words, ends = words_of(lines_of(row))
        if len(words) < 50:
            continue
        fold = fold_of(row["url"])
        found.append(sample(words, ends, fold))
        match number // 3 % AGAIN:
            case 0:
                found.append(sample([with_nouns(word) for word in words], ends, fold))
            case 1:
                found.append(sample([caseless(word) for word in words], ends, fold))
            case 2:
                found.append(sample(*unspaced(words, ends), fold))
    return found


def fit(some: list[Sample]) -> run_on.Network:
    """By Adam with cosine decay; each text weighs much the same, whatever its length."""
    random = np.random.default_rng(0)
    table = np.vstack([one.rows for one in some])
    target = np.concatenate([one.target for one in some]).astype(np.float32)
    weight = np.concatenate([np.full(len(one.target), np.clip(1500 / len(one.target), 0.3, 3)) for one in some])
    mean, spread = table.mean(0, dtype=np.float32), table.std(0, dtype=np.float32) + 1e-3
    width = table.shape[1]
    state = [
        random.normal(0, width**-0.5, (width, UNITS)),
        np.zeros(UNITS),
        random.normal(0, UNITS**-0.5, UNITS),
        np.full(1, -2.0),
    ]
    state = [array.astype(np.float32) for array in state]
    first, second = ([np.zeros_like(array) for array in state] for _ in range(2))
    steps, step = EPOCHS * (len(table) // BATCH), 0
    for _ in range(EPOCHS):
        order = random.permutation(len(table))
        for start in range(0, len(table) - BATCH, BATCH):
            chosen = order[start : start + BATCH]
            seen = (table[chosen].astype(np.float32) - mean) / spread
            hidden = np.maximum(seen @ state[0] + state[1], 0)
            error = (1 / (1 + np.exp(-(hidden @ state[2] + state[3]))) - target[chosen]) * weight[chosen] / BATCH
            back = np.outer(error, state[2]) * (hidden > 0)
            slopes = [seen.T @ back + DECAY * state[0], back.sum(0), hidden.T @ error, error.sum(keepdims=True)]
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for at, slope in enumerate(slopes):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope**2
                move = first[at] / (1 - 0.9**step) / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
                state[at] = (state[at] - rate * move).astype(np.float32)
    weights = state[0] / spread[:, None]
    # as they will be read back: half a digit more or less decides nothing
    kept = [array.astype(np.float16).astype(np.float64) for array in (weights, state[2])]
    bias = (state[1] - mean @ weights).astype(np.float32).astype(np.float64)
    return run_on.Network(kept[0], bias, kept[1], float(state[3][0]))


def score(found: str, gold: str) -> tuple[float, float]:
    """Word F1, and recall."""
    ours, theirs = (Counter(re.findall(r"\w+", one.lower())) for one in (found, gold))
    hit, many = (ours & theirs).total(), ours.total() + theirs.total()
    return (2 * hit / many if many else 1.0, hit / theirs.total() if theirs else 1.0)


def report(data: Path, networks: list[run_on.Network], every: int) -> None:
    """Texts of text nodes on one line each; and the gold alone on one line, of which nothing may go."""
    gold = {row["id"]: row["gold"] for row in rows(data / "pages-gold.jsonl.gz")}
    texts = [row for row in rows(data / "text-dev" / "input.jsonl.gz") if row["style"] == "strings"][::every]
    found = defaultdict(list)
    for row in texts:
        right = gold[row["page"]]
        with patch.object(run_on, "fitted", partial(networks.__getitem__, fold_of(row["url"]))):
            whole = cleaner.clean(" ".join(row["text"].split()), url=row["url"]).text
            alone = cleaner.clean(" ".join(right.split())).text
        found[row["set"]].append((*score(whole, right), score(alone, right)[1]))
    for name, figures in sorted(found.items()):
        f1, recall, share = (sum(column) / len(column) for column in zip(*figures, strict=True))
        print(f"{name}: word F1 {f1:.3f}, recall {recall:.3f}; of articles alone {share:.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=3, help="of so many texts one is cleaned")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    some = samples(given.data)
    print(f"{len(some)} samples, {sum(len(one.target) for one in some):,} spaces", flush=True)
    report(given.data, [fit([one for one in some if one.fold != fold]) for fold in range(FOLDS)], given.every)
    if given.write:
        network = fit(some)
        np.savez_compressed(
            TABLE, weights=network.weights.astype(np.float16), bias=network.bias.astype(np.float32),
            out=network.out.astype(np.float16), offset=np.float32(network.offset),
        )  # fmt: skip
        print(f"{TABLE}: {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
