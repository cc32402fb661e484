"""Is all that a page has of another language what its article speaks of: titles, dishes, terms, loans?

An article on an opera, a recipe, a law report or a start-up has more of another language than many a polluted page, and
no clause of it. A mirror or a paste leaves clauses, sentences and headlines: long stretches, and among short ones words
that no title, dish or term has, such as "nachdem", "they", "dice que". Where there is none of that, fragments are
marked and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from cleaner.language.beside import JOINS, STOPS
from cleaner.language.connectives import connectives
from cleaner.language.fragments import Foreign
from cleaner.language.lone import JOINING
from cleaner.language.shape import Fragment
from cleaner.language.table import Flags, Floats, load_table
from cleaner.language.words import INITIAL, LOWER, Words, is_quoted

SPEAKS: Final = 0.1
"""what a probability is worth on such a page: of 268 polluted ones it changes one, of 23 articles that lost words 22"""
_SENTENCE: Final = 7
"""words in a row that are no title and no term, but a headline or a sentence"""
_WHOLE, _PHRASE = 8, 4
"""words of a whole sentence, and of more than a greeting or the name of an office"""
_CLAUSE: Final = 0.1
"""share of the words of clauses among those of all fragments, below which a page has no clause"""
_COMMON: Final = -8.5
"""log probability from which a word that joins no nouns is one of a clause"""
_OWN: Final = 5.0
"""nats by which such a word is rarer in the page's own language, where that lists it"""
_AS_OFTEN: Final = 1.0
"""nats"""
_SHORT, _MOST_COMMON = 2, -6.5
"""letters of a short word, and the log probability from which it is one of a clause"""
_AT_EDGE: Final = 3.0
"""nats, and log probability, of a word that joins nouns, at an end of a fragment, where it joins none"""
_EDGE: Final = -7.0
_GRAMMAR: Final = -6.0
"""log probability from which an English word is one of its grammar's; the page's own language must not have it"""
_ENGLISH, _RUNNING = 0.15, 0.4
"""share of such words in English from which it is no row of loans; of running English they are nearly half"""
_ALWAYS: Final = frozenset(("la",))
"""what nobody translates into: law, church, medicine and biology speak it"""
_BETWEEN_NOUNS: Final = JOINING.union(
    "de di da do du le la el lo il al au un en et ed em na no os as og av på om ve ja és az za po ze se w z u v s k i "
    "y e o a à".split()
)
"""what joins nouns in the names of dishes, works and societies"""
_PLACEHOLDER: Final = frozenset(("lorem", "ipsum", "dolor", "amet", "consectetur", "adipiscing"))
_FILLED: Final = 3
"""words of a text that fills a place, from which it does"""
_NEIGHBOURS: Final = {
    "en": frozenset("mi sm to fj cy ga gd mt tl ms sw zu xh st tn nso ts ss sn ny lg rw ha ig yo".split()),
    "fr": frozenset(("br", "eu", "oc", "lb", "wo", "mg", "ht")),
    "es": frozenset(("eu",)),
    "nl": frozenset(("fy",)),
    "de": frozenset(("lb",)),
}
"""languages of a country whose papers are written in another one, with which its words, names and greetings mix"""


class _Piece(NamedTuple):
    """Words `first` to `last` of a fragment, with nothing of the page's own and no mark between them."""

    first: int
    last: int
    is_last: bool = False
    """whether its end is the fragment's"""


def is_borrowed(words: Words, own: int, foreign: Foreign, fragments: Sequence[Fragment]) -> bool:
    """Whether all fragments of a language are what the page speaks of, or its loans."""
    table = load_table()
    parts = [fragment for fragment in fragments if fragment.language == foreign.language]
    pair = own, foreign.language
    home, other = (table.codes[number] for number in pair)
    told = _Told(words, pair)
    pieces = [
        piece
        for part in parts
        for piece in _pieces(told, part, foreign.scores)
        if not (part.quoted or is_quoted(words, piece.first, piece.last, foreign.scores))
    ]
    if other in _ALWAYS:
        forms = {word.lower() for part in parts for word in words.shown[part.first : part.last]}
        return len(_PLACEHOLDER & forms) < _FILLED
    is_sentence = any(_is_whole(words, part) for part in parts)
    if not pieces or is_sentence or any(one.last - one.first >= _SENTENCE for one in pieces):
        return False
    is_neighbour = other in _NEIGHBOURS.get(home, ()) or home in _NEIGHBOURS.get(other, ())
    size = sum(one.last - one.first for one in pieces)
    if other == "en":
        return sum(map(told.grammar, pieces)) < (_RUNNING if is_neighbour else _ENGLISH) * size
    if is_neighbour and not any(told.is_phrase(one) for one in pieces):
        return True
    if foreign.lone:
        return False
    clause = {form for one in pieces for form in told.clause(one)}
    return len(clause) + sum(map(told.breaks_off, pieces)) <= _CLAUSE * size


