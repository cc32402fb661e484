"""Lines are looked up among the phrases twice, in Python and compiled: the answers must be the same."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment.html import IS_COMPILED
from cleaner.select import phrases

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

compiled: Any = importlib.import_module("cleaner.select._phrases")
KNOWN = sorted(
    {*phrases.WHOLE, *phrases.SECTIONS, *phrases.BEGINS, *(p for known in phrases.BEGINS.values() for p in known)}
)
PARTS = [" ", "»", "…", ": ", "a", "É", "İ", "Σ", "ß", "中", "3", ".", "(", "\xa0", "𝐀", "z" * 30]
QUESTIONS = ("first_phrase", "whole_phrase", "is_furniture", "is_section_heading")


def ask(line: str) -> None:
    for name in QUESTIONS:
        assert getattr(compiled, name)(line) == getattr(phrases, name)(line), (name, line)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.sampled_from(KNOWN), max_size=6).map("".join) | st.text(max_size=90))
def test_both_know_the_same_lines(line: str) -> None:
    ask(line)
    ask(line.upper())


def test_both_know_every_phrase_and_what_it_is_part_of() -> None:
    for phrase in KNOWN:
        for line in (phrase, phrase.upper(), f"» {phrase}: 3", phrase[:-1], f"{phrase}s", f"{phrase} {'x' * 90}"):
            ask(line)


@pytest.mark.parametrize(
    "line", ["İLGİLİ HABERLER", "İlgili Haberler", "মন্তব্য (২)", "评论（2）", "【関連記事】深夜バス"]
)
def test_capitals_digits_and_brackets_of_other_scripts_hide_no_phrase(line: str) -> None:
    ask(line)
    assert phrases.is_furniture(line)
