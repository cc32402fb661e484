"""Which blocks around the headline are the byline and the dateline, and what do they say?

Templates put both close to the headline, mostly below it, sometimes above. A block is one of them when nothing is
left of it without its names, its dates and the words that go with those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from html import unescape

from cleaner import marks as m
from cleaner.metadata.bylines import NONE, Byline, bare_name, is_label, read_byline
from cleaner.metadata.dates import Stamp, find_stamps
from cleaner.metadata.declared import Declared
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.names import clean_names, looks_like_person, match_byline
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page

_ABOVE, _BELOW = 8, 16
"""blocks before and behind the headline that are looked at"""
_LONGEST = 160
_DATELINES = 4
"""more lines that are only a date are a table's or a list's"""
_AWAY = m.FOOTER | m.COMMENTS | m.RELATED | m.COOKIE | m.DIALOG | m.AD | m.CAPTION | m.NAV
_MODIFIED = re.compile(
    r"updat|modif|last (?:edited|reviewed|revised|checked)|reviewed|aktualis|geändert|stand:|mis à jour|màj|actualiz|"
    r"atualizad|aggiorn|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|muokattu|обновл|оновл|изменен|"
    r"güncell|diperbarui|cập nhật|更新|수정|업데이트|עודכן|تحديث|ενημέρωσ|zaktualiz|aktualizov|frissítve|bygwe|opgedateer",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[*•·▪◦‣+–—-]\s+")
_NO_PERSON = re.compile(
    r"\b(?:contact|contents?|started?|home|search|subscribe|share|menu|related|read|view|click|get|sign|learn|follow|more|"
    r"about|latest|recent|popular|top|best|free|image|photo|caption|credit|blog|help|support|email|facebook|twitter|"
    r"linkedin|instagram|privacy|terms|cookie|guide|guides|tips|how|what|why|all|your|our|my|the|app|by)\b|[»>|]",
    re.IGNORECASE,
)
"""words of furniture and headings that no one is called"""
_DATED = re.compile(r"\d{4}|\d\s?[./]\s?\d|\d\s?[月월년年]")
_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erschienen|erstellt|geplaatst|lagt ut|udgivet|julkaistu|опубл|yayın|terbit|đăng|"
    r"updated|reviewed|modified|stand:|aktualis|mis à jour|actualiz|aggiorn|pubblic|發布|发布|公開|掲載|입력|등록|نشر|פורסם|δημοσ",
    re.IGNORECASE,
)


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


def look_around(page: Page, headline: Headline, declared: Declared, *, month_first: bool) -> Surroundings:
    """What the blocks around the headline say."""
    near = Surroundings()
    _find_headline(page, headline, near)
    if near.at < 0:
        low, high = 0, min(len(page.blocks), 60)
    else:
        low, high = max(0, near.at - _ABOVE), min(len(page.blocks), near.at + _BELOW)
    spared = page.blocks[near.at].marks if near.at >= 0 else 0
    reader = _Reader(near, declared, month_first=month_first)
    for block in page.blocks[low:high]:
        close = near.at >= 0 and -4 < block.index - near.at < 7
        if len(block.trace.text) > _LONGEST or block.index in near.used or (block.marks & ~spared & _AWAY and not close):
            reader.label = -1
        elif block.kind == "region":
            if close:
                for piece in block.trace.pieces[:12]:
                    reader.read(unescape(piece.text), block, close=True)
        else:
            reader.read(_BULLET.sub("", block.trace.text), block, close=close)
    reader.settle(page)
    return near


class _Reader:
    """Reads lines in page order; remembers whether the last one announced a byline."""

    def __init__(self, near: Surroundings, declared: Declared, *, month_first: bool) -> None:
        self.near = near
        self.own = declared.own_names
        self.language = declared.language
        self.month_first = month_first
        self.label = -1
        self.datelines = 0
        self.bare: list[tuple[str, int]] = []

    def read(self, text: str, block: Block, *, close: bool) -> None:
        """Note what one line says, and whether its block is nothing else."""
        near = self.near
        stamps = _stamps(text, near, self.language, month_first=self.month_first)
        alone = bool(stamps) and not _left(text, stamps, block)
        if alone and close and near.dateline is None and near.published:
            near.dateline = near.published[-1]
        announced, self.label = self.label, -1
        if is_label(text):
            self.label = block.index
            return
        marked = bool(block.marks & (m.AUTHOR | m.AUTHOR_BOX))
        found = read_byline(text, stamps, self.own, marked=marked, announced=announced >= 0, close=close)
        whole = block.kind != "region"
        if found.names:
            near.bylines.append(found)
            if announced >= 0:
                near.used[announced] = "byline"
            if whole and len(text) < 120:
                near.used[block.index] = "byline"
        elif close and whole and (name := bare_name(text, stamps)):
            self.bare.append((name, block.index))
        elif alone and whole and (close or block.marks & (m.DATE | m.BYLINE)) and self.datelines < _DATELINES:
            near.used[block.index] = "dateline"
            self.datelines += 1


    def settle(self, page: Page) -> None:
        """Decide which bare names are bylines, where no line says that it is one."""
        if not self.bare or max((byline.rank for byline in self.near.bylines), default=0) > 1:
            return
        prose = " ".join([block.trace.text for block in page.blocks if len(block.trace.text) > 150])[:200_000]
        for name, index in self.bare:
            proof = self._proof(name, index, page)
            if not proof or _is_label_of_section(name, index, page, prose):
                continue
            self.near.bylines.append(Byline([name], proof))
            self.near.used[index] = "byline"
            return

    def _proof(self, name: str, index: int, page: Page) -> int:
        """What else says that a bare name is the author's: 1 for a date beside it, 2 for a note about the person."""
        if any(
            name in (text := block.trace.text) and len(text) < 400 and (text.startswith(name) or is_by(text, name))
            for block in page.blocks[index + 1 :]
        ):
            return 2
        beside = page.blocks[max(index - 1, 0) : index + 3]
        return int(any(len(block.trace.text) < 90 and _DATED.search(block.trace.text) for block in beside))


