"""Which white space is not a plain single space?

No-break spaces, tabs, runs of spaces, typographic spaces: leftovers of layout, which make the same word two tokens.
A paragraph is one line of words with single spaces, without margins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.rules import editor
from cleaner.trace import Edit

INSIDE, MARGIN = "white space", "margin"
_SPACE = re.compile(r"^\s+|\s+$|[^\S ]\s*| \s+")


@editor(
    order=40,
    examples=[
        ("10\u00a0000\u202fkm", "10 000 km"),
        ("two  spaces\tand a tab", "two spaces and a tab"),
        ("\u00a0margins\u00a0", "margins"),
        ("nothing to do", "nothing to do"),
    ],
)
def whitespace(text: str) -> Iterator[Edit]:
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return
    for match in _SPACE.finditer(text):
        start, end = match.span()
        is_margin = start == 0 or end == len(text)
        yield Edit(start, end, "" if is_margin else " ", MARGIN if is_margin else INSIDE)
