"""Which lines and runs of words of this article are in another script, left there by a widget or a mirror?

A line in Cyrillic letters in an English article, or half an Arabic sentence in a French one, needs no word list to be
seen. What needs care is all that belongs there (`language.stretch` leaves it alone): names and titles as they
are written at home, brands and terms. A sentence that nothing on the page asks for is taken out. A verse, a list, a
lesson, a page in two scripts, a language that is written in two, words too few to tell: there a stretch is marked and
kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.language import mend
from cleaner.language.alphabets import UNSPACED, may_hold_others, others, script_of, share_beside
from cleaner.language.stretch import BEFORE, FEWEST, GOES_ON, LONGEST, RUN, SENTENCE, STOPS, Stretch, find_stretches
from cleaner.language.table import load_table
from cleaner.language.take_out import Change, take_out
from cleaner.page import Block, Page
from cleaner.trace import Edit

SCRIPT: Final = "language.script"
_BILINGUAL = 0.2
"""share of a page's letters from which it is in two scripts, not polluted with one"""
_LESSON = 3
"""names and glosses in a script from which an article is about what is written in it"""
_TELLS = 0.5
"""confidence from which a note names the language, too"""
_VERSE = 70
"""characters of a line that may be one of a poem or of a list, where another is beside it"""
_SOLEMN = re.compile("[\u0591-\u05bd\u064c-\u0650\u0652\u1f00-\u1fff]")
_SIGNS = 3
"""vowel points and breathings, which scripture, verse and the ancients have, and no widget"""
_ENTRIES = frozenset(("li", "td", "th", "dt", "dd", "h1"))
_TWO_SCRIPTS = frozenset("sr bs hr cnr sh kk uz mn az tk tt ky tg ku ckb ug pa sd ks ms ha ro be ba crh lad yi".split())
"""languages that are written, or were within living memory, in more than one script"""


class Judged(NamedTuple):
    """A stretch, and whether it is to be taken out; marked and kept where not."""

    stretch: Stretch
    is_plain: bool


def find_script(page: Page, mode: str, text: str | None = None) -> list[Change]:
    """What `--foreign MODE` does to a page's stretches in another script; a page in one script costs one pass.

    `text` is that of the page where it is at hand.
    """
    text = page.text if text is None else text
    may_hold, other = may_hold_others("Latin"), others("Latin")
    # the whole text is looked at first, then each line: a pattern over all of a text would stop at every sign
    if mode == "keep" or not may_hold(text):
        return []
    blocks = page.kept
    if not any(may_hold(block.trace.text) and other.search(block.trace.text) for block in blocks):
        return []
    text = text[:LONGEST]
    own = script_of(text)
    found, glosses = find_stretches(blocks, own)
    # what is written as the page declares is its own, too: where damage drowns an article, the detector hears damage
    codes = (page.language.code, page.language.declared)
    found = [one for one in found if not any(_is_own(one.reading.language, code) for code in codes)]
    if not found:
        return []
    code = page.language.code
    if mode == "mark" or not code or code in _TWO_SCRIPTS or share_beside(text, own) > _BILINGUAL:
        judged = [Judged(one, is_plain=False) for one in found]
    else:
        asked = {script for script, count in glosses.items() if count >= _LESSON}
        judged = _judge(found, blocks, asked)
    return _changes(blocks, judged, mode, is_spaced=own not in UNSPACED)


def _is_own(found: str, code: str) -> bool:
    """Whether a stretch is in the page's own language, or a close relative that is written in the other script."""
    if not found or not code:
        return False
    table = load_table()
    group = table.groups[table.number[code]] if code in table.number else ""
    return found == code or bool(group and found in table.number and table.groups[table.number[found]] == group)


def _judge(found: Sequence[Stretch], blocks: Sequence[Block], asked: set[str]) -> list[Judged]:
    """What is plainly foreign. A saying may stand in an article once; a page that suffers from a script has more of it.

    Of such a page shorter runs go too.
    """
    lines = {one.number for one in found if one.extent == "line"}
    plain = [one for one in found if one.reading.script not in asked and _is_plain(one, blocks, lines)]
    often = Counter(one.reading.script for one in plain)
    taken = {one for one in plain if one.extent != "run" or often[one.reading.script] > 1}
    suffers = {one.reading.script for one in taken}
    return [Judged(one, one in taken or (one.reading.script in suffers and _is_phrase(one))) for one in found]


