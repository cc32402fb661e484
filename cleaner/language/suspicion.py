"""Could this text hold words of another language at all, and of which?

One pass that every page pays, so it only asks what a set can answer: the words in lower case that the page's own
language does not plainly have. A clean article has a handful; they are looked up, and where no language has enough
of them, nothing more is done. `_suspicion.pyx` says the same for a C compiler, in a hundredth of the time; tests hold
the two to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from cleaner.language.connectives import joined
from cleaner.language.table import IS_COMPILED, Flags, Floats, load_table
from cleaner.language.words import LETTERS

_MOST = 100_000
"""tokens remembered of a language; some 15 MB"""
RATIO = 4.0
"""nats: a word that another language uses so much oftener is not plain, though the own one lists it ("die", "wat")"""
FULL = 6.0
"""nats that count as one word of evidence"""
ANCHOR = (-8.5, 4.0)
"""an anchor's log probability in the other language, and its ratio to the own one: "het", "und", "dans" """
SIGN = 2.0
"""nats by which a word beside an anchor is the other language's rather"""
NEAR = 3
"""words"""
SUSPECTED = 1.5
"""words of evidence from which a language is looked at"""
REPEATS = 3
"""a word counts so often at most: a name written small recurs"""


class _Met(NamedTuple):
    """What was met so far in texts of a language and is no evidence of another."""

    words: set[str]
    """words in lower case that the language plainly has, or that none has"""
    tokens: set[str]
    """what stands between white space and holds no other words in lower case"""


@cache
def _met(own: int) -> _Met:
    del own
    return _Met(set(), set())


class Suspicion(NamedTuple):
    """What a first look finds."""

    evidence: Floats
    """for each language of the table, how many words a text holds of it"""
    anchors: frozenset[str]
    """the words, in lower case, that give one of them away"""


def suspect(text: str, own: int) -> Suspicion:
    """What a text in language `own` may hold of others."""
    return _reader(own)(text) if IS_COMPILED else suspect_by_sets(text, own)


@cache
def _reader(own: int) -> Callable[[str], Suspicion]:
    from cleaner.language import _suspicion  # noqa: PLC0415 - may be missing, and takes its numbers from here

    table = load_table()
    reader = _suspicion.Own(table.lists, own, table.rivals(own))
    return lambda text: _suspicion.suspect(text, reader)


def lines_with(text: str, words: frozenset[str]) -> str:
    """The lines of a text that hold one of some lower-case words."""
    if IS_COMPILED:
        from cleaner.language import _suspicion  # noqa: PLC0415 - as above

        return _suspicion.lines_with(text, words, load_table().lists)
    return lines_with_sets(text, words)


def lines_with_sets(text: str, words: frozenset[str]) -> str:
    """The same without a compiler's help."""
    return "\n".join([line for line in text.splitlines() if not words.isdisjoint(LETTERS.findall(line.lower()))])


def suspect_by_sets(text: str, own: int) -> Suspicion:
    """The same without a compiler's help."""
    table = load_table()
    nothing = Suspicion(np.zeros(len(table.codes), np.float32), frozenset())
    if text.isupper():
        text = text.lower()
    unmet = _unmet(text, own)
    if unmet is None:
        return nothing
    forms, values, listed, ratio = unmet
    known = listed[:, own]
    lengths = np.array([len(form) for form in forms])
    least, apart = ANCHOR
    anchors = (ratio > apart) & ((values > least) | joining(forms)) & (lengths > 1)[:, None]
    if not forms or not anchors.any():
        return nothing
    signs = ratio > SIGN
    ratio[known] = np.clip(ratio[known] - RATIO, 0, None) / 2
    weights = np.clip(ratio / FULL, 0, 1) * anchors.any(axis=0)
    if (weights.sum(axis=0) * REPEATS).max() < SUSPECTED:
        return nothing
    tokens = LETTERS.findall(text)
    counts = Counter(tokens)
    often = np.array([min(counts[form], REPEATS) for form in forms], np.float32)
    evidence: Floats = (weights * often[:, None]).sum(axis=0)
    evidence[evidence < SUSPECTED] = 0
    meetings = _meetings(tokens, {forms[place] for place in np.flatnonzero(anchors.any(axis=1))})
    for number in np.flatnonzero(evidence):
        hooks, beside = ({forms[place] for place in np.flatnonzero(some[:, number])} for some in (anchors, signs))
        if not any(token in hooks and not beside.isdisjoint(around) for token, around in meetings):
            evidence[number] = 0
    hooked = anchors[:, evidence > 0].any(axis=1)
    return Suspicion(evidence, frozenset([forms[place] for place in np.flatnonzero(hooked)]))


def joining(forms: Sequence[str]) -> Flags:
    """`[word, language]`: whether a word joins clauses, which makes it an anchor however rare it is."""
    joins = _joined()
    found = np.zeros((len(forms), len(load_table().codes)), np.bool_)
    for place, form in enumerate(forms):
        if form in joins:
            found[place, joins[form]] = True
    return found


@cache
def _joined() -> dict[str, list[int]]:
    number = load_table().number
    return {word: [number[code] for code in codes] for word, codes in joined().items()}


def joined_numbers() -> list[tuple[str, int]]:
    """Each word that joins clauses with the number of its language in the table."""
    return [(word, language) for word, languages in _joined().items() for language in languages]


def _unmet(text: str, own: int) -> tuple[list[str], Floats, Flags, Floats] | None:
    """The words in lower case that may be evidence of another language, with what the table says of them.

    Most of what stands between white space has been met before, and that is asked of the whole text at once.
    """
    met = _met(own)
    if len(met.tokens) > _MOST:
        met.tokens.clear()
        met.words.clear()
    new = set(text.split()) - met.tokens
    words = {token: [word for word in LETTERS.findall(token) if word == word.lower()] for token in new}
    forms = sorted({word for found in words.values() for word in found} - met.words)
    if not forms:
        met.tokens.update(new)
        return None
    table = load_table()
    values, listed = table.look_up(forms)
    ratio = np.where(listed & table.rivals(own), values - values[:, own : own + 1], 0)
    most = ratio.max(axis=1)
    telling = np.where(listed[:, own], most >= RATIO, most > 0)
    met.words.update([forms[place] for place in np.flatnonzero(~telling)])
    met.tokens.update([token for token, found in words.items() if met.words.issuperset(found)])
    left = np.flatnonzero(telling)
    return [forms[place] for place in left], values[left], listed[left], ratio[left]


def _meetings(tokens: list[str], hooks: set[str]) -> list[tuple[str, set[str]]]:
    """Each place of an anchor with the other words near it: no fragment worth finding has none of its language."""
    found = []
    for place, token in enumerate(tokens):
        if token in hooks:
            around = set(tokens[max(0, place - NEAR) : place + 1 + NEAR])
            around.discard(token)
            found.append((token, around))
    return found
