"""In which box below the article does the last sentence stand that a page would keep: teasers, comments, the foot?"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleaner.lesson import host_of, is_sentence, is_wide, source_of
from cleaner.page import Block, Container, Page
from cleaner.select.comments import find_comments, heads_comments
from cleaner.select.replies import find_answered, find_replies, may_be_answered, may_be_stamped

if TYPE_CHECKING:
    from cleaner.select.table import Table

try:
    from cleaner.select._wrapper import span_of
except ImportError:
    from cleaner.select.wrapper import span_of

FEWEST = 3
"""teasers in a row"""
TIMES = 3
"""as many characters as the article, the most that teasers have; below an introduction they are what it announces"""
SUMMARY = 1_000
"""characters of a summary, which may be a first paragraph that a style sheet cuts off"""
HEADLINE = 200
"""characters of a link that may be a headline"""
LEVELS = 12
"""elements around a line, of which one is the box"""
LABEL = 60
"""characters of a line that may stand between it and the summary: a section, a day"""
NEAR = 2
"""lines from a summary up to its headline"""
LAST = 15
"""lines at the end of a page among which it says whose it is"""
NOTICE = 200
"""characters of a line that says whose the page is"""
FOOT = 0.5
"""of the characters of the article, the most that a foot has in sentences"""
LINKS = 3
"""links of a foot"""
_HREF = re.compile(r"""\shref\s{0,9}=\s{0,9}["']?([^"'\s>]*)""", re.IGNORECASE)
_BY_INDEX = attrgetter("index")
_TAG = 3_000
"""characters of source before a headline in which its link begins"""


class Shown(NamedTuple):
    """The lines that a page shows, the sentences among them that would be kept, and where its headline stands."""

    page: Page
    blocks: list[Block]
    prose: list[int]
    head: int

    def text(self, place: int) -> str:
        return self.blocks[place].trace.text

    def size(self, first: int, last: int) -> int:
        """The characters of those sentences between two places."""
        return sum([len(self.text(place)) for place in self.prose if first <= place < last])

    def goes_on(self, heading: Block) -> bool:
        """Whether a sentence stands right below a heading, with no menu between."""
        below = (block for block in islice(self.page.blocks, heading.index + 1, None) if block.trace.text)
        first = next(below, None)
        return first is not None and first.kind != "region" and is_prose(first)

    def is_below(self, start: int) -> bool:
        """Whether what begins at a place begins below the headline and the first sentence."""
        return self.blocks[start].index > self.head and start > self.prose[0]


def may_end_in_box(page: Page, seen: Table, last: int, head: Block) -> bool:
    """Whether there is a sign of a box around or above the last sentence: a link above it, such a heading, a "©"."""
    blocks, texts = seen.blocks, seen.texts
    for place in range(max(0, last - NEAR), last):
        if blocks[place].linked * 10 >= len(texts[place]) * 9:
            return True
    for place in range(bisect(blocks, head.index, key=_BY_INDEX), last):
        if heads_comments(blocks[place].kind, texts[place], page):
            return True
    if may_be_stamped(page.blocks, blocks[last].index) or may_be_answered(page.blocks, blocks[last].index):
        return True
    owned = [place for place in _last(blocks) if "©" in texts[place]]
    if not owned:
        return False
    around = set(blocks[last].container.ancestors()).difference(head.container.ancestors())
    return bool(around) and any(_is_in(blocks[place], around) for place in owned)


def _is_in(block: Block, around: set[Container]) -> bool:
    return not around.isdisjoint(block.container.ancestors())


def _last(blocks: list[Block]) -> range:
    """The places among which a page says whose it is, the last one first."""
    return range(len(blocks) - 1, max(-1, len(blocks) - 1 - LAST), -1)


def is_prose(block: Block) -> bool:
    """Whether a line is a sentence, or as long as one, and no link."""
    text = block.trace.text
    return block.linked * 2 < len(text) and (is_sentence(text) or is_wide(text, LABEL))


def box_of_last(shown: Shown) -> int | None:
    """Where the box begins that the last sentence stands in; None where it stands in none."""
    if len(shown.prose) < 2:
        return None
    finders = (_teasers, find_comments, find_replies, find_answered, _foot)
    return next((box for find in finders if (box := find(shown)) is not None), None)


def _teasers(shown: Shown) -> int | None:
    blocks, last = shown.blocks, shown.prose[-1]
    headline = _headline_above(shown, last)
    if headline is None:
        return None
    inner = set(blocks[headline].container.ancestors())
    around = [step for step in blocks[last].container.ancestors() if step in inner][:LEVELS]
    found: int | None = None
    for step in around:
        first, end = span_of(blocks, last, step)
        held = [place for place in shown.prose if first <= place < end]
        if not shown.is_below(first) or None in [_headline_above(shown, place) for place in held]:
            break
        summaries = [place for place in range(first, end) if is_prose(blocks[place])]
        heads = [above for place in summaries if (above := _headline_above(shown, place)) is not None]
        if (
            len(heads) >= FEWEST
            and shown.size(first, end) <= TIMES * shown.size(0, first)
            and _lead_to_one(heads, shown)
        ):
            found = first
    return found


def _headline_above(shown: Shown, place: int) -> int | None:
    """The place of the link that a summary stands below."""
    if len(shown.text(place)) > SUMMARY:
        return None
    for above in range(place - 1, max(place - 1 - NEAR, shown.prose[0]), -1):
        text = shown.text(above)
        if shown.blocks[above].linked * 10 >= len(text) * 9:
            return above if len(text) <= HEADLINE else None
        if len(text) > LABEL or is_sentence(text):
            return None
    return None


def _lead_to_one(heads: list[int], shown: Shown) -> bool:
    """Whether links lead to the page's own site, or to one, and none to another place on this page."""
    links = [_link_at(shown.blocks[place].start, shown.page.source) for place in heads]
    hosts = {host_of(link) for link in links if "//" in link[:8]}
    if own := source_of(shown.page):
        hosts = {host for host in hosts if not f".{host}".endswith(f".{own}") and not f".{own}".endswith(f".{host}")}
        hosts.add(own)
    return len(hosts) < 2 and not any(link.startswith("#") for link in links)


def _link_at(start: int, source: str) -> str:
    """Where the link leads that a text at this place stands in; '' where that is not found."""
    begin = source.rfind("<a", max(0, start - _TAG), start)
    found = _HREF.search(source, begin, start) if begin >= 0 else None
    return found[1] if found else ""


def _foot(shown: Shown) -> int | None:
    blocks, last = shown.blocks, shown.prose[-1]
    for place in _last(blocks):
        if "©" not in shown.text(place)[:LABEL] or len(shown.text(place)) > NOTICE:
            continue
        found: int | None = None
        for step in islice(blocks[place].container.ancestors(), LEVELS):
            first, end = span_of(blocks, place, step)
            if not shown.is_below(first) or end < len(blocks) - LAST:
                break
            links = sum([block.linked > 0 for block in blocks[first:end]])
            if first <= last < end and links >= LINKS and shown.size(first, end) <= FOOT * shown.size(0, first):
                found = first
        return found
    return None
