"""Markdown's marks are taken out of a text in Markdown, and out of no other."""

from __future__ import annotations

import pytest

import cleaner

TOLD = (
    "The harbour master said that the new shaft had come from a yard in Gdynia, and had been fitted overnight.",
    "The council will talk about a second boat in May, when the new timetable is known to all.",
)


def text_of(*lines: str) -> str:
    return cleaner.clean("\n\n".join(lines)).text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (
            "The *new* shaft came from **Gdynia** on a __Monday__, said _the captain_.",
            "The new shaft came from Gdynia on a Monday, said the captain.",
        ),
        (
            "The ***new*** shaft came by sea, as everybody on the pier could see.",
            "The new shaft came by sea, as everybody on the pier could see.",
        ),
        (
            "> It cost £41\\,000\\. Forty\\-one islanders paid for it themselves \\(twice\\).",
            "It cost £41,000. Forty-one islanders paid for it themselves (twice).",
        ),
        (
            ">> It was the third one that was fitted within a year, which nobody expected.",
            "It was the third one that was fitted within a year, which nobody expected.",
        ),
        (
            "It cost 3 * 4 pounds in 2 * 6 parts, and snake_case_names and 2*3*4 stay.",
            "It cost 3 * 4 pounds in 2 * 6 parts, and snake_case_names and 2*3*4 stay.",
        ),
        (
            "The grade was A\\*, the file is called \\_new\\_, and the rest is as it was.",
            "The grade was A*, the file is called _new_, and the rest is as it was.",
        ),
    ],
)
def test_marks_of_markdown_are_no_text(written: str, seen: str) -> None:
    assert seen in text_of(
        "# Ferry sails again", TOLD[0], "## What was wrong", written, "## What comes", TOLD[1]
    ).split("\n")


def test_lines_below_headings_and_between_parts_go() -> None:
    broken = "The old shaft broke on *18 December*, and nobody was hurt, said the captain."
    page = cleaner.clean(
        f"Ferry to Inner Skarra sails again\n=================================\n\n{TOLD[0]}\n\nWhat was wrong\n"
        f"--------------\n\n{broken}\n\n* * *\n\n{TOLD[1]}\n"
    )
    assert page.title == "Ferry to Inner Skarra sails again"
    assert page.text.split("\n") == [
        TOLD[0],
        "What was wrong",
        "The old shaft broke on 18 December, and nobody was hurt, said the captain.",
        TOLD[1],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Whoever wants *more* must ask for it, said the captain to those who stood around him.",
        "> Whoever wants more must ask for it, said the captain to those who stood around him.",
        "In C:\\new\\files the captain keeps what he has written about the boats of his youth.",
    ],
)
def test_one_sign_makes_no_markdown(line: str) -> None:
    assert line in text_of(TOLD[0], line, TOLD[1])


def test_the_first_heading_is_the_headline_and_a_row_of_links_a_menu() -> None:
    page = cleaner.clean(
        "\n\n".join(
            [
                "[Home](/) › [News](/news) › [Islands](/islands)",
                "# Ferry sails again",
                *TOLD,
                "[Ferry](/t/ferry), [Skarra](/t/skarra)",
                "[The council voted for it](/a) [against the advice of its own engineers.](/b)",
            ]
        )
    )
    assert page.title == "Ferry sails again"
    assert page.text.split("\n") == [*TOLD, "The council voted for it against the advice of its own engineers."]
    rules = {edit["rule"] for edit in page.edits}
    assert {"select.link_line", "select.headline"} <= rules
