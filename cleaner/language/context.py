"""Which words are foreign, now that it is known what is around them?

The second reading of a text that suffers from a language beyond doubt. A word that says nothing by itself is judged by
its neighbours: a name that opens a pasted headline, a small word at the edge of a fragment, a noun with a capital that
the page's language does not have. A network of one hidden layer gives each such word a probability from what
`language.surroundings` sees; fitted by `bench/language/fit_context.py`, on articles other than those it is judged by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from cleaner.language.belief import ALONE, belief
from cleaner.language.fragments import Foreign
from cleaner.language.lone import is_all, meets
from cleaner.language.opening import known_names
from cleaner.language.shape import Fragment, behind_subject, is_protected, shape
from cleaner.language.spared import spare
from cleaner.language.surroundings import look_around
from cleaner.language.table import Flags, Floats, load_table
from cleaner.language.words import MUTE, NAME, Words, is_quoted
from cleaner.package import PACKAGE

LIKELY: Final = 0.26
"""probability from which a word is taken: one missed is as bad as one taken wrongly, and marks are there for doubt"""
HALF: Final = 0.5
"""the same of a name that the page has elsewhere, of a word in the middle of a name, and of words by themselves"""
BEYOND_DOUBT: Final = 12.0
"""nats of evidence from which a text is read a second time; with less, what stands around may be chance"""
BELIEVED: Final = 0.02
"""probability below which a run is left alone: the few words that a page of dishes or a language lesson brings"""
_NAME = 5
"""words of a name between two stretches, and one more"""
_ENDS = re.compile(r"[.!?…;\n\"“”„«»‘()\[\]]|’\s")
_TIES = frozenset(("-", "/"))
_CASED = frozenset(("Latn", "Cyrl", "Grek"))
_MOST = 50_000
"""words of a text that is read a second time: an article has 800"""


class Network(NamedTuple):
    """Weights of one hidden layer; `inputs` are what is seen, `outputs` the weights of the log odds."""

    inputs: Floats
    bias: Floats
    outputs: Floats
    offset: Floats

    def chances(self, rows: Floats) -> Floats:
        """The probability of each row's word."""
        hidden = np.maximum(rows @ self.inputs + self.bias, 0)
        found: Floats = 1 / (1 + np.exp(-np.clip(hidden @ self.outputs + self.offset, -30, 30)))
        return found


@cache
def load_network() -> Network:
    """The fitted network."""
    with (PACKAGE / "language" / "context.npz").open("rb") as file, np.load(file) as table:
        return Network(*(table[name].astype(np.float32) for name in Network._fields))


def find_fragments(words: Words, own: int, foreign: Sequence[Foreign]) -> list[Fragment]:
    """The fragments of all languages that a text in language `own` suffers from, in order, each of them believed."""
    return spare(words, own, _read(words, own, foreign))


def _read(words: Words, own: int, foreign: Sequence[Foreign]) -> list[Fragment]:
    found = [[part for part in shape(words, one) if how_sure(part, one) >= BELIEVED] for one in foreign]
    worst = foreign[0] if found and found[0] else None
    if worst is None or worst.evidence < BEYOND_DOUBT or is_all(worst.runs, worst.lone):
        return sorted(part for parts in found for part in parts)
    if len(words.shown) <= _MOST and _has_capitals(own):
        found[0] = reread(words, own, worst, found)
    return sorted(part for parts in found for part in parts)


def _has_capitals(own: int) -> bool:
    """Whether the script of a language tells names by capitals, as those that the network was fitted on."""
    return load_table().scripts[own] in _CASED


def reread(words: Words, own: int, worst: Foreign, found: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """The fragments of the worst language at a second reading; `found` are those of all languages at the first."""
    places, rows = look_around(words, own, worst, found[0])
    chances = np.zeros(len(words.shown), np.float32)
    chances[places] = load_network().chances(rows)
    nats = np.zeros(len(words.shown))
    for part in found[0]:
        nats[part.first : part.last] = part.score
    inside = nats > 0
    known = known_names(words, [run[:2] for run in worst.runs])
    least = np.array([HALF if word in known else LIKELY for word in words.shown], np.float32)
    taken = (chances > np.where(inside, LIKELY, least)) & (inside | (words.cases != MUTE))
    _join(taken, words)
    for part in (part for parts in found[1:] for part in parts):
        taken[part.first : part.last] = False
    read = []
    for first, last in _stretches(words, taken, inside):
        chance = float(chances[first:last].max())
        if not inside[first:last].any() and (chance < HALF or is_protected(words, first, last, worst.scores)):
            continue
        start = behind_subject(words, worst, _behind_name(words, chances, first, last), last)
        score = max(sum(worst.scores[start:last]), float(nats[start:last].max()))
        quoted = is_quoted(words, start, last, worst.scores)
        read.append(Fragment(start, last, worst.language, score, quoted, chance))
    return [part for part in read if how_sure(part, worst) >= BELIEVED]


def how_sure(part: Fragment, foreign: Foreign) -> float:
    """The probability that a fragment of a language, on a page that suffers so from it, is foreign."""
    told = belief(part.score, foreign)
    return part.chance * (max(told, ALONE) if meets(part, foreign.lone) else told)


def _join(taken: Flags, words: Words) -> None:
    """Take the name between two stretches, which is of no language, and the first half of a word with a hyphen."""
    held = np.flatnonzero(taken).tolist()
    for before, after in pairwise(held):
        if 1 < after - before <= _NAME and _is_name_between(words, before, after):
            taken[before:after] = True
    for place in held[::-1]:
        if place and words.gaps[place] in _TIES and _is_tied(words, place - 1):
            taken[place - 1] = True


def _is_tied(words: Words, place: int) -> bool:
    """Whether a word is half of another one ("HIV/Vigs"), and no part of an address."""
    return bool(words.cases[place] != MUTE) or words.shown[place].isupper()


def _is_name_between(words: Words, before: int, after: int) -> bool:
    if any(_ENDS.search(gap) for gap in words.gaps[before + 1 : after + 1]):
        return False
    return all(
        not word[0].islower() or case == NAME
        for word, case in zip(words.shown[before + 1 : after], words.cases[before + 1 : after], strict=True)
    )


def _stretches(words: Words, taken: Flags, inside: Flags) -> Iterator[tuple[int, int]]:
    """The stretches of words that are taken.

    None goes over the end of a line, a sentence or a quotation that the first reading has not gone over.
    """
    place, size = 0, len(taken)
    while place < size:
        first = place
        while place < size and taken[place] and (place == first or _holds(words, inside, place)):
            place += 1
        if place > first:
            yield first, place
        else:
            place += 1


def _holds(words: Words, inside: Flags, place: int) -> bool:
    gap = words.gaps[place]
    return (bool(inside[place - 1] and inside[place]) and "\n" not in gap) or not _ENDS.search(gap)


def _behind_name(words: Words, chances: Floats, first: int, last: int) -> int:
    """Where a fragment begins that would begin inside a name: there only if that is likelier than not."""
    start = first
    while (
        0 < start < last - 1
        and chances[start] < HALF
        and words.gaps[start] == " "
        and words.shown[start][0].isupper()
        and words.shown[start - 1][0].isupper()
    ):
        start += 1
    return start
