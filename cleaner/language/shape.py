"""Which of these runs are foreign fragments, and where exactly do they begin and end?

A run of capitalised words is a name or the title of a work, whatever its language; so is a few words in quotation
marks. What is left is cut where its evidence ends, and a long fragment takes the name it begins with: a pasted
headline opens with somebody ("Warren beplan om hard na …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.decode import Run
from cleaner.language.fragments import CERTAIN, Foreign
from cleaner.language.opening import belongs, features, known_names, name_before
from cleaner.language.table import load_table
from cleaner.language.words import CLOSING, INITIAL, NAME, OPENING, Words, is_quoted, is_title

_QUOTED = 4
"""words of a phrase that quotation marks protect"""
_HEADLINE = 7
"""capitalised words that are no name and no title of a work, where no quotation marks hold them"""
_TITLES = frozenset(("en", "id", "ms", "tl"))
"""languages that write titles and headlines With Capitals"""
_IN_LINE = frozenset((" ", "-", "'", "’"))
_PLAIN = 4.0
"""nats"""
_SMALL = 3
"""letters of a small word in a name"""
_IN_NAME = frozenset((" ", "-"))
_PAGES_OWN = -3.3
"""nats below which a capitalised word is one of the page's own language"""
_OFFICE = -0.8
"""nats below which a word is the page's own rather, though no list has it: "Primărița" """
_SOMEBODY = range(2, 5)
"""words of an office and a name; more are two people's"""
_DASH = re.compile("[-–—:]")
_CLAUSE = 3
"""words from which the small one before them is looked at"""
_EDGE = 0.5
"""nats with which a fragment begins and ends"""
_STOPS = re.compile(r"[,.;:!?…()\n–—]")


class Fragment(NamedTuple):
    """Words `first` to `last` of a text are in a foreign language; `quoted` where quotation marks hold just them."""

    first: int
    last: int
    language: int
    score: float
    quoted: bool
    chance: float = 1.0
    """the probability, on a text that does suffer from that language, of its likeliest word"""


def shape(words: Words, foreign: Foreign) -> list[Fragment]:
    """The fragments of a language that a text suffers from, in order."""
    found: list[Fragment] = []
    known = known_names(words, [run[:2] for run in foreign.runs])
    for run in foreign.runs:
        first, last = edges(foreign.scores, run)
        if first >= last:
            continue
        quoted = is_quoted(words, first, last, foreign.scores)
        if quoted and last - first <= _QUOTED and foreign.evidence < 2 * CERTAIN:
            continue
        if _is_name(words, first, last):
            continue
        if is_title(words, first, last, quoted=quoted):
            low, high = _headline(words, first, last)
            if high - low >= _HEADLINE and not quoted:
                first, last = low, high
            elif quoted or not _is_country(foreign, first, last):
                continue
        least = found[-1].last if found else 0
        first = behind_subject(words, foreign, _take_names(words, foreign, (first, last, least), known), last)
        found.append(Fragment(first, last, foreign.language, run.score, quoted))
    return found


def is_protected(words: Words, first: int, last: int, scores: Sequence[float]) -> bool:
    """Whether words are a short quotation, a name or the title of a work."""
    quoted = is_quoted(words, first, last, scores)
    short = quoted and last - first <= _QUOTED
    return short or _is_name(words, first, last) or is_title(words, first, last, quoted=quoted)


def edges(scores: list[float], run: Run) -> tuple[int, int]:
    """The run without the words at its ends that say little."""
    first, last, _ = run
    while first < last and scores[first] < _EDGE:
        first += 1
    while first < last and scores[last - 1] < _EDGE:
        last -= 1
    return first, last


def _headline(words: Words, first: int, last: int) -> tuple[int, int]:
    """The whole line of capitalised words that holds these; where a quotation mark closes or opens it, only these."""
    low, high = first, last
    while low > 0 and words.gaps[low] in _IN_LINE and _is_capital(words, low - 1):
        low -= 1
    while high < len(words.shown) and words.gaps[high] in _IN_LINE and _is_capital(words, high):
        high += 1
    marks = words.gaps[low][-1:] + words.gaps[high].lstrip()[:1]
    return (first, last) if OPENING.union(CLOSING, "()[]").intersection(marks) else (low, high)


def _is_capital(words: Words, place: int) -> bool:
    word = words.shown[place]
    return word[0].isupper() or word == "s" or (len(word) <= _SMALL and words.cases[place] == NAME)


def _is_country(foreign: Foreign, first: int, last: int) -> bool:
    """Whether two capitalised words or more are plainly the language's own names for things ("Reino Unido").

    English names stand in every language's texts; those of others are seldom so close to what they pollute.
    """
    code = load_table().codes[foreign.language]
    return code not in _TITLES and foreign.evidence >= 2 * CERTAIN and sum(foreign.scores[first:last]) >= _PLAIN


def _is_name(words: Words, first: int, last: int) -> bool:
    """Whether a run is one small part of a name ("Paulo Di Canio", "Las Vegas", "Kim Jong-un")."""
    shown = words.shown
    word = shown[first]
    if last - first > 1 or len(word) > _SMALL or (word.isupper() and len(word) > 1):
        return False
    before = first > 0 and shown[first - 1][0].isupper()
    if word[0].islower():
        return before and words.gaps[first] == "-"
    after = last < len(shown) and shown[last][0].isupper()
    return (before and words.gaps[first] in _IN_NAME) or (after and words.gaps[last] in _IN_NAME)


def _take_names(words: Words, foreign: Foreign, span: tuple[int, int, int], known: set[str]) -> int:
    """Where a fragment begins with the name before it, and with the first half of a hyphened word."""
    first, last, least = span
    start = name_before(words, foreign.scores, first, least)
    told = (foreign.evidence, known)
    if (start < first and belongs(features(words, foreign.scores, (start, first, last), told))) or _opens(
        words, foreign, first, last
    ):
        first = max(least, min(start, first - 1))
    while least < first and words.gaps[first] == "-":
        first -= 1
    return first


def behind_subject(words: Words, foreign: Foreign, first: int, last: int) -> int:
    """Where a fragment begins that would take away whom its sentence is about.

    "Bürgermeisterin Ellen Vale after a long meeting sagte": an office that the other language has no word for opens
    the sentence, which goes on behind the fragment.
    """
    place = first
    while place < last and words.shown[place][0].isupper():
        place += 1
    start = name_before(words, foreign.scores, place, 0) if place < last < len(words.shown) else place
    if place - start not in _SOMEBODY or words.cases[start] != INITIAL or _DASH.search(words.gaps[start]):
        return first
    if foreign.scores[start] > _OFFICE or words.gaps[last] != " " or not words.shown[last].islower():
        return first
    _, listed = load_table().look_up([words.shown[start].lower()], (foreign.language,))
    return first if listed[0, 0] or foreign.scores[last] >= 0 else place


def _opens(words: Words, foreign: Foreign, first: int, last: int) -> bool:
    """Whether one small word before a clause is of its language too: it is foreign in all the others.

    "… , ten spyte hiervan, …"; "Ten spyte van hierdie …" at the beginning of a sentence.
    """
    if first == 0 or foreign.scores[first - 1] <= _PAGES_OWN or words.gaps[first] != " ":
        return False
    if words.cases[first - 1] == INITIAL:
        return last - first >= _CLAUSE and len(words.shown[first - 1]) <= _SMALL
    is_clause = _STOPS.search(words.gaps[first - 1]) and _STOPS.match(words.gaps[last].lstrip() or "\n")
    return bool(is_clause) and last - first > 1 and words.shown[first - 1].islower()
