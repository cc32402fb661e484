"""What does each judge add? The same pages, one judge at a time asked nothing.

    python bench/ablation.py DATA [--every 3]

DATA as for `fit_scorer.py`. Prints word F1 of the shipped program by set, with all judges and with each one off, and
how many pages change. Learned templates, which need many pages of a source, are measured by `bench/templates.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from fit_scorer import records, word_f1

from cleaner import pipeline
from cleaner.page import Block, Page, Verdict
from cleaner.rules import load
from cleaner.settings import Settings

Spoken = list[tuple[str, bool]]


def spoken(block: Block, page: Page) -> Spoken:
    """What every judge says of a block, in their order."""
    found = [(rule.id, rule.function(block, page)) for rule in load("select") if rule.function is not None]
    return [(name, verdict.keep) for name, verdict in found if isinstance(verdict, Verdict)]


def is_kept(verdicts: Spoken, off: str) -> bool:
    return next((keep for name, keep in verdicts if name != off), True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--kinds", default="html,text")
    parser.add_argument("--every", type=int, default=1, help="only each such page")
    options = parser.parse_args()
    with gzip.open(options.data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        golds = {row["id"]: row["gold"] for row in map(json.loads, file)}
    judges = [rule.id for rule in load("select") if rule.function is not None]
    for kind in options.kinds.split(","):
        scores: dict[tuple[str, str], list[float]] = defaultdict(list)
        changed: dict[str, int] = defaultdict(int)
        plain = (found for found in records(options.data, kind, golds) if kind == "html" or "/" in found[2])
        for number, (record, name, group) in enumerate(plain):
            if number % options.every:
                continue
            page = pipeline.process(record, Settings(skip=("language",), sources="none"))
            said = [(block.trace.text, spoken(block, page)) for block in page.blocks if block.trace.text]
            full = [is_kept(verdicts, "") for _, verdicts in said]
            for off in ("", *judges):
                kept = [is_kept(verdicts, off) for _, verdicts in said]
                if off and kept == full:
                    scores[off, group].append(scores["", group][-1])
                    continue
                changed[off] += 1
                text = "\n".join(text for (text, _), keep in zip(said, kept, strict=True) if keep)
                scores[off, group].append(word_f1(text, golds[name]))
        for off in ("", *judges):
            told = {group: np.mean(found) for (one, group), found in sorted(scores.items()) if one == off}
            print(f"{off or 'all':22} {changed[off]:5} ", "  ".join(f"{group} {f1:.4f}" for group, f1 in told.items()))


if __name__ == "__main__":
    main()
