"""How does a name from the web stand in a spreadsheet without being calculated?

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end is a formula to a spreadsheet, which may open files and
addresses (OWASP, CSV Injection). Such text gets a quote in front, as OWASP advises; numbers are ours and stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from cleaner.report.tables import Tables

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(value: object) -> object:
    """The value, a text that a spreadsheet would calculate with a quote in front."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA) else value


def sources_table(tables: Tables) -> Iterator[str]:
    """A line for each source, those with most pages first."""
    yield _line(["source", "pages", "kept", "copies", "dropped", "quarantined", "readable characters", "share kept"])
    for name, sums in sorted(tables.sources.items(), key=lambda item: (-item[1].pages, item[0])):
        row = sums.as_row(name)
        counts = [row[what] for what in ("pages", "kept", "copies", "dropped", "quarantined", "readable", "share")]
        yield _line([name, *counts])


def rules_table(tables: Tables) -> Iterator[str]:
    """A line for each rule that did something, by name."""
    yield _line(
        ["rule", "records", "stretches removed", "characters removed", "stretches rewritten", "characters rewritten"]
    )
    for name, sums in sorted(tables.rules.items()):
        yield _line([name, sums.documents, sums.removals, sums.removed, sums.changes, sums.changed])


def _line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([guarded(cell) for cell in cells])
    return line.getvalue()
