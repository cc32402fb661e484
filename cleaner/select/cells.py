"""Which cells stand in a table that the article shows between its paragraphs?

Prices before and after, results by district, what each of four tickets includes: a table says what it says as a whole.
Read one by one its cells are short words and numbers, of which the scorer likes every fifth, and those say less than
none. So a table of rows and columns between two lines of the article is the article's, with every cell. A table of
links is a menu, and one whose cells hold whole paragraphs lays out a page: those are read line by line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.page import Block, Container
    from cleaner.select.table import Table

SHARE = 17_367 / 23_739
"""of the words in such tables, on the 893 pages measured, stood in rows that are article as a whole"""
FEWEST = 4
"""cells: two rows of two columns"""
LONGEST = 300
"""characters of a cell; in a longer one stands a text of its own"""
REACH = 3
"""lines above and below the table of which one is the article's: a label or a source stands there too"""
_LINKED = 0.5
"""of the characters of a table, from which on it is a menu"""


def find_grids(table: Table) -> list[list[int]]:
    """The places of the cells of each such table of a page, wherever it stands. Linear time."""
    places = table.places("mark_table")
    if len(places) < FEWEST:
        return []
    found = [_cells_of(rows) for rows in _tables(table.blocks, places)]
    return [cells for cells in found if cells and _is_short([table.blocks[place] for place in cells])]


def article_cells(grids: list[list[int]], chances: list[float], least: float) -> list[int]:
    """The places of the cells between lines of the article, which are those at least as likely as `least`."""
    above: dict[int, int] = {}  # tables that follow each other are passed over at once: a page may have thousands
    below: dict[int, int] = {}
    for cells in sorted(grids, key=lambda cells: cells[-1]):
        above[cells[-1]] = above.get(cells[0] - 1, cells[0])
    for cells in sorted(grids, key=lambda cells: -cells[0]):
        below[cells[0]] = below.get(cells[-1] + 1, cells[-1])
    found: list[int] = []
    for cells in grids:
        if _is_beside(chances, least, cells[0], -1, above) and _is_beside(chances, least, cells[-1], 1, below):
            found += cells
    return found


def _tables(blocks: list[Block], places: list[int]) -> Iterable[list[list[int]]]:
    """The places of what each table holds that is not in another one inside it, row by row."""
    rows: dict[Container, list[int]] = {}
    tables: dict[Container, list[list[int]]] = {}
    row: Container | None = None
    for place in places:
        above = blocks[place].container.parent
        if above is not row and (above is None or above.parent is not row):
            row = _row_of(blocks[place].container)
            if row is not None and row not in rows:
                rows[row] = []
                tables.setdefault(_table_of(row), []).append(rows[row])
        if row is not None:
            rows[row].append(place)
    return tables.values()


def _row_of(container: Container) -> Container | None:
    """The row around an element, or what stands for one in a table that has none there; None outside tables."""
    step: Container | None = container
    while step is not None and step.tag != "tr" and (step.parent is None or step.parent.tag != "table"):
        step = step.parent
    return step


def _table_of(row: Container) -> Container:
    step = row
    while step.tag != "table" and step.parent is not None:
        step = step.parent
    return step


def _cells_of(rows: list[list[int]]) -> list[int]:
    """The cells of a table of several rows and columns; none of any other."""
    count = sum(map(len, rows))
    if count < FEWEST or len(rows) < 2 or len(rows) * 3 > count * 2:
        return []
    return [place for row in rows for place in row]


def _is_short(held: list[Block]) -> bool:
    """Whether none of the cells is a text of its own, nor most of them a menu's."""
    sizes = [len(block.trace.text) for block in held]
    return max(sizes) < LONGEST and sum([block.linked for block in held]) < _LINKED * sum(sizes)


def _is_beside(chances: list[float], least: float, place: int, step: int, tables: dict[int, int]) -> bool:
    """Whether one of the next lines above (`step` -1) or below (1) is the article's; `tables` are passed over."""
    left = REACH
    while left and 0 <= (place := place + step) < len(chances):
        if place in tables:
            place = tables[place]
        elif chances[place] >= least:
            return True
        else:
            left -= 1
    return False
