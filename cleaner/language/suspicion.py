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
    ratio[known] = np.clip(ratio[known] - _RATIO, 0, None) / 2
    counts = Counter(tokens)
    often = np.array([min(counts[form], _REPEATS) for form in forms], np.float32)
    evidence: Floats = (np.clip(ratio / _FULL, 0, 1) * often[:, None]).sum(axis=0)
    return evidence
