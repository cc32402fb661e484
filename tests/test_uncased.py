"""Text in scripts without capitals, its lines glued, put on one line or wrapped, keeps its article. All is invented."""

from __future__ import annotations

import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.segment import run_on, unlined
from cleaner.segment.uncased import find_paragraphs, find_stops

PAGES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
GLUED = ("ta", "am", "bn", "hi", "te")
SPACED = ("ta", "ka", "te")


def page_of(language: str, between: str) -> str:
    told = PAGES[language]
    head = [*told["menu"], told["title"], told["byline"], told["day"]]
    return between.join([*head, *told["paragraphs"], *told["below"]])


def lost(language: str, source: str) -> list[str]:
    """The sentences that are no longer there, spaces and line breaks aside."""
    kept = "".join(cleaner.clean(source).text.split())
    return [line for line in PAGES[language]["paragraphs"] if "".join(line.split()) not in kept]


@pytest.mark.parametrize("language", GLUED)
def test_glued_paragraphs_are_parted_behind_their_stops(language: str) -> None:
    source = page_of(language, "")
    assert len(find_stops(source, [(0, len(source))])) >= len(PAGES[language]["paragraphs"]) - 1
    assert lost(language, source) == []


@pytest.mark.parametrize("language", SPACED)
def test_long_words_on_one_line_are_no_menu(language: str) -> None:
    assert lost(language, page_of(language, " ")) == []


def test_words_that_are_several_say_nothing() -> None:
    words = page_of("ta", " ").split()
    assert run_on._sure_of(words) == run_on.SURER
    assert run_on._sure_of([*words, "".join(PAGES["ta"]["menu"] * 2)]) == 1
    assert run_on._sure_of(page_of("ar", " ").split()) == run_on.SURE


def test_initials_and_parted_sentences_are_left() -> None:
    for source in ("எம்.ஜி.ஆர். வந்தார். " * 60, page_of("ta", " "), "הוא בא.היא הלכה. " + "היא הלכה הביתה. " * 30):
        assert find_stops(source, [(0, len(source))]) == []
    assert len(unlined.segment("எம்.ஜி.ஆர். வந்தார். " * 60).blocks) == 1


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ka"])
def test_two_lines_between_blank_ones_are_a_paragraph(language: str) -> None:
    told = PAGES[language]
    lines = ["\n".join(textwrap.wrap(line, 72)) for line in told["paragraphs"]]
    source = "\n\n".join([*told["menu"], told["title"], told["byline"], told["day"], *lines, *told["below"]])
    assert [line for line in told["paragraphs"] if line not in cleaner.clean(source).text.splitlines()] == []


def test_a_headline_is_not_joined_to_what_is_below() -> None:
    headline, sentence = PAGES["ar"]["title"], PAGES["ar"]["paragraphs"][0]
    assert find_paragraphs([headline, sentence, headline], [False, True]) == [False, False]
    assert find_paragraphs([sentence, sentence[:40] + ".", headline], [False, True]) == [False, False]
    latin = "The old mill bridge will be closed to all traffic from Monday until"
    assert find_paragraphs([latin, "the end of the year.", latin], [False, True]) == [False, False]


@given(st.lists(st.text(alphabet="கதம.! \n", max_size=60), max_size=12))
def test_any_text_has_its_paragraphs(parts: list[str]) -> None:
    source = "\n\n".join(parts)
    for start, end in find_stops(source, [(0, len(source))]):
        assert start == end
        assert 0 < start < len(source)
