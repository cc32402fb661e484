"""What stands beside a phrase of another language: the rest of a sentence in the page's own, a name, a comma?

A phrase that a mirror left stands where one of the page's own would. The sentence goes on around it with plain words;
what stands beside the words of a name or a title are capitals, brackets and quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.language.decode import Run
from cleaner.language.table import Flags, Floats, load_table
from cleaner.language.words import INITIAL, LOWER, Ints, Words

JOINS = frozenset((" ", "-", "'", "’", "\u00a0", " '", " ’"))
"""what stands between two words of a phrase"""
STOPS = frozenset(".!?…\n")
_GAP = re.compile(r",?[ \u00a0](?:[$€£]?\d[\d.,]{0,12}%?,? )?")
"""what may stand beside a phrase: a space, a comma, a number"""
_REST, _REACH = 3, 40
"""words of the page's own in the rest of a sentence; words on either side of a phrase that are looked at for them"""
_OPEN, _CLOSE, _NEAR = frozenset("(["), frozenset(")]"), 3
"""brackets that hold a run, and up to two words more"""
_HALF = 0.25
"""what a splice before a phrase says of one behind it"""
_PLAIN, _RATIO = -10.0, 2.0
"""log probability from which a word with a capital is plainly the page's own and no name; and its ratio"""
_MARGIN = 2
"""words by which a page has more of its own than a phrase has, so that it is known which of the two is the page's"""
_KNOWN = 0.7
"""share of a page's other words that its language lists; of a dialect, or a language without a list, less are"""
_ENGLISH = 0.65
"""share of a phrase's words that English uses as often, from which it is English: other lists have taken them in"""
_AS_OFTEN = 1.0
"""nats"""
_SHARED = 1.5
"""nats: a word at an end that both languages have is the page's own, if it is not so much rarer there"""


class Weighed(NamedTuple):
    """The words of a text, weighed for another language against its own."""

    words: Words
    scores: Sequence[float]
    """of each word, nats"""
    own: int
    other: int
    known: tuple[Floats, Flags]
    """of each form, log probabilities in the page's language and the other one, and which of them lists it"""

    def listed(self, first: int, last: int) -> tuple[Floats, Flags]:
        """What is known of some words."""
        ids = self.words.ids[first:last]
        values, listed = self.known
        return values[ids], listed[ids]

    def forms(self, first: int, last: int) -> list[str]:
        """Some words in lower case."""
        return [self.words.forms[number] for number in self.words.ids[first:last]]


def splice(words: Words, run: Run) -> float:
    """How much a run looks put into a sentence: it goes on after, or went on before, as if nothing had been."""
    last = run.last
    if words.gaps[run.first][-1:] in _OPEN and any(_CLOSE.intersection(gap) for gap in words.gaps[last : last + _NEAR]):
        return 0.0
    while last < len(words.shown) and words.shown[last][0].isupper() and words.gaps[last] == " ":
        last += 1  # the names of a pasted headline are its last words
    return max(_goes_on(words, last, last), _HALF * _goes_on(words, run.first, run.first - 1))


def _goes_on(words: Words, gap: int, word: int) -> bool:
    """Whether only a space stands in a gap, and at its other side a word in lower case."""
    between = words.gaps[gap]
    is_plain = between in ("-", "'", "’") or (between.isspace() and "\n" not in between)
    return is_plain and 0 <= word < len(words.shown) and words.shown[word][0].islower()


def is_set_in(weighed: Weighed, run: Run) -> bool:
    """Whether a phrase stands in a sentence of the page's own, with a space, a comma or its end on either side."""
    words = weighed.words
    before, after = words.gaps[run.first], words.gaps[run.last]
    starts = run.first == 0 or "\n" in before or (words.cases[run.first] == INITIAL and _stops(before.strip()[-1:]))
    ends = run.last == len(words.shown) or "\n" in after or _stops(after.lstrip()[:1])
    left = starts or (_GAP.fullmatch(before) is not None and _is_no_name(weighed, run.first - 1))
    right = ends or (_GAP.fullmatch(after) is not None and _is_no_name(weighed, run.last))
    return left and right and _has_rest(weighed, run)


def _stops(gap: str) -> bool:
    return not STOPS.isdisjoint(gap)


def _is_no_name(weighed: Weighed, place: int) -> bool:
    """Whether a word beside a phrase is no part of a name."""
    if weighed.words.cases[place] in (LOWER, INITIAL):
        return True
    values, listed = weighed.listed(place, place + 1)
    own, other = values[0].tolist()
    return bool(listed[0, 0] and own > _PLAIN and own > other + _RATIO)


def _has_rest(weighed: Weighed, run: Run) -> bool:
    """Whether the sentence has words of the page's own beside a phrase."""
    gaps = weighed.words.gaps
    first, last = run.first, run.last
    while first > max(0, run.first - _REACH) and not _stops(gaps[first]):
        first -= 1
    while last < min(len(gaps) - 1, run.last + _REACH) and not _stops(gaps[last]):
        last += 1
    values, listed = weighed.listed(first, last)
    is_own = listed[:, 0] & (values[:, 0] > values[:, 1])
    is_own[run.first - first : run.last - first] = False
    return int(is_own.sum()) >= _REST


class Around(NamedTuple):
    """How many words of a page in lower case stand before each place, and which of them its own language lists."""

    lower: Ints
    listed: Ints
    rather: Ints
    """of these, those that the page's own language uses oftener than the other one"""


def count_around(weighed: Weighed) -> Around:
    """Count a page's words once: a long page in two languages has thousands of phrases."""
    words = weighed.words
    values, listed = weighed.known
    lower = words.cases == LOWER
    known = lower & listed[words.ids, 0]
    rather = known & (values[:, 0] > values[:, 1])[words.ids]
    return Around(*(np.concatenate([[0], np.cumsum(flags)]) for flags in (lower, known, rather)))


def stands_out(weighed: Weighed, run: Run, around: Around) -> bool:
    """Whether the page around a phrase is plainly in its own language, and the phrase not in English instead."""
    table = load_table()
    if table.number["en"] not in (weighed.own, weighed.other):
        values, listed = table.look_up(weighed.forms(run.first, run.last), (table.number["en"], weighed.other))
        is_english = values[:, 0] > values[:, 1] - _AS_OFTEN
        if float(is_english[listed.any(axis=1)].mean()) >= _ENGLISH:
            return False
    lower, known, rather = (int(counts[-1] - counts[run.last] + counts[run.first]) for counts in around)
    return lower > 0 and known / lower >= _KNOWN and rather >= run.last - run.first + _MARGIN


def cut_to(weighed: Weighed, run: Run, phrase: Run) -> Run:
    """A run without what is over a comma from the phrase it holds, and words at its ends that may be the page's."""
    gaps = weighed.words.gaps
    first, last = phrase.first, phrase.last
    while first > run.first and gaps[first] in JOINS and weighed.scores[first - 1] > 0:
        first -= 1
    while last < run.last and gaps[last] in JOINS and weighed.scores[last] > 0:
        last += 1
    values, listed = weighed.listed(first, last)
    kept = np.flatnonzero(~(listed[:, 0] & (values[:, 0] > values[:, 1] - _SHARED)))
    low = first + int(kept[0]) if gaps[first] == " " and len(kept) else first
    high = first + int(kept[-1]) + 1 if gaps[last] == " " and len(kept) else last
    return Run(low, high, run.score)
