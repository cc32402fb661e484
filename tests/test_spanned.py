"""A menu's stretches: what is made of them when somebody asks is what would have been made at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import account
from cleaner.page import Page, Verdict
from cleaner.segment import html
from cleaner.spanned import Spanned
from cleaner.trace import Edit, Piece, Trace

WORDS = st.text(st.sampled_from("ab é\u00a0’Ж日\U0001f600"), min_size=1, max_size=12)
ITEMS = st.lists(WORDS, min_size=1, max_size=8)


@st.composite
def sources_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    source = draw(st.text(st.sampled_from("ab é’Ж日\U0001f600"), min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), min_size=2, max_size=12)))
    return source, list(pairwise(cuts))[::2]


@given(sources_with_spans())
def test_pieces_are_those_of_a_plain_trace(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    source, spans = drawn
    plain = Trace([Piece(start, end, source[start:end]) for start, end in spans])
    lazy = Spanned(source, spans)
    assert (lazy.text, lazy.start, lazy.end) == (plain.text, plain.start, plain.end)
    assert lazy == plain
    assert lazy.pieces == plain.pieces
    assert lazy.pieces is lazy.pieces
    if lazy.text:
        edits = [Edit(0, 1, "x")]
        assert lazy.edit(edits, "r") == plain.edit(edits, "r")


@given(ITEMS, st.text(st.sampled_from("ü’日\U0001f600"), max_size=2))
def test_compiled_regions_are_those_of_the_python_twin(items: list[str], beyond: str) -> None:
    """Whatever else stands on the page: a text is as wide as its own widest letter, not as the page's."""
    menu = "".join(f"<li><a href=/{number}>{item}</a>" for number, item in enumerate(items))
    source = f"<html><body><p>Fares rise {beyond}.</p><nav><ul>{menu}</ul></nav></body></html>"
    regions = [block.trace for block in html.segment(source).blocks if block.kind == "region"]
    found = html.segment_by_tokens(source, source, whole=False)
    others = [block.trace for block in found.blocks if block.kind == "region"]
    assert regions == others
    assert [trace.text for trace in regions] == [trace.text for trace in others]
    assert all("".join(piece.text for piece in trace.pieces) == trace.text for trace in regions)
    assert all(trace.text.encode().decode() == trace.text for trace in regions)


def page_of(source: str) -> Page:
    page = Page("a", source, "html")
    page.blocks = html.segment(source).blocks
    for number, block in enumerate(page.blocks):
        block.index = number
        block.verdict = Verdict(block.kind != "region", "select.container")
    return page


SOURCE = "<body><nav><a href=/>Home</a> | <a href=/s>Späťné čísla</a></nav><p>Fares rise on Monday.</p></body>"


def test_a_row_is_the_same_before_and_after_pieces_were_asked_for() -> None:
    unopened, opened = page_of(SOURCE), page_of(SOURCE)
    assert any(isinstance(block.trace, Spanned) for block in unopened.blocks)
    assert all(block.trace.pieces for block in opened.blocks)
    rows = [account.manifest_row(page) for page in (unopened, opened)]
    assert rows[0] == rows[1]
    assert rows[0]["characters"]["removed"] == sum(len(b.text) for b in opened.blocks if b.kind == "region")


@pytest.mark.parametrize("broken", ["text", "order", "reach"])
def test_a_broken_menu_is_found(broken: str) -> None:
    page = page_of(SOURCE)
    menu = next(block for block in page.blocks if isinstance(block.trace, Spanned))
    trace = menu.trace
    assert isinstance(trace, Spanned)
    account.check(page)
    if broken == "text":
        trace.text = trace.text.replace("Home", "Hole")
    elif broken == "order":
        menu.trace = Spanned(SOURCE, [(20, 24), (11, 15)])
    else:
        menu.trace = Spanned(SOURCE + "x" * 400, [(11, 300)])
    with pytest.raises(account.BrokenPromise):
        account.check(page)
