"""Which lines, sentences and runs of words of a page are in another script and more than a name, a title or a gloss?

What stands in brackets or quotation marks, behind a colon or comma or before a translation is the article's own, and
so is what has no small word of a sentence. In texts of other scripts Latin letters are everyday: brands, terms, units.
There only whole sentences are looked at, and clauses in small letters, of a language that is beyond doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from cleaner.language.alphabets import Reading, last_letter, others, read, script_of, share_beside
from cleaner.marks import QUOTE
from cleaner.page import Block

FEWEST: Final = 4
"""words of a line or run without small letters, and one less of others; with less it is no sentence"""
RUN: Final = 6
"""words of a run by itself that is taken out, and of one that may be a title where it begins with a capital"""
_LATIN = 6
"""words of Latin letters that are looked at"""
_NAMES = 4
"""words of a Latin clause inside a sentence, of which one may be a name: titles, brands and terms have more"""
SENTENCE: Final = 2
"""small words of a sentence"""
_SHORTEST, _GLOSS = 8, 3
"""characters of what is looked at, letters of a name in its own script; formulas have one letter"""
_WHOLE = 0.75
"""share of a line that is in the other script, where the line is; a brand in Latin letters may stand in it"""
_SURE, _KNOWN = 0.9, 0.8
"""how sure the language of Latin letters must be, and what share of their words it lists"""
LONGEST: Final = 200_000
"""characters of a page that are looked at: an article has 4,000"""
_CODE = frozenset(("pre", "code"))
BEFORE: Final = frozenset("([{<\"“”„«»‘‚'’「『《〈【（:：=/|*_~–—-#@→،")
_AFTER = frozenset('([{)]}>"“”«»’」』》〉】（）=/|*_~–—→')
_OPENERS = tuple((pair[0], pair[1]) for pair in ("()", "[]", "“”", "„“", "«»", "「」", "『』", "《》", "（）"))
STOPS: Final = ".!?…。！？؟।།።"
GOES_ON: Final = frozenset(":：,，،、;؛—–")
"""ends of a line after which a sentence, or a verse, is not over"""
_STOPPED = re.compile(rf"[{STOPS}]+[\"”’»）)]*")
_FAR = 400
"""characters before a run in which a bracket or quotation mark may have been opened"""
_CITED = re.compile(r"\b(?:1[5-9]|20)\d\d\b[^\n]{0,80}[.,;:)]|\b[^\W\d_]\. ?[^\W\d_]\.|https?:|www\.|\bdoi\b|ISBN")
"""what works cited have: a year and what follows, initials, an address"""
_TECHNICAL = re.compile(r"[_{}<>=\\$#@|~^]|\w/\w|\w\.\w|\(\)")

Extent = Literal["line", "sentence", "run"]


class Stretch(NamedTuple):
    """`text[start:end]` of a block is in another script: all of the block, a sentence of it, or some words of one."""

    number: int
    start: int
    end: int
    extent: Extent
    reading: Reading


class Found(NamedTuple):
    """What a page has in other scripts: stretches in order, and how many names and glosses beside them, by script."""

    stretches: list[Stretch]
    glosses: Counter[str]


def find_stretches(blocks: Sequence[Block], own: str) -> Found:
    """The stretches of blocks, written in script `own`, that may be foreign; linear in them."""
    found = Found([], Counter())
    search = others(own)
    left = LONGEST
    for number, block in enumerate(blocks):
        text = block.trace.text
        left -= len(text)
        if left < 0:
            break
        if (text.isascii() and own == "Latin") or block.marks & QUOTE or block.kind in _CODE:
            continue
        runs = [(one.start(), one.start() + last_letter(one.group())) for one in search.finditer(text)]
        is_mostly = sum(end - start for start, end in runs) * 2 > len(text)
        if is_mostly and _is_introduced(blocks, number):
            continue
        line = _line(number, text, own, runs[0][0]) if is_mostly else None
        if line:
            found.stretches.append(line)
            continue
        for start, end in runs:
            stretch = _run(number, text, start, end)
            if stretch:
                found.stretches.append(stretch)
            elif own == "Latin" and end - start >= _GLOSS:
                found.glosses[script_of(text[start:end])] += 1
    return found


def _ends(before: str) -> bool:
    """Whether what stands before a run announces, opens or ties it."""
    return not BEFORE.isdisjoint(before.rstrip()[-1:])


def _is_introduced(blocks: Sequence[Block], number: int) -> bool:
    """Whether the sentence before a line goes on in it."""
    return number > 0 and blocks[number - 1].trace.text.rstrip()[-1:] in GOES_ON


def _line(number: int, text: str, own: str, first: int) -> Stretch | None:
    """The whole block, where nearly all of it is in another script; the first run begins at `first`."""
    share = share_beside(text, own)
    if share < _WHOLE or _ends(text[:first]) or (own != "Latin" and share < 1):
        return None
    reading = read(text) if not _CITED.search(text) else None
    return Stretch(number, 0, len(text), "line", reading) if reading and _may_be(reading, text) else None


def _run(number: int, text: str, start: int, end: int) -> Stretch | None:
    """A run inside a block, where nothing says that it is a name, a title, a gloss or a quotation."""
    run = text[start:end]
    if end - start < _SHORTEST or (run[:1].isascii() and run.count(" ") < _LATIN - 1):
        return None
    before, after = text[max(0, start - _FAR) : start], text[end : end + 40]
    if run[:1].isascii() and before.rstrip()[-1:] == "،":
        before = before.rstrip()[:-1] + " "  # an Arabic clause before a Latin one ends so
    if _is_set_off(before, after):
        return None
    reading = read(run)
    if reading is None or not _may_be(reading, run):
        return None
    stop = _STOPPED.match(text, end)
    opens = not before.strip() or before.rstrip()[-1] in STOPS
    if opens and (stop or not after.strip()):
        return Stretch(number, start, stop.end() if stop else end, "sentence", reading)
    is_title = reading.has_case and not reading.opens_small and reading.words < RUN
    is_clause = reading.script != "Latin" or (reading.opens_small and reading.capitals * _NAMES <= reading.words)
    return Stretch(number, start, end, "run", reading) if is_clause and not is_title else None


def _is_set_off(before: str, after: str) -> bool:
    """Whether a run is tied to a word, glossed, introduced, in brackets or in quotation marks."""
    if before[-1:].isalnum() or _ends(before) or not _AFTER.isdisjoint(after.lstrip(" .,!?…")[:1]):
        return True
    return before.count('"') % 2 == 1 or any(before.rfind(one) > before.rfind(other) for one, other in _OPENERS)


def _may_be(reading: Reading, text: str) -> bool:
    """Whether words are more than a name or a title, as far as they tell by themselves."""
    lower = reading.words - reading.capitals
    if reading.script == "Latin":
        is_sure = reading.confidence >= _SURE and reading.known >= _KNOWN and reading.small >= SENTENCE
        return reading.words >= _LATIN and lower * 2 >= reading.words and is_sure and not _TECHNICAL.search(text)
    if _CITED.search(text):
        return False
    if reading.has_case:
        return reading.words >= FEWEST - 1 and lower >= 2 and (reading.small > 0 or reading.opens_small)
    return reading.words >= FEWEST and reading.small > 0
