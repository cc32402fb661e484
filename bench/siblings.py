"""How many foreign fragments get back the words that stood there, and is a wrong word ever put in?

    python bench/siblings.py make SPANS SET.jsonl
    clean run SET.jsonl -o OUT --dedup none --skip select --foreign restore
    python bench/siblings.py score SPANS OUT

SPANS holds articles of which some versions are polluted and some are clean, with the spans of the fragments. The set
is all of them: an article's clean and polluted forms are siblings, the other articles are decoys, one version of each.
"""

from __future__ import annotations

import difflib
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
DAY = "2018-10-01"
"""of all alike, so that it tells no article from another"""


def rows_of(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def article(row: Row) -> tuple[str, str]:
    """What the versions of an article share: its language and the end of its id."""
    return row["language"], row["id"].split("-", 4)[-1]


def make(spans: Path, out: Path) -> None:
    rows = list(rows_of(spans))
    whole = {article(row) for row in rows if not row["spans"]}
    first = {article(row): row["id"] for row in reversed(rows)}
    with out.open("w") as file:
        for row in rows:
            if article(row) not in whole and row["id"] != first[article(row)]:
                continue
            file.write(json.dumps({"id": row["id"], "text": row["text"], "published": DAY}) + "\n")


def intact(clean: list[str], text: list[str]) -> tuple[list[bool], list[bool]]:
    """Of each word of the clean form whether the text has it, and of each seam whether nothing stands in it."""
    words, seams = [False] * len(clean), [False] * (len(clean) + 1)
    for name, i, j, x, y in difflib.SequenceMatcher(None, clean, text, autojunk=False).get_opcodes():
        if name == "equal":
            words[i:j] = [True] * (j - i)
            seams[i + 1 : j] = [True] * (j - i - 1)
            seams[i] = seams[i] or (i == 0 and x == 0)
            seams[j] = seams[j] or (j == len(clean) and y == len(text))
    return words, seams


def restored(row: Row, clean: str, text: str) -> list[bool]:
    """Of each fragment of a polluted form whether the text has exactly what the clean form has there."""
    before = row["text"].split()
    starts, at = [], 0
    for word in before:
        at = row["text"].index(word, at)
        starts.append(at)
        at += len(word)
    words, seams = intact(clean.split(), text.split())
    good = [True] * len(row["spans"])
    matcher = difflib.SequenceMatcher(None, clean.split(), before, autojunk=False)
    for name, i, j, x, y in matcher.get_opcodes():
        if name == "equal" or x == y:
            continue
        low, high = starts[x], starts[y - 1] + len(before[y - 1])
        is_whole = all(words[i:j]) and all(seams[i : j + 1])
        for number, (start, end, _) in enumerate(row["spans"]):
            if start < high and low < end and not is_whole:
                good[number] = False
    return good


class Scores:
    """What is right and wrong of an output, row by row."""

    def __init__(self, spans: Path, out: Path) -> None:
        self.gold = {row["id"]: row for row in rows_of(spans)}
        self.clean: dict[tuple[str, str], str] = {}
        for row in self.gold.values():
            if not row["spans"]:
                self.clean.setdefault(article(row), row["text"])
        self.texts = {row["id"]: row["text"] for file in (out / "documents").iterdir() for row in rows_of(file)}
        self.count: Counter[str] = Counter()
        self.wrong: dict[str, list[str]] = defaultdict(list)
        for file in sorted((out / "manifest").iterdir()):
            for row in rows_of(file):
                self.look(row)

    def look(self, row: Row) -> None:
        mine = self.gold[row["id"]]
        edits = [edit for edit in row["edits"] if edit["rule"] == "dedup.sibling"]
        self.count["edits"] += len(edits)
        self.count["clean articles edited"] += bool(edits) and not mine["spans"]
        for edit in edits:
            self.look_at_edit(mine, edit)
        whole = self.clean.get(article(mine))
        if whole and mine["spans"]:
            self.look_at_text(mine, whole, edits)

    def look_at_edit(self, mine: Row, edit: Row) -> None:
        """What the copy has at the offsets that the edit names."""
        name, _, span = edit["note"].removeprefix("from ").split(";")[0].rpartition(" ")
        first, last = map(int, span.split("-"))
        other = self.gold[name]
        self.count["from another article"] += article(other) != article(mine)
        if edit.get("text", "") and edit["text"].split() != other["text"][first:last].split():
            self.wrong["not what the copy has"].append(mine["id"])
        if any(start < last and first < end for start, end, _ in other["spans"]):
            self.wrong["foreign in the copy"].append(mine["id"])

    def look_at_text(self, mine: Row, whole: str, edits: list[Row]) -> None:
        """The fragments of an article that has a clean form, and words that neither form has."""
        text = self.texts.get(mine["id"], "")
        for (_, _, kind), is_good in zip(mine["spans"], restored(mine, whole, text), strict=True):
            self.count[f"{kind}s"] += 1
            self.count[f"{kind}s restored"] += is_good
        have, allowed = Counter(text.split()), Counter(whole.split()) + Counter(mine["text"].split())
        new = [word for edit in edits for word in edit.get("text", "").split()]
        if any(have[word] > allowed[word] for word in new):
            self.wrong["words that neither form has"].append(mine["id"])


def score(spans: Path, out: Path) -> None:
    scores = Scores(spans, out)
    kinds = ("phrase", "headline", "sentence")
    total, done = (sum(scores.count[f"{kind}s{what}"] for kind in kinds) for what in ("", " restored"))
    print(f"{done} of {total} fragments restored exactly: {done / max(1, total):.4f}")
    for name, number in sorted(scores.count.items()):
        print(f"  {name:28} {number:6,}")
    for name, found in scores.wrong.items():
        print(f"  wrong, {name:21} {len(found):6,}  {found[:6]}")


if __name__ == "__main__":
    {"make": make, "score": score}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
