"""A list that the line above announces stays with its article."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.select.announced import SHARE, announced_lines

SAID = "Opponents of the tram say that the money was needed elsewhere:"
ITEMS = ["three schools wait for their roofs", "the swimming pool is closed", "the night bus was cut"]
BELOW = "“We heard all that,” said the councillor, “but a town without a tram has no face.”"
LIST = [SAID, *ITEMS, BELOW]


def places(lines: list[str], chances: list[float]) -> list[int]:
    return list(announced_lines(lines, chances))


def test_what_stands_between_a_colon_and_the_next_paragraph_is_the_list() -> None:
    assert places(LIST, [0.9, 0.3, 0.3, 0.3, 0.9]) == [1, 2, 3]
    assert places(LIST, [0.9, 0.3, SHARE, 0.9, 0.9]) == [1]


@pytest.mark.parametrize(
    ("lines", "chances"),
    [
        (LIST, [0.4, 0.3, 0.3, 0.3, 0.9]),  # nothing of the article announces it
        (LIST, [0.9, 0.1, 0.1, 0.1, 0.9]),  # a box
        (LIST, [0.9, 0.3, 0.3, 0.3, 0.4]),  # no paragraph below
        (LIST[:-1], [0.9, 0.3, 0.3, 0.3]),
        ([SAID, ITEMS[0], BELOW], [0.9, 0.3, 0.9]),
        (["On the pier:", *ITEMS, BELOW], [0.9, 0.3, 0.3, 0.3, 0.9]),  # a label
        ([SAID, "Tides", "Boats:", "The ferry sails", BELOW], [0.9, 0.3, 0.3, 0.3, 0.9]),  # kickers above headlines
        ([SAID, *ITEMS * 3, BELOW], [0.9, *[0.3] * 9, 0.9]),
    ],
)
def test_other_lines_are_left_to_the_scorer(lines: list[str], chances: list[float]) -> None:
    assert places(lines, chances) == []


def test_chinese_says_as_much_in_half_as_many_characters() -> None:
    lines = [
        "反对者说这笔钱本应该用在别的地方：",
        "三所小学在等待新屋顶",
        "游泳池自五月起关闭",
        "市议员说没有电车的城市就是没有面孔的城市，大家都听到了这些话。",
    ]
    assert places(lines, [0.9, 0.3, 0.3, 0.9]) == [1, 2]


def test_bulleted_lists_of_a_page_stay() -> None:
    article = [
        (
            "The tram line that once joined Market Street with the harbour is in service again, eleven years after the "
            "last car left the depot."
        ),
        (
            "Some four hundred people stood in the rain on Monday to see car number 17 leave, which the museum had "
            "kept in a shed."
        ),
        SAID,
        *(f"* {item}" for item in ITEMS),
        BELOW,
        "Trams run every twelve minutes until eleven at night, and a ticket costs two pounds, as it did before.",
    ]
    menu = ["* Home", "* News", "* Sport", "* Weather", "* Sign in"]
    text = "\n".join([*menu, "", *(f"{line}\n" for line in article), "* About us", "* Contact", "* Privacy policy"])
    assert cleaner.clean(text).text.split("\n") == article
