"""Who signed it, where several lines of a page name someone, or only one away from the headline?

Below the text: `Written by Jane Doe`, the author's box, the credits of a broadcast; or an element that calls itself the
author, in whatever words.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from cleaner import marks as m
from cleaner.metadata.bylines import NONE, Byline, is_label, read_byline
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dates import find_stamps
from cleaner.metadata.glance import BYLINE, LABEL, WRITTEN, places, seen_in, texts_of
from cleaner.metadata.names import clean_names, looks_like_person
from cleaner.metadata.reader import Surroundings
from cleaner.metadata.visible import AWAY
from cleaner.page import Block, Page

_SIGNS = BYLINE | LABEL | WRITTEN
_OTHERS = m.COMMENTS | m.RELATED | m.CAPTION
_BOXES = m.AUTHOR | m.AUTHOR_BOX


def find_authors(page: Page, near: Surroundings, own: tuple[str, ...]) -> Byline:
    """The surest byline near the headline, or else what an element that calls itself an author holds."""
    best = max(near.bylines, key=lambda byline: byline.rank, default=NONE)  # the first of equals
    if best.rank > 1:
        return best
    for text, marks in page.head.authors[:4]:
        if not marks & (AWAY & ~m.FOOTER if marks & m.ARTICLE else AWAY):
            names = clean_names(text, own)
            if names and len(text) < 100 and (best is NONE or looks_like_person(names[0])):
                return Byline(names, 2 if looks_like_person(names[0]) else 1)
    return best


def find_authors_below(page: Page, own: tuple[str, ...]) -> list[str]:
    """The names of a byline away from the headline: `Written by Jane Doe` at the end of the text."""
    announced = False
    boxed: list[str] = []
    last = 0
    for index, block in _worth_a_look(page):
        announced = announced and index == last + 1
        last = index
        size, marks = len(block.trace.text), block.marks
        is_region = block.kind == "region"
        if size > (400 if is_region else 100) or marks & _OTHERS or (is_region and _is_menu(marks)):
            announced = False
            continue
        lines = [block.trace.text] if not is_region else [unescape(p.text) for p in block.trace.pieces[:16]]
        for text in lines:
            said = match_byline(text)
            if is_region and said and len(said.group().strip()) < 4:
                said = None
            if announced or said or "ritten by" in text:
                found = read_byline(text, [], own, marked=False, announced=announced, close=False)
                if found.rank >= 2 and (not is_region or looks_like_person(found.names[0])):
                    return found.names
            announced = is_label(text) and (not is_region or len(text) > 4)  # `By` begins filters, too
        if not boxed and size < 40 and marks & _BOXES and not marks & (m.TEASER | m.AD):
            names = clean_names(block.trace.text, own)
            boxed = names if len(names) == 1 and looks_like_person(names[0]) else []
    return boxed


_CLOSES = tuple("By |BY |Posted by |Published by |Written by |Von |Par |Por |Di |Door |Av |Af |Автор: ".split("|"))
_LETTERS = frozenset([phrase[0] for phrase in _CLOSES])
_CLOSING, _REST = 110, 24
"""characters of a line that signs the text again, and of what it says beside names and days"""


def sign_below(page: Page, near: Surroundings, authors: list[str], language: str) -> None:
    """Note the lines below the text that name its authors and its day again: `By Jane Doe | 2:29 PM, 12 May 2023`."""
    texts = texts_of(page) if authors and near.at >= 0 else []
    for index in range(near.at + 1, len(texts)):
        text = texts[index]
        if text[:1] in _LETTERS and text.startswith(_CLOSES) and len(text) < _CLOSING:
            rest = text
            for name in authors:
                rest = rest.replace(name, "")
            if rest is not text and (stamps := list(find_stamps(rest, language=language))):
                dated = sum(stamp.end - stamp.start for stamp in stamps)
                if len(rest) - dated < _REST and page.blocks[index].kind != "region":
                    near.used.setdefault(index, "byline")


def _worth_a_look(page: Page) -> Iterator[tuple[int, Block]]:
    """The blocks that may be a byline or a label, and those below a label; in HTML all regions and authors' boxes."""
    if page.kind == "text":
        for index in places(seen_in(page), _SIGNS, before=LABEL):
            yield index, page.blocks[index]
        return
    below = 0
    for block, flags in zip(page.blocks, seen_in(page), strict=True):
        is_region = block.kind == "region"
        if is_region or below or flags & _SIGNS or block.marks & _BOXES:
            yield block.index, block
        below = is_region or flags & LABEL


def _is_menu(marks: int) -> bool:
    """Whether a region with these marks is a menu rather than the article's own box."""
    return bool(marks & m.NAV) or (not marks & m.ARTICLE and bool(marks & m.FOOTER))
