"""Which line is the standfirst of a news report, which the page's description repeats?

Between the headline and the first paragraph many papers set a sentence or two that say what the report is about, in an
element of the headline's, far from the text, where the scorer doubts them. They are the report's first lines, and what
the page tells a search machine of itself. A blog's description is written for the machine, and so not its text's: only
pages that call themselves news reports are asked.
"""

from __future__ import annotations

from bisect import bisect
from operator import attrgetter

from cleaner import marks as m
from cleaner.page import Block, Page

SHARE = 79 / 89
"""of such lines, on the 153 pages measured that call themselves news reports, were article"""
SHORTEST = 60
"""characters; a shorter line is a second headline"""
LONGEST = 1000
BELOW = 12
"""blocks below the headline: pictures, bylines and dates may stand between"""
ALIKE = 40
"""characters at the start that are the same"""
AHEAD = 120
"""characters of the line before that: "Berlin. ", "Exclusive – \""""
_NEWS = "NewsArticle"
"""of schema.org, and how its kinds end: `AnalysisNewsArticle`"""
_BY_INDEX = attrgetter("index")
_ELSEWHERE = m.HIDDEN | m.CAPTION | m.FIGURE | m.RELATED | m.COMMENTS | m.NAV | m.AUTHOR_BOX


def standfirsts(page: Page, blocks: list[Block], chances: list[float]) -> list[int]:
    """The places in `blocks`, which are no menus, whose chance is SHARE, though the scorer gives them less."""
    if not page.metadata.used or not any(_NEWS in script for script in page.head.json_ld):
        return []
    told = [text for name, text in page.head.metas if name.endswith("description") and len(text) >= SHORTEST]
    if not told:
        return []
    heads = [index for index, field in page.metadata.used.items() if field == "headline"]
    first = [bisect(blocks, index, key=_BY_INDEX) for index in heads]
    below = {place for start in first for place in range(start, min(start + BELOW, len(blocks)))}
    return [
        place
        for place in below
        if chances[place] < SHARE and _says(blocks[place], told) and not _is_said_again(blocks, place)
    ]


def _says(block: Block, told: list[str]) -> bool:
    text = block.trace.text
    if not SHORTEST <= len(text) <= LONGEST or block.linked * 2 > len(text):
        return False
    if block.marks & _ELSEWHERE:
        return False
    start = text[:ALIKE]
    return any(start in known or known[:ALIKE] in text[: AHEAD + ALIKE] for known in told)


def _is_said_again(blocks: list[Block], place: int) -> bool:
    """Whether a later line begins the same: there the scorer sees the text around."""
    start = blocks[place].trace.text[:ALIKE]
    return any(block.trace.text.startswith(start) for block in blocks[place + 1 :])
