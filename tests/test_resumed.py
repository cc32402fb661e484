"""The article goes on below a box of links that stands inside it."""

from __future__ import annotations

import cleaner
from cleaner.select.resumed import without_article

HEADING = "Related stories"
BOX = [HEADING, "Bridge closed until autumn", "Council votes for cheaper tickets", "Museum finds lost timetable"]
PAID = "The council paid four million for the rails, according to a report that it published last week."
SHORT = ["Opponents say that it was too much:", "the pool is closed;", "the night bus was cut."]


def left(lines: list[str], chances: dict[int, float]) -> list[int]:
    return list(without_article(dict.fromkeys(range(len(lines)), HEADING), lines, chances))


def test_one_long_sentence_and_likely_lines_below_it_end_a_section() -> None:
    lines = [*BOX, PAID, *SHORT, "Home", "Contact"]
    assert left(lines, {1: 0.7, 4: 0.8, 5: 0.75, 6: 0.3, 7: 0.75, 8: 0.2, 9: 0.1}) == [0, 1, 2, 3, 8, 9]
    assert left(lines, {4: 0.7, 5: 0.75, 6: 0.7, 7: 0.7}) == list(range(10))
    assert left(lines, {4: 0.8, 5: 0.75, 6: 0.3, 7: 0.3}) == list(range(10))
    assert left([*BOX, SHORT[0], *SHORT], {4: 0.9, 5: 0.8, 6: 0.8, 7: 0.8}) == list(range(8))


def test_the_next_section_is_none_of_its_lines() -> None:
    lines = [*BOX, PAID, *SHORT, "Most read", "Baker wins lottery"]
    found = dict.fromkeys(range(8), HEADING) | {8: "Most read", 9: "Most read"}
    chances = {4: 0.9, 5: 0.8, 6: 0.8, 7: 0.8, 8: 0.6, 9: 0.6}
    assert list(without_article(found, lines, chances)) == [0, 1, 2, 3, 8, 9]


def test_japanese_and_korean_say_more_with_a_character() -> None:
    for line in (
        "先週公表された報告書によると、市は線路に四億円、架線にさらに一億円を支払った。",
        "지난주 공개된 보고서에 따르면 시는 선로에 사십이억 원, 전선에 십억 원을 더 쓴 것으로 나타났다고 한다.",
    ):
        assert left([*BOX, line, *SHORT], {4: 0.9, 5: 0.8, 6: 0.8, 7: 0.8}) == [0, 1, 2, 3]


def test_a_page_keeps_what_stands_below_its_box() -> None:
    above = [
        (
            "The tram line that once joined Market Street with the harbour is in service again, eleven years after the "
            "last car left the depot."
        ),
        (
            "Some four hundred people stood in the rain on Monday to see car number 17 leave, which the museum had "
            "kept in a shed."
        ),
        "“My grandfather drove this very car,” said Irene Dahl, who had come from Skarra. “He would have cried.”",
    ]
    below = [
        PAID,
        "Opponents say that the money was needed elsewhere:",
        "three schools wait for their roofs;",
        "the swimming pool is closed;",
        "and the night bus was cut.",
        "“We heard all that,” said the councillor. “But a town without a tram is a town without a face.”",
    ]
    lines = [
        "Home",
        "News",
        "Sport",
        "Weather",
        *above,
        *BOX,
        *below,
        "Most read",
        "Baker wins lottery",
        "Storm warning",
    ]
    assert cleaner.clean("\n".join(lines)).text.split("\n") == above + below
