"""Which rule took this text, or gave it back? Differences of two documents, explained by both ledgers."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from cleaner.report.compare import Pair
from cleaner.report.rows import decoded
from cleaner.report.words import differences

Part = list[str]
"""`[=, text]`, or `[- or +, text, rule, note]`: what one document has, and the rule that took it from the other"""

CONTEXT = 160
"""Characters of common text that are shown on each side of a difference."""


class Change(NamedTuple):
    """How a document changed."""

    id: str
    title: str
    host: str
    kind: str
    kept: tuple[int, int]
    parts: list[Part]


def explain(pair: Pair) -> Change:
    """The differences of a pair, each with the rule that the other ledger names for it."""
    rows = [decoded(found.manifest) if found else {} for found in (pair.before, pair.after)]
    documents = [decoded(found.document) if found else {} for found in (pair.before, pair.after)]
    texts = [document.get("text", "") for document in documents]
    ledgers = [_Ledger(row) for row in rows]
    parts: list[Part] = []
    for what, start, end in differences(*texts):
        if what == "=":
            parts.append(["=", _trimmed(texts[0][start:end], first=not parts)])
            continue
        own, other = (0, 1) if what == "-" else (1, 0)
        rule, note = ledgers[other].taken(ledgers[own].source_span(start, end))
        parts.append([what, texts[own][start:end], rule, note])
    if parts and parts[-1][0] == "=" and len(parts[-1][1]) > CONTEXT:
        parts[-1][1] = parts[-1][1][:CONTEXT] + " …"
    row, document = pair.after.row, documents[1] or documents[0]
    kind = "changed" if all(documents) else "appeared" if documents[1] else "vanished"
    return Change(row.id, document.get("title", ""), row.host, kind, (len(texts[0]), len(texts[1])), parts)


def _trimmed(text: str, *, first: bool) -> str:
    """Common text, its middle left out; before the first difference only what leads to it."""
    if len(text) <= 2 * CONTEXT:
        return text
    return ("… " if first else text[:CONTEXT] + " … ") + text[-CONTEXT:]


class _Ledger:
    """A manifest row, asked for places."""

    def __init__(self, row: dict[str, Any]) -> None:
        self._pieces = row.get("pieces", [])
        self._starts: list[int] = []
        at = 0
        for start, end, *text in self._pieces:
            self._starts.append(at)
            at += len(text[0]) if text else end - start
        self._edits = [edit for edit in row.get("edits", []) if not edit.get("text")]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` of the document stands in its source."""
        return self._place(start), max(self._place(start), self._place(end - 1) + 1)

    def _place(self, at: int) -> int:
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return 0
        start, end, *text = self._pieces[number]
        return int(start if text else min(end, start + at - self._starts[number]))

    def taken(self, span: tuple[int, int]) -> tuple[str, str]:
        """The rule that removed most of a stretch of the source, and its evidence; empty where none did."""
        best = ("", "")
        most = 0
        for edit in self._edits:
            shared = min(edit["end"], span[1]) - max(edit["start"], span[0])
            if shared > most:
                most, best = shared, (edit["rule"], str(edit.get("note") or ""))
        return best
