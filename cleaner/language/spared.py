"""Which of these fragments are the page's own after all, by how few they are and how they stand?

An article on music names songs as they are called ("der Song I want to hold your hand"), and a word by itself that the
page's own language has, too, is no damage.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.shape import Fragment
from cleaner.language.table import load_table
from cleaner.language.words import INITIAL, Words

_FEW, _TITLE = 3, 8
"""titles that a page speaks of, and words of one; pasted headlines are more, or longer"""
_SHARED = 3.0
"""nats by which one word by itself is rarer in the page's own language"""


def spare(words: Words, own: int, parts: Sequence[Fragment]) -> list[Fragment]:
    """The fragments without those that are the own words of a page in language `own`, or titles it speaks of."""
    told = [part for part in parts if not _is_shared(words, own, part)]
    by_language: dict[int, list[Fragment]] = {}
    for part in told:
        by_language.setdefault(part.language, []).append(part)
    return [part for part in told if not _are_titles(words, by_language[part.language])]


def _is_shared(words: Words, own: int, part: Fragment) -> bool:
    """Whether a fragment is one word that the page's own language uses nearly as often: "werk"."""
    if part.last - part.first > 1:
        return False
    form = words.forms[words.ids[part.first]]
    values, listed = load_table().look_up([form], (own, part.language))
    return bool(listed[0, 0] and values[0, 1] - values[0, 0] < _SHARED)


def _are_titles(words: Words, parts: Sequence[Fragment]) -> bool:
    """Whether all that a page has of a language are a few titles: each begins with a capital inside a sentence.

    Of the fragments that mirrors leave most begin with a small letter.
    """
    return len(parts) <= _FEW and all(
        words.shown[part.first][0].isupper() and words.cases[part.first] != INITIAL and part.last - part.first <= _TITLE
        for part in parts
    )
