"""Lines are read as keys, and looked for among those learned, in Python and compiled: both say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import lesson
from cleaner.page import Block, Container
from cleaner.segment.html import IS_COMPILED
from cleaner.trace import Trace

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

from cleaner import _lesson as twin

ROOT = Container("#", None, "", 0)
PARTS = [
    "Home", "Menu 12", "  two  spaces", "ΟΔΟΣ", "Straße", "İstanbul", "漢字の", "市長は八日、", "ตลาด", "12", "٣٤",
    "１２", "𝟘𝟙", "\U00020000", "\u212a", "\u0345", "\xa0", "\x7f", "\x00", "\u00ad", "\ud800", "\t", "\n", " ", " ",
    ".", "!", "。", "”", '"', "’", "»", "។", "፧", "The council of the town will vote on it", "9" * 90, "漢" * 39,
    "漢" * 41, "ต" * 79, "a" * 999, "é" * 2100,
]  # fmt: skip
LINES = st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=6).map("".join)
KINDS = st.sampled_from(["p", "p", "p", "region"])


def blocks_of(lines: list[tuple[str, str]]) -> list[Block]:
    return [Block(kind, ROOT, Trace.verbatim(line, 0, len(line)), 0, 0, 0) for kind, line in lines]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(KINDS, LINES), max_size=8))
def test_lines_are_read_as_keys_and_with_their_numbers(lines: list[tuple[str, str]]) -> None:
    blocks = blocks_of(lines)
    assert twin.read_lines(blocks) == lesson.read_lines(blocks)
    assert twin.read_numbers(blocks) == lesson.read_numbers(blocks)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(KINDS, LINES, st.booleans()), max_size=8), LINES)
def test_learned_lines_are_found(lines: list[tuple[str, str, bool]], headline: str) -> None:
    blocks = blocks_of([line[:2] for line in lines])
    learned = {lesson.key_of(line): at for at, (_, line, is_learned) in enumerate(lines) if is_learned}
    key = lesson.key_of(headline)
    assert twin.find_learned(blocks, learned, key) == lesson.find_learned(blocks, learned, key)


def test_a_line_between_paragraphs_of_the_page_is_spared_and_its_headline_is() -> None:
    story = (
        "The ferry that links the outer islands with the mainland went back into service on Monday, said the harbour."
    )
    texts = ["Harbour 3", story, "HARBOUR 12", story, "harbour 5", "Next  harbour", "A ferry sails"]
    blocks = blocks_of([("p", text) for text in texts])
    learned = {"harbour 0": 7, "next harbour": 5, "a ferry sails": 3}
    for find in (twin.find_learned, lesson.find_learned):
        assert find(blocks, learned, "a ferry sails") == [(0, 7), (4, 7), (5, 5)]
