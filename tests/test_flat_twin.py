"""Flat text is read twice, in Python and compiled: what either makes of a page, the other must make of it too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment import text
from cleaner.segment.html import IS_COMPILED

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

LINES = [
    "\n", "\n", "\n\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\x0c", " ", "   ", "\t", "\xa0", "\x1c",
    "a", "B", "é", "É", "\xc3\x85", "\xe2\x85", "\x93", "𝐀", "市長は", "der Mann", "Er sagte,",
    ", and", ". ", '."', "’s", "»", "« Go", "(", ")", "“", "‘", ".com", "...",
    ". .", "…", "1. ", "12) ", "٣. ", "o X", "o 3", "a) x", "- ", "--", "//", "• x", "/", "„", "%", "]",
    "The council spoke about the pier which was closed", "in lower case it goes on for forty characters or so",
    "y " * 45, "x" * 101,
]  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=24).map("".join) | st.text(max_size=200))
def test_both_read_the_same_paragraphs(source: str) -> None:
    expected, found = text.read(source).blocks, text.segment(source).blocks
    assert [block.trace.pieces for block in found] == [block.trace.pieces for block in expected]
    for one, other in zip(found, expected, strict=True):
        assert (one.kind, one.index, one.text, one.marks) == (other.kind, other.index, other.text, other.marks)
        assert (one.linked, one.anchors, one.verdict, one.path) == (0, 0, None, other.path)
