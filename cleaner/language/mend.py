"""What has to go with a foreign fragment, so that the sentence it leaves has no seam?

The brackets that held nothing else; one of two commas; the space. A clause between commas that is foreign in all its
words goes with its numbers ("tussen 2019 en 2023"). A sentence of which two words would be left goes whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKETS = {"(": ")", "[": "]"}
_STOP = re.compile(r"(?:(?<!\b[^\W\d_])(?<!\b[A-Z][a-z])\.|[!?…])[.!?…]*[\"”’»)]*(?=\s|$)|\n")
"""the end of a sentence; "U.S. ", "Mr. " is none"""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"(?:\s+\d[\d.,:]*\d|\s+\d)+(?=\s*(?:[,;.!?)\n]|$))")
_FEW = 2
"""words left of a sentence that cannot stand, where"""
_MORE = 3
"""times as many go"""
_NEAR, _FAR = 200, 2000
"""characters that most sentences begin before their fragment, and that one may, or end behind it"""


class Cut(NamedTuple):
    """`text[start:end]` goes; `capital` is where the letter stands that now opens the sentence, or -1."""

    start: int
    end: int
    capital: int = -1


def cut(text: str, start: int, end: int) -> Cut:
    """The cut that takes out `text[start:end]` of a paragraph and leaves no seam."""
    words = len(_WORD.findall(text[start:end]))
    start, end = _balance(text, start, end)
    left = _end_before(text, start)
    before = text[left - 1 : left]
    if words > 1 and (not before or before in ",;(–—"):
        numbers = _NUMBERS.match(text, end)
        end = numbers.end() if numbers else end
    after = _skip(text, end)
    if not before or before in ".!?…:" or text.find("\n", left, start) >= 0:
        return _open(text, start, after)
    if before == "," and text[after : after + 1] in (",", ".", ";", ":", "!", "?", ")", ""):
        return Cut(left - 1, after)
    if before in ",;–—" and text[after : after + 1] == ",":
        return Cut(start, _skip(text, after + 1))
    if text[after : after + 1] in (",", ".", ";", ":", "!", "?", ")", "", "\n", "’", "”"):
        return Cut(left, after)
    return Cut(start, after)


def _balance(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the brackets it would leave empty or alone."""
    inside = text[start:end]
    for opener, closer in _BRACKETS.items():
        before, after = text[start - 1 : start] == opener, text[end : end + 1] == closer
        if before and (after or inside.count(closer) > inside.count(opener)):
            start -= 1
        if after and (before or inside.count(opener) > inside.count(closer)):
            end += 1
    return start, end


def _open(text: str, start: int, after: int) -> Cut:
    """A cut at the beginning of a sentence: the comma after it goes too, and the next word gets its capital."""
    if text[after : after + 1] in (",", ";", ":"):
        after = _skip(text, after + 1)
    letter = after
    while letter < len(text) and text[letter] in "\"“‘'(«„":
        letter += 1
    return Cut(start, after, letter if text[letter : letter + 1].islower() else -1)


def _end_before(text: str, place: int) -> int:
    """Where the text before a place ends, but for white space."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\u00a0":
        place += 1
    return place


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds `text[start:end]`, with its stop."""
    low = max(0, start - _FAR)
    for near in (_NEAR, _FAR):
        if ends := [stop.end() for stop in _STOP.finditer(text, max(0, start - near), start)]:
            low = ends[-1]
            break
    far = min(len(text), end + _FAR)
    stop_after = _STOP.search(text, max(start, end - 1), far)
    high = stop_after.end() if stop_after else far
    return _skip(text, low), high


def cannot_stand(text: str, sentence: tuple[int, int], cuts: list[Cut]) -> bool:
    """Whether too few words of a sentence would be left."""
    low, high = sentence
    words = gone = 0
    for start, end, _ in (*cuts, Cut(high, high)):
        for _ in _WORD.finditer(text, low, max(low, start)):
            words += 1
            if words > _FEW:  # as in nearly every sentence
                return False
        gone += len(_WORD.findall(text, max(low, start), max(low, end)))
        low = max(low, end)
    return words == 0 or words * _MORE <= gone


def drop(text: str, sentence: tuple[int, int]) -> Cut:
    """The cut that takes out a whole sentence, with the space before it, or after it where it is the first."""
    start, end = sentence
    before = start
    while before and text[before - 1] == " ":
        before -= 1
    return Cut(before, end) if before else Cut(start, _skip(text, end))
