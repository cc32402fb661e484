"""A letter that was set large stands before its word again, and a word of one letter stays one."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.segment import leftovers

BELOW = "The work will cost two millions, said the mayor, and a new pier costs more."


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        ("T", "he ferry to the islands went back into service on Monday, after a long winter without one."),
        ("“T", "he ferry is back,” said the harbour master on Monday."),
        ("D", "ie Fähre zu den Inseln fährt seit Montag wieder, nach einem langen Winter."),
        ("В", "оскресным утром паром снова вышел в море после долгой зимы."),
        ("L", "’hôpital de la vallée accueillera de nouveau les futures mères à partir de juillet."),
        ("T", "HE FERRY to the islands went back into service on Monday, after a long winter."),
    ],
)
def test_a_drop_cap_stands_before_its_word(letter: str, line: str) -> None:
    blocks = leftovers.segment(f"Ferries\n{letter}\n{line}\n{BELOW}\n").blocks
    assert [block.trace.text for block in blocks] == ["Ferries", letter + line, BELOW]
    assert [block.index for block in blocks] == [0, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "work of two years came to its end on Monday, when the ferry to the islands was back.",
        "lamp that nobody had lit for sixty years shone over the harbour on Monday evening.",
    ],
)
def test_a_word_of_one_letter_stays_one(line: str) -> None:
    above = "It was not a day like others. A man stood on the pier."
    blocks = leftovers.segment(f"{above}\nA\n{line}\n{BELOW}\n").blocks
    assert [block.trace.text for block in blocks] == [above, f"A {line}", BELOW]


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        ("X", "close this window"),
        ("X", "share this article with all of your friends on the islands"),
        ("E", "BERRON & SONS MAKE ROPES THAT LAST FOR LONGER THAN YOUR BOAT WILL."),
        ("A", "Ferry returns to the outer islands after a winter that seemed to have no end."),
    ],
)
def test_a_letter_of_its_own_is_left_alone(letter: str, line: str) -> None:
    blocks = leftovers.segment(f"Home\n{letter}\n{line}\n{BELOW}\n").blocks
    assert [block.trace.text for block in blocks] == ["Home", letter, line, BELOW]


def test_where_text_nodes_are_lines_a_drop_cap_is_none_of_them() -> None:
    lines = [
        "Fähren",
        "D",
        "ie Fähre zu den Inseln, die im Herbst repariert worden war und die",
        "Anna Bell",
        ", 68, fährt.",
        BELOW,
    ]
    texts = [block.trace.text for block in leftovers.segment("\n".join(lines)).blocks]
    assert texts == [
        "Fähren",
        "Die Fähre zu den Inseln, die im Herbst repariert worden war und die Anna Bell, 68, fährt.",
        BELOW,
    ]


def test_its_letter_is_kept() -> None:
    told = (
        "he ferry that links the outer islands with the mainland went back into service on Monday, after a winter in "
        "which residents had to rely on fishing boats for their post.\nThe harbour master said that repairs had taken "
        "four months longer than planned, because a part for the engine had to be cast anew."
    )
    page = cleaner.clean(f"Home\nSport\nFerry returns to the islands\nBy Ada Quill\nT\n{told}")
    assert page.text.startswith("The ferry that links")
