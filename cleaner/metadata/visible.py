"""Which blocks around the headline are the byline and the dateline, and what do they say?

Templates put both close to the headline, mostly below it, sometimes above. A block is one of them when nothing is
left of it without its names, its dates and the words that go with those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner import marks as m
from cleaner.metadata.dates import Stamp, find_stamps
from cleaner.metadata.declared import Declared
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.names import BYLINE, clean_names, looks_like_person
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page

_ABOVE, _BELOW = 8, 16
"""blocks before and behind the headline that are looked at"""
_LONGEST = 160
_AWAY = m.FOOTER | m.COMMENTS | m.RELATED | m.COOKIE | m.DIALOG | m.AD | m.CAPTION | m.NAV
_MODIFIED = re.compile(
    r"updat|modif|last (?:edited|reviewed|revised|checked)|reviewed|aktualis|geändert|stand:|mis à jour|màj|actualiz|"
    r"atualizad|aggiorn|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|muokattu|обновл|оновл|изменен|"
    r"güncell|diperbarui|cập nhật|更新|수정|업데이트|עודכן|تحديث|ενημέρωσ|zaktualiz|aktualizov|frissítve|bygwe|opgedateer",
    re.IGNORECASE,
)
_EXCESS = re.compile(r"\W+")


@dataclass(slots=True)
class Surroundings:
    """What stands around the headline: stamps and bylines in page order, and the blocks that are nothing else."""

    at: int = -1
    """index of the headline's block, -1 where none shows it"""
    published: list[Stamp] = field(default_factory=list)
    modified: list[Stamp] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    """texts that begin as bylines do"""
    marked: list[str] = field(default_factory=list)
    """texts of blocks whose template calls them an author"""
    used: dict[int, str] = field(default_factory=dict)


def look_around(page: Page, headline: Headline, declared: Declared, *, month_first: bool) -> Surroundings:
    """What the blocks around the headline say."""
    near = Surroundings()
    _find_headline(page, headline, near)
    if near.at < 0:
        low, high = 0, min(len(page.blocks), 60)
    else:
        low, high = max(0, near.at - _ABOVE), min(len(page.blocks), near.at + _BELOW)
    own = declared.own_names
    for block in page.blocks[low:high]:
        text = block.trace.text
        if block.kind == "region" or len(text) > _LONGEST or block.index in near.used or block.marks & _AWAY:
            continue
        stamps = _stamps(text, near, declared.language, month_first=month_first)
        kind = _byline(block, text, near, own)
        if stamps and (kind or not _left(text, stamps, block)):
            near.used[block.index] = kind or "dateline"
        elif kind:
            near.used[block.index] = kind
    return near


def _find_headline(page: Page, headline: Headline, near: Surroundings) -> None:
    """Note where the headline stands: its own block, and those before it that repeat it."""
    if headline.block is not None:
        near.at = headline.block.index
        near.used[near.at] = "headline"
    key = key_of(headline.text)
    size = len(headline.text)
    if not key:
        return
    last = near.at + 6 if near.at >= 0 else len(page.blocks)
    for block in page.blocks[:last]:
        text = block.trace.text
        if abs(len(text) - size) <= 8 and block.kind != "region" and key_of(text) == key:
            near.used[block.index] = "headline"
            if near.at < 0:
                near.at = block.index
                last = near.at + 6
        if block.index >= last:
            break


def _stamps(text: str, near: Surroundings, language: str, *, month_first: bool) -> list[Stamp]:
    """The dates of a block, noted as of publication or of a change by the words before each."""
    if not any(c.isdigit() for c in text):
        return []
    stamps = list(find_stamps(text, month_first=month_first, language=language))
    at = 0
    for stamp in stamps:
        (near.modified if _MODIFIED.search(text, at, stamp.start) else near.published).append(stamp)
        at = stamp.end
    return stamps


def _left(text: str, stamps: list[Stamp], block: Block) -> bool:
    """Whether a block says more than its dates."""
    size = len(text) - sum(stamp.end - stamp.start for stamp in stamps)
    limit = 60 if block.marks & (m.DATE | m.BYLINE | m.AUTHOR) else 36
    return size > limit or text.rstrip().endswith((".", "?", "!")) and size > 20


def _byline(block: Block, text: str, near: Surroundings, own: tuple[str, ...]) -> str:
    """`byline` where a block is one; its text is noted."""
    if BYLINE.match(text) and (len(text) < 100 or block.marks & (m.AUTHOR | m.BYLINE)):
        names = clean_names(text, own)
        if names and (looks_like_person(names[0]) or block.marks & (m.AUTHOR | m.BYLINE)):
            near.bylines.append(text)
            return "byline"
    if block.marks & m.AUTHOR and not block.marks & (m.AUTHOR_BOX | m.TITLE) and len(text) < 80:
        near.marked.append(text)
        names = clean_names(text, own)
        if names and looks_like_person(names[0]) and not text.endswith("."):
            return "byline"
    return ""


def find_authors(page: Page, near: Surroundings, own: tuple[str, ...]) -> Iterator[list[str]]:
    """The names in what a reader sees, one list for each place, the best first."""
    lists = [near.bylines[:3], [text for text, marks in page.head.authors[:4] if not marks & _AWAY][:1], near.marked[:3]]
    for texts in lists:
        names: list[str] = []
        for text in texts:
            names.extend(name for name in clean_names(text, own) if name not in names)
        if names:
            yield names
