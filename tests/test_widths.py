"""A text that was broken at a fixed width is whole again; other texts stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from clocks import growth

from cleaner.segment import leftovers, text

MENU = ["Home", "Islands", "Weather", "Contact us"]
GERMAN = """\
Die Fähre zu den äußeren Inseln fährt seit Montag wieder, nachdem Kapitän Hallam im Museum ein Teil gefunden hatte.
Die Inselbewohner hatten Angst, dass Obst, Gemüse und Milch knapp werden könnten, sagte gestern die Bürgermeisterin.
Gebaut wurde sie 1931.
""".splitlines()
HEBREW = [
    "המעבורת לאיים החיצוניים חזרה לפעול ביום שני לאחר שהקברניט מצא חלק חילוף למנוע במוזיאון של העיר ואיש לא שילם עליו",
    "תושבי האיים חששו שהפירות והירקות ייגמרו לפני החג ולכן באו כולם אל הנמל כדי לראות את הספינה יוצאת שוב אל הים",
]
CHINESE = "市议会星期一表示，旧桥将从下周起封闭维修，期间每半小时有一班渡船过河。三个桥墩有很深的裂缝。"


def lines(source: str) -> list[str]:
    return [block.trace.text for block in text.segment(source).blocks]


@pytest.mark.parametrize("paragraphs", [GERMAN, HEBREW])
@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n"])
def test_paragraphs_broken_at_a_width_are_whole_again(paragraphs: list[str], between: str) -> None:
    broken = [textwrap.fill(paragraph, 72).replace("\n", between[: len(between) // 2]) for paragraph in paragraphs]
    assert lines(between.join(MENU + broken)) == MENU + paragraphs


def test_wide_characters_take_two_columns_and_no_space() -> None:
    broken = "\n".join(CHINESE[at : at + 20] for at in range(0, len(CHINESE), 20))
    assert lines("\n\n".join([*MENU, broken])) == [*MENU, CHINESE]


def test_divided_words_are_joined_and_hyphens_of_compounds_stay() -> None:
    source = (
        "The ferry that links the outer isl-\nands with the mainland went back into\nservice on Monday, after Captain "
        "Hal-\nlam had found a part for its well-\nknown engine in the museum of the is-\nlands, where it had been on "
        "show for\nyears. It is a well-known engine."
    )
    (whole,) = lines(source)
    assert "outer islands with" in whole
    assert "Hallam had" in whole
    assert "its well-known engine" in whole
    assert "-ands" not in whole


def test_a_margin_says_where_a_paragraph_begins() -> None:
    broken = [textwrap.fill(paragraph, 68, initial_indent="   ") for paragraph in GERMAN * 2]
    assert lines("\n".join(broken)) == GERMAN * 2


@pytest.mark.parametrize("line", ["the bridge was closed all day and no one went over it fo-\n", "a\\n", "[a](/b) "])
def test_time_is_linear(line: str) -> None:
    growth(lambda size: leftovers.segment(line * size), 1_000, 16_000, below=64)  # 16 times; quadratic 256 times


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(f"Item number {at} of the list ends as all the others of the list do." for at in range(12)),
        "\n".join(f"Skarra ferry {at} leaves the harbour in the Morning\nAda Quill, Captain" for at in range(10, 20)),
        "\n".join(["*\nThe council spoke about the pier and of what it would cost us"] * 8),
    ],
)
def test_lines_of_one_length_are_no_paragraph(source: str) -> None:
    assert lines(source) == source.split("\n")
