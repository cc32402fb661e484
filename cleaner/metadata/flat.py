"""Which line of a flattened page is its headline, now that no tag says so?

The line that the page's URL repeats, whose words the article uses, that a byline or a dateline follows, and behind
which prose begins. Menus, teasers and subheadings have one or two of these marks, a headline most.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import pairwise
from urllib.parse import unquote

from cleaner.metadata.bylines import is_label
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.claims import Names, plain
from cleaner.metadata.dates import find_stamps
from cleaner.metadata.names import looks_like_person
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page

_LINES = 1500
"""lines from the top that are looked at; a menu of that length has never been seen"""
_PROSE = 120
"""characters from which a line that ends like a sentence is prose"""
_REACH = 40
"""lines between a headline and the first prose: standfirst, byline, dateline, share buttons, caption"""
_WORD = re.compile(r"[^\W_]{2,}")
_END = re.compile(r"[.!?…。！？؟।۔][\"”’»)'›]*$")
_BULLET = re.compile(r"^(?:[*•·▪◦‣●○■□►▸+–—-]|#{1,6}|\d{1,2}[.)])\s*")
_SLUG_END = re.compile(r"\.\w{2,5}$")
_DIGITS = re.compile(r"\d(?:\d{3}|[./:]\d|\s?[月월])")
_CRUMBS = re.compile(r"^Home\b|\s[»›>/]\s.{0,60}\s[»›>/]\s|^\d+ (?:Comments?|Replies|Responses)|^[|»›]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_PER_GAP, _PER_PROSE, _PER_LINE = 0.025, 0.5, 0.001
_SIGN, _FADE = 1.3, 0.12
"""what a byline or a dateline adds to the lines above it, and how much less for each line between"""
_BANNERS = 5
"""paragraphs of prose above a headline, at most, that are still a banner"""
_TELLING = 3000
"""characters of prose whose words are compared with a headline's: an article says first what its headline says
(measured on flat pages: better than 5,000, 8,000 or all)"""
_MOST_URL, _MOST_SAID, _MOST_SHAPE = 4.0, 1.2, 1.0
_SURE = 2.0
"""below this the line is named as headline, but stays in the text: it may be a subheading"""
_ENOUGH = 1.0
"""measured on 893 pages in three styles: 19 of 20 lines with this score are the headline"""


def find_headline(page: Page, url: str, names: Names) -> Headline:
    """The headline of a flat text; without text where none stands out. Linear in the lines looked at."""
    lines = _Lines([block.trace.text for block in page.blocks[:_LINES]], slug_words(url))
    at, score = lines.find()
    if score < _ENOUGH:
        return Headline("", None)
    best = page.blocks[at]
    return Headline(plain(_BULLET.sub("", _own_line(best)), names), best if score > _SURE else None)


class _Lines:
    """The lines of a text with what is known of each."""

    def __init__(self, texts: list[str], slug: frozenset[str]) -> None:
        self.texts = texts
        self.slug = slug
        self.prose = [at for at, text in enumerate(texts) if len(text) >= 40 and _is_prose(text)]
        self.said: frozenset[str] = frozenset()

    def find(self) -> tuple[int, float]:
        """The number of the line most like a headline, and how much it is.

        The best places come first, so that most lines need no more than a look at what they can reach at most.
        """
        best, highest = 0, 0.0
        places = self._places()
        if not places:
            return best, highest
        self.said = self._words()
        most = (_MOST_URL if self.slug else 0.0) + _MOST_SAID + _MOST_SHAPE
        places.sort()
        for loss, at in places:
            if most - loss <= highest:
                break
            score = self.score(self.texts[at], -loss, highest)
            if score > highest:
                best, highest = at, score
        return best, highest

    def _places(self) -> list[tuple[float, int]]:
        """The lines within reach above prose, each behind what its place is worth, negated: prose soon below, little
        above, a byline or a dateline soon below.
        """
        found: list[tuple[float, int]] = []
        carried, last = 0.0, len(self.texts)
        for number in range(len(self.prose) - 1, -1, -1):
            below = self.prose[number]
            before = self.prose[number - 1] if number else -1
            for at in range(below - 1, max(before, below - _REACH - 1), -1):
                carried = max(carried - _FADE * (last - at), 0.0)
                last = at
                text = self.texts[at]
                size = len(text)
                above = min(number - bisect_left(self.prose, at - _REACH, 0, number), _BANNERS)
                if 8 <= size <= 250:
                    worth = carried - _PER_GAP * (below - at) - _PER_PROSE * above - _PER_LINE * at
                    found.append((-worth, at))
                if above < _BANNERS and size <= 100 and _is_sign(text):
                    carried = _SIGN
        return found

    def _words(self) -> frozenset[str]:
        """The words of the prose, of its first part where it is long: a headline tells what comes first."""
        words: set[str] = set()
        left = _TELLING
        for at in self.prose:
            text = self.texts[at][:2000]
            words.update(words_of(text))
            left -= len(text)
            if left < 0:
                break
        return frozenset(words)

    def score(self, text: str, worth: float, beat: float) -> float:
        """How much a line is like a headline; 0 where it cannot be one, or cannot reach `beat`."""
        words = words_of(text)
        found = worth + self._in_url(text, words)
        if found + _MOST_SAID + _MOST_SHAPE <= beat or not words or match_byline(text):
            return 0.0
        long = [word for word in words if len(word) > 3 or not word.isascii()]
        if long:
            found += _MOST_SAID * sum([word in self.said for word in long]) / len(long)
        return found + _shape(text, words) if found + _MOST_SHAPE > beat else 0.0

    def _in_url(self, text: str, words: set[str]) -> float:
        if not self.slug:
            return 0.0
        folded = words if text.isascii() else set(_WORD.findall(fold(text)))
        shared = len(folded & self.slug)
        return 3 * shared / len(self.slug) + shared / len(folded) if shared > 1 else 0.0


def _is_sign(text: str) -> bool:
    if len(text) < 60 and (match_byline(text) or is_label(text)):
        return True
    return bool(_DIGITS.search(text)) and any(find_stamps(text))


def _shape(text: str, words: set[str]) -> float:
    """What a line's form says, whatever stands around it."""
    size = len(text)
    score = 0.6 * (20 <= size <= 140) + 0.4 * (len(words) > 3) - 0.8 * (len(words) < 3 and text.isascii())
    score -= 0.7 * (text[-1] in ".:") + 0.8 * bool(_BULLET.match(text))
    if _CRUMBS.search(text) or (size < 60 and _DIGITS.search(text) and any(find_stamps(text))):
        score -= 1.5
    if size < 40 and looks_like_person(text):
        score -= 0.7
    return score


def words_of(text: str) -> set[str]:
    """The words of a text, case-folded; pairs of characters in scripts that put no space between words."""
    words = set(_WORD.findall(text.casefold()))
    if not text.isascii() and _UNSPACED.search(text):
        words.update(pair for word in list(words) for pair in map("".join, pairwise(word)))
    return words


def _own_line(block: Block) -> str:
    """The block's text without a byline that was joined to it."""
    pieces = block.trace.pieces
    if len(pieces) > 2 and match_byline(pieces[2].text):
        return pieces[0].text
    return block.trace.text


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


def _is_prose(text: str) -> bool:
    size = len(text)
    return (size >= _PROSE or (size >= 40 and bool(_UNSPACED.search(text)))) and bool(_END.search(text[-5:]))
