"""What does each line around the headline say: who wrote it, when, or that the next line tells one of these?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from cleaner import marks as m
from cleaner.metadata.bylines import NONE, Byline, is_label, may_name, read_byline
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dateline import has_digits, is_prose, read_dateline, says_more
from cleaner.metadata.dates import Stamp
from cleaner.metadata.declared import Declared
from cleaner.metadata.glance import BYLINE, DATED, LABEL, LABEL_SIZE, glance
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.names import looks_like_person
from cleaner.metadata.roles import ROLE
from cleaner.page import Block, Container
from cleaner.stops import STOPS, is_stop

LONGEST = 160
"""characters of a line that is looked at"""
_PARAGRAPH = 300
"""characters of a paragraph; behind the second one nobody is named as the author"""
_SENTENCE = 60
"""characters of a line of prose; behind the second one begin other articles' dates"""
_DATELINES = 4
"""more lines that are only a date are a table's or a list's"""
_AUTHORS = m.AUTHOR | m.AUTHOR_BOX
_WORTH = re.compile(r"[\d·•|⋅–—/]|ritten|osted")
"""signs without which a longer line is neither byline nor dateline, unless it begins as one"""
_STOPS = tuple(STOPS)


@dataclass(slots=True)
class Surroundings:
    """What stands around the headline: stamps and bylines in page order, and the blocks that are nothing else."""

    at: int = -1
    """index of the headline's block, -1 where none shows it"""
    published: list[Stamp] = field(default_factory=list)
    modified: list[Stamp] = field(default_factory=list)
    dateline: Stamp | None = None
    """the first date that stands right below the headline and is not of a change"""
    above: int = 0
    """how many of the published ones stand above the headline"""
    told: set[int] = field(default_factory=set)
    """those of them that stand in a sentence"""
    bylines: list[Byline] = field(default_factory=list)
    used: dict[int, str] = field(default_factory=dict)


class Reader:
    """Reads lines in page order; remembers whether the last one announced a byline."""

    def __init__(self, near: Surroundings, declared: Declared, authors: list[str], *, month_first: bool) -> None:
        self.near = near
        self.own, self.names = declared.own_names, declared.names
        self.authors = {name.casefold() for name in authors}
        self.language = declared.language
        self.month_first = month_first
        self.label = -1
        self.named: Block | None = None
        self.datelines = self.paragraphs = self.prose = self.counted = 0
        self.last = self.above = ""
        self.bare: list[tuple[str, list[Stamp], int]] = []

    def pass_by(self, block: Block) -> None:
        """Count what a block behind the headline is: a paragraph, a line of prose."""
        text = block.trace.text
        self.paragraphs += len(text) > _PARAGRAPH
        if block.kind != "region" and len(text) > _SENTENCE and is_stop(text[-1], len(text)) and text != self.last:
            self.prose, self.last = self.prose + 1, text

    def read(self, text: str, block: Block, *, close: bool) -> None:
        """Note what one line says, and whether its block is nothing else."""
        seen = glance(text)
        if len(text) > 60 and self.label < 0 and not _WORTH.search(text) and not (seen & BYLINE and match_byline(text)):
            return
        stamps = self.read_dates(text) if seen & DATED else []
        alone = bool(stamps) and not says_more(text, stamps, block)
        self.above = text if not stamps and len(text) < LABEL_SIZE else ""
        if stamps:
            self.place(text, block, alone=alone, close=close)
        announced, self.label = self.label, -1
        if self.paragraphs > 1:
            return  # whoever is named now is named by the article
        if seen & LABEL and is_label(text):
            self.label = block.index
            return
        found = self.read_signed(text, stamps, block, announced=announced >= 0, close=close)
        whole = block.kind != "region"
        if found.names:
            self.note(found, block, goes_on=bool(block.marks & _AUTHORS) and announced < 0)
            if announced >= 0:
                self.near.used[announced] = "byline"
            if whole and len(text) < 120:
                self.near.used[block.index] = "byline"
        elif whole:
            self.read_bare(text, stamps, block, alone=alone, close=close)

    def read_signed(self, text: str, stamps: list[Stamp], block: Block, *, announced: bool, close: bool) -> Byline:
        """Whom a line names as the author."""
        marked = bool(block.marks & _AUTHORS)
        found = NONE
        if marked or announced or stamps or glance(text) & BYLINE or may_name(text):
            found = read_byline(text, stamps, self.own, marked=marked, announced=announced, close=close)
        if not found.names and close and not self.paragraphs and block.marks & m.BYLINE and _is_byline(block.container):
            found = read_byline(text, stamps, self.own, marked=True, announced=False, close=True)
            found = found if found.rank > 1 and looks_like_person(found.names[0]) and "&" not in text else NONE
        return found

    def note(self, found: Byline, block: Block, *, goes_on: bool) -> None:
        """Note a byline; where each author has an element of their own (`goes_on`), they sign together."""
        near, last = self.near, self.named
        self.named = block if goes_on and found.rank == 2 else None
        if self.named and last and _are_alike(last, block) and not any(ROLE.search(name) for name in found.names):
            before = near.bylines[-1]
            near.bylines[-1] = Byline(list(dict.fromkeys([*before.names, *found.names])), before.rank)
        else:
            near.bylines.append(found)

    def read_dates(self, text: str) -> list[Stamp]:
        """The dates of a line, noted where they are not those of a sentence."""
        dateline = read_dateline(text, self.language, month_first=self.month_first, above=self.above)
        if not is_prose(text, dateline.stamps):
            for stamp, changed in zip(dateline.stamps, dateline.changed, strict=True):
                (self.near.modified if changed else self.near.published).append(stamp)
        return dateline.stamps

    def place(self, text: str, block: Block, *, alone: bool, close: bool) -> None:
        """Note where the dates noted last stand: above the headline, right below it, in a sentence."""
        near = self.near
        if alone and close and self.prose < 2 and near.dateline is None and near.published:
            near.dateline = near.published[-1]
        if not alone and text.rstrip().endswith(_STOPS):
            near.told.update(range(self.counted, len(near.published)))
        self.counted = len(near.published)
        if block.index < near.at:
            near.above = self.counted

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
        if block.index < self.near.at and self.names.holds(key_of(text)):
            return  # the site's own name
        if close and not self.authors and (stamps or text[:1].isalpha() or text[:1] in "[【（(") and len(text) <= 90:
            self.bare.append((text, stamps, block.index))
        if alone and (close or block.marks & (m.DATE | m.BYLINE)) and self.datelines < _DATELINES:
            self.near.used[block.index] = "dateline"
            self.datelines += 1


def _is_byline(container: Container) -> bool:
    """Whether an element calls itself a byline in so many words; `meta` and `info` say less."""
    return "byline" in container.names or (container.parent is not None and "byline" in container.parent.names)


def _are_alike(one: Block, other: Block) -> bool:
    """Whether two blocks, one behind the other, are of one make: where a name is a link, what he does is none."""
    if one is other:
        return False
    same = (one.kind, one.container.names, one.linked > 0) == (other.kind, other.container.names, other.linked > 0)
    return same and other.index - one.index == 1
