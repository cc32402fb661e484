"""Which lines of a flat text are a list that the line above announces?

"The council wants three things:", and then three lines, bulleted or not, and the next paragraph. Each of the three
looks like an entry of a menu, and where bullets stand before them more so. But between a line of the article that ends
with a colon and its next paragraph hardly anything else can stand: of the characters of such lines that the scorer
would have dropped, on the pages measured, 74 of 100 were the article's.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.select.choice import HALF
from cleaner.select.ended import WIDE_STOPS, is_ended

try:
    from cleaner.select._edges import ending
except ImportError:
    from cleaner.select.edges import ending

SHARE = 0.6
"""the chance that such lines are given, at least"""
LEAST = 0.2
"""the mean chance of a list's lines: what is less likely is a box that stands in the way"""
COLONS = ":："
ANNOUNCES, PARAGRAPH, DENSE = 30, 60, 30
"""characters of the line with the colon, a sentence and no label, and of the paragraph below; of one that ends with the
stop of Chinese or Japanese"""
FEWEST, MOST = 2, 8
"""lines of a list"""


def announced_lines(texts: list[str], chances: list[float]) -> Iterator[int]:
    """The places of the lines of announced lists, which the scorer gives less. Linear time."""
    for place in ending(texts, COLONS):
        if chances[place] >= HALF and _says(texts[place]):
            end = _end_of(place + 1, texts, chances)
            size = end - place - 1
            if size >= FEWEST and sum(chances[place + 1 : end]) >= LEAST * size:
                yield from (at for at in range(place + 1, end) if chances[at] < SHARE)


def _end_of(start: int, texts: list[str], chances: list[float]) -> int:
    """Where the next paragraph of the article stands below a list; where the list begins, if it is none."""
    for at in range(start, min(start + MOST + 1, len(texts))):
        if chances[at] >= HALF and _is_paragraph(texts[at]):
            return at
        if texts[at][-1] in COLONS:
            return start  # a kicker above a headline, as that above may be
    return start


def _says(text: str) -> bool:
    return len(text) >= (ANNOUNCES if text[-1] == ":" else ANNOUNCES // 2)


def _is_paragraph(text: str) -> bool:
    return len(text) >= DENSE and len(text) >= (DENSE if text[-1] in WIDE_STOPS else PARAGRAPH) and is_ended(text)
