"""The lines of a flat page are looked at twice, in Python and compiled: both must see the same, and miss nothing."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata import flat, glance, published
from cleaner.metadata.bylines import is_label
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dates import find_stamps
from cleaner.page import Block, Container, Page
from cleaner.segment.html import IS_COMPILED
from cleaner.trace import Trace

PARTS = [
    "By ", "by", "BY", "Von", "door", "Par ", "Written by", "ritten by", "Author(s)", "Autor:", "作者：", "文",
    "글", "от ", "écrit par", "De către", "ﬁ", "İ", "ß", "Ada Quill", "Garage Door", "12 March 2024", "10:30",
    "1/2", "3. 4", "5 月", "6월", "2024年", "1 234", "٣٤٥٦", "1", "12", "123", ".", "!", "…", "。", "”", "’",
    ")", "»", "'", " ", " ", "  ", "\xa0", "_", "-",
    "The council met on Monday, and the bridge over the Senn stays closed until spring",
    "市長は橋について話した", "ตลาด", "bridge", "council", "Straße", "pont", "x" * 30,
]  # fmt: skip
LINES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map("".join).map(str.strip).filter(bool)
ANY = LINES | st.text(min_size=1, max_size=180).map(str.strip).filter(bool)
PAGES = st.lists(ANY | st.sampled_from(PARTS[-8:]).map(lambda part: part * 3), min_size=1, max_size=40)

needs_compiler = pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found at installation")


def twin(name: str) -> Any:
    return importlib.import_module(f"cleaner.metadata.{name}")


@settings(max_examples=1000, deadline=None)
@given(ANY)
def test_what_is_there_is_seen(line: str) -> None:
    (flags,) = glance.look([line])
    assert flags & glance.BYLINE or not match_byline(line)
    assert flags & glance.LABEL or not is_label(line)
    assert flags & glance.DATED or not any(find_stamps(line))
    assert flags & glance.WRITTEN or "ritten by" not in line


@needs_compiler
@settings(max_examples=1000, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=4))
def test_both_see_the_same(lines: list[str]) -> None:
    assert list(twin("_glance").look(lines)) == list(glance.look(lines))
    assert [glance.glance(line) for line in lines] == [glance.look_at(line) for line in lines]


@needs_compiler
@settings(max_examples=600, deadline=None)
@given(
    PAGES, st.sampled_from([frozenset[str](), frozenset(("council", "bridge", "the")), frozenset(("strasse", "pont"))])
)
def test_both_find_the_same_headline(lines: list[str], slug: frozenset[str]) -> None:
    flags = glance.look(lines)
    assert twin("_flat").find(lines, flags, slug) == pytest.approx(flat.find(lines, flags, slug))


@needs_compiler
@settings(max_examples=300, deadline=None)
@given(st.lists(ANY, max_size=12), st.integers(1, 400))
def test_both_count_the_same_letters_that_english_has_not(lines: list[str], sample: int) -> None:
    assert twin("_glance").count_foreign(lines, sample) == published.count_foreign(lines, sample)


def test_nothing_is_left_out_in_html() -> None:
    page = Page("", "<p>a", "html")
    page.blocks = [Block("p", Container("p", None, "", 0), Trace.verbatim(page.source, 3, 4), 0, 0, 0)] * 2
    assert glance.flags_of(page) == b"\xff\xff"
