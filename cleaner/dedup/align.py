"""Where do two texts agree word for word, and what lies between?

Five words that stand once in either text, in the same order, tie the two together there; they are grown as far as the
words agree. Between two such runs that follow one another in both texts lies a gap. Linear in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

AGREE: Final = 5
"""words on either side of a gap"""
EDGE: Final = 10
"""words on its one side where the other is an edge of a line that other lines stand before or behind"""

_WORD = re.compile(r"\w{2,}?(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|[A-Z]{1,9}(?=[A-Z][a-zß-öø-ÿ]{2})|\w+")
"""a run of letters and digits, or the first of two words that a lost line break has glued together"""


class Tokens:
    """A text's words, case folded, and where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self.words = [text[start:end].casefold() for start, end in found]

    def between(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the text from the end of the word before `first` to the start of the word `last`."""
        start = self.ends[first - 1] if first else 0
        return start, self.starts[last] if last < len(self.starts) else len(self.text)

    def is_capital(self, place: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[place]].isupper()

    def edges(self, first: int, last: int) -> tuple[int, int]:
        """As `between`, but no further than the line that `first` begins in and the one that the last word ends in."""
        start, end = self.between(first, last)
        low = self.text.rfind("\n", start, self.starts[first])
        high = self.text.find("\n", self.ends[last - 1], end)
        return start if low < 0 else low + 1, end if high < 0 else high

    def sign(self, place: int) -> str:
        """What touches a word in front: a sign, as the one of a currency, or nothing."""
        before = self.text[self.starts[place] - 1] if self.starts[place] else ""
        return "" if before.isspace() or before.isalnum() else before

    def lines(self, first: int, last: int) -> list[tuple[int, int]]:
        """The words from `first` to `last` by the lines they stand in, from the line of the word before."""
        edges = [first]
        for place in range(first, last + 1):
            start, end = self.between(place, place)
            edges += [place] * self.text.count("\n", start, end)
        return list(pairwise([*edges, last]))


class Gap(NamedTuple):
    """Words `first` to `last` of one text stand where the other has `low` to `high`; so many agree around."""

    first: int
    last: int
    low: int
    high: int
    before: int
    after: int


class _Run(NamedTuple):
    """Words `first` to `last` are those of the other text `shift` words further on."""

    first: int
    last: int
    shift: int


def find_gaps(one: Tokens, two: Tokens) -> Iterator[Gap]:
    """The gaps between two texts, in the order of the first; the texts' own edges are taken to agree."""
    runs = _runs(one.words, two.words)
    if not runs:
        return
    first, last = runs[0], runs[-1]
    if first.last - first.first >= AGREE:
        yield Gap(0, first.first, 0, first.first + first.shift, 0, first.last - first.first)
    for left, right in pairwise(runs):
        low, place, high = left.last + left.shift, right.first, right.first + right.shift
        if high < low:  # the same words end the one run and begin the other
            place, high = place + low - high, low
        end = left.last
        if end - left.first > AGREE and one.sign(end - 1) != two.sign(low - 1):
            end, low = end - 1, low - 1
        if right.last - place >= AGREE and place >= left.last:
            yield Gap(end, place, low, high, end - left.first, right.last - place)
    if last.last - last.first >= AGREE:
        yield Gap(last.last, len(one.words), last.last + last.shift, len(two.words), last.last - last.first, 0)


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> list[_Run]:
    where, known = _once(mine), _once(theirs)
    runs: list[_Run] = []
    for gram, place in where.items():
        at = known.get(gram, -1)
        if place < 0 or at < 0:
            continue
        least = runs[-1].last if runs else 0
        if runs and at - place == runs[-1].shift and place + AGREE <= least:
            continue
        first, last = place, place + AGREE
        while first > least and first + at - place > 0 and mine[first - 1] == theirs[first - 1 + at - place]:
            first -= 1
        while last < len(mine) and last + at - place < len(theirs) and mine[last] == theirs[last + at - place]:
            last += 1
        if first >= least and last - first >= AGREE:
            runs.append(_Run(first, last, at - place))
    return runs


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Each stretch of AGREE words and where it begins; -1 where it stands more than once."""
    found: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - AGREE + 1):
        gram = tuple(words[place : place + AGREE])
        found[gram] = -1 if gram in found else place
    return found
