"""Which words does this text have, and how does each stand in it?

A word is a run of letters; apostrophes, hyphens and digits end it, as they do in the word lists. Two words that a
lost line break has glued together ("productGraham") are told apart by their capitals. `_words.pyx` says the same for a
C compiler; tests hold the two to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from cleaner.language.loans import find_loans

LETTERS = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(
    r"[^\W\d_]{3,}?(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|[A-Z]+(?=[A-Z][a-zß-öø-ÿ]{2})|[A-Z]{2,}(?=[a-zß-öø-ÿ]{3})"
)
OPENS = re.compile(r"[.!?:;\"“”„«»‘\n…]|[-–—]\s")
"""what may stand before a word that is capitalised for its place, not for being a name"""
_SIGNS = r"[_@/\\=<>{}|#+*~$^%&§°]"
BEFORE_CODE = re.compile(rf"{_SIGNS}[^\s,;]*\Z|\d\Z|\w\(\Z|\(\)")
AFTER_CODE = re.compile(rf"\A[^\s,;]*{_SIGNS}|\A\d|\A\(\S|\A\(\)|\A;\Z")
"""what touches a word of a program, an address, a formula, a unit"""
JOINS = frozenset((" ", "-", "'", "’"))
SHORT = 3
"""letters of "of", "the", "de", "und": such a word between two capitalised ones is part of a name"""

OPENING = frozenset("\"“”„«‹‘‚'»")
CLOSING = frozenset("\"”“»›’‘'«")
_GUILLEMETS = frozenset("«»‹›")
_BESIDE, _OWN = 2, -3.0
"""words beside these in their quotation marks; nats of one that is plainly the page's own"""
_TITLE = 6
"""words of a title or a name at most; longer ones are headlines"""

LOWER, NAME, INITIAL, LONE, MUTE = range(5)
"""how a word stands: in lower case; capitalised inside a sentence, beside another that is; at its beginning;
capitalised inside a sentence by itself, as a noun or a country is; saying nothing (an initial)"""

Ints = np.ndarray[Any, np.dtype[np.int64]]


class Words(NamedTuple):
    """The words of a text, in order. `gaps[i]` is what stands before word i; the last gap ends the text."""

    starts: list[int]
    ends: list[int]
    shown: list[str]
    gaps: list[str]
    forms: list[str]
    """each different word, in lower case"""
    ids: Ints
    """of each word, its place in `forms`"""
    cases: Ints
    """of each word, LOWER, NAME, INITIAL, LONE or MUTE"""


def read_words(text: str, seams: Mapping[str, int] | None = None) -> Words:
    """The words of a text; linear in it. `seams` says of glued words, in lower case, where their second half begins."""
    starts, ends, shown, gaps = _split(text, seams or {})
    forms = list(map(str.lower, shown))
    places = {form: place for place, form in enumerate(dict.fromkeys(forms))}
    ids = np.array([places[form] for form in forms], np.int64)
    standing = _cases(shown, gaps)
    for first, end in find_loans(forms, gaps):
        standing[first:end] = MUTE
    return Words(starts, ends, shown, gaps, list(places), ids, standing)


def split(text: str, seams: Mapping[str, int]) -> tuple[list[int], list[int], list[str], list[str]]:
    """Where words begin and end, the words, and the gaps, without a compiler's help."""
    starts: list[int] = []
    ends: list[int] = []
    shown: list[str] = []
    gaps: list[str] = []
    last = 0
    for match in LETTERS.finditer(text):
        start, end = match.span()
        word = match.group()
        if not seams and (word.islower() or word.istitle() or word.isupper()):
            starts.append(start)
            ends.append(end)
            shown.append(word)
            gaps.append(text[last:start])
            last = end
            continue
        for low, high in parts(word, start, end, seams):
            gaps.append(text[last:low] if low > last or not starts else " ")
            starts.append(low)
            ends.append(high)
            shown.append(text[low:high])
            last = high
    gaps.append(text[last:])
    return starts, ends, shown, gaps


