"""The tokenizer's tokens tile what it is given: every offset of an HTML page rests on that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import tokenize

from cleaner.segment import html

PARTS = [
    "<", ">", "</", "/>", "</>", "<!", "<!--", "-->", "--!>", "<!-->", "<?xml ?>", "<![CDATA[", "]]>", "<a", "<p>",
    "</p>", "<div ", "=", '"', "'", " ", "\n", "\f", "x", "&", "&amp", "&#65;", "&#x", "&notit;", "<script>",
    "</script>", "<style>", "</style", "<title>", "</title>", "<textarea>", "</textarea >", "<plaintext>",
    "<noscript>", "</noscript>", "<svg>", "</svg>", "<!DOCTYPE html>", "<br/>", "é", "\ufffd", "</1>", "</ ", "<1",
    "<pre>\n", "<template>", "<script><!--<script>",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_tokens_tile_the_view(page: str) -> None:
    view = html._view(page).replace("</>", "<!>")
    assert len(view) == len(page)
    tokens = list(tokenize(view, resolve_references=False, capture_source=True))
    joined = "".join((token.data if token.type == 0 else token.source) or "" for token in tokens)
    left = view[len(joined) :]
    assert view.startswith(joined)
    assert not left or left.startswith("<")  # a tag that the page's end cuts off


@pytest.mark.parametrize("page", ["<p>a</>b", "<p>Use </> &amp; be glad</p></><p>It ends.", "<title>a</>b</title></>c"])
def test_an_end_tag_without_a_name_shows_nothing_and_moves_nothing(page: str) -> None:
    found = html.segment(page, whole=True)
    for block in found.blocks:
        for piece in block.trace.pieces:
            assert piece.causes or piece.text == page[piece.start : piece.end]
    text = "|".join(block.text for block in found.blocks)
    assert text in ("ab", "Use & be glad|It ends.", "c")
    assert found.head.title in ("", "a</>b")
