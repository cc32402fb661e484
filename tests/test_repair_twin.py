"""Damage is looked for twice, in Python and compiled: both must mend the same, and look past nothing."""

from __future__ import annotations

import importlib
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import repair
from cleaner.page import Block, Container, Page
from cleaner.repair import bad_bytes, invisible, signs
from cleaner.segment.html import IS_COMPILED
from cleaner.trace import Cause, Piece, Trace

compiled: Any = importlib.import_module("cleaner.repair._clean") if IS_COMPILED else None
WORDS = [
    "a", "Z", " ", " ", "  ", "\t", "\xa0", "\u2003", "\u3000", "\u1680", "\x1c", "\n", "\0",
    "\x7f", "\x85", "\xad", "\u200b", "\u200d", "\ud800", "\ufffd", "\ufeff", "é", "e\u0301",
    "\u0301", "Ã", "Ã©", "â€œ", "à", "А", "в", "Г", "Ђ", "ё", "Å", "Ä", "Ñ", "ñ", "’", "“", "–",
    "…", "€", "市", "が", "か\u3099", "각", "\u1100\u1161", "\u0374", "\u2126", "ﬁ", "😀", "क", "س", "٣",
    "ÃƒÂ©", "Ă", "Ľ", "ĂĽ", "Г", "ј", "Гј", "Δ", "™", "├", "╝", "√", "©", "б", "Ђ”", "×”", "à¸", "\x80", "´", "Ï", "Ž",
    "Das ist schÃ¶n", "The council met on Monday,",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map("".join) | st.text(min_size=1, max_size=60)


@pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found when the package was installed")
@settings(max_examples=1500, deadline=None)
@given(TEXTS, st.integers(0, 3))
@example("Ã\ta", 0)
@example("la Ã\u3000a", 0)
def test_both_mend_the_same(text: str, cut: int) -> None:
    page = Page("", "…" + text, "text")
    expected = Trace.verbatim(page.source, 1, len(page.source))
    if cut and cut < len(text):
        at = 1 + cut
        pieces = [Piece(1, at, page.source[1:at]), Piece(at, len(page.source), page.source[at:])]
        expected = Trace(pieces)
    page.blocks = [Block(kind, Container("#", None, "", 0), expected, 0, 0, 0) for kind in ("line", "region")]
    repair.repair(page)
    twin = Block("line", page.blocks[0].container, expected, 0, 0, 0)
    repair.mend([twin], repair.repair_trace)
    assert page.blocks[0].trace.pieces == twin.trace.pieces
    assert page.blocks[0].trace.text == twin.trace.text
    assert page.blocks[1].trace is expected


@pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found when the package was installed")
@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_both_find_the_same_odd_characters(text: str) -> None:
    assert compiled.invisible_runs(text) == invisible.runs(text)
    assert compiled.is_clean(text) == repair.is_clean(text)
    assert compiled.has_sign(text) == signs.has_sign(text)
    found = compiled.find_odd(text)
    assert bool(found & repair.INVISIBLES) == bool(invisible.runs(text))
    assert bool(found & repair.SURROGATES) == bool(list(bad_bytes.bad_bytes(text)))
    assert found | repair.find_odd(text) == repair.find_odd(text)


@pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found when the package was installed")
def test_odd_characters_are_the_editors_own() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert compiled.invisible_runs(every) == invisible.runs(every)


SHOWN = ["a", "The mayor", " ", "\xa0", "  ", "a ", " b", "\u2003", "x\xa0\xa0y", "\t", "é", "", "a\xa0b c"]
PARTS = st.lists(st.tuples(st.sampled_from(SHOWN), st.booleans(), st.integers(0, 2)), min_size=2, max_size=8)


@pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found when the package was installed")
@settings(max_examples=1500, deadline=None)
@given(PARTS, st.booleans(), st.booleans())
def test_both_mend_the_same_across_pieces(parts: list[tuple[str, bool, int]], opened: bool, closed: bool) -> None:
    pieces, at = [Piece(0, 1, "A")] if opened else [], 1
    for text, rewritten, gap in parts:
        start = at + gap
        at = start + (8 * (gap < 2) if rewritten or not text else len(text))
        pieces.append(Piece(start, at, text, (Cause("segment.html", "reference"),) if rewritten or not text else ()))
    if closed:
        pieces.append(Piece(at + 1, at + 2, "."))
    trace = Trace(pieces)
    one, two = (Block("p", Container("#", None, "", 0), trace, 0, 0, 0) for _ in range(2))
    repair.repair(Page("", "", "html", blocks=[one]))
    repair.mend([two], repair.repair_trace)
    assert one.trace.pieces == two.trace.pieces
    assert one.trace.text == two.trace.text


def test_what_is_called_composed_is_composed() -> None:
    second = {0x1161 + n for n in range(21)} | {0x11A8 + n for n in range(27)}
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second.add(int(parts[1], 16))
    for low, high in repair.COMPOSED:
        for code in range(low, high + 1):
            assert unicodedata.is_normalized("NFC", chr(code))
            assert not unicodedata.combining(chr(code))
            assert code not in second