def is_title(words: Words, first: int, last: int, *, quoted: bool = False) -> bool:
    """Whether every word but the small ones is capitalised, the first and another: a name, or the title of a work."""
    shown = words.shown[first:last]
    capitals = sum([word[0].isupper() for word in shown])
    if capitals < 2 or not shown[0][0].isupper() or any(not word[0].isupper() and len(word) > SHORT for word in shown):
        return False
    return quoted or last - first <= _TITLE


def is_quoted(words: Words, first: int, last: int, scores: Sequence[float]) -> bool:
    """Whether quotation marks hold just these words, or one or two more that are not plainly the page's own."""
    low, high = first, last
    while low > max(0, first - _BESIDE) and words.gaps[low] == " " and scores[low - 1] > _OWN:
        low -= 1
    while high < min(len(words.shown), last + _BESIDE) and words.gaps[high] == " " and scores[high] > _OWN:
        high += 1
    before, after = words.gaps[low], words.gaps[high]
    if before.rstrip()[-1:] in _GUILLEMETS:  # they may stand off by a space
        before, after = before.rstrip(), after.lstrip()
    return before[-1:] in OPENING and after.lstrip(".,!?…")[:1] in CLOSING


def parts(word: str, start: int, end: int, seams: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Where the words begin and end that a run of letters is."""
    if not (word.islower() or word.istitle() or word.isupper()):
        glued = _GLUED.match(word)
        if glued:
            yield start, start + glued.end()
            start += glued.end()
    seam = seams.get(word) if seams else None
    if seam:
        yield start, start + seam
        start += seam
    yield start, end


def cases(shown: list[str], gaps: list[str]) -> Ints:
    """Of each word, how it stands, without a compiler's help."""
    if sum(map(str.isupper, shown)) * 2 > len(shown):  # all in capitals: they say nothing
        return np.zeros(len(shown), np.int64)
    capital = [word[0].isupper() for word in shown]
    found = []
    last = len(shown) - 1
    for number, word in enumerate(shown):
        before, after = gaps[number], gaps[number + 1]
        # most words stand between two spaces: nothing ties them to what is no word
        is_plain = before == after == " " and not word.isupper()
        if not is_plain and is_mute(shown, gaps, number):
            found.append(MUTE)
        elif capital[number]:
            is_name = (number > 0 and capital[number - 1] and before in JOINS) or (
                number < last and capital[number + 1] and after in JOINS
            )
            found.append(INITIAL if number == 0 or _opens(before) else NAME if is_name else LONE)
        else:
            inside = len(word) <= SHORT and 0 < number < last
            between = inside and capital[number - 1] and capital[number + 1]
            found.append(NAME if between and before in JOINS and after in JOINS else LOWER)
    return np.array(found, np.int64)


def _opens(gap: str) -> bool:
    return gap != " " and OPENS.search(gap) is not None


def is_mute(shown: list[str], gaps: list[str], number: int) -> bool:
    """Whether a word says nothing: part of a program or an address, an initial, an abbreviation."""
    word, before, after = shown[number], gaps[number], gaps[number + 1]
    if (before != " " and BEFORE_CODE.search(before)) or (after != " " and AFTER_CODE.search(after)):
        return True
    if _in_address(shown, gaps, number):
        return True
    if len(word) == 1:
        return after[:1] == "." or (word in "sS" and before in ("'", "’")) or (word.isupper() and before == ".")
    if not word.isupper():
        return False
    around = shown[max(0, number - 1) : number] + shown[number + 1 : number + 2]
    return not any(len(other) > 1 and other.isupper() for other in around)


def _in_address(shown: list[str], gaps: list[str], number: int) -> bool:
    """Whether a full stop or colon ties a word in lower case to another, as in "example.com"."""
    if not shown[number].islower():
        return False
    before = number > 0 and gaps[number] in (".", ":") and shown[number - 1].islower()
    return before or (number + 1 < len(shown) and gaps[number + 1] in (".", ":") and shown[number + 1].islower())


try:
    from cleaner.language._words import cases as _cases
    from cleaner.language._words import split as _split
except ImportError:
    _cases, _split = cases, split
