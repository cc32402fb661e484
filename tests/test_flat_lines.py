"""Lines of flat text are joined where a sentence was broken, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment import text

LINKS = """\
The bridge over the Senn was opened on Monday by
Ada Quill
, who had drawn it, and by the
mayor of Ostrava
who had paid for it. The
old ferry
will go on until the end of the month, for those who like it better.
More on this
Ferry captain retires
"""
PICTURE = """\
Kiosk that sells only one newspaper a day finds its reader
The kiosk on Tollgate Square has stood between the two tram stops since 1956
Every morning at six, Leopold Saxby puts one newspaper in the rack of his kiosk and waits for somebody to buy it.
"""
WRAPPED = """\
The ferry that links the outer islands with the
mainland went back into service on Monday, after
Captain Hallam had found a part for its engine in
a museum.

It had been built in 1931.
"""


def lines(source: str) -> list[str]:
    return [block.trace.text for block in text.segment(source).blocks]


def test_a_sentence_goes_on_behind_its_links() -> None:
    first, *others = lines(LINKS)
    assert first.startswith(
        "The bridge over the Senn was opened on Monday by Ada Quill, who had drawn it, and by the mayor"
    )
    assert first.endswith(
        "paid for it. The old ferry will go on until the end of the month, for those who like it better."
    )
    assert others == ["More on this", "Ferry captain retires"]


TORN = """\
The old mill
bridge in Skarra will be closed from Monday on, the town council said on Tuesday.
Shopkeepers say
that half of their customers walk over it, and that nobody asked them before.
"""


def test_blank_lines_between_all_text_nodes_say_nothing() -> None:
    assert lines(LINKS.replace("\n", "\n\n")) == lines(LINKS)
    # where lines stand together too, those that do not are paragraphs
    assert lines(LINKS.replace("\n", "\n\n", 5)) != lines(LINKS)
    whole = "The ferry was built in 1931\n\nIt was mended in May, for those who like it better\n\nFerry captain retires"
    assert lines(whole) == whole.split("\n\n")


def test_sentences_that_go_on_in_lower_case_show_a_page_whose_links_were_broken() -> None:
    first, fourth = (" ".join(TORN.splitlines()[at : at + 2]) for at in (0, 2))
    assert lines(TORN) == [first, fourth]
    assert (
        len(lines(TORN.replace("\nShop", "\n\nShop"))) == 4
    )  # where paragraphs are set apart, lines are what they say


def test_a_fixed_width_is_undone() -> None:
    wrapped, last = WRAPPED.strip().split("\n\n")
    assert lines(WRAPPED) == [wrapped.replace("\n", " "), last]


@pytest.mark.parametrize(
    "page",
    [
        PICTURE,
        "The upside of a long winter for the keepers of the lighthouse\n\nharbour press\n",
        "Maut am Mittwoch und am Sonntag nach Ostern wieder ausgesetzt\nvon Ada Quill\n",
        "o Ferries and other ships of the outer islands in summer\no Trains and buses of the mainland in winter\n",
        "Nobody knows how the letter came to the island at all.\n» Read more: Ferry returns\n",
        "Er sagte nichts, als er in die Stadt zurückkam, und ging\n\n»Ja«, sagte sie.\n",
        "Inner Skarra      41 minutes    12 seconds\nouter Skarra      43 minutes    50 seconds\n",
        "We have sold nothing but bread for a hundred years\n.com is for others\n",
        "What was left of it after the storm, the fire and the sale\n...\n",
    ],
)
def test_lines_that_are_whole_stay_apart(page: str) -> None:
    assert lines(page) == [line.strip() for line in page.splitlines() if line.strip()]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The bridge", "on", ", and", ".", "»", "Ada Quill", "\n", "\n\n", " ", "x" * 60, "a b " * 12])
    )
)
def test_no_word_is_lost_or_moved(parts: list[str]) -> None:
    page = "".join(parts)
    blocks = text.segment(page).blocks
    assert "".join(block.trace.text for block in blocks).replace(" ", "") == "".join(page.split())
    assert all(page[p.start : p.end] == p.text for block in blocks for p in block.trace.pieces if not p.causes)
