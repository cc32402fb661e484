"""Which blocks around the headline are the byline and the dateline, and what do they say?

Templates put both close to the headline, mostly below it, sometimes above. A block is one of them when nothing is
left of it without its names, its dates and the words that go with those.
"""

from __future__ import annotations

import re
from html import unescape

from cleaner import marks as m
from cleaner.metadata.bare import believe
from cleaner.metadata.declared import Declared
from cleaner.metadata.glance import texts_of
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.reader import LONGEST, Reader, Surroundings
from cleaner.metadata.title import Headline
from cleaner.page import Page

_ABOVE, _BELOW = 5, 12
"""blocks before and behind the headline that are looked at"""
AWAY = m.FOOTER | m.COMMENTS | m.RELATED | m.COOKIE | m.DIALOG | m.AD | m.CAPTION | m.NAV
_OTHERS = m.COMMENTS | m.RELATED | m.ASIDE
"""where other articles stand, and what others say"""
_BULLETS = "*•·▪◦‣+–—-"
_BULLET = re.compile(rf"^[{_BULLETS}]\s+")


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
    reader = Reader(near, declared, authors, month_first=month_first)
    for block in page.blocks[low:high]:
        close = near.at >= 0 and -4 < block.index - near.at < 7 and not (reader.prose > 1 and block.marks & _OTHERS)
        if block.index > near.at > -1:
            reader.pass_by(block)
        if len(block.trace.text) > LONGEST or block.index in near.used or (block.marks & ~spared & AWAY and not close):
            reader.label, reader.above = -1, ""
        elif block.kind == "region":
            if close:
                reader.read_region([unescape(piece.text) for piece in block.trace.pieces[:12]], block)
        else:
            text = block.trace.text
            is_item = page.kind == "text" and text[:1] in _BULLETS
            reader.read(_BULLET.sub("", text) if is_item else text, block, close=close)
    if max((byline.rank for byline in near.bylines), default=0) < 2 and (
        found := believe(reader.bare, page, declared.names)
    ):
        near.bylines.append(found[0])
        if page.blocks[found[1]].kind != "region":
            near.used[found[1]] = "byline"
    return near


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
    texts = texts_of(page)[:last]
    for index in [place for place, text in enumerate(texts) if -8 <= len(text) - size <= 8]:
        if index > last:
            break
        if page.blocks[index].kind != "region" and key_of(texts[index]) == key:
            near.used[index] = "headline"
            if near.at < 0:
                near.at = index
                last = near.at + 6
