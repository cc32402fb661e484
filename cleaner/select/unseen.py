"""Which lines of a flat text is the scorer not shown, since a rule knows all of them at once?

What stands between paragraphs again and again says nothing about them, but the scorer, which reads the lines around
each, would doubt them.
"""

from __future__ import annotations

from cleaner.page import Block, Page
from cleaner.rules import About

_UNSEEN = "select.unseen"

Lines = tuple[list[Block], list[str]]
"""blocks and their texts"""


def hide(page: Page, rule: str, places: list[int], lines: Lines) -> Lines:
    """All but the lines at these places, which the page remembers under the rule."""
    if not places:
        return lines
    blocks, texts = lines
    page.memo.setdefault(_UNSEEN, {})[rule] = [blocks[place] for place in places]
    left = sorted({*range(len(blocks))}.difference(places))
    return [blocks[place] for place in left], [texts[place] for place in left]


def hidden_by(rule: str) -> About:
    """What a judge of that rule speaks of: the lines that were hidden under it."""
    return lambda page: page.memo.get(_UNSEEN, {}).get(rule, [])


def unseen(page: Page) -> list[Block]:
    """All lines that are hidden."""
    return [block for blocks in page.memo.get(_UNSEEN, {}).values() for block in blocks]
