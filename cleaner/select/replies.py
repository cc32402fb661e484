"""Where do comments of readers begin that stand below no heading: entries that each say who wrote them, and when?

An entry of a live blog says a time, one of a chronology a day before the article's own, and both are the article's. A
comment says its day and its time, since it may come days later, and a name beside them, another one nearly each time;
and all of them stand in an element of their own.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleaner.lesson import is_sentence
from cleaner.metadata.dates import Stamp, find_stamps
from cleaner.metadata.glance import DATED, glance
from cleaner.page import Block

try:
    from cleaner.select._wrapper import span_of
except ImportError:
    from cleaner.select.wrapper import span_of

if TYPE_CHECKING:
    from cleaner.select.boxes import Shown

FEWEST = 2
"""comments that are told by nothing else"""
LEVELS = 12
"""elements around a line, of which one is the box"""
LONGEST = 70
"""characters of a line that says who and when"""
NAME = 30
"""characters of a name, also of one that a reader has given himself"""
WORDS = 4
"""words of a name"""
ROUND = 5
"""minutes of which times are made that somebody arranges"""
NEAR = 2
"""lines from a comment up to that line"""
_BESIDE = " ,;:|•·–—-()[]@#0123456789"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def may_be_stamped(texts: list[str], last: int) -> bool:
    """Whether a line right above may say a day."""
    return any(len(text) <= LONGEST and glance(text) & DATED for text in texts[max(0, last - NEAR) : last])


def find_replies(shown: Shown) -> int | None:
    """The place where such entries begin, of which the last sentence is one; None where it is none."""
    blocks, last, day = shown.blocks, shown.prose[-1], shown.page.metadata.published[:10]
    if not day or not _entry_above(blocks, last, day)[0]:
        return None
    for step in islice(blocks[last].container.ancestors(), LEVELS):
        first, end = span_of(blocks, last, step)
        entries = [_entry_above(blocks, place, day) for place in shown.prose if first <= place < end]
        if not shown.is_below(first) or ("", False) in entries:
            return None
        if _are_comments(entries):
            return first
    return None


def _entry_above(blocks: list[Block], place: int, published: str) -> tuple[str, bool]:
    """Who says in a line above that a comment is theirs, on the day of publication or later; '' where nobody does.

    And whether the minute is one that nobody arranges: what an agenda lists begins at nineteen hours or at half past.
    """
    name, stamp = "", None
    for block in reversed(blocks[max(0, place - NEAR) : place]):
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