def _is_plain(one: Stretch, blocks: Sequence[Block], lines: set[int]) -> bool:
    """Whether a stretch is a sentence that nothing on the page asks for."""
    reading = one.reading
    needed = 1 if reading.has_spaces and one.extent == "line" else SENTENCE
    if reading.small < needed or not reading.language or len(_SOLEMN.findall(_text(one, blocks))) >= _SIGNS:
        return False
    if one.extent == "line":
        return _is_plain_line(one, blocks, lines)
    is_no_title = one.extent == "sentence" or reading.opens_small or not reading.has_case
    return reading.words >= RUN and is_no_title


def _text(one: Stretch, blocks: Sequence[Block]) -> str:
    return blocks[one.number].trace.text[one.start : one.end]


def _is_plain_line(one: Stretch, blocks: Sequence[Block], lines: set[int]) -> bool:
    text = blocks[one.number].trace.text
    following = blocks[one.number + 1].trace.text.lstrip()[:1] if one.number + 1 < len(blocks) else ""
    if one.reading.words < FEWEST or blocks[one.number].kind in _ENTRIES or (following and following in BEFORE):
        return False
    if text.rstrip()[-1:] in GOES_ON or " / " in text:
        return False
    if one.reading.script == "Latin" and text.rstrip()[-1:] not in STOPS:
        return False
    return len(text) > _VERSE or lines.isdisjoint((one.number - 1, one.number + 1))


def _is_phrase(one: Stretch) -> bool:
    return one.extent == "run" and one.reading.small > 0 and one.reading.opens_small


def _changes(blocks: Sequence[Block], judged: Sequence[Judged], mode: str, *, is_spaced: bool) -> list[Change]:
    placed: dict[int, list[Judged]] = {}
    for one in judged:
        placed.setdefault(one.stretch.number, []).append(one)
    return [_change(blocks[number], all_of, mode, is_spaced) for number, all_of in placed.items()]


def _change(block: Block, judged: Sequence[Judged], mode: str, is_spaced: bool) -> Change:
    change = Change(block, [], {}, [])
    text = block.trace.text
    edits = [(Edit(one.start, one.end, text[one.start : one.end], _note(one)), plain, one) for one, plain in judged]
    taken = [edit for edit, is_plain, _ in edits if is_plain]
    if mode == "remove" and all(one.extent == "sentence" or not is_spaced for _, is_plain, one in edits if is_plain):
        _cut(change, text, taken)  # nothing of the sentences beside them can be too short to stand
    elif taken:
        take_out(change, text, taken, mode)
    left = list(_clear(change.cuts, [edit for edit, is_plain, _ in edits if not is_plain]))
    if left:
        change.marks[SCRIPT] = left
    return change


def _clear(cuts: Sequence[Edit], marks: Sequence[Edit]) -> Iterator[Edit]:
    """The marks that no cut touches; both ascend."""
    ends = [cut.end for cut in cuts]
    for mark in marks:
        after = bisect_right(ends, mark.start)
        if after == len(cuts) or cuts[after].start >= mark.end:
            yield mark


def _cut(change: Change, text: str, edits: Sequence[Edit]) -> None:
    for edit in edits:
        low, high, capital = mend.cut(text, edit.start, edit.end)
        if not text[high:].strip():
            low, high = len(text[:low].rstrip()), len(text)
        low = max(low, change.cuts[-1].end if change.cuts else 0)
        change.cuts.append(Edit(low, high, "", edit.note))
        if capital >= high:
            change.capitals.append(capital)


def _note(one: Stretch) -> str:
    reading = one.reading
    sure = f"{reading.language} {reading.confidence:.2f}, " if reading.confidence >= _TELLS else ""
    return f"{sure}{reading.script}: a {one.extent} of {reading.words} words"
