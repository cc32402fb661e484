"""What is kept of pages whose lines somebody joined, or glued, when he flattened them?

    python bench/unlined.py DATA [--every 3]

DATA holds `text-dev/input.jsonl.gz` and `pages-gold.jsonl.gz`. Of its texts those with a line for each text node are
taken, the lines put together with what such tools put between them, and each is cleaned by itself. Word F1, and the
share of the gold's words that are kept, mean over the pages of each set.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import cleaner

BETWEEN = {
    "lines": "\n",
    "carriage returns": "\r",
    "bars": " | ",
    "tabs": "\t",
    "three spaces": "   ",
    "nothing": "",
    "one space": " ",
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def score(found: str, gold: str) -> tuple[float, float]:
    """Word F1, and recall."""
    ours, theirs = words(found), words(gold)
    hit, many = (ours & theirs).total(), ours.total() + theirs.total()
    return (2 * hit / many if many else 1.0, hit / theirs.total() if theirs else 1.0)


def show(what: str, found: Mapping[str, Mapping[str, list[tuple[float, float]]]]) -> None:
    """A table of means by set, a row for each way."""
    sets = sorted({name for each in found.values() for name in each})
    print(f"| {what} |" + "".join(f" {name} |" for name in sets) + "\n|---|" + "---|" * len(sets))
    for name, by_set in found.items():
        means = [[sum(column) / len(column) for column in zip(*by_set[one], strict=True)] for one in sets]
        print(f"| {name} |" + "".join(f" {f1:.3f} ({recall:.3f}) |" for f1, recall in means))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=3)
    given = parser.parse_args()
    gold = {row["id"]: row["gold"] for row in rows(given.data / "pages-gold.jsonl.gz")}
    texts = (row for row in rows(given.data / "text-dev" / "input.jsonl.gz") if row["style"] == "strings")
    found: dict[str, dict[str, list[tuple[float, float]]]] = {name: defaultdict(list) for name in BETWEEN}
    for row in islice(texts, 0, None, given.every):
        lines = [line.strip() for line in row["text"].splitlines() if line.strip()]
        for name, between in BETWEEN.items():
            text = cleaner.clean(between.join(lines), url=row["url"]).text
            found[name][row["set"]].append(score(text, gold[row["page"]]))
    show("between the lines", found)


if __name__ == "__main__":
    main()
