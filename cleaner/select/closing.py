"""Which lines are an article's last, right above the heading of a section of links?

Where an article ends, the scorer doubts: below the last paragraph everything speaks against what stands near. But
between a paragraph of the article and a section's heading ("More Latest News") nine of ten sentences were the
article's own on the pages measured (110 of 123), so that is the least chance of the one there. Lines of furniture
above it ("Read more: …", "Advertisement") change nothing about that; below it, where they are tags and names, they do.
"""

from __future__ import annotations

from cleaner.select.choice import HALF
from cleaner.select.ended import is_ended

try:
    from cleaner.select._phrases import is_furniture
    from cleaner.select._phrases import section_headings as _headings
except ImportError:
    from cleaner.select.phrases import is_furniture
    from cleaner.select.phrases import section_headings as _headings

SHARE = 110 / 123
LEAST = 60
"""characters of a paragraph here: it is no label, and no name below a quote"""
BETWEEN = 3
"""lines of furniture at most that stand between it and the paragraph above"""


def closing_lines(texts: list[str], chances: list[float]) -> list[int]:
    """The places of the lines whose chance to be the last of an article is SHARE, though the scorer gives them less."""
    return [
        heading - 1
        for heading in _headings(texts)
        if heading > 1
        and chances[heading] < HALF
        and len(text := texts[heading - 1]) >= LEAST
        and chances[heading - 1] < SHARE
        and is_ended(text)
        and not is_furniture(text)
        and _ends_article(texts, chances, heading - 1)
    ]


def _ends_article(texts: list[str], chances: list[float], at: int) -> bool:
    """Whether the next line above, furniture aside, is a paragraph of the article."""
    above = at - 1
    while above > 0 and above > at - 1 - BETWEEN and is_furniture(texts[above]):
        above -= 1
    return chances[above] >= HALF and _is_paragraph(texts[above])


def _is_paragraph(text: str) -> bool:
    return len(text) >= LEAST and is_ended(text)
