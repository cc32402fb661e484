"""Could this text hold words of another language at all, and of which?

One pass that every page pays, so it only asks what a set can answer: the words in lower case that the page's own
language does not plainly have. A clean article has a handful; they are looked up, and where no language has enough
of them, nothing more is done.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np

from cleaner.language.table import Floats, load_table
from cleaner.language.words import LETTERS

_MOST = 60_000
"""plain words remembered of a language; some 6 MB"""
_RATIO = 4.0
"""nats: a word that another language uses so much oftener is not plain, though the own one lists it ("die", "wat")"""
_FULL = 6.0
"""nats that count as one word of evidence"""
ANCHOR = (-8.5, 4.0)
"""an anchor's log probability in the other language, and its ratio to the own one: "het", "und", "dans" """
_SIGN = 2.0
"""nats by which a word beside an anchor is the other language's rather"""
_NEAR = 3
"""words"""
_LOOKED_AT = 1.0
"""words of evidence below which no language is looked at"""
_REPEATS = 3
"""a word counts so often at most: a name written small recurs"""


@cache
def _plain(own: int) -> set[str]:
    """The words of a language met so far that are no evidence of another."""
    del own
    return set()


def suspect(text: str, own: int) -> Floats:
    """For each language of the table, how many words of evidence a text in language `own` holds for it."""
    table, plain = load_table(), _plain(own)
    tokens = LETTERS.findall(text.lower() if text.isupper() else text)
    kinds = set(tokens) - plain
    forms = [word for word in kinds if word == word.lower()]
    if not forms:
        return np.zeros(len(table.codes), np.float32)
    values, listed = table.look_up(forms)
    ratio = np.where(listed & table.rivals(own), values - values[:, own : own + 1], 0)
    known = listed[:, own]
    for place in np.flatnonzero(known & (ratio.max(axis=1) < _RATIO)):
        plain.add(forms[place])
    if len(plain) > _MOST:
        plain.clear()
    lengths = np.array([len(form) for form in forms])
    least, apart = ANCHOR
    anchors = (ratio > apart) & (values > least) & (lengths > 1)[:, None]
    signs = ratio > _SIGN
    ratio[known] = np.clip(ratio[known] - _RATIO, 0, None) / 2
    counts = Counter(tokens)
    often = np.array([min(counts[form], _REPEATS) for form in forms], np.float32)
    evidence: Floats = (np.clip(ratio / _FULL, 0, 1) * often[:, None]).sum(axis=0)
    evidence[~anchors.any(axis=0)] = 0
    for number in np.flatnonzero(evidence >= _LOOKED_AT):
        hooks, beside = ({forms[place] for place in np.flatnonzero(some[:, number])} for some in (anchors, signs))
        if not _meet(tokens, hooks, beside):
            evidence[number] = 0
    return evidence


def _meet(tokens: list[str], hooks: set[str], beside: set[str]) -> bool:
    """Whether an anchor has another word of its language near it: no fragment worth finding is without."""
    for place, token in enumerate(tokens):
        if token in hooks:
            around = tokens[max(0, place - _NEAR) : place] + tokens[place + 1 : place + 1 + _NEAR]
            if not beside.isdisjoint(set(around) - {token}):
                return True
    return False
