"""How many planted copies are found, how many others merged, at what cost? For an output made of `make_copies.py`.

python bench/make_copies.py DATA.jsonl 100000
clean run DATA.jsonl -o OUT --skip select,language --no-learn
python bench/copies.py DATA.gold.jsonl OUT
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from cleaner.corpus.output.parts import part_files, read_rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    story: dict[str, str] = {}
    change: dict[str, str] = {}
    for line in given.gold.open():
        row = json.loads(line)
        story[row["id"]] = row["of"]
        change[row["id"]] = row["change"]
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false = 0
    cluster = {}
    for file in part_files(given.out, "manifest"):
        for row in read_rows(file):
            cluster[row["id"]] = row["cluster"]
    for name, of in story.items():
        (found if cluster[name] == cluster[of] else missed)[change[name]] += 1
    for name, representative in cluster.items():
        false += story.get(name, name) != story.get(representative, representative)
    for kind in sorted(set(change.values())):
        planted = found[kind] + missed[kind]
        print(f"{kind:12}{found[kind]:>9,} of {planted:>9,}  {found[kind] / max(1, planted):.4f}")
    total = found.total() + missed.total()
    print(f"recall {found.total() / max(1, total):.4f}, false merges {false:,} of {len(cluster) - total:,} documents")


if __name__ == "__main__":
    main()
