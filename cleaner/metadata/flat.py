"""How much is each line of a flattened page like a headline, now that no tag says so?

The line that the page's URL repeats, whose words the article uses, that a byline or a dateline follows, and behind
which prose begins. Menus, teasers and subheadings have one or two of these marks, a headline most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from cleaner.late import late
from cleaner.metadata.bylines import is_label
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dates import names_day
from cleaner.metadata.glance import BYLINE, DIGITS, LABEL, is_prose
from cleaner.metadata.names import looks_like_person
from cleaner.metadata.slug import fold

LINES = 1500
"""lines from the top that are looked at; a menu of that length has never been seen"""
REACH = 40
"""lines between a headline and the first prose: standfirst, byline, dateline, share buttons, caption"""
_WORD = re.compile(r"[^\W_]{2,}")
BULLET = re.compile(r"^(?:[*•·▪◦‣●○■□►▸+–—-]|#{1,6}|\d{1,2}[.)])\s*")
_DIGITS = re.compile(r"\d(?:\d{3}|[./:]\d|\s?[月월])")
_CRUMBS = re.compile(r"^Home\b|\s[»›>/]\s.{0,60}\s[»›>/]\s|^\d+ (?:Comments?|Replies|Responses)|^[|»›]|^\S+@\S+$")
_ENDS = ".:。：।։۔"
"""what hardly a headline ends with, in any script"""
_UNSPACED = late(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_FULL = late(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
PER_GAP, PER_PROSE, PER_LINE = 0.025, 0.5, 0.001
SIGN, FADE = 1.3, 0.12
"""what a byline or a dateline adds to the lines above it, and how much less for each line between"""
BANNERS = 5
"""paragraphs of prose above a headline, at most, that are still a banner"""
TELLING = 3000
"""characters of prose that are compared with a headline, which tells what comes first (5,000, 8,000, all: worse)"""
SAID = 2000
"""characters of one line of it"""
SHORTEST, LONGEST = 8, 250
"""characters of a headline"""
FEWEST = 10
"""characters of one that are a syllable or a word each: more than a name has"""
MOST_URL, MOST_SAID, MOST_SHAPE = 4.0, 1.2, 1.0


def find(texts: list[str], flags: Sequence[int], slug: frozenset[str]) -> tuple[int, float]:
    """The number of the line most like a headline, and how much it is. `_flat.pyx` says the same."""
    return _Lines(texts, flags, slug).find()


class _Lines:
    """The lines of a text with what is known of each."""

    def __init__(self, texts: list[str], flags: Sequence[int], slug: frozenset[str]) -> None:
        self.texts, self.flags, self.slug = texts, flags, slug
        self.prose = [at for at, text in enumerate(texts) if is_prose(text)]
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
        most = (MOST_URL if self.slug else 0.0) + MOST_SAID + MOST_SHAPE
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
            for at in range(below - 1, max(before, below - REACH - 1), -1):
                carried = max(carried - FADE * (last - at), 0.0)
                last = at
                text = self.texts[at]
                size = len(text)
                above = min(number - bisect_left(self.prose, at - REACH, 0, number), BANNERS)
                if SHORTEST <= size <= LONGEST:
                    worth = carried - PER_GAP * (below - at) - PER_PROSE * above - PER_LINE * at
                    found.append((-worth, at))
                if above < BANNERS and size <= 100 and is_sign(text, self.flags[at]):
                    carried = SIGN
        return found

    def _words(self) -> frozenset[str]:
        """The words of the prose, of its first part where it is long: a headline tells what comes first."""
        words: set[str] = set()
        left = TELLING
        for at in self.prose:
            text = self.texts[at][:SAID]
            words.update(words_of(text))
            left -= len(text)
            if left < 0:
                break
        return frozenset(words)

    def score(self, text: str, worth: float, beat: float) -> float:
        """How much a line is like a headline; 0 where it cannot be one, or cannot reach `beat`."""
        words = words_of(text)
        found = worth + self._in_url(text, words)
        if found + MOST_SAID + MOST_SHAPE <= beat or not words or match_byline(text):
            return 0.0
        long = [word for word in words if len(word) > 3 or not word.isascii()]
        if long:
            found += MOST_SAID * sum([word in self.said for word in long]) / len(long)
        return found + shape(text, len(words)) if found + MOST_SHAPE > beat else 0.0

    def _in_url(self, text: str, words: set[str]) -> float:
        if not self.slug:
            return 0.0
        folded = words if text.isascii() else set(_WORD.findall(fold(text)))
        shared = len(folded & self.slug)
        return 3 * shared / len(self.slug) + shared / len(folded) if shared > 1 else 0.0


def is_sign(text: str, seen: int) -> bool:
    """Whether it is a byline or shows a date: a headline stands above those. `seen` is what may stand in it."""
    if len(text) < 60 and ((seen & BYLINE and match_byline(text)) or (seen & LABEL and is_label(text))):
        return True
    return bool(seen & DIGITS) and names_day(text)


def shape(text: str, words: int) -> float:
    """What a line's form says, whatever stands around it."""
    size = len(text)
    full = size < 40 and not text.isascii() and len(_FULL.findall(text)) >= FEWEST
    score = 0.6 * (full or 20 <= size <= 140) + 0.4 * (words > 3) - 0.8 * (words < 3 and text.isascii())
    score -= 0.7 * (text[-1] in _ENDS) + 0.8 * bool(BULLET.match(text))
    if _CRUMBS.search(text) or (size < 60 and _DIGITS.search(text) and names_day(text)):
        score -= 1.5
    if size < 40 and not full and looks_like_person(text):
        score -= 0.7
    return score


def words_of(text: str) -> set[str]:
    """The words of a text, case-folded; pairs of characters in scripts that put no space between words."""
    words = set(_WORD.findall(text.casefold()))
    if not text.isascii() and _UNSPACED.search(text):
        words.update(pair for word in list(words) for pair in map("".join, pairwise(word)))
    return words
