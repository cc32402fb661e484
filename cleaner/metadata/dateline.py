"""Which dates does a line show, of publication or of a change, and is it nothing but a dateline?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner import marks as m
from cleaner.metadata.dates import Stamp, find_stamps
from cleaner.metadata.glance import DATED, flags_of, places
from cleaner.page import Block, Page

_MODIFIED = re.compile(
    r"updat|modif|last (?:edited|reviewed|revised|checked)|reviewed|aktualis|geändert|stand:|mis à jour|màj|actualiz|"
    r"atualizad|aggiorn|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|muokattu|обновл|оновл|изменен|"
    r"güncell|diperbarui|cập nhật|更新|수정|업데이트|עודכן|تحديث|ενημέρωσ|zaktualiz|aktualizov|frissítve|"
    r"bygwe|opgedateer",
    re.IGNORECASE,
)
_OTHERS = m.COMMENTS | m.RELATED | m.CAPTION
_DATED = re.compile(r"\d(?:\d{3}|\s?[./]\s?\d|\s?[月월년年ก-ฮ])")
_PROSE = 40
"""characters before its day that a sentence has, and hardly a dateline with its names"""
_LEAST = 4
"""characters before a date that a label above it is for"""
_SHORT, _LABEL = 80, 30
"""characters of a line that says when, and of one above it that says what"""
_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erschienen|erstellt|geplaatst|lagt ut|udgivet|julkaistu|опубл|yayın|terbit|đăng|"
    r"updated|reviewed|modified|stand:|aktualis|mis à jour|actualiz|aggiorn|pubblic|發布|发布|"
    r"公開|掲載|입력|등록|نشر|פורסם|δημοσ",
    re.IGNORECASE,
)


_STEMS = (
    "publi", "posted", "erschienen", "erstellt", "geplaatst", "lagt ut", "udgivet", "julkaistu", "terbit", "updated",
    "reviewed", "modified", "stand:", "aktualis", "actualiz", "aggiorn",
)  # fmt: skip
"""those of them that are ASCII: looking for them one by one takes a tenth of the pattern's time"""


class Dateline(NamedTuple):
    """The dates of a line, each with whether the words before it say that it is of a change."""

    stamps: list[Stamp]
    changed: list[bool]


NONE = Dateline([], [])


def has_digits(text: str) -> bool:
    """Whether a line may hold a date at all."""
    return bool(_DATED.search(text))


def read_dateline(text: str, language: str, *, month_first: bool, above: str = "") -> Dateline:
    """The dates of a line; `above` is the label that stands above it."""
    if not _DATED.search(text):
        return NONE
    stamps = list(find_stamps(text, month_first=month_first, language=language))
    ends = [0, *(stamp.end for stamp in stamps)]
    changed = [bool(_MODIFIED.search(text, at, stamp.start)) for at, stamp in zip(ends, stamps, strict=False)]
    if above and changed and stamps[0].start < _LEAST:
        changed[0] = changed[0] or bool(_MODIFIED.search(above))
    return Dateline(stamps, changed)


def says_more(text: str, stamps: list[Stamp], block: Block) -> bool:
    """Whether a block says more than its dates."""
    size = len(text) - sum(stamp.end - stamp.start for stamp in stamps)
    limit = 60 if block.marks & (m.DATE | m.BYLINE | m.AUTHOR) else 36
    return size > limit or (size > 20 and text.rstrip().endswith((".", "?", "!")))


def is_prose(text: str, stamps: list[Stamp]) -> bool:
    """Whether a line is a sentence that names a day and says nothing of publishing: a deadline, a match."""
    if not stamps or stamps[0].start < _PROSE or text.rstrip()[-1:] not in ".?!…":
        return False
    spelt = any(map(str.isalpha, text[stamps[0].start : stamps[0].end]))
    return spelt and not _PUBLISHED.search(text)


def _says_published(text: str) -> bool:
    """Whether a line has a word for publishing, or for changing what was published."""
    if not text.isascii():
        return _PUBLISHED.search(text) is not None
    lowered = text.lower()
    return any(map(lowered.__contains__, _STEMS))


def find_elsewhere(page: Page, used: dict[int, str], language: str, *, month_first: bool) -> Iterator[Stamp]:
    """Dates of blocks away from the headline that say they are the page's: below the text, in a box beside it."""
    later: list[Stamp] = []
    for block, above in _dated(page):
        if block.kind == "region":
            yield from _in_region(block, language, month_first=month_first)
            continue
        text = block.trace.text
        if block.index in used:
            continue
        # hardly a line has such a word, so both are asked at once
        is_said = _says_published(f"{above}\n{text}" if above else text)
        before = is_said and _says_published(above)
        says = is_said and _says_published(text)
        if not (says or before or block.marks & (m.DATE | m.BYLINE) or len(text) <= 22):
            continue
        if not (says or before) and len(later) > 1 and later[-1].day != later[0].day:
            continue  # a list of other articles, already
        stamps = list(find_stamps(text, month_first=month_first, language=language))
        if stamps and says_more(text, stamps, block):
            continue
        if says or before:
            yield from stamps
        else:
            later.extend(stamps)
    if len({stamp.day for stamp in later}) == 1:  # several would be those of a list of other articles
        yield later[0]


def _dated(page: Page) -> Iterator[tuple[Block, str]]:
    """The short blocks that may hold a date, each with the line above where that may announce one; and the regions."""
    flags = flags_of(page)
    if page.kind == "text":
        for index in places(flags, DATED):
            if len(page.blocks[index].trace.text) <= _SHORT:
                above = page.blocks[index - 1].trace.text if index and not flags[index - 1] & DATED else ""
                yield page.blocks[index], above if len(above) < _LABEL else ""
        return
    above = ""
    for block in page.blocks:
        text = block.trace.text
        if block.kind == "region":
            yield block, ""
        elif len(text) > _SHORT or block.marks & _OTHERS:
            above = ""
        elif _DATED.search(text):
            yield block, above
            above = ""
        else:
            above = text if len(text) < _LABEL else ""


def _in_region(block: Block, language: str, *, month_first: bool) -> Iterator[Stamp]:
    """The date that a small region announces: `Published 12 March 2024` in a box with the author and the topics."""
    if len(block.trace.text) > 400 or block.marks & _OTHERS or not _DATED.search(block.trace.text):
        return
    text = " ".join([piece.text for piece in block.trace.pieces])
    says = _PUBLISHED.search(text)
    if says:
        found = next(find_stamps(text[says.end() :][:60], month_first=month_first, language=language), None)
        if found and found.start < 20:
            yield found
