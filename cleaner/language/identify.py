"""Which language are these words, by the lists of some hundred?

A script that one language writes decides alone. Elsewhere the words vote: each adds its log probability in a language
that lists it, and a floor in one that does not (naive Bayes on words, whose one assumption, that words are
independent, does no harm to the order of the languages). Two hundred words, taken from the whole text, are enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.language.table import Floats, load_table
from cleaner.language.words import LETTERS
from cleaner.late import late

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAMPLE = 200
_LONGEST = 20_000
"""characters of a text that are looked at"""
_REPEATS = 4
"""a word counts so often at most: a headword or a name recurs"""
_UNLISTED = -15.6
_TEMPER = 0.4
"""words of a text hang together, so their evidence is worth less than its sum"""
_SCRIPTS = {
    "ko": "ᄀ-ᇿ가-힣", "ja": "ぁ-ヿ", "zh": "一-鿿", "th": "ก-๛", "ka": "Ⴀ-ჿ", "hy": "Ա-֏", "km": "ក-៿", "lo": "ກ-ໟ",
    "my": "က-႟", "ta": "அ-௿", "te": "అ-౿", "kn": "ಅ-೿", "ml": "അ-ൿ", "gu": "અ-૿", "pa": "ਅ-੿", "bn": "অ-৿", "or": "ଅ-୿",
    "si": "අ-෿", "am": "ሀ-፿", "bo": "ༀ-࿿", "dv": "ހ-޿",
}  # fmt: skip
_LATINISED, _CYRILLIC = frozenset(("hr", "bs", "sr-Latn")), "sr"
"""one language in two scripts: the list of Serbian in Latin letters is short, that in Cyrillic ones is as long as the
others', and each Latin word has one spelling there"""
_AHEAD = 7.0
"""nats by which Serbian must lead, since Bosnian and Croatian are not spelt in Cyrillic letters here"""
_TWO_LETTERS = (("lj", "љ"), ("nj", "њ"), ("dž", "џ"))
_TO_CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_ALONE = late("|".join(f"(?P<{code}>[{letters}])" for code, letters in _SCRIPTS.items()))
_OWN = "ঀ-෿ༀ-࿿က-႟ሀ-፿぀-ヿ一-鿿가-힣฀-໿Ⴀ-ჿԱ-֏ក-៿"
_OWN_SIGNS = late(f"[{_OWN}]")
_OWN_BLOCKS = np.zeros(256, np.uint8)
"""the blocks of 256 characters that these stand in"""
for _low, _high in zip(_OWN[::3], _OWN[2::3], strict=True):
    _OWN_BLOCKS[ord(_low) >> 8 : (ord(_high) >> 8) + 1] = 1

try:
    from cleaner.language._table import may_hold
except ImportError:

    def may_hold(text: str, blocks: NDArray[np.uint8]) -> bool:
        """Whether a text may hold a character of these blocks; a first look, which a compiler makes worth its time."""
        return bool(blocks.any()) and not text.isascii()


def first_look(letters: str) -> Callable[[str], bool]:
    """Whether a text may hold one of these letters, given as the ranges of a pattern: by blocks of 256 characters."""
    blocks = np.zeros(256, np.uint8)
    for first, last in re.findall("(.)(?:-(.))?", letters):
        blocks[ord(first) >> 8 : (ord(last or first) >> 8) + 1] = 1
    return lambda text: not text.isascii() and may_hold(text, blocks)


class Guess(NamedTuple):
    """A language and how sure it is; no code where there is too little to go by."""

    code: str
    confidence: float


def identify(text: str, sample: int = _SAMPLE) -> Guess:
    """The language of a text by its script and about so many of its words."""
    text = text[:_LONGEST]
    if not text.isascii() and may_hold(text, _OWN_BLOCKS) and _OWN_SIGNS.search(text):
        alone = _by_script(text)
        if alone.code:
            return alone
    table = load_table()
    votes = _vote(text, sample)
    if votes is None:
        return Guess("", 0.0)
    if table.codes[int(votes.argmax())] in _LATINISED:
        serbian = _vote(_in_cyrillic(text), sample)
        if serbian is not None and serbian[table.number[_CYRILLIC]] > votes.max() + _AHEAD:
            votes[table.number["sr-Latn"]] = serbian[table.number[_CYRILLIC]]
    votes *= _TEMPER
    best = int(votes.argmax())
    shares = np.exp(votes - votes[best])
    return Guess(table.codes[best].split("-")[0], round(float(shares[best] / np.add.reduce(shares)), 4))


def _vote(text: str, sample: int) -> Floats | None:
    lists = load_table().lists
    return votes_of(text, sample) if lists is None else lists.vote(text, sample, _REPEATS, _UNLISTED)


def _in_cyrillic(text: str) -> str:
    """A text in Latin letters as Serbian spells it in Cyrillic ones."""
    text = text.lower()
    for latin, cyrillic in _TWO_LETTERS:
        text = text.replace(latin, cyrillic)
    return text.translate(_TO_CYRILLIC)


def _by_script(text: str) -> Guess:
    counts = Counter(match.lastgroup or "" for match in _ALONE.finditer(text))
    code, most = counts.most_common(1)[0] if counts else ("", 0)
    if code == "zh" and counts["ja"] * 20 > most:
        code, most = "ja", most + counts["ja"]
    letters = sum(map(str.isalpha, text))
    if not letters or most * 3 <= letters:  # a vowel sign alone is of a script, and no letter
        return Guess("", 0.0)
    return Guess(code, round(min(1.0, most / letters), 4))


def votes_of(text: str, sample: int = _SAMPLE) -> Floats | None:
    """For each language the sum of what some words of a text say; None where no list has any of them."""
    tokens = LETTERS.findall(text.lower())
    counts = Counter(tokens[:: max(1, len(tokens) // sample)])
    values, listed = load_table().look_up(list(counts))
    if not listed.any():
        return None
    often = np.array([min(count, _REPEATS) for count in counts.values()], np.float32)
    votes: Floats = (np.where(listed, values, np.float32(_UNLISTED)) * often[:, None]).sum(axis=0)
    return votes
