"""How often are headline, day and authors right, on HTML and on the same pages flattened?

    clean run DATA/text-dev/input.jsonl.gz -o OUT --dedup none && python bench/fields.py OUT DATA

`OUT` is a run over `DATA/pages-dev` or `DATA/text-dev`; `DATA/pages-gold.jsonl.gz` has the gold. A field counts where
the gold has it: headlines and names without their punctuation and case, dates by their day.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    yield from map(
        json.loads, (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").strip().split("\n")
    )


def squeeze(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()


def names(value: str | list[str]) -> set[str]:
    parts = value if isinstance(value, list) else re.split(r",| and ", value)
    return {key for part in parts if (key := squeeze(part))}


def main(out: Path, data: Path) -> None:
    gold = {row["id"]: row for row in rows(data / "pages-gold.jsonl.gz")}
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for part in sorted((out / "documents").iterdir()):
        for row in rows(part):
            style, _, page = row["id"].rpartition("/")[2].rpartition(":")
            want = gold[re.sub(r"\.html(\.gz)?$", "", page)]
            kind = f"{want['set']} {style}".strip()
            if want.get("title"):
                right[kind, "title"].append(squeeze(row["title"]) == squeeze(want["title"]))
            if want.get("date"):
                right[kind, "published"].append(row["published"][:10] == want["date"][:10])
            if want.get("author"):
                right[kind, "authors"].append(names(row["authors"]) == names(want["author"]))
    for (kind, name), found in sorted(right.items()):
        print(f"{kind:20} {name:10} {sum(found) / len(found):.3f} of {len(found)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
