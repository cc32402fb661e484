"""Which of these words are two, of two languages, whose space was lost ("directorhet", "sindsafely")?

A mirror or a paste puts its fragment where it likes, and a space goes missing at the seam. Read as one, such a word is
in nobody's list. It is parted where one half is a word of the page's language and the other one of the foreign
language, and neither is one of both. Only a text that is known to suffer from that language is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.language.table import load_table

_HALF = 4
"""letters of a half at least, or"""
_SMALL = 3
"""where it is as common as"""
_COMMON = -7.0
"""log probability, which "het", "och", "now" have"""
_LEAST = -16.6
"""log probability of both halves together; compounds and long endings of one language have less"""
_LONGEST = 40
"""letters of a word that is looked at"""


def find_seams(forms: Sequence[str], own: int, other: int) -> dict[str, int]:
    """For each glued word, in lower case, how many letters its first half has."""
    table = load_table()
    _, listed = table.look_up(forms, (own, other))
    unlisted = [form for form, (by_own, by_other) in zip(forms, listed, strict=True) if not (by_own or by_other)]
    places = [(form, at) for form in unlisted if len(form) <= _LONGEST for at in range(_SMALL, len(form) - _SMALL + 1)]
    if not places:
        return {}
    halves = [half for form, at in places for half in (form[:at], form[at:])]
    values, known = table.look_up(halves, (own, other))
    lengths = np.array([len(half) for half in halves])
    values = np.where((lengths[:, None] >= _HALF) | (values > _COMMON), values, -np.inf)
    only = np.where(known & ~known[:, ::-1], values, -np.inf)
    sums = np.maximum(only[::2, 0] + only[1::2, 1], only[::2, 1] + only[1::2, 0])
    best: dict[str, tuple[float, int]] = {}
    for number in np.flatnonzero(sums > _LEAST):
        form, at = places[number]
        best[form] = max(best.get(form, (_LEAST, 0)), (float(sums[number]), at))
    return {form: at for form, (_, at) in best.items()}
