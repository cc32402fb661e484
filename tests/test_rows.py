"""Rows of entries parted by tabs: a menu's are lines, a table's are rows. All is invented."""

from __future__ import annotations

import pytest

from cleaner.segment import unlined

MENU = ["Home", "News", "Sport", "Weather", "Contact us"]
PROSE = "The old mill bridge will be closed to all traffic from Monday until the end of the year, the council said."


def lines(source: str) -> list[str]:
    return [block.trace.text for block in unlined.segment(source).blocks]


@pytest.mark.parametrize("tab", ["\t", " \t ", "\t\t"])
def test_a_row_that_stands_alone_is_a_menu(tab: str) -> None:
    assert lines(f"{tab.join(MENU)}\n\n{PROSE}\n") == [*MENU, PROSE]
    assert lines(f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{tab.join(MENU)}") == [PROSE, PROSE, PROSE, *MENU]


@pytest.mark.parametrize(
    "table",
    [
        "Club\tPlayed\tWon\tPoints\nTarn Rovers\tthree\ttwo\tseven",
        "Food\tFor one\tFor two\tFor four\nVegetables\nOnions\tone\ttwo\tfour",
        "Tarn Rovers\t3\t2\t7",
        "Tarn Rovers\tHarrow\tSkarra",
    ],
)
def test_a_table_keeps_its_rows(table: str) -> None:
    assert lines(f"{PROSE}\n\n{table}\n\n{PROSE}\n") == [PROSE, *table.split("\n"), PROSE]


def test_margins_are_no_rows() -> None:
    assert lines(f"\t\t\t\t{PROSE}\n\t\tHome\n") == [PROSE, "Home"]
