"""A table between two paragraphs of the article is kept as a whole, or read line by line. All text is invented."""

from __future__ import annotations

import pytest
from clocks import growth

import cleaner
from cleaner.select.cells import article_cells

ABOVE = "The council voted by nine to two on Monday to raise what visitors pay for the old swimming pool."
BELOW = "Whoever lives in the town will be let in for nothing on Sundays, as before, said the mayor."
LAST = "The new prices will be painted on the wooden board at the gate before the season opens in May."
ROWS = (("Ticket", "Now", "May"), ("Adults", "4.50", "5.20"), ("Children", "2", "2"), ("Dogs", "—", "1"))


def table(rows: tuple[tuple[str, ...], ...], cell: str = "<td>{}</td>") -> str:
    return "<table>" + "".join(f"<tr>{''.join(map(cell.format, row))}</tr>" for row in rows) + "</table>"


def read(middle: str, below: str = f"<p>{BELOW}</p><p>{LAST}</p>") -> list[str]:
    page = (
        "<html><body><ul><li><a href=/1>Town</a></li><li><a href=/2>Sport</a></li></ul><article>"
        f"<h1>Pool to cost more</h1><p>{ABOVE}</p><p>{LAST}</p>{middle}{below}</article></body></html>"
    )
    return cleaner.clean(page).text.splitlines()


def cells(rows: tuple[tuple[str, ...], ...] = ROWS) -> list[str]:
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize(
    "middle",
    [
        table(ROWS),
        f"<figure>{table(ROWS)}<figcaption>Source: town</figcaption></figure>",
        f"<div><h4>Prices</h4>{table(ROWS)}</div>",
        table(ROWS, "<td><p>{}</p></td>"),
        table(ROWS[:2]) + table(ROWS[2:]),
    ],
)
def test_a_table_within_an_article_is_kept_with_every_cell(middle: str) -> None:
    kept = read(middle)
    assert [line for line in kept if line in cells()] == cells()
    assert kept[-2:] == [BELOW, LAST]


@pytest.mark.parametrize(
    ("middle", "below"),
    [
        (table(ROWS, "<td><a href=/x>{}</a></td>"), f"<p>{BELOW}</p>"),  # a menu
        (table(ROWS), "<ul><li><a href=/3>Letters</a></li></ul>"),  # nothing of the article below
        (table(tuple((row[0],) for row in ROWS)), f"<p>{BELOW}</p>"),  # one column: a list
    ],
)
def test_any_other_is_read_line_by_line(middle: str, below: str) -> None:
    kept = read(middle, below)
    assert ABOVE in kept
    assert len([line for line in kept if line in cells()]) < 4


def test_a_table_that_lays_out_the_page_is_none() -> None:
    article = f"<h1>Pool</h1><p>{ABOVE}</p>{table(ROWS)}<p>{BELOW}</p>"
    page = f"<html><body><table><tr><td><a href=/1>Town</a></td><td>{article}</td></tr></table></body></html>"
    kept = cleaner.clean(page).text.splitlines()
    assert kept == [ABOVE, *cells(), BELOW]


@pytest.mark.parametrize("likely", [0, -1])
def test_tables_one_after_another_are_passed_over_at_once(likely: int) -> None:
    """Each went by all the others: a page of 8,000 tables took seven seconds."""

    def ask(count: int) -> None:
        chances = [0.1] * (4 * count + 2)
        chances[likely] = 0.9
        grids = [[4 * at + 1, 4 * at + 2, 4 * at + 3, 4 * at + 4] for at in range(count)]
        assert article_cells(grids, chances, 0.5) == []
        chances[0] = chances[-1] = 0.9
        assert len(article_cells(grids, chances, 0.5)) == 4 * count

    growth(ask, 500, 8000, below=60)