def _is_whole(words: Words, part: Fragment) -> bool:
    """Whether a fragment is a whole sentence, whatever words in it both languages have."""
    opens = part.first == 0 or words.cases[part.first] == INITIAL or "\n" in words.gaps[part.first]
    ends = part.last == len(words.shown) or not STOPS.isdisjoint(words.gaps[part.last])
    return opens and ends and not part.quoted and part.last - part.first >= _WHOLE


def _pieces(told: _Told, part: Fragment, scores: Sequence[float]) -> Iterator[_Piece]:
    """A fragment without the words at its ends that say nothing, parted at the page's own and at marks."""
    own, gaps, shown = told.own(part), told.words.gaps, told.words.shown
    first = part.first
    for place in range(part.first, part.last + 1):
        is_end = place == part.last or own[place - part.first] or scores[place] < 0 or shown[place] == "s"
        if not is_end and (place == first or gaps[place] in JOINS):
            continue
        while first < place and (scores[first] <= 0 or own[first - part.first]):
            first += 1
        if first < place:
            yield _Piece(first, place, place == part.last)
        first = place


class _Told:
    """What the lists say of the words of a page, in its own language and in the other one."""

    def __init__(self, words: Words, pair: tuple[int, int]) -> None:
        self.words, self.joins = words, connectives(load_table().codes[pair[1]])
        self.pair = pair

    def own(self, part: Fragment) -> list[bool]:
        """Which words of a fragment the page's own language has as often."""
        _, values, listed = self._listed(_Piece(part.first, part.last))
        found: list[bool] = (listed[:, 0] & (values[:, 0] > values[:, 1] - _AS_OFTEN)).tolist()
        return found

    def _listed(self, piece: _Piece) -> tuple[list[str], Floats, Flags]:
        forms = [self.words.forms[number] for number in self.words.ids[piece.first : piece.last]]
        values, listed = load_table().look_up(forms, self.pair)
        return forms, values, listed

    def grammar(self, piece: _Piece) -> int:
        """How many words are of the other language's grammar."""
        _, values, listed = self._listed(piece)
        is_own = listed[:, 0] & (values[:, 1] < values[:, 0] + _AT_EDGE)
        return int((listed[:, 1] & (values[:, 1] > _GRAMMAR) & ~is_own).sum())

    def is_phrase(self, piece: _Piece) -> bool:
        """Whether words are more than a greeting or a term, and no title."""
        shown, first = self.words.shown, piece.first
        is_title = first > 0 and shown[first - 1][0].isupper() and self.words.gaps[first] == " "
        size = sum(len(word) > 1 for word in shown[first : piece.last])
        return self.words.cases[first] == LOWER and size >= _PHRASE and not is_title

    def clause(self, piece: _Piece) -> Iterator[str]:
        """The words of a clause; a title has them, too."""
        if self.words.cases[piece.first] not in (LOWER, INITIAL):
            return
        forms, values, listed = self._listed(piece)
        own = listed[:, 0] & (values[:, 1] < values[:, 0] + _OWN)
        told: Any = listed[:, 1] & ~own & np.isin(self.words.cases[piece.first : piece.last], (LOWER, INITIAL))
        for form, is_told, value in zip(forms, told.tolist(), values[:, 1].tolist(), strict=True):
            is_clause = value > (_COMMON if len(form) > _SHORT else _MOST_COMMON) and form not in _BETWEEN_NOUNS
            if is_told and len(form) > 1 and (is_clause or form in self.joins):
                yield form

    def breaks_off(self, piece: _Piece) -> bool:
        """Whether the last word joins nouns, and joins none: "suroeste de"."""
        last = self.words.shown[piece.last - 1]
        if not piece.is_last or self.words.gaps[piece.last] != " " or last not in _BETWEEN_NOUNS:
            return False
        values = self._listed(_Piece(piece.last - 1, piece.last))[1]
        return bool(values[0, 1] > max(_EDGE, values[0, 0] + _AT_EDGE))
