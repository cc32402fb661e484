"""Which of these runs are foreign fragments, and where exactly do they begin and end?

A run of capitalised words is a name or the title of a work, whatever its language; so is a few words in quotation
marks. What is left is cut where its evidence ends, and a long fragment takes the name it begins with: a pasted
headline opens with somebody ("Warren beplan om hard na …").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.language.decode import Run
from cleaner.language.fragments import Foreign
from cleaner.language.words import INITIAL, Words, is_title

_OPENING = frozenset("\"“”„«‹‘‚'»")
_CLOSING = frozenset("\"”“»›’‘'«")
_GUILLEMETS = frozenset("«»‹›")
_QUOTED = 4
"""words of a phrase that quotation marks protect"""
_LONG = 4
"""words from which a fragment is a clause with a subject; three in four names before such a one belong to it"""
_NAMES = 4
_SENTENCE_LONG = 6
_A_NAME = -2.5
_NOT_A_NAME = -3.3
"""nats below which a capitalised word is one of the page's own language"""
_EDGE = 0.5
"""nats with which a fragment begins and ends"""
_CLAUSE = 3
"""words before which one word alone at the beginning of a sentence is no sentence"""
_STOPS = re.compile(r"[,.;:!?…()\n–—]")
_SENTENCE = re.compile(r"[.!?…\n]")


class Fragment(NamedTuple):
    """Words `first` to `last` of a text are in a foreign language; `quoted` where quotation marks hold just them."""

    first: int
    last: int
    language: int
    score: float
    quoted: bool


def shape(words: Words, foreign: Foreign) -> list[Fragment]:
    """The fragments of a language that a text suffers from, in order."""
    found: list[Fragment] = []
    for run in foreign.runs:
        first, last = _trim(foreign.scores, run)
        if first >= last:
            continue
        quoted = _is_quoted(words, first, last)
        if is_title(words, first, last, quoted=quoted) or (quoted and last - first <= _QUOTED):
            continue
        least = found[-1].last if found else 0
        first = _take_names(words, foreign.scores, (first, last), least)
        found.append(Fragment(first, last, foreign.language, run.score, quoted))
    return found


def _trim(scores: list[float], run: Run) -> tuple[int, int]:
    first, last, _ = run
    while first < last and scores[first] < _EDGE:
        first += 1
    while first < last and scores[last - 1] < _EDGE:
        last -= 1
    return first, last


def _is_quoted(words: Words, first: int, last: int) -> bool:
    before, after = words.gaps[first], words.gaps[last]
    if before.rstrip()[-1:] in _GUILLEMETS:  # they may stand off by a space
        before, after = before.rstrip(), after.lstrip()
    return before[-1:] in _OPENING and after[:1] in _CLOSING


def _take_names(words: Words, scores: list[float], span: tuple[int, int], least: int) -> int:
    """Where a fragment begins with the names before it, and with the first half of a hyphened word."""
    first, last = span
    start = first
    if last - first >= _LONG:
        whole = bool(_SENTENCE.search(words.gaps[last])) or last == len(words.shown)
        while least < first and start - first < _NAMES and words.shown[first - 1][0].isupper():
            opens = bool(_SENTENCE.search(words.gaps[first - 1]))
            is_joined = words.gaps[first].strip() in ("", "-", "–", "'s", "’s", "'", "’")
            least_score = _NOT_A_NAME if last - start >= _SENTENCE_LONG else _A_NAME
            if scores[first - 1] <= least_score or not is_joined or (opens and not whole):
                break
            first -= 1
    elif last - first >= _CLAUSE and least < first and words.cases[first - 1] == INITIAL:
        first -= words.gaps[first] == " " and scores[first - 1] > _NOT_A_NAME
    elif last - first > 1 and least < first and scores[first - 1] > _NOT_A_NAME:
        # one small word before a clause that is foreign in all the others ("ten spyte hiervan")
        clause = _STOPS.search(words.gaps[first - 1]) and _STOPS.match(words.gaps[last].lstrip() or "\n")
        first -= bool(clause) and words.gaps[first] == " " and words.shown[first - 1].islower()
    while least < first and words.gaps[first] == "-":
        first -= 1
    return first
