"""Shows what `clean run` made of one page: before, after, and why.

python bench/demo.py OUT [ID] [--seeds FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

LINES = 46


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    lines = [line for part in sorted(folder.iterdir()) for line in part.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in map(json.loads, lines)}


def show(console: Console, lines: list[Text]) -> None:
    """Each line on one line of the terminal."""
    for line in lines:
        line.truncate(console.width, overflow="ellipsis")
        console.print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("id", nargs="?", default="radio-page.txt")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    given = parser.parse_args()
    document, manifest = rows(given.out / "documents")[given.id], rows(given.out / "manifest")[given.id]
    source = (given.seeds / given.id).read_text(encoding="utf-8")
    console = Console(highlight=False)

    console.rule(f"Before: {given.id}", align="left")
    before = Text(source)
    for edit in manifest["edits"]:
        before.stylize("red strike", edit["start"], edit["end"])
    lines = [line for line in before.split("\n") if line.plain.strip()]
    show(console, lines[:LINES])
    if len(lines) > LINES:
        console.print(f"… and {len(lines) - LINES} more lines", style="dim")

    console.rule("After", align="left")
    console.print(Text(str(document["title"]), style="bold"))
    console.print(
        Text(f"{', '.join(document['authors'])} · {document['published']} · {document['language']}", style="dim")
    )
    show(console, [Text(line, style="green") for line in document["text"].split("\n")])

    console.rule("Why", align="left")
    table = Table("rule", "stretches", "characters", "for example", box=None)
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    example: dict[str, str] = {}
    for edit in manifest["edits"]:
        count[edit["rule"]] += 1
        size[edit["rule"]] += edit["end"] - edit["start"]
        example.setdefault(edit["rule"], " ".join(source[edit["start"] : edit["end"]].split()))
    for rule, characters in size.most_common():
        table.add_row(rule, str(count[rule]), f"{characters:,}", Text(example[rule][:60], style="dim"))
    console.print(table)
    sums = manifest["characters"]
    parts = " + ".join(f"{sums[name]:,} {name}" for name in ("markup", "kept", "rewritten", "removed"))
    console.print(f"\n{sums['source']:,} characters of source = {parts}")
    console.print(f"Ask about any of them: clean why {given.out} {given.id} 300", style="dim")


if __name__ == "__main__":
    main()