def is_by(text: str, name: str) -> bool:
    """Whether a line says that it is by this person: `Written by Jane Doe`, `About Jane Doe`."""
    return len(text) < len(name) + 24 and text.endswith(name)


def _is_label_of_section(name: str, index: int, page: Page, prose: str) -> bool:
    """Whether what looks like a name is words of the language: they stand in the text in lower case, or in a menu."""
    if _NO_PERSON.search(name):
        return True
    if any(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", prose) for word in name.split() if not word.islower()):
        return True
    return any(name in block.trace.text and len(block.trace.text) < 60 for block in page.blocks[: max(index - 12, 0)])


def find_elsewhere(page: Page, near: Surroundings, language: str, *, month_first: bool) -> Iterator[Stamp]:
    """Dates of blocks away from the headline that say they are the page's: below the text, in a box beside it."""
    later: list[Stamp] = []
    for block in page.blocks:
        text = block.trace.text
        if not 6 <= len(text) <= 80 or not _DATED.search(text) or block.index in near.used or block.marks & (m.COMMENTS | m.RELATED | m.CAPTION):
            continue
        says = _PUBLISHED.search(text)
        if not says and not block.marks & (m.DATE | m.BYLINE) and len(text) > 22:
            continue
        stamps = _stamps(text, Surroundings(), language, month_first=month_first)
        if stamps and _left(text, stamps, block):
            continue
        if says:
            yield from stamps
        else:
            later.extend(stamps)
    if len({stamp.day for stamp in later}) == 1:  # several would be those of a list of other articles
        yield later[0]


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
    for block in page.blocks[:last]:
        text = block.trace.text
        if -8 <= len(text) - size <= 8 and block.kind != "region" and key_of(text) == key:
            near.used[block.index] = "headline"
            if near.at < 0:
                near.at = block.index
                last = near.at + 6
        if block.index >= last:
            break


def _stamps(text: str, near: Surroundings, language: str, *, month_first: bool) -> list[Stamp]:
    """The dates of a block, noted as of publication or of a change by the words before each."""
    if not _DATED.search(text):
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


def find_authors(page: Page, near: Surroundings, own: tuple[str, ...]) -> Byline:
    """The surest byline near the headline, or else what an element that calls itself an author holds."""
    if near.bylines:
        return max(near.bylines, key=lambda byline: byline.rank)  # the first of equals
    for text, marks in page.head.authors[:4]:
        if not marks & _AWAY:
            names = clean_names(text, own)
            if names and len(text) < 100:
                return Byline(names, 2 if looks_like_person(names[0]) else 1)
    return NONE


def find_authors_below(page: Page, own: tuple[str, ...]) -> list[str]:
    """The names of a byline away from the headline: `Written by Jane Doe` at the end of the text."""
    announced = False
    for block in page.blocks:
        text = block.trace.text
        if block.kind == "region" or len(text) > 100 or block.marks & (m.COMMENTS | m.RELATED | m.CAPTION):
            announced = False
            continue
        if announced or match_byline(text) or "ritten by" in text:
            found = read_byline(text, [], own, marked=False, announced=announced, close=False)
            if found.rank >= 2:
                return found.names
        announced = is_label(text)
    return []
