"""How fast are copies found, beside datasketch and datatrove, on the same texts in one run?

    python bench/make_copies.py DATA.jsonl 2000
    python bench/sketch_speed.py DATA.jsonl [--rounds 3]

CPU seconds of one thread. Ours is the whole of it: words, sketches, candidates, and the verification of every pair.
datasketch and datatrove (its MinHash settings of 14 buckets of 8 hashes, 5-grams) only make their signatures. Needs
`pip install datasketch "datatrove[processing]"`; one that is missing is left out. Rounds alternate, medians are shown.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.dedup.candidates import find_pairs
from cleaner.dedup.guard import Text, judge
from cleaner.dedup.sketch import sketch
from cleaner.dedup.words import Words, split_words

Rows = list[dict[str, Any]]


def ours(rows: Rows) -> None:
    keys = np.array([sketch(Words(row["text"])) for row in rows])
    everything = np.ones(len(rows), np.bool_)
    pairs = np.concatenate(
        [*find_pairs(lambda column: keys[:, column], np.arange(len(rows), dtype=np.uint32), everything)]
    )
    texts = {number: Text(rows[number]["text"], rows[number]["title"]) for number in _members(pairs)}
    for pair in pairs.tolist():
        judge(texts[pair >> 32], texts[pair & 0xFFFFFFFF])


def _members(pairs: np.ndarray[Any, np.dtype[np.uint64]]) -> set[int]:
    return {half for pair in pairs.tolist() for half in (pair >> 32, pair & 0xFFFFFFFF)}


def ours_sketches(rows: Rows) -> None:
    for row in rows:
        sketch(Words(row["text"]))


def datasketch(rows: Rows) -> None:
    peer = importlib.import_module("datasketch")
    for row in rows:
        words = split_words(row["text"].casefold())
        signature = peer.MinHash(num_perm=128)
        signature.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])


def datatrove(rows: Rows) -> None:
    peer = importlib.import_module("datatrove.pipeline.dedup.minhash")
    config = peer.MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8)
    with tempfile.TemporaryDirectory() as folder:
        step = peer.MinhashDedupSignature(output_folder=folder, config=config)
        for row in rows:
            step.get_signature(step.get_shingles(row["text"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rows: Rows = [json.loads(line) for line in given.data.open()]
    contestants: list[Callable[[Rows], None]] = [ours, ours_sketches]
    for peer in (datasketch, datatrove):
        try:
            peer(rows[:20])
            contestants.append(peer)
        except ImportError as error:
            print(f"{peer.__name__} is left out: {error}")
    seconds: dict[str, list[float]] = {contestant.__name__: [] for contestant in contestants}
    for _ in range(given.rounds):
        for contestant in contestants:
            begun = time.thread_time()
            contestant(rows)
            seconds[contestant.__name__].append(time.thread_time() - begun)
    words = sum(len(split_words(row["text"])) for row in rows)
    print(f"{len(rows):,} texts of {words / len(rows):.0f} words")
    for name, taken in seconds.items():
        print(f"{name:14} {len(rows) / statistics.median(taken):8,.0f} documents/s")


if __name__ == "__main__":
    main()
