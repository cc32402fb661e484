"""What learned templates find in flattened text, by themselves and beside a scorer that never saw the source.

    python bench/templates.py DATA [--unseen]

DATA holds `text-dev/input.jsonl.gz` and `pages-gold.jsonl.gz` (see fit_scorer.py). The pages of a source are learned
from style by style, as a run would. Printed for the sources with enough pages: the lines that the template drops, the
share of the boilerplate's characters they are, the share of the gold's that they are, and word F1 with nothing but
the template. With `--unseen` also word F1 of the whole way, without and with the template, with a scorer fitted on
all other sources.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import fit_scorer
import numpy as np

from cleaner.learn import learn
from cleaner.lesson import host_of
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.recurring import FEWEST_PAGES
from cleaner.select import model
from cleaner.select.template import template as judge
from cleaner.settings import Settings
from cleaner.templates import write_templates

SEGMENTED = Settings(skip=("select", "language"), fast=True)
Row = dict[str, Any]


def read(data: Path) -> tuple[dict[tuple[str, str], list[Row]], dict[str, str]]:
    """The rows of each style of each source that has enough, and the gold text by page."""
    with gzip.open(data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        golds = {row["id"]: row["gold"] for row in map(json.loads, file)}
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with gzip.open(data / "text-dev" / "input.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            groups[row["style"], host_of(row["url"])].append(row)
    return {key: rows for key, rows in groups.items() if len(rows) >= FEWEST_PAGES}, golds


def record_of(row: Row) -> Record:
    return Record(row["id"], row["text"], "text", fields={"url": row["url"]})


def bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def count(page: Page, gold: str, total: Counter[str]) -> str:
    """Add the characters of a page to the sums; what the template alone leaves of it."""
    whole, lines = bare(gold), {bare(line) for line in gold.split("\n")}
    kept = []
    for block in page.blocks:
        key = bare(block.text)
        # a short line is the article's only where the article has it as a line
        is_gold = bool(key) and (key in lines or (len(key) > 25 and key in whole))
        is_dropped = judge(block, page) is not None
        fate = ("gold" if is_gold else "boilerplate") + (" dropped" if is_dropped else " left")
        total[fate] += len(block.text)
        total["lines"] += is_dropped
        total["lines of the gold"] += is_dropped and is_gold
        if not is_dropped:
            kept.append(block.text)
    return "\n".join(kept)


def alone(groups: dict[tuple[str, str], list[Row]], golds: dict[str, str]) -> None:
    """What the templates do by themselves."""
    total: Counter[str] = Counter()
    before, after = defaultdict(list), defaultdict(list)
    for (style, host), rows in groups.items():
        pages = [process(record_of(row), SEGMENTED) for row in rows]
        learned = learn(pages).get(host)
        for row, page in zip(rows, pages, strict=True):
            page.template = learned
            gold = golds[row["page"]]
            before[style].append(fit_scorer.word_f1("\n".join(block.text for block in page.blocks), gold))
            after[style].append(fit_scorer.word_f1(count(page, gold, total), gold))
    found = total["boilerplate dropped"] / (total["boilerplate dropped"] + total["boilerplate left"])
    lost = total["gold dropped"] / (total["gold dropped"] + total["gold left"])
    print(f"{total['lines']:,} lines dropped, {total['lines of the gold']} of them of the gold text")
    print(f"boilerplate found {found:.3f}, gold lost {lost:.4f} (characters)")
    for style in before:
        print(f"  {style:12} word F1 {np.mean(before[style]):.4f} → {np.mean(after[style]):.4f}")


def unseen(groups: dict[tuple[str, str], list[Row]], golds: dict[str, str], data: Path) -> None:
    """The whole way, with a scorer that saw none of these sources."""
    hosts = {fit_scorer.site_of(row["url"]) for rows in groups.values() for row in rows}
    samples = [sample for sample in fit_scorer.read(data, "text") if sample.site not in hosts]
    first = fit_scorer.cross_validate(samples, lambda known: fit_scorer.one(fit_scorer.fit_first(known, "text")))
    fitted = fit_scorer.fit_model(samples, "text", first)
    model.load = lambda _: fitted  # type: ignore[assignment]  # in place of the one that saw them
    with tempfile.TemporaryDirectory() as folder:
        for (style, _), rows in groups.items():
            for name, templates in (("without", ""), ("with", f"{folder}/{style}")):
                if templates:
                    write_templates(learn(process(record_of(row), SEGMENTED) for row in rows), Path(templates))
                settings = Settings(skip=("language",), fast=True, templates=templates)
                for row in rows:
                    text = process(record_of(row), settings).text
                    SCORES[style, name].append(fit_scorer.word_f1(text, golds[row["page"]]))
    for (style, name), scores in sorted(SCORES.items()):
        print(f"  {style:12} {name:8} template: word F1 {np.mean(scores):.4f}")


SCORES: dict[tuple[str, str], list[float]] = defaultdict(list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    groups, golds = read(options.data)
    print(f"{len({host for _, host in groups})} sources, {sum(map(len, groups.values()))} texts")
    alone(groups, golds)
    if options.unseen:
        unseen(groups, golds, options.data)


if __name__ == "__main__":
    main()
