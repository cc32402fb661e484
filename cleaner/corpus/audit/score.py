"""How good is an output, measured on the user's own gold?

The measures are the project's: word F1 (words as a bag, case folded) and 4-word-shingle F1 (order counts, case too) of
the text, and the share of fields that are right among those that the gold has. Precision and recall of shingles are
means over the documents, their F1 is that of the means. A document that the output lacks counts nought; it is not left
out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from cleaner.corpus.output.parts import check_output, part_files, read_rows
from cleaner.errors import UsageError

_WORD = re.compile(r"\w+")
_SHINGLE = 4
FIELDS = ("title", "published", "authors")
NAMED = 5
"""missing documents that are named"""
TEXT = ("word_F1", "shingle_P", "shingle_R", "shingle_F1")
_ENDING = re.compile(r"\.(?:html?|xhtml|txt)(?:\.gz|\.zst)?$", re.IGNORECASE)


class Score(NamedTuple):
    """What an output is worth by a gold: measures by name, and the documents behind them."""

    measures: dict[str, float]
    """those whose fields the gold has"""
    documents: int
    missing: list[str]
    """ids or URLs in the gold that the output has no document of"""
    worst: list[tuple[float, str]]
    """word F1 and name of the least good, those that are not wholly right"""

    def lines(self) -> Iterator[str]:
        named = ", ".join(self.missing[:NAMED]) + (", …" if len(self.missing) > NAMED else "")
        lack = f", {len(self.missing)} of them missing in the output: {named}" if self.missing else ""
        yield f"{self.documents} documents{lack}"
        yield from (f"  {name:<12}{value:.4f}" for name, value in self.measures.items())
        if self.worst:
            yield "the least good:"
            yield from (f"  {value:.3f}  {name}" for value, name in self.worst)


def score(out: Path, gold: Path, worst: int = 5) -> Score:
    """Measure an output by a gold of JSON lines: `id` or `url`, and any of `text title authors published`.

    Raises UsageError where either cannot be read, or the gold has nothing to measure by.
    """
    golds = list(_read_gold(gold))
    documents = _Documents(out)
    texts: list[tuple[str, str, str]] = []
    right: dict[str, list[bool]] = {name: [] for name in FIELDS}
    missing = []
    for row in golds:
        found = documents.find(row)
        name = str(row.get("id") or row.get("url"))
        if found is None:
            missing.append(name)
        if isinstance(row.get("text"), str):
            texts.append((name, (found or {}).get("text") or "", row["text"]))
        for field, is_right in _fields(row, found or {}):
            right[field].append(is_right)
    measures, values = measure(texts)
    measures |= {name: fmean(answers) for name, answers in right.items() if answers}
    if not measures:
        raise UsageError(f"{gold}: no row has a text, title, authors or published; there is nothing to measure by")
    return Score(measures, len(golds), missing, sorted(value for value in values if value[0] < 1)[:worst])


def measure(texts: Sequence[tuple[str, str, str]]) -> tuple[dict[str, float], list[tuple[float, str]]]:
    """The means over `(name, text, gold)`, and the word F1 of each."""
    if not texts:
        return {}, []
    values = [(overlap(_words(text), _words(gold))[2], name) for name, text, gold in texts]
    pairs = [overlap(_shingles(text), _shingles(gold)) for _, text, gold in texts]
    precision, recall = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return dict(zip(TEXT, (fmean(value for value, _ in values), precision, recall, both), strict=True)), values


def overlap(ours: Counter[Hashable], theirs: Counter[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of one bag by another; two empty ones agree."""
    if not ours and not theirs:
        return 1.0, 1.0, 1.0
    hits = (ours & theirs).total()
    if not hits:
        return 0.0, 0.0, 0.0
    precision, recall = hits / ours.total(), hits / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _words(text: str) -> Counter[Hashable]:
    return Counter(_WORD.findall(text.lower()))


def _shingles(text: str) -> Counter[Hashable]:
    """Runs of four words; a shorter text is one run."""
    words = _WORD.findall(text)
    runs = (tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(runs) if words else Counter()


def _fields(gold: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Whether each field that the gold has is right: letters and digits for names and titles, the day of a date."""
    if gold.get("title"):
        yield "title", _squeeze(found.get("title")) == _squeeze(gold["title"])
    if gold.get("published"):
        yield "published", str(found.get("published") or "")[:10] == str(gold["published"])[:10]
    if gold.get("authors"):
        yield "authors", _names(found.get("authors")) == _names(gold["authors"])


def _squeeze(value: object) -> str:
    return re.sub(r"\W+", "", str(value or "")).lower()


def _names(value: object) -> set[str]:
    names = value if isinstance(value, list) else re.split(r",| and ", str(value or ""))
    return {_squeeze(name) for name in names} - {""}


def _read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gold file, JSON lines, packed or not."""
    rows: list[Any] = []
    try:
        rows.extend(read_rows(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a gold, one JSON object a line") from error
    except UsageError as error:
        raise UsageError(
            f"{path}, line {len(rows) + 1}: cannot be read ({error.__cause__}); give a gold, one JSON object a line"
        ) from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not (row.get("id") or row.get("url")):
            raise UsageError(f"{path}, line {number}: names no document; give it the id or the url of one")
        yield row


class _Documents:
    """The documents of an output by id, by id without folder and ending, and by URL."""

    def __init__(self, out: Path) -> None:
        check_output(out)
        self.by_id: dict[str, dict[str, Any]] = {}
        self.by_name: dict[str, dict[str, Any]] = {}
        self.by_url: dict[str, dict[str, Any]] = {}
        for file in part_files(out, "documents"):
            for row in read_rows(file):
                self.by_id[row["id"]] = row
                self.by_name.setdefault(_name(row["id"]), row)
                if row["url"]:
                    self.by_url.setdefault(row["url"], row)

    def find(self, gold: Mapping[str, Any]) -> dict[str, Any] | None:
        """The document that a gold row speaks of."""
        name = str(gold.get("id") or "")
        if name:
            return self.by_id.get(name) or self.by_name.get(_name(name))
        return self.by_url.get(str(gold["url"]))


def _name(identifier: str) -> str:
    return _ENDING.sub("", identifier.rpartition("/")[2])


def below(measures: Mapping[str, float], floor: Path) -> list[str]:
    """What fell below the floor: a TOML file with the least value of each measure that matters.

    Raises UsageError for a floor that cannot be read or names a measure that was not taken.
    """
    try:
        table = tomllib.loads(floor.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{floor}: cannot be read as TOML: {error}") from error
    fallen = []
    for name, least in table.items():
        if name not in (*TEXT, *FIELDS):
            raise UsageError(f"{floor}: {name!r} is no measure; known are {', '.join((*TEXT, *FIELDS))}")
        if type(least) not in (int, float) or not 0 <= least <= 1:
            raise UsageError(f"{floor}: {name} = {json.dumps(least, default=str)} must be a number from 0 to 1")
        if name not in measures:
            raise UsageError(f"{floor}: {name} was not measured, since the gold has none; take it out of the floor")
        if measures[name] < least:
            fallen.append(f"{name} fell to {measures[name]:.4f}; the floor is {least}")
    return fallen
