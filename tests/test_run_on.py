"""A text on one line, with one space where its lines ended, has its lines again. All is invented."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import account
from cleaner.page import Page
from cleaner.segment import run_on, spaces, unlined

HERE = Path(__file__).parent
ENGLISH: dict[str, Any] = tomllib.loads((HERE / "layouts.toml").read_text(encoding="utf-8"))["page"]
OTHERS: dict[str, Any] = tomllib.loads((HERE / "scripts.toml").read_text(encoding="utf-8"))
RIGHT = ["el", "vi", "sw", "zh"]
"""languages, most of them not learned from, of whose page everything comes out right"""
PROSE = (
    "The council met on Tuesday evening and talked about the bridge for three hours. Nobody had expected that so many "
    "people would come. Most of them had walked over it every day of their lives, and they wanted to know who had let "
    "it come to this. The engineer said that water had washed out the sand below two of the piers. "
)


def page_of(told: dict[str, Any], between: str) -> str:
    head = [*told["menu"], told["title"], told["byline"], told["day"]]
    return between.join([*head, *told["paragraphs"], *told["below"], *told["menu"]])


def test_an_article_on_one_line_loses_its_menus() -> None:
    assert cleaner.clean(page_of(ENGLISH, " ")).text.split() == " ".join(ENGLISH["paragraphs"]).split()


@pytest.mark.parametrize("language", RIGHT)
def test_it_does_so_in_other_languages_and_scripts(language: str) -> None:
    told = OTHERS[language]
    assert cleaner.clean(page_of(told, " ")).text.split() == " ".join(told["paragraphs"]).split()


@pytest.mark.parametrize("language", ["th", "lo", "km", "my"])
def test_scripts_whose_spaces_end_sentences_are_left_as_they_are(language: str) -> None:
    source = page_of(OTHERS[language], " ")
    assert run_on.find_breaks(source, [(0, len(source))]) == []


@pytest.mark.parametrize(
    "language", sorted(OTHERS.keys() & {"he", "ta", "ka", "ur", "te", "hy", "hi", "bn", "fa", "ar"})
)
def test_no_article_is_lost_in_a_script_without_capitals(language: str) -> None:
    told = OTHERS[language]
    kept, wanted = (
        Counter(cleaner.clean(page_of(told, " ")).text.split()),
        Counter(" ".join(told["paragraphs"]).split()),
    )
    assert (wanted - kept).total() <= 0.1 * wanted.total()


@pytest.mark.parametrize("between", [" ", "  ", "\xa0", "\u3000", " \xa0"])
def test_paragraphs_come_apart_where_they_did(between: str) -> None:
    kept = cleaner.clean(page_of(ENGLISH, between)).text
    assert all(paragraph in kept for paragraph in ENGLISH["paragraphs"][:3])
    assert "Contact" not in kept


@pytest.mark.parametrize("source", [PROSE, PROSE * 4, " ".join(ENGLISH["paragraphs"]), PROSE.lower() * 2])
def test_an_article_alone_stays_one_line(source: str) -> None:
    assert run_on.find_breaks(source, [(0, len(source))]) == []
    assert len(unlined.segment(source).blocks) == 1


def test_a_menu_between_bars_is_no_reason_to_leave_the_rest_on_one_line() -> None:
    source = " | ".join(ENGLISH["menu"] * 3) + " " + page_of(ENGLISH, " ") + " " + PROSE * 3
    kept = cleaner.clean(source).text
    assert "Contact us" not in kept
    assert ENGLISH["paragraphs"][0] in kept


def test_lines_that_are_there_are_taken_as_they_are() -> None:
    source = page_of(ENGLISH, "\n") + "\n" + PROSE * 4
    assert [block.trace.text for block in unlined.segment(source).blocks][: len(ENGLISH["menu"])] == ENGLISH["menu"]
    assert unlined.segment(source).blocks[-1].trace.text == (PROSE * 4).strip()


def test_the_words_of_a_long_text_are_read_in_pieces_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words = spaces.read(page_of(ENGLISH, " ").split() * 3)
    at_once = run_on.fitted().chances(words)
    for size in (1, 7, 31, 64):
        monkeypatch.setattr(spaces, "_AT_ONCE", size)
        assert np.allclose(run_on.fitted().chances(words), at_once, atol=1e-5)


def test_what_is_multiplied_once_for_each_word_is_what_the_table_gives() -> None:
    words = spaces.read(page_of(ENGLISH, " ").split())
    network = run_on.fitted()
    table = spaces.inputs_of(words).astype(np.float64)
    assert words.may_break.shape == (len(page_of(ENGLISH, " ").split()) - 1,)
    assert table.shape == (words.may_break.sum(), spaces.INPUTS)
    logits = np.maximum(table @ network.weights + network.bias, 0) @ network.out + network.offset
    assert np.allclose(network.chances(words)[words.may_break], 1 / (1 + np.exp(-logits)), atol=1e-6)


def test_a_text_that_is_no_page_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    source = page_of(ENGLISH, " ")
    monkeypatch.setattr(run_on, "MOST_WORDS", len(source.split()) - 1)
    assert run_on.find_breaks(source, [(0, len(source))]) == []


def test_no_break_is_found_twice_where_bars_or_wide_spaces_stand() -> None:
    source = (
        "  ".join(ENGLISH["menu"] * 3) + " " + page_of(ENGLISH, " ") + "  " + (PROSE + " ").join(ENGLISH["menu"] * 2)
    )
    account.check(Page("x", source, "text", blocks=unlined.segment(source).blocks))
    first = (0, len(PROSE))
    both = PROSE + "  " + page_of(ENGLISH, " ")
    second = (len(PROSE) + 2, len(both))
    assert all(first[1] < start < end for start, end in run_on.find_breaks(both, [first, second]))


PARTS = ["News", "the", "a.", "“We", "”", "|", "*", "2024", "新聞", "ข่าว", "İ", "ǅ", "x" * 300, "\x00", "\ud800"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=80).map(" ".join) | st.text(max_size=400))
def test_the_ledger_adds_up_whatever_the_words_are(source: str) -> None:
    text = source + " " + page_of(ENGLISH, " ") + " " + source
    account.check(Page("x", text, "text", blocks=unlined.segment(text).blocks))
    for start, end in run_on.find_breaks(source, [(0, len(source))]):
        assert source[start:end].isspace()


@settings(max_examples=600, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=9)
        | st.tuples(
            st.sampled_from(["", "“", "«", "(", "[¿", "„‘"]),
            st.sampled_from(["Über", "bird", "ბანკი", "Ა", "本文", "ABC", "O", "3rd", "١٢", "ß", "ŉa", "ǅ", "สวัสดี"]),
            st.sampled_from(["", ".", "。”", "!)", ":", "：", "،", "；", "*_", "’", "»."]),
        ).map("".join),
        min_size=1,
        max_size=9,
    )
)
def test_both_say_the_same_of_a_words_letters(words: list[str]) -> None:
    compiled = pytest.importorskip(
        "cleaner.segment._spaces", reason="no C compiler was found when the package was installed"
    )
    assert compiled.signs_of(words) == spaces.signs_of(words)
