"""Which line of a flattened page is its headline, now that no tag says so?

The line that the page's URL repeats, whose words the article uses, that a byline or a dateline follows, and behind
which prose begins. Menus, teasers and subheadings have one or two of these marks, a headline most.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from cleaner.metadata.bylines import is_label
from cleaner.metadata.dates import find_stamps
from cleaner.metadata.names import BYLINE
from cleaner.metadata.title import Headline, Names, plain
from cleaner.page import Block, Page

_LINES = 1500
"""lines from the top that are looked at; a menu of that length has never been seen"""
_PROSE = 120
"""characters from which a line that ends like a sentence is prose"""
_REACH = 14
"""lines between a headline and the first prose: standfirst, byline, dateline, share buttons, caption"""
_WORD = re.compile(r"[^\W_]{2,}")
_END = re.compile(r"[.!?…。！？؟।۔][\"”’»)'›]*$")
_BULLET = re.compile(r"^(?:[*•·▪◦‣●○■□►▸+–—-]|\d{1,2}[.)])\s*")
_SLUG_END = re.compile(r"\.\w{2,5}$")
_DIGITS = re.compile(r"\d{4}|\d[./:]\d|\d\s?[月월]")
_ENOUGH = 2.2
"""measured on 893 pages in three styles: 19 of 20 lines with this score are the headline"""


def find_headline(page: Page, url: str, names: Names) -> Headline:
    """The headline of a flat text; without text where none stands out."""
    blocks = page.blocks[:_LINES]
    prose = _next_prose(blocks)
    said = _words_of_prose(blocks)
    slug = slug_words(url)
    best, highest = None, 0.0
    for block in blocks:
        size = len(block.trace.text)
        if 8 <= size <= 250 and prose[block.index] <= _REACH:
            score = _score(block, blocks, prose[block.index], said, slug)
            if score > highest:
                best, highest = block, score
    if best is None or highest < _ENOUGH:
        return Headline("", None)
    return Headline(plain(_BULLET.sub("", best.trace.text), names), best)


def slug_words(url: str) -> frozenset[str]:
    """The words that the last part of a URL's path is made of, where it is made of words."""
    path = unquote(url.partition("://")[2].partition("?")[0].partition("#")[0])[:1000]
    found: frozenset[str] = frozenset()
    for part in path.split("/")[1:]:
        words = frozenset(word for word in _WORD.findall(fold(_SLUG_END.sub("", part))) if not word.isdigit())
        if len(words) >= 3 and len(words) >= len(found):
            found = words
    return found


def fold(text: str) -> str:
    """Text as URLs write it: lower case, no accents."""
    text = text.casefold()
    if text.isascii():
        return text
    text = text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace("ø", "o")
    return "".join([c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)])


def _next_prose(blocks: list[Block]) -> list[int]:
    """For each line, how many lines below it the next prose stands."""
    far = _REACH + 1
    out = [far] * len(blocks)
    gap = far
    for at in range(len(blocks) - 1, -1, -1):
        out[at] = gap
        gap = 1 if _is_prose(blocks[at].trace.text) else min(gap + 1, far)
    return out


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and bool(_END.search(text[-5:]))


def _words_of_prose(blocks: list[Block]) -> frozenset[str]:
    words: set[str] = set()
    for block in blocks:
        text = block.trace.text
        if _is_prose(text):
            words.update(_WORD.findall(text[:2000].casefold()))
    return frozenset(words)


def _score(block: Block, blocks: list[Block], gap: int, said: frozenset[str], slug: frozenset[str]) -> float:
    text = block.trace.text
    words = set(_WORD.findall(text.casefold()))
    if not words or (_END.search(text[-5:]) and len(text) > 120):
        return 0.0
    score = 0.0
    if slug:
        folded = set(_WORD.findall(fold(text)))
        shared = len(folded & slug)
        if shared > 1:
            score += 3 * shared / len(slug) + shared / len(folded)
    long = [word for word in words if len(word) > 3]
    if long:
        score += 1.2 * sum(word in said for word in long) / len(long)
    size = len(text)
    score += 0.6 * (20 <= size <= 140) + 0.4 * (len(words) > 3) - 0.8 * (len(words) < 3 and text.isascii())
    score -= 0.7 * (text[-1] in ".:") + 0.8 * bool(_BULLET.match(text)) + 0.03 * gap
    score += _is_followed(block.index, blocks)
    return score - 0.002 * block.index


def _is_followed(at: int, blocks: list[Block]) -> float:
    """What the next lines add: a byline or a dateline soon below."""
    bonus = 0.0
    for step, block in enumerate(blocks[at + 1 : at + 7]):
        text = block.trace.text
        if len(text) > 100:
            continue
        if is_label(text) or (BYLINE.match(text) and len(text) < 60) or (_DIGITS.search(text) and any(find_stamps(text))):
            bonus = max(bonus, 1.2 - 0.12 * step)
    return bonus
