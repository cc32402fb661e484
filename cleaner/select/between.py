"""Which sentences of a short article stand between its others, though the scorer gives them less than one half?

A report of eight sentences, each a paragraph, with a box for a newsletter and a link to another story inside: beside
the boxes "Nobody was hurt." looks like one of their lines. In a long article such a line is as often a prompt; of a
short one, where the lines above and below are its own, losing it costs more than a prompt that stays.
"""

from __future__ import annotations

from itertools import pairwise

from cleaner.select.ended import is_ended

try:
    from cleaner.select._phrases import is_furniture
except ImportError:
    from cleaner.select.phrases import is_furniture

LEAST, SHARE = 0.35, 0.6
"""the chance of such a line, at least, and what it is given"""
REACH = 4
"""lines to the next one of the article, at most, above and below"""
SHORT = 12
"""characters of a sentence here"""
FEW, MANY, MOST = 4, 100, 3000
"""lines that the article has at least, those of one that is short at most, and its characters"""


def lines_between(texts: list[str], chances: list[float], own: list[int]) -> list[int]:
    """The places of such sentences; none in a long article, whose lines are at the places `own`. Linear time."""
    if not FEW <= len(own) <= MANY or sum([len(texts[place]) for place in own]) > MOST:
        return []
    return [
        place
        for above, below in pairwise(own)
        if 1 < below - above <= 2 * REACH
        for place in range(max(above + 1, below - REACH), min(below, above + REACH + 1))
        if chances[place] >= LEAST and _is_sentence(texts[place])
    ]


def _is_sentence(text: str) -> bool:
    return len(text) >= SHORT and is_ended(text) and not is_furniture(text)
