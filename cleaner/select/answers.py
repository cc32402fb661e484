"""Which sentence answers a question that the article asks, as its other answers do?

A list of questions and answers is an article's, or none of it. Its short answers look like labels below headings, and
the scorer doubts one in ten. But a question that is kept is answered: where other answers of the same make are kept,
a sentence right below it of which the scorer is not sure is one, too. A question in a paragraph heads no such list.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cleaner.lesson import is_sentence

try:
    from cleaner.select._edges import ending
except ImportError:
    from cleaner.select.edges import ending

if TYPE_CHECKING:
    from cleaner.page import Block

SHARE = 8 / 10
"""of such sentences were the article's, on the 893 pages measured"""
LEAST = 0.3
"""the chance of a sentence of which the scorer is not sure; of one that is less likely it was one in nine"""
LONGEST = 200
"""characters of a question"""
_ASKS = "?？؟՞"


def answers(blocks: list[Block], texts: list[str], chances: list[float], least: float) -> list[int]:
    """The places of the sentences that answer questions, though the scorer gives them less than `least`."""
    asked = [place for place in ending(texts, _ASKS) if chances[place] >= least and blocks[place].kind != "p"]
    if len(asked) < 2:
        return []
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in asked:
        if (
            len(texts[place]) <= LONGEST
            and place + 1 < len(texts)
            and texts[place + 1][-1] not in _ASKS
            and is_sentence(texts[place + 1])
        ):
            rows[blocks[place].kind, blocks[place + 1].kind].append(place + 1)
    return [
        place
        for row in rows.values()
        if any(chances[place] >= least for place in row)
        for place in row
        if LEAST <= chances[place] < least and blocks[place].linked * 2 < len(texts[place])
    ]
