"""Where do comments of readers begin that stand below no heading? Each says who wrote it, and when, or may be answered.

An entry of a live blog says a time, one of a chronology a day before the article's own, and both are the article's. A
comment says its day and its time, since it may come days later, and a name beside them, another one nearly each time;
and all of them stand in an element of their own. Or below each stands the same button, which answers it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from cleaner.lesson import is_sentence
from cleaner.metadata.dates import Stamp, find_stamps
from cleaner.metadata.glance import DATED, glance
from cleaner.package import PACKAGE
from cleaner.page import Block

try:
    from cleaner.select._wrapper import span_of
except ImportError:
    from cleaner.select.wrapper import span_of

if TYPE_CHECKING:
    from cleaner.select.boxes import Shown

FEWEST = 2
"""comments that are told by nothing else"""
ANSWERED = 3
"""buttons that answer one"""
EACH = 6
"""paragraphs of a comment, in the mean, the most"""
LEVELS = 12
"""elements around a line, of which one is the box"""
LONGEST = 70
"""characters of a line that says who and when"""
BUTTON = 40
"""characters of one that answers"""
NAME = 30
"""characters of a name, also of one that a reader has given himself"""
WORDS = 4
"""words of a name"""
ROUND = 5
"""minutes of which times are made that somebody arranges"""
NEAR = 2
"""lines from a comment up to that line"""
PARAGRAPHS = 12
"""lines of the last comment, the most, from its end up to that line"""
BUTTONS = 4
"""lines from its end down to that button: who likes it, how many, share"""
_BESIDE = " ,;:|•·–—-()[]@#0123456789"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BY_INDEX = attrgetter("index")


def may_be_stamped(blocks: list[Block], last: int) -> bool:
    """Whether a line above, a menu or not, may say a day."""
    return any(
        len(text) <= LONGEST and glance(text) & DATED
        for text in [block.trace.text for block in blocks[max(0, last - PARAGRAPHS) : last]]
    )


def may_be_answered(blocks: list[Block], last: int) -> bool:
    """Whether a line right below is a button that answers."""
    return any(map(_answers, blocks[last + 1 : last + 1 + BUTTONS]))


def find_answered(shown: Shown) -> int | None:
    """The place where comments begin below each of which one may answer; None where the last sentence is in none."""
    blocks, last = shown.page.blocks, shown.blocks[shown.prose[-1]]
    if not may_be_answered(blocks, last.index):
        return None
    prose = {shown.blocks[place].index for place in shown.prose}
    found: int | None = None
    for step in islice(last.container.ancestors(), LEVELS):
        first, end = span_of(blocks, last.index, step)
        start = bisect_left(shown.blocks, first, key=_BY_INDEX)
        if not shown.is_below(start):
            break
        answered = held = 0
        is_new = False
        for block in blocks[first:end]:
            if block.index in prose:
                held += 1
                is_new = True
            elif is_new and _answers(block):
                answered += 1
                is_new = False
        if answered >= ANSWERED and held <= EACH * answered:
            found = start
    return found


def _answers(block: Block) -> bool:
    text = block.trace.text
    return len(text) <= BUTTON and text.strip(_BESIDE).casefold() in _buttons()


@cache
def _buttons() -> frozenset[str]:
    lines = (PACKAGE / "select" / "replies.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def find_replies(shown: Shown) -> int | None:
    """The place where entries begin that say who and when, of which the last sentence is one; None where it is none."""
    blocks, last, day = shown.blocks, shown.prose[-1], shown.page.metadata.published[:10]
    if not day or not may_be_stamped(shown.page.blocks, blocks[last].index):
        return None
    for step in islice(blocks[last].container.ancestors(), LEVELS):
        first, end = span_of(blocks, last, step)
        if not shown.is_below(first):
            return None
        held = [blocks[place] for place in shown.prose if first <= place < end]
        if not _entry_above(shown.page.blocks, held[0].index, day)[0]:
            continue
        entries = [entry for block in held if (entry := _entry_above(shown.page.blocks, block.index, day))[0]]
        if len(held) <= EACH * len(entries) and _are_comments(entries):
            return first
    return None


def _entry_above(blocks: list[Block], index: int, published: str) -> tuple[str, bool]:
    """Who says in a line above that a comment is theirs, on the day of publication or later; '' where nobody does.

    And whether the minute is one that nobody arranges: what an agenda lists begins at nineteen hours or at half past.
    """
    name, stamp = "", None
    for block in reversed(blocks[max(0, index - NEAR) : index]):
        text = block.trace.text
        if len(text) > LONGEST or is_sentence(text) or block.kind in _HEADINGS:
            break
        found = next(find_stamps(text), None) if glance(text) & DATED else None
        name, stamp = _name(text, found) or name, stamp or found
    if stamp is None or not stamp.clock or stamp.day < published:
        return "", False
    return name, int(stamp.clock[3:5]) % ROUND != 0


def _are_comments(entries: list[tuple[str, bool]]) -> bool:
    """Whether entries with these names and minutes are comments rather than dates of an agenda or a live blog's."""
    names = [name for name, _ in entries]
    return len(names) >= FEWEST and 2 * len(set(names)) > len(names) and any(is_odd for _, is_odd in entries)


def _name(text: str, stamp: Stamp | None) -> str:
    if stamp is not None:
        text = text[: stamp.start] + text[stamp.end :]
    text = text.strip(_BESIDE)
    return text if len(text) <= NAME and text.count(" ") < WORDS else ""
