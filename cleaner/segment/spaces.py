"""What do the words around each space of a line say of it, as numbers?

The signs of ten words around it, the means of the same within thirty, how far it is to a stop, and which words stand
elsewhere in the same order. No list of words is asked: which ones are small is told by how often the text itself has
them in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.stops import is_stop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BEFORE, BEHIND = 5, 5
"""words on each side of a space that are read one by one"""
WINDOWS = (6, 12, 30)
"""words on each side whose mean is read"""
FAR = 60
"""words to a stop beyond which it does not matter how far it is"""
_AT_ONCE = 4096
BEHIND_STOPS = "\"'”’»)]›」』*_"
"""what may stand behind the stop of a sentence"""
MARKS = "\"'”’»)]›“„‘«([¿¡‹」』「『*_"
CLOSERS = frozenset("\"'”’»)]›」』")
OPENERS = frozenset("\"'“„‘«([¿¡‹「『")
COLONS, COMMAS = frozenset(":："), frozenset(",;،；，、")
SHORT, LONGER, LONGEST = 3, 9, 20
_SMALL = 5
"""characters of a small word, as articles and prepositions are"""
WIDTH = 16
"""signs of a word by its letters"""
SIGNS = WIDTH + 3
"""of each word"""
REPEATS = 13
"""of each space: which of the words around it stand elsewhere in the same order, and which no longer across it"""
AROUND = BEFORE + BEHIND
STOPS_AROUND = 4
"""of each space: how far the last stop is, and the next, as logarithms; whether one stands here, or soon"""
INPUTS = AROUND * (SIGNS + 1) + 2 * len(WINDOWS) * SIGNS + REPEATS + STOPS_AROUND
EDGE = max(WINDOWS)
SMALL, CASELESS, STOP, LENGTH = 4, 5, 8, 14
"""places of signs: begins with no capital, with a letter of a script that has none, ends a sentence, its length"""
ENDS = [6, STOP, 9, 11]
"""is no word, ends a sentence, with a colon, with a bracket or quotation mark"""


class Words(NamedTuple):
    """The words of a text, two at least, as numbers."""

    table: Floats
    """what each word that differs says, a row for each; the last one stands for the places where the text has none"""
    around: Ints
    """which word stands where, those beyond both ends of the text included"""
    may_break: NDArray[np.bool_]
    """of each space: not before a word in small letters, where nothing ends; of 57,000 line breaks 1,000 stood there"""
    repeats: NDArray[np.bool_]
    stops: Floats


def read(words: list[str]) -> Words:
    """What the words of a text say."""
    known = {word: number for number, word in enumerate(dict.fromkeys(words))}
    places = np.fromiter(map(known.__getitem__, words), np.int64, len(words))
    signs = np.frombuffer(_signs_of(known), np.uint8).reshape(len(known), WIDTH).astype(np.float32)
    signs[:, LENGTH] /= LONGEST
    stems = [word.lower().strip(MARKS + ".,:;!?…") for word in known]
    forms = {form: number for number, form in enumerate(dict.fromkeys(stems))}
    form_of = np.fromiter(map(forms.__getitem__, stems), np.int64, len(stems))
    form_at = form_of[places]
    count = np.bincount(form_at, minlength=len(forms))
    in_small = np.bincount(form_at, weights=signs[places, SMALL], minlength=len(forms))
    size = np.fromiter(map(len, forms), np.int64, len(forms))
    usual = (in_small >= max(3, len(words) / 400)) & (size <= _SMALL)
    of_forms = np.column_stack([np.log1p(count) / np.log1p(len(words)), in_small / count, usual])
    table = np.zeros((len(known) + 1, SIGNS + 1), np.float32)
    table[:-1, :SIGNS] = np.hstack([signs, of_forms[form_of]])
    table[-1, SIGNS] = 1
    around = np.pad(places, (EDGE - 1, EDGE), constant_values=len(known))
    small, ends = table[:, SMALL] > table[:, CASELESS], table[:, ENDS].max(1) > 0
    goes_on = small[places[1:]] & ~ends[places[:-1]]
    return Words(table, around, ~goes_on, _repeats(form_at), _stops(signs[places, STOP] > 0))


def rows_of(words: Words) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Some thousand spaces at a time: which of them may have been line breaks, what stands around each (ten places in
    `Words.around`, of which the first is given), and all else that is known of it, a row for each.
    """
    gaps = len(words.around) - 2 * EDGE
    for first in range(0, gaps, _AT_ONCE):
        count = min(_AT_ONCE, gaps - first)
        near = words.around[first : first + count + 2 * EDGE]
        sums = np.zeros((len(near), SIGNS))
        np.cumsum(words.table[near[:-1], :SIGNS], 0, out=sums[1:])
        at = np.flatnonzero(words.may_break[first : first + count])
        other = np.empty((len(at), 2 * len(WINDOWS) * SIGNS + REPEATS + STOPS_AROUND), np.float32)
        here = sums[EDGE + at]
        for side, size in enumerate(WINDOWS):
            left, right = 2 * side * SIGNS, (2 * side + 1) * SIGNS
            other[:, left:right] = (here - sums[EDGE - size + at]) / size
            other[:, right : right + SIGNS] = (sums[EDGE + size + at] - here) / size
        at += first
        other[:, -REPEATS - STOPS_AROUND : -STOPS_AROUND] = words.repeats[at]
        other[:, -STOPS_AROUND:] = words.stops[at]
        yield at, at + (EDGE - BEFORE), other


