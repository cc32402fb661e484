"""Which rows of a flat text, their entries parted by tabs, are no rows of a table?

A browser copies a menu whose entries stand side by side, and headlines in columns, as one line with tabs between them.
So are the rows of a table; but those stand one below the other, and most hold figures.
"""

from __future__ import annotations

import re
from itertools import pairwise

LEAST = 4
"""entries of such a row"""
NEAR = 2
"""lines that stand between two rows of one table, at most: the heading of a group"""
_ROW = re.compile(r"^[^\S\n]*\S[^\t\n]*\t[^\n]*", re.MULTILINE)
_TABS = re.compile(r"[^\S\n\t]*\t[^\S\n]*")
_LETTER = re.compile(r"[^\W\d_]")

_Span = tuple[int, int]


def find_rows(source: str) -> list[_Span]:
    """From where to where the tabs stand in rows that stand alone. Linear time."""
    if "\t" not in source:
        return []
    rows = [(match.start(), match.start() + len(match.group().rstrip())) for match in _ROW.finditer(source)]
    near = [source[above:below].strip().count("\n") < NEAR for (_, above), (below, _) in pairwise(rows)]
    found: list[_Span] = []
    for (start, end), above, below in zip(rows, [False, *near], [*near, False], strict=False):
        if not above and not below and source.count("\t", start, end) >= LEAST - 1:
            found += _tabs(source, start, end)
    return found


def _tabs(source: str, start: int, end: int) -> list[_Span]:
    """Where the tabs of a row stand, if it has entries enough, each with a letter."""
    tabs = [match.span() for match in _TABS.finditer(source, start, end)]
    begins, ends = [start, *(stop for _, stop in tabs)], [*(begin for begin, _ in tabs), end]
    entries = [source[begin:stop] for begin, stop in zip(begins, ends, strict=True)]
    return tabs if len(entries) >= LEAST and all(map(_LETTER.search, entries)) else []
