"""What can be seen of a word and of those around it, once a text is known to suffer from a language?

The first reading weighs each word by itself. How its neighbours stand, what marks are between them, whether the word
recurs in other fragments or in plain sentences, and how far the next fragment is, are seen only when that is done.
Nothing here belongs to a language: all is told by log probabilities, cases and gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from cleaner.language.decode import chances
from cleaner.language.fragments import ENTER, ENTER_FIRST, Foreign, lines_of
from cleaner.language.opening import known_names
from cleaner.language.shape import Fragment
from cleaner.language.table import Floats, Table, load_table
from cleaner.language.words import MUTE, Ints, Words

NEAR = 2
"""words on either side that are looked at"""
_MAYBE = 0.02
"""probability of a word by itself from which it, and what is around, is looked at"""
_ENTER_LOW = 2.0
_AROUND = 3
_FAR = 10
"""words to the next fragment, from which it is far"""
_CAPITALS = 6
_KINDS = 11
"""kinds of gaps"""
_GAP = 12
"""characters of a gap that tell its kind"""
_UNLISTED = -1.4
"""what stands for the log probability of a word that a list lacks"""
_LEAST = 8.0
"""nats of evidence that every text which suffers has"""


class Run(NamedTuple):
    """A stretch of words that is a fragment by the first reading, and its nats."""

    first: int
    last: int
    nats: float


def look_around(words: Words, own: int, foreign: Foreign, fragments: Sequence[Fragment]) -> tuple[Ints, Floats]:
    """The places of the words worth a second look, and a row of what is seen for each.

    `own` is the number of the page's language, `fragments` what the first reading found of the foreign one, in order.
    """
    runs = [
        Run(part.first, part.last, sum(foreign.scores[part.first : part.last]))
        for part in fragments
        if part.language == foreign.language
    ]
    inside = np.zeros(len(words.shown), np.float32)
    for run in runs:
        inside[run.first : run.last] = 1
    places = _worth_looking(words, foreign.scores, inside)
    alone = np.concatenate([_of_word(words, (own, foreign), inside), _of_gap(words)], axis=1)
    padded = np.zeros((len(alone) + 2 * NEAR, alone.shape[1]), np.float32)
    padded[NEAR:-NEAR] = alone
    near = [padded[places + shift] for shift in range(2 * NEAR + 1)]
    page = _of_place(words, runs, places)
    told = np.array(
        [np.log(max(foreign.evidence, _LEAST) / _LEAST) / 2, np.log(max(foreign.spliced, 1)) / 3, 5 * inside.mean()]
    )
    rows = [*near, page, np.tile(told, (len(places), 1))]
    return places, np.concatenate(rows, axis=1, dtype=np.float32)


def _worth_looking(words: Words, scores: list[float], inside: Floats) -> Ints:
    """The words that may be foreign, and a few on either side of each."""
    hot = (_chances(words, scores, _ENTER_LOW) > _MAYBE) | (inside > 0)
    near = np.convolve(hot, np.ones(2 * _AROUND + 1), "same") if len(hot) > 2 * _AROUND else np.ones(len(hot))
    return np.flatnonzero(near > 0.5)


def _chances(words: Words, scores: list[float], enter: float) -> Floats:
    found = [chance for first, last in lines_of(words) for chance in chances(scores[first:last], enter)]
    return np.array(found, np.float32)


def _of_word(words: Words, pair: tuple[int, Foreign], inside: Floats) -> Floats:
    """What is seen of each word by itself, and of its like elsewhere."""
    foreign, table = pair[1], load_table()
    numbers = (pair[0], foreign.language)
    values, listed = table.look_up(words.forms, numbers)
    level = np.where(listed, (values + 10) / 5, _UNLISTED)
    spelled = _spelled(table, words.forms, numbers)
    chance = _chances(words, foreign.scores, ENTER)
    ids = words.ids
    elsewhere, languages = _elsewhere(table, words.forms, numbers)
    others = np.bincount(ids, minlength=len(words.forms))[ids] - 1
    there = np.bincount(ids, chance, len(words.forms))[ids] - chance
    known = known_names(words, [run[:2] for run in foreign.runs])
    small = {word for word in words.shown if word[0].islower()}
    lengths = np.array([len(form) for form in words.forms])
    seen: list[Any] = [
        np.array(foreign.scores) / 5, chance, _chances(words, foreign.scores, ENTER_FIRST), inside,
        elsewhere[ids], languages[ids], level[ids, 0], ~listed[ids, 0], level[ids, 1], ~listed[ids, 1], spelled[ids],
        np.log1p(np.maximum(there, 0)) / 2, np.log1p(np.maximum(others - there, 0)) / 2,
        np.minimum(lengths, 12)[ids] / 6,
        [word[0].isupper() for word in words.shown], [word in known for word in words.shown],
        np.array([form in small for form in words.forms])[ids],
        *(words.cases == case for case in range(MUTE + 1)),
    ]  # fmt: skip
    return np.stack([np.asarray(column, np.float32) for column in seen], axis=1)


def _elsewhere(table: Table, forms: Sequence[str], pair: tuple[int, int]) -> tuple[Floats, Floats]:
    """How common each word is in the language that has it most, and in how many; names are in many."""
    values, listed = table.look_up(forms)
    far = table.strangers(*pair)
    most = np.where(listed[:, far], (values[:, far] + 10) / 5, _UNLISTED).max(axis=1, initial=_UNLISTED)
    return most, (np.log1p(listed[:, far].sum(axis=1)) / 2).astype(np.float32)


def _spelled(table: Table, forms: Sequence[str], pair: tuple[int, int]) -> Floats:
    letters = table.spell(forms, pair)
    lengths: Floats = np.array([max(3, len(form)) for form in forms], np.float32)
    found: Floats = (letters[:, 1] - letters[:, 0]) / lengths
    return found


def _of_gap(words: Words) -> Floats:
    """What kind of gap is before each word, one column a kind."""
    found: Floats = np.eye(_KINDS, dtype=np.float32)[[_kind(gap) for gap in words.gaps[:-1]]]
    return found


_MARKS = ("\n", "0123456789", ".!?…", '"“”„«»‘’', "()[]", ",;:", "-–—")


@lru_cache(1024)
def _joint(gap: str) -> int:
    """The kind of a gap of a few characters: a space, none, or the first of the marks that it has."""
    if not gap.strip(" \u00a0"):
        return 0 if gap else 1
    if gap in ("'", "’"):
        return _KINDS - 1
    for kind, marks in enumerate(_MARKS, 2):
        if not set(marks).isdisjoint(gap):
            return kind
    return _KINDS - 2


def _kind(gap: str) -> int:
    return _joint(gap[:_GAP])


def _of_place(words: Words, runs: Sequence[Run], places: Ints) -> Floats:
    """How far each place is from the fragments before and after it, how long they are; its own; how it stands."""
    size = len(words.shown)
    seen = np.zeros((size, 15), np.float32)
    ends = [*(run.first for run in runs[1:]), size]
    starts = [0, *(run.last for run in runs[:-1])]
    for run, low, high in zip(runs, starts, ends, strict=True):
        length, is_one = np.log1p(run.last - run.first) / 2, run.last - run.first == 1
        seen[run.first : run.last, 0:4] = length, is_one, min(run.nats, 30) / 10, min(run.nats, 6) / 3
        after = np.arange(1, min(high, run.last + _FAR) - run.last + 1)
        _tell(seen[run.last : run.last + len(after), 4:9], after, length, is_one)
        before = np.arange(run.first - max(low, run.first - _FAR), 0, -1)
        _tell(seen[run.first - len(before) : run.first, 9:14], before, length, is_one)
    capital = np.array([word[0].isupper() for word in words.shown], float)
    summed = np.concatenate([[0.0], np.cumsum(capital)])
    left, right = np.maximum(0, places - _CAPITALS), np.minimum(size, places + _CAPITALS + 1)
    found: Floats = seen[places]
    found[:, 14] = (summed[right] - summed[left]) / _CAPITALS
    return found


def _tell(seen: Floats, distance: Any, length: float, is_one: bool) -> None:
    seen[:, 0], seen[:, 1], seen[:, 2] = 1 / distance, distance == 1, distance == 2
    seen[:, 3], seen[:, 4] = length, is_one
