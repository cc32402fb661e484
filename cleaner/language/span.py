"""Which words of this article are in another language, put there by a translating mirror, a widget or a paste?

A mirror that translates word by word, or a paste, leaves fragments that no reader of the page's language wants:
"Miss Vale, nou 33, called police". Every word is weighed for one other language against the page's own, by word
lists of some hundred languages (`language.table`) and by its letters; the best path through the sentence says where
the other language begins and ends. A page counts as touched only on evidence that no clean article of those measured
has; names, titles, loan words and quotations stay. Between close relatives (Danish and Norwegian, Czech and Slovak)
a fragment is marked, never taken out, and so on a page that is truly bilingual, or that speaks of another language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from cleaner.language.borrowed import SPEAKS, is_borrowed
from cleaner.language.context import find_fragments, how_sure
from cleaner.language.fragments import Foreign, find_foreign
from cleaner.language.named import is_named
from cleaner.language.shape import Fragment
from cleaner.language.table import Table, load_table
from cleaner.language.take_out import Change, take_out
from cleaner.language.translated import other_language
from cleaner.language.words import Words
from cleaner.marks import QUOTE
from cleaner.page import Block, Page
from cleaner.trace import Edit

SPAN = "language.span"
QUOTATION = "language.quotation"
_BILINGUAL = 0.4
"""share of the words from which a page is in two languages, not polluted with one"""
_SHOWN = 6
"""words of evidence that a note names"""
_LETTERS = 40
"""of one of them"""
_SURE = 0.5
"""probability below which a run is marked and not taken out: more often than not it is the page's own"""
_SPOKEN = 2
"""fragments of a language that a page has at most which names it: with more it suffers from it"""
_FEWEST = 2500
"""words of the page's own list, with which its language can be told from another"""
_CYRILLIC, _GLIMPSE = re.compile("[Ѐ-ӿ]"), 400
"""what a language that has a list in each script is written in, by so many characters"""
_LONGEST = 2_000_000
"""characters read at a time: an article has 4,000"""


def look(page: Page, text: str | None = None) -> Changes | None:
    """The foreign fragments of a page, whose text may be at hand; None for a clean one, at next to no cost."""
    own = _number(page.language.code, page)
    if own is None or load_table().sizes[own] < _FEWEST:
        return None
    text = (page.text if text is None else text)[:_LONGEST]
    told = other_language(page, page.language.code)
    found = find_foreign(text, own, _number(told or page.metadata.declared, page), is_told=bool(told))
    return Changes(page, page.kept, own, *found) if found else None


def _number(code: str, page: Page) -> int | None:
    table = load_table()
    latin = f"{code}-Latn"
    if latin in table.number and not _CYRILLIC.search(page.text[:_GLIMPSE]):
        return table.number[latin]
    return table.number.get(code)


class Changes:
    """One page's fragments, on their way to edits."""

    def __init__(self, page: Page, blocks: list[Block], own: int, words: Words, foreign: list[Foreign]) -> None:
        self.page, self.blocks, self.words, self.table = page, blocks, words, load_table()
        self.own = own
        self.foreign = {one.language: one for one in foreign}
        self.starts = [0, *accumulate(len(block.trace.text) + 1 for block in blocks)]
        self.group = self.table.groups[own]
        self.fragments = find_fragments(words, own, foreign)
        self.of_language = Counter(one.language for one in self.fragments)
        self.unquoted = Counter(one.language for one in self.fragments if not one.quoted)
        inside = sum(fragment.last - fragment.first for fragment in self.fragments)
        self.is_bilingual = inside > _BILINGUAL * len(words.starts)
        self.borrowed = {one.language for one in foreign if is_borrowed(words, own, one, self.fragments)}

    def of_mode(self, mode: str, healed: Sequence[tuple[int, int]] = ()) -> list[Change]:
        """What `--foreign MODE` does; nothing to fragments in stretches of the whole text that are `healed`."""
        placed: dict[int, list[tuple[Fragment, int, int]]] = {}
        for fragment in self.fragments:
            low, high = self.words.starts[fragment.first], self.words.ends[fragment.last - 1]
            if any(start < high and low < end for start, end in healed):
                continue
            for number, start, end in self._places(fragment):
                placed.setdefault(number, []).append((fragment, start, end))
        return [self._change(number, fragments, mode) for number, fragments in sorted(placed.items())]

    def spans(self) -> list[tuple[int, int]]:
        """Where fragments stand in the whole text, its blocks joined by line feeds."""
        return [(self.words.starts[one.first], self.words.ends[one.last - 1]) for one in self.fragments]

    def _places(self, fragment: Fragment) -> list[tuple[int, int, int]]:
        """`(block, start, end)` of a fragment, in offsets of each block's text; it may run over several."""
        start, end = self.words.starts[fragment.first], self.words.ends[fragment.last - 1]
        places = []
        number = bisect_right(self.starts, start) - 1
        while number < len(self.blocks) and self.starts[number] < end:
            low = max(0, start - self.starts[number])
            high = min(len(self.blocks[number].trace.text), end - self.starts[number])
            if low < high:
                places.append((number, low, high))
            number += 1
        return places

    def _change(self, number: int, fragments: Sequence[tuple[Fragment, int, int]], mode: str) -> Change:
        change = Change(self.blocks[number], [], {}, [])
        text = change.block.trace.text
        cut = []
        for fragment, start, end in fragments:
            edit = Edit(start, end, text[start:end], self._note(fragment))
            if self._is_quotation(fragment, change.block) or self._is_spoken_of(fragment, text, start):
                change.marks.setdefault(QUOTATION, []).append(edit)
            elif mode == "mark" or self._is_in_doubt(fragment):
                change.marks.setdefault(SPAN, []).append(edit)
            else:
                cut.append(edit)
        if cut:
            take_out(change, text, cut, mode)
        return change

    def _belief(self, fragment: Fragment) -> float:
        told = how_sure(fragment, self.foreign[fragment.language])
        return SPEAKS * told if fragment.language in self.borrowed else told

    def _is_in_doubt(self, fragment: Fragment) -> bool:
        is_close = bool(self.group) and self.table.groups[fragment.language] == self.group
        return is_close or self.is_bilingual or self._belief(fragment) < _SURE

    def _is_quotation(self, fragment: Fragment, block: Block) -> bool:
        """In quotation marks or a block of quotation, in a language that the rest of the page does not suffer from."""
        return bool(fragment.quoted or block.marks & QUOTE) and self.unquoted[fragment.language] < 2

    def _is_spoken_of(self, fragment: Fragment, text: str, start: int) -> bool:
        """Behind the name of a language that the rest of the page does not suffer from."""
        is_rare = self.of_language[fragment.language] <= _SPOKEN
        return is_rare and is_named(_code(self.table, fragment.language), text, start)

    def _note(self, fragment: Fragment) -> str:
        foreign = self.foreign[fragment.language]
        words = self.words.shown[fragment.first : fragment.last]
        weighed = list(dict.fromkeys(zip(words, foreign.scores[fragment.first : fragment.last], strict=True)))
        shown = sorted(weighed, key=lambda item: -item[1])[:_SHOWN]
        evidence = " ".join(f"{word[:_LETTERS]} {score:+.1f}" for word, score in weighed if (word, score) in shown)
        return f"{_code(self.table, fragment.language)} {self._belief(fragment):.2f}: {evidence}"


def _code(table: Table, language: int) -> str:
    return table.codes[language].split("-")[0]
