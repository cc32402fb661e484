"""How much does this word speak for one language against another?

For a page's language and one other, each word gets a log likelihood ratio from what the lists say of it: only the
other lists it, both do, only the page's own does, or neither, and how it stands in the sentence. A word the page's
own language knows well is no evidence; a capitalised one inside a sentence is little; a word in neither list goes by
its letters. The weights are those of a logistic regression (`bench/language/fit_spans.py`); no weight belongs to a
language.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import log
from typing import Any

import numpy as np

from cleaner.language.table import Flags, Floats, Table
from cleaner.language.words import INITIAL, LONE, LOWER, MUTE, NAME
from cleaner.package import PACKAGE

STRONGEST = 5.0
"""nats that one word may say; a longer list would make rare words shout"""
_UNLISTED = -15.6
_KNOWN_WELL = (-12.5, -11.0, -9.5, -8.0, -6.0)
"""log probabilities that part the words of the page's own language, from noise to function words"""
_THIN = 30_000
"""words of a list that is not short"""
_LACKS = 0.8
"""nats that a word unlisted says less, for each e-fold that a list is shorter"""
_BORROWED = 1.5
"""nats that a relative's word is rarer"""
_LETTER = 3.0
"""nats that one letter may say: it is no fragment by itself"""
_CASES = ("lower", "name", "initial", "lone")

_BY_CASE = (
    "only other", "only other by ratio", "neither", "neither by spelling", "only own", "both", "only other by special",
    "both by special",
)  # fmt: skip
ORDER = (
    *(f"{name}, {case}" for case in _CASES for name in _BY_CASE),
    "only other by spelling",
    *(f"{name}, known {level}" for level in range(len(_KNOWN_WELL) + 1) for name in ("both", "both by ratio")),
    "only own by frequency",
)
"""the features that `_table.pyx` weighs; with other ones words are weighed here"""


def features(
    own: Floats, other: Floats, known: tuple[Flags, Flags], spelling: Floats, special: Floats
) -> dict[str, Floats]:
    """`[word, case]` for each feature. `own` and `other` are log probabilities of each word, `known` who lists it.

    `spelling` is the mean log ratio of a letter, other against own.
    """
    by_own, by_other = known
    ratio = other - own
    only_other, both = by_other & ~by_own, by_other & by_own
    only_own, neither = by_own & ~by_other, ~by_own & ~by_other
    spelled = np.clip(spelling, -1.5, 1.5)
    found: dict[str, Any] = {}

    def add(name: str, values: Any, case: int | None = None) -> None:
        column = np.zeros((len(own), len(_CASES)), np.float32)
        column[:, slice(None) if case is None else case] = values[:, None] if case is None else values
        found[name] = column

    for case, word in zip((LOWER, NAME, INITIAL, LONE), _CASES, strict=True):
        add(f"only other, {word}", only_other, case)
        add(f"only other by ratio, {word}", np.where(only_other, np.clip(ratio, 0, 9), 0) / 4, case)
        add(f"neither, {word}", neither, case)
        add(f"neither by spelling, {word}", np.where(neither, spelled, 0), case)
        add(f"only own, {word}", only_own, case)
        add(f"both, {word}", both, case)
        add(f"only other by special, {word}", np.where(only_other, special, 0) / 4, case)
        add(f"both by special, {word}", np.where(both, special, 0) / 4, case)
    add("only other by spelling", np.where(only_other, spelled, 0))
    level = np.searchsorted(np.array(_KNOWN_WELL), own)
    for number in range(len(_KNOWN_WELL) + 1):
        add(f"both, known {number}", both & (level == number))
        add(f"both by ratio, known {number}", np.where(both & (level == number), np.clip(ratio, -8, 8), 0) / 4)
    add("only own by frequency", np.where(only_own, np.clip(own - _UNLISTED, 0, 8), 0) / 4)
    return found


@cache
def load_weights() -> dict[str, float]:
    """The fitted weights, by feature."""
    weights: dict[str, float] = json.loads((PACKAGE / "language" / "weights.json").read_text("utf-8"))
    return weights


def describe(forms: Sequence[str], own: int, other: int, table: Table) -> dict[str, Floats]:
    """The features of lower-case words, for languages given by their numbers in the table."""
    all_values, all_listed = table.look_up(forms)
    values, listed = all_values[:, (own, other)], all_listed[:, (own, other)]
    if table.sizes[own] < _THIN:
        _borrow(values, listed, (all_values, all_listed), table.kin(own, other))
    far = table.strangers(own, other)
    elsewhere = np.where(all_listed[:, far], all_values[:, far], _UNLISTED).max(axis=1, initial=_UNLISTED)
    special = np.clip(values[:, 1] - elsewhere, -6, 6)
    lengths = np.array([max(3, len(form)) for form in forms], np.float32)
    letters = table.spell(forms, (own, other))
    return features(
        values[:, 0], values[:, 1], (listed[:, 0], listed[:, 1]), (letters[:, 1] - letters[:, 0]) / lengths, special
    )


def _borrow(values: Floats, listed: Flags, of_all: tuple[Floats, Flags], kin: Flags) -> None:
    """Give the own language of a short list the words of its close relatives: Galician those of Portuguese."""
    if not kin.any():
        return
    best = np.where(of_all[1][:, kin], of_all[0][:, kin], _UNLISTED).max(axis=1) - _BORROWED
    missing = of_all[1][:, kin].any(axis=1) & ~listed[:, 0]
    values[missing, 0] = np.maximum(values[missing, 0], best[missing])
    listed[missing, 0] = True


def weigh(forms: Sequence[str], own: int, other: int, table: Table) -> Floats:
    """`[word, case]` log likelihood ratios of lower-case words, other language against own; 0 in the case MUTE."""
    weights = load_weights()
    if table.lists is None or tuple(weights) != ORDER or table.sizes[own] < _THIN:
        return weigh_features(forms, own, other, table)
    far = table.strangers(own, other).astype(np.uint8)
    weighed = table.lists.weigh(forms, own, other, far, np.array(list(weights.values()), np.float32))
    return _cap_letters(forms, weighed)


def weigh_features(forms: Sequence[str], own: int, other: int, table: Table) -> Floats:
    """The same without a compiler's help."""
    weights = load_weights()
    sums: Floats = np.zeros((len(forms), MUTE + 1), np.float32)
    described = describe(forms, own, other, table)
    for name, values in described.items():
        sums[:, : len(_CASES)] += weights[name] * values
    found = np.clip(sums, -STRONGEST, STRONGEST)
    for case, word in enumerate(_CASES):  # a short list lacks many of its language's words
        found[:, case] -= _LACKS * log(max(1.0, _THIN / table.sizes[own])) * described[f"only other, {word}"][:, case]
    return _cap_letters(forms, found)


def _cap_letters(forms: Sequence[str], weighed: Floats) -> Floats:
    single = [number for number, size in enumerate(map(len, forms)) if size == 1]
    weighed[single] = np.minimum(weighed[single], _LETTER)
    return weighed
