"""Which blocks around the headline are the byline and the dateline, and what do they say?

Templates put both close to the headline, mostly below it, sometimes above. A block is one of them when nothing is
left of it without its names, its dates and the words that go with those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import zip_longest

from cleaner import marks as m
from cleaner.metadata.bare import believe
from cleaner.metadata.bylines import NONE, Byline, is_label, may_name, read_byline
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dateline import has_digits, is_prose, read_dateline, says_more
from cleaner.metadata.dates import Stamp
from cleaner.metadata.declared import Declared
from cleaner.metadata.glance import BYLINE, DATED, LABEL, glance, texts_of
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page

_ABOVE, _BELOW = 5, 12
"""blocks before and behind the headline that are looked at"""
_LONGEST = 160
_PARAGRAPH = 300
"""characters of a paragraph; behind the second one nobody is named as the author"""
_DATELINES = 4
"""more lines that are only a date are a table's or a list's"""
AWAY = m.FOOTER | m.COMMENTS | m.RELATED | m.COOKIE | m.DIALOG | m.AD | m.CAPTION | m.NAV
_AUTHORS = m.AUTHOR | m.AUTHOR_BOX
_WORTH = re.compile(r"[\d·•|⋅–—/]|ritten|osted")
"""signs without which a longer line is neither byline nor dateline, unless it begins as one"""
_BULLETS = "*•·▪◦‣+–—-"
_BULLET = re.compile(rf"^[{_BULLETS}]\s+")


@dataclass(slots=True)
class Surroundings:
    """What stands around the headline: stamps and bylines in page order, and the blocks that are nothing else."""

    at: int = -1
    """index of the headline's block, -1 where none shows it"""
    published: list[Stamp] = field(default_factory=list)
    modified: list[Stamp] = field(default_factory=list)
    dateline: Stamp | None = None
    """the first date that stands right below the headline and is not of a change"""
    bylines: list[Byline] = field(default_factory=list)
    used: dict[int, str] = field(default_factory=dict)


def look_around(
    page: Page, headline: Headline, declared: Declared, authors: list[str], *, month_first: bool
) -> Surroundings:
    """What the blocks around the headline say; `authors` are the names that the page declares."""
    near = Surroundings()
    _find_headline(page, headline, near)
    if near.at < 0:
        low, high = 0, min(len(page.blocks), 60)
    else:
        low, high = max(0, near.at - _ABOVE), min(len(page.blocks), near.at + _BELOW)
    spared = page.blocks[near.at].marks if near.at >= 0 else 0
    reader = _Reader(near, declared, authors, month_first=month_first)
    for block in page.blocks[low:high]:
        close = near.at >= 0 and -4 < block.index - near.at < 7
        reader.paragraphs += -1 < near.at < block.index and len(block.trace.text) > _PARAGRAPH
        if len(block.trace.text) > _LONGEST or block.index in near.used or (block.marks & ~spared & AWAY and not close):
            reader.label = -1
        elif block.kind == "region":
            if close:
                reader.read_region([unescape(piece.text) for piece in block.trace.pieces[:12]], block)
        else:
            text = block.trace.text
            is_item = page.kind == "text" and text[:1] in _BULLETS
            reader.read(_BULLET.sub("", text) if is_item else text, block, close=close)
    if max((byline.rank for byline in near.bylines), default=0) < 2 and (found := believe(reader.bare, page)):
        near.bylines.append(found[0])
        if page.blocks[found[1]].kind != "region":
            near.used[found[1]] = "byline"
    return near


class _Reader:
    """Reads lines in page order; remembers whether the last one announced a byline."""

    def __init__(self, near: Surroundings, declared: Declared, authors: list[str], *, month_first: bool) -> None:
        self.near = near
        self.own = declared.own_names
        self.authors = {name.casefold() for name in authors}
        self.language = declared.language
        self.month_first = month_first
        self.label = -1
        self.datelines = self.paragraphs = 0
        self.bare: list[tuple[str, list[Stamp], int]] = []

    def read(self, text: str, block: Block, *, close: bool) -> None:
        """Note what one line says, and whether its block is nothing else."""
        near = self.near
        seen = glance(text)
        if len(text) > 60 and self.label < 0 and not _WORTH.search(text) and not (seen & BYLINE and match_byline(text)):
            return
        stamps = self.read_dates(text) if seen & DATED else []
        alone = bool(stamps) and not says_more(text, stamps, block)
        if alone and close and near.dateline is None and near.published:
            near.dateline = near.published[-1]
        announced, self.label = self.label, -1
        if self.paragraphs > 1:
            return  # whoever is named now is named by the article
        if seen & LABEL and is_label(text):
            self.label = block.index
            return
        marked = bool(block.marks & _AUTHORS)
        found = NONE
        if marked or announced >= 0 or seen & BYLINE or stamps or may_name(text):
            found = read_byline(text, stamps, self.own, marked=marked, announced=announced >= 0, close=close)
        whole = block.kind != "region"
        if found.names:
            near.bylines.append(found)
            if announced >= 0:
                near.used[announced] = "byline"
            if whole and len(text) < 120:
                near.used[block.index] = "byline"
        elif whole:
            self.read_bare(text, stamps, block, alone=alone, close=close)

    def read_dates(self, text: str) -> list[Stamp]:
        """The dates of a line, noted where they are not those of a sentence."""
        dateline = read_dateline(text, self.language, month_first=self.month_first)
        if not is_prose(text, dateline.stamps):
            for stamp, changed in zip(dateline.stamps, dateline.changed, strict=True):
                (self.near.modified if changed else self.near.published).append(stamp)
        return dateline.stamps

    def read_region(self, texts: list[str], block: Block) -> None:
        """The same for each line of a region; a name before a date may be the author's."""
        for text, following in zip_longest(texts, texts[1:], fillvalue=""):
            self.read(text, block, close=True)
            if not self.authors and text[:1].isupper() and len(text) <= 40 and has_digits(following):
                self.bare.append((text, [], block.index))

    def read_bare(self, text: str, stamps: list[Stamp], block: Block, *, alone: bool, close: bool) -> None:
        """The same for a line that does not say what it is: a date, or a name."""
        if close and self.authors and text.strip().casefold() in self.authors:
            self.near.used[block.index] = "byline"
            return
        if close and not self.authors and (stamps or text[:1].isalpha()) and len(text) <= 90:
            self.bare.append((text, stamps, block.index))
        if alone and (close or block.marks & (m.DATE | m.BYLINE)) and self.datelines < _DATELINES:
            self.near.used[block.index] = "dateline"
            self.datelines += 1


def _find_headline(page: Page, headline: Headline, near: Surroundings) -> None:
    """Note where the headline stands: its own block, and those before it that repeat it."""
    if headline.block is not None:
        near.at = headline.block.index
        near.used[near.at] = "headline"
    key = key_of(headline.text)
    size = len(headline.text)
    if not key or (page.kind == "text" and headline.block is None):
        return
    last = near.at + 6 if near.at >= 0 else len(page.blocks)
    for index, text in enumerate(texts_of(page)[:last]):
        if -8 <= len(text) - size <= 8 and page.blocks[index].kind != "region" and key_of(text) == key:
            near.used[index] = "headline"
            if near.at < 0:
                near.at = index
                last = near.at + 6
        if index >= last:
            break
