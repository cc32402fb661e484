"""What of a page's code was left in a flat text is no part of its article; the ledger accounts for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import account
from cleaner.page import Page
from cleaner.segment import leftovers

MENU = ["Home", "Islands", "Weather", "Contact us"]
ARTICLE = [
    "The ferry that links the outer islands with the mainland went back into service on Monday, the council said.",
    "“Nobody knows how the letter came to the island at all,” said Ada Quill, who keeps the museum’s café.",
    "It had been built in 1931 and was out of order since the storm of last winter, when a mast fell on its engine.",
]


def lines(source: str) -> list[str]:
    found = leftovers.segment(source).blocks
    account.check(Page("x", source, "text", blocks=found))
    return [block.trace.text for block in found]


@pytest.mark.parametrize("mark", ["<br>", "<br/>", "<BR />\n", "<br><br>", "\\n", "\\r\\n", "\\n\\n"])
def test_breaks_are_breaks_again(mark: str) -> None:
    assert lines(mark.join([*MENU, *ARTICLE]) + mark) == MENU + ARTICLE
    assert lines(mark + mark.join(ARTICLE)) == ARTICLE


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        ("Quill&nbsp;&amp;&nbsp;Hallam&rsquo;s caf&eacute; &#8211; closed&#x2026;", "Quill & Hallam’s café – closed…"),
        ("said &amp;quot;no&amp;quot;, and went", 'said "no", and went'),
        ("the [old ferry](https://a.example/b_(c)?d=1) and", "the old ferry and"),
        ('[its](/a b) [sister](/s "a ship")', "[its](/a b) sister"),
        ("the ferry ![A ship](/a.jpg) and [![x](//b.example/x.png)](#top) sails", "the ferry  and  sails"),
        ("## What [they](/they) say, **all** of them", "What they say, all of them"),
    ],
)  # fmt: skip
def test_signs_inside_a_line_are_gone(left: str, shown: str) -> None:
    assert lines(left) == [shown]


def test_escapes_are_what_they_stand_for() -> None:
    assert lines('Home\\nShe said: \\"No.\\"\\nCaf\\u00e9\\tSkarra\\nEnd') == [
        "Home",
        'She said: "No."',
        "Café Skarra",
        "End",
    ]


def test_numbers_of_a_text_browser_go_with_its_list_of_links() -> None:
    listed = "\n".join(f"   {at}. https://ships.example/{at}" for at in range(1, 5))
    assert lines(f"The [1]ferry sails to [2]Skarra.\n\nReferences\n\n{listed}\n")[0] == "The ferry sails to Skarra."
    assert lines("The ferry[1] sails to [2]Skarra, as was said.") == ["The ferry[1] sails to [2]Skarra, as was said."]


def test_lists_of_addresses_go_where_numbers_lead_to_them() -> None:
    listed = "\n".join(f"   {at}. https://ships.example/{at}" for at in range(1, 5))
    assert lines(f"The [1]ferry sails.\n\n{listed}\n") == ["The ferry sails.", "", "", "", ""]
    defined = "\n".join(f"   [{at}]: https://ships.example/{at}" for at in range(1, 5))
    assert lines(f"## News\n\nThe [old ferry][1] sails.\n\n{defined}\n") == [
        "News",
        "The old ferry sails.",
        "",
        "",
        "",
        "",
    ]
    assert lines("The [old ferry][1] sails.\n[1]: it sinks") == ["The [old ferry][1] sails.", "[1]: it sinks"]


@pytest.mark.parametrize("address", ["[https://a.example/{}?b=c]", "(https://a.example/{})", "<https://a.example/{}>"])
def test_addresses_behind_links_go_where_each_link_has_one(address: str) -> None:
    linked = [f"The ferry {at} {address.format(at)} sails." for at in range(9)]
    assert lines("\n".join([*linked, address.format(9)])) == [*(f"The ferry {at} sails." for at in range(9)), ""]
    assert lines("\n".join(linked[:4])) == linked[:4]
    shown = [f"See https://b.example/{at}" for at in range(4)]
    assert lines("\n".join([*linked, *shown])) == [*linked, *shown]


def test_a_picture_alone_on_its_line_is_no_text() -> None:
    assert lines("![A ship](https://b.example/x.png)\n\nThe [ferry](/f) sails.") == ["", "The ferry sails."]


def test_headings_of_markdown_without_links_lose_their_marks() -> None:
    assert lines("## Fares\n\nThey rise.\n\n### Boats\n\nThey sail.") == ["Fares", "They rise.", "Boats", "They sail."]
    assert lines("ls\n## a comment\nexit") == ["ls", "## a comment", "exit"]


@pytest.mark.parametrize("mark", [">", "> ", ">> "])
def test_a_quoted_mail_is_read_without_its_marks(mark: str) -> None:
    said = "\n".join(f"{mark}{line}" for line in "\n\n".join([*MENU, *ARTICLE]).split("\n"))
    assert lines(said) == MENU + ARTICLE
    assert lines(f"On Monday Ada wrote:\n{said}") == ["On Monday Ada wrote:", *MENU, *ARTICLE]


@pytest.mark.parametrize("space", ["&nbsp;", " &nbsp;&nbsp; ", "&#160;", "&#xA0;", "&amp;nbsp;"])
def test_lines_of_spaces_alone_are_blank(space: str) -> None:
    assert lines(f"\n{space}\n".join(ARTICLE)) == ARTICLE


@pytest.mark.parametrize(
    "source",
    [
        "A quotation:\n> It sails.\nSaid by her.\nAnd by him.",
        "To break a line, write <br> or <br/> there.",
        "<div>one<br>two<br>three<br>four</div> is how it looks in code",
        "The sign \\n is a line break in most languages.\nSo it is in C.",
        "AT&T, Q&A and R&D; the sign & alone",
        "An array[1](2) and a note [see below] (p. 3)",
        "Snakes ** and ** stars, 2**3",
    ],
)
def test_what_an_article_may_be_about_stays(source: str) -> None:
    assert lines(source) == source.split("\n")


def test_a_page_in_markdown_is_cleaned_like_any_other() -> None:
    source = "\n\n".join(["* [Home](/)", "* [Contact us](/i)", *ARTICLE, "[Read more](/more)"])
    assert cleaner.clean(source.replace("the council", "the [council](/c)")).text == "\n".join(ARTICLE)


SIGNS = "<br> <br/> \\n \\r\\n &nbsp; &amp;lt; &#0; [a](/b) ![ ]( ** # \\u00e9 \\ud800 a [1] é <div > [a][1]".split()
OTHERS = [
    "\n> ",
    " [https://a.b]",
    "\n&nbsp;\n",
    "\n## a",
    "\n [1]: http://a\n",
    " (http://a) " * 8,
    "\n",
    "\n\n",
    " ",
    "# ",
    "\n 1. http://a\n",
    "The bridge was closed,",
    "and it stays so.",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS + OTHERS), max_size=30).map("".join))
def test_every_character_is_accounted_for(source: str) -> None:
    lines(source)


def test_addresses_in_brackets_with_spaces_are_taken_out() -> None:
    links = [f"* Ferry number {number} is late again ( https://news.example/{number} )" for number in range(9)]
    source = "\n\n".join([*links, "The ferry sailed on Monday [ https://news.example/a ], and nobody was on board."])
    found = [block.trace.text for block in leftovers.segment(source).blocks]
    assert found == [
        *(f"* Ferry number {number} is late again" for number in range(9)),
        "The ferry sailed on Monday, and nobody was on board.",
    ]
