"""The signs of a text are counted twice, in Python and compiled: what either counts, the other must count too."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment.html import IS_COMPILED
from cleaner.select import look
from cleaner.select.phrases import BEGINS, NOTICES, WHOLE
from cleaner.stops import LONG, STOPS

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

compiled: Any = importlib.import_module("cleaner.select._look")

WORDS = [
    "Read more:", "Listen to this article", "Cookie", "Privacy policy", "The mayor said", "a", "B", "É", "İ", "ß", "3",
    "12.",
    "٣", "10:30", "4/5/2021", "2021", ".", "!", "?", "…", "...", "。", "！", "？", "؟", "।", "、", "，", ",", ":", "：",
    "|", "©", "/",
    "»", "«", "“", "„", '"', "'", "”", "’", ")", "•", "-", "–", " ", "  ", "\xa0", "\u3000", "\x85", "市長は", "道路を",
    "ok", *STOPS, "สะพานเก่า", "ปิดซ่อมจนถึงสิ้นปี", "ຂົວເກົ່າ", "ស្ពានចាស់", "တံတားဟောင်း", "ծածկ", "ድልድይ", "पुल",
    "옛 다리가", "월요일부터",
    "A sentence that is a good deal longer than the others, and says nothing. ",
]  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("".join) | st.text(min_size=1, max_size=200))
def test_both_see_the_same_signs(text: str) -> None:
    block: Any = SimpleNamespace(trace=SimpleNamespace(text=text), linked=len(text) // 2, anchors=1)
    for wide in (1.0, look.SYLLABLE):
        assert_alike(look.look_at([block], wide)[0], compiled.look_at([block], wide)[0])


def assert_alike(expected: Any, found: Any) -> None:
    names = [*look.COUNTS, *look.SIGNS]
    assert dict(zip(names, found, strict=True)) == pytest.approx(dict(zip(names, expected, strict=True)), rel=1e-5)


def test_both_know_every_phrase() -> None:
    phrases = sorted({*WHOLE, *NOTICES, *(phrase for known in BEGINS.values() for phrase in known)})
    lines = [line for one in phrases for line in (one, f"» {one.upper()}: a dog", one[:-1] or one, f"{one} {'x' * 90}")]
    blocks: Any = [SimpleNamespace(trace=SimpleNamespace(text=line), linked=0, anchors=0) for line in lines]
    expected, found = look.look_at(blocks), compiled.look_at(blocks)
    for line, ours, theirs in zip(lines, expected, found, strict=True):
        assert theirs == pytest.approx(ours, rel=1e-5), line


def test_both_end_a_line_without_a_stop_at_the_same_length() -> None:
    lines = [letter * size for letter in "กຂកမab" for size in range(LONG - 2, LONG + 2)]
    blocks: Any = [SimpleNamespace(trace=SimpleNamespace(text=line), linked=0, anchors=0) for line in lines]
    assert (look.look_at(blocks) == compiled.look_at(blocks)).all()
    ends = look.look_at(blocks)[:, len(look.COUNTS)]
    assert ends.tolist() == [line[0] in "กຂ" and len(line) >= LONG for line in lines]


def test_no_block_has_no_signs() -> None:
    assert np.shape(compiled.look_at([])) == (0, len(look.COUNTS) + len(look.SIGNS))
