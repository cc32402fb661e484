"""The words of a text are made numbers twice, in Python and compiled: both must give the same."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.dedup import exact, near, standing, words

if not words.IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

compiled: Any = importlib.import_module("cleaner.dedup._words")
sketches: Any = importlib.import_module("cleaner.dedup._sketch")

PARTS = [
    "ё", "ţ", "ș", "کتاب", "إلى", "１２", "ά", "ø", "ı", "ź",
    "The", "mayor", "said", "a", "B", "É", "İ", "ß", "Straße", "ς", "Σίσυφος", "совет", "ẞ", "Ằn", "ﬁn", "ǅ", "e\u0301",
    "3", "12.", "6-1/4", "1:30", "٣", "٣٤", "๑๒", "²", "½", "x²", "7th", "1.2.3rd", "1....", "-5", "2024-06-07", "_",
    "a_b",
    "市長は", "道路を", "ก", "กาแฟ", "မ", "ໝາ", "ភាសា", "한국어", " ",
    "\n", ",", ".", "’", "—", "\u00a0", "\U00020000", "𝐛𝐎",
]  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=100))
def test_both_read_the_same_words(text: str) -> None:
    codes: Any = words.KNOWN
    assert np.array_equal(compiled.read_codes(text, codes), words.codes_of(text))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join))
def test_both_find_the_same_names(text: str) -> None:
    read = words.Words(text)
    expected = words.names_of(read.hashes, read.numbers, read.capitals)
    assert np.array_equal(compiled.names_of(read.hashes, read.numbers, read.capitals), expected)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=100))
def test_both_see_the_same_letters(text: str) -> None:
    assert compiled.letters_of(text) == exact.letters_of(text)


def test_they_agree_on_every_character() -> None:
    for start in range(0, 0x110000, 0x400):
        text = "".join(map(chr, range(start, start + 0x400)))
        assert compiled.letters_of(text) == exact.letters_of(text)


def test_a_long_run_of_points_is_read_in_one_pass() -> None:
    text = "1" + "." * 300_000 + "1 " + "2." * 100_000
    assert len(words.Words(text)) == 2


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join) | st.text(max_size=100))
def test_both_remember_the_same_of_a_text(text: str) -> None:
    assert sketches.read_text(text, words.KNOWN) == near.read_text(text)


def test_both_remember_the_same_of_long_texts() -> None:
    parts = [f"The {number} of Ardmouth said on {number % 97}" for number in range(3000)]
    for length in (1, 2, 3, 7, 150, 1100, 3000):
        text = "\n".join(parts[:length]) + "\n\nA line\n" * (length % 3)
        assert sketches.read_text(text, words.KNOWN) == near.read_text(text)
    assert sketches.read_text("a\n" * 70_000, words.KNOWN)[1] == 0xFFFF == near.read_text("a\n" * 70_000)[1]


def test_a_standing_is_packed_as_the_array_has_it() -> None:
    row = (True, 7, 65_535, 2, 1 << 31, -5, 1 << 63, 3)
    assert standing.PACKED.pack(*row) == np.array([row], standing.STANDING).tobytes()
