"""Dates are looked for where one may begin, and nowhere else: what is found must be what is found everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata import date_forms
from cleaner.segment.html import IS_COMPILED

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

PARTS = [
    "12", "3", "2024", "1403", "99", "/", ".", "-", " ", "  ", " ", ", ", "th", "º", "го", "March", "mars", "Mar.",
    "de ",
    "d'", "Μαΐου", "tháng 3", " năm ", "年", "月", "日", "년", "월", "일", "令和", "元", "昭和", "T10:30", "10:32:11",
    " CET ",
    "г.", "жылғы", "gada", "_", "x", "É", "İ", "٣", "３", "n°", "کانون الثاني", "updated", "By ",
]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=40), st.integers(0, 12))
def test_no_date_begins_where_none_is_looked_for(text: str, at: int) -> None:
    at = min(at, len(text))
    expected = date_forms.search_everywhere(text, at)
    found = date_forms.search_where_it_may_be(text, at)
    assert (found and found.span(), found and found.groups()) == (
        expected and expected.span(),
        expected and expected.groups(),
    )