def inputs_of(words: Words) -> Floats:
    """The inputs of all spaces that may have been line breaks, as one table, which is what the network is fitted on."""
    parts = []
    for _, first, other in rows_of(words):
        beside = [words.table[words.around[first + at]] for at in range(AROUND)]
        parts.append(np.hstack([*beside, other]))
    return np.vstack(parts)


def signs_of(words: Iterable[str]) -> bytes:
    """The signs of each word, WIDTH bytes a word. `_spaces.pyx` says the same."""
    return b"".join(map(_signs, words))


@lru_cache(4096)
def _signs(word: str) -> bytes:
    core = word.strip(MARKS)
    first, last = core[:1], bare(word)[-1:]
    letter, capital = first.isalpha(), first.isupper()
    return bytes((
        capital, len(core) > 1 and core.isupper(), first.isdigit(), any(map(str.isdigit, word)),
        letter and not capital, letter and not capital and has_no_capital(first),
        not any(map(str.isalnum, word)), word[0] in OPENERS,
        is_stop(last, 0), last in COLONS, last in COMMAS, word[-1] in CLOSERS,
        len(core) <= SHORT, len(core) >= LONGER, min(len(core), LONGEST),
        "\u2e80" <= first < "\uac00",
    ))  # fmt: skip


def has_no_capital(letter: str) -> bool:
    """Whether no capital of a letter begins a word; Georgian has capitals, and they do not."""
    return letter == letter.title()


def bare(word: str) -> str:
    """The word without what may stand behind its stop."""
    return word.rstrip(BEHIND_STOPS)


def _stops(stopped: NDArray[np.bool_]) -> Floats:
    count = len(stopped)
    at = np.arange(count)
    last = np.maximum.accumulate(np.where(stopped, at, -1))
    following = np.minimum.accumulate(np.where(stopped, at, count + FAR)[::-1])[::-1]
    left, right = np.minimum(at - last, FAR)[:-1], np.minimum(following[1:] - at[:-1], FAR)
    return np.column_stack([np.log1p(left), np.log1p(right), left == 0, right <= 2]).astype(np.float32)


def _repeats(forms: Ints) -> NDArray[np.bool_]:
    """Of each space: whether words around it stand elsewhere in the same order, and end or begin to here."""
    two, three, four = (_times(forms, size) for size in (2, 3, 4))
    gaps = len(forms) - 1
    over2, over3, over4 = two[:gaps], three[:gaps], four[:gaps]
    from2, from3, from4 = two[1 : gaps + 1], three[1 : gaps + 1], four[1 : gaps + 1]
    upto2, upto3, into3 = (np.ones(gaps, np.int64) for _ in range(3))
    upto2[1:], upto3[2:], into3[1:] = two[: gaps - 1], three[: max(gaps - 2, 0)], three[: gaps - 1]
    return np.column_stack([
        over2 > 1, from2 > 1, from3 > 1, from4 > 1, over3 > 1, over4 > 1, upto2 > 1, upto3 > 1, into3 > 1,
        (from3 > over4) & (from3 > 1), (from2 > over3) & (from2 > 1),
        (upto3 > into3) & (upto3 > 1), (upto2 > over2) & (upto2 > 1),
    ])  # fmt: skip


def _times(forms: Ints, size: int) -> Ints:
    """How often the words from each place on, so many, stand in the text; 1 where it ends before."""
    found = np.ones(len(forms) + 1, np.int64)
    count = len(forms) - size + 1
    if count > 0:
        key = np.zeros(count, np.int64)
        for at in range(size):
            key = key * 1_000_003 + forms[at : at + count]  # the product wraps around
        _, which, times = np.unique(key, return_inverse=True, return_counts=True)
        found[:count] = times[which]
    return found


try:
    from cleaner.segment._spaces import signs_of as _signs_of
except ImportError:
    _signs_of = signs_of
