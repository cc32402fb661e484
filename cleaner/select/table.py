"""The blocks of a page that the scorer is asked about, and what can be seen of them."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleaner.select import advert, entries
from cleaner.select.features import names_of
from cleaner.select.unseen import hide
from cleaner.select.wrapper import unmark_wrappers

try:
    from cleaner.select._features import fill
except ImportError:
    from cleaner.select.features import fill

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.page import Block, Page

    Array = NDArray[np.float32]


def shown(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """The blocks that are no region and have a text, and their texts."""
    found = [block for block in blocks if block.kind != "region" and block.trace.text]
    return found, [block.trace.text for block in found]


def places(rows: Array, column: int) -> list[int]:
    """Where a column is not 0."""
    found: list[int] = rows[:, column].nonzero()[0].tolist()
    return found


def sizes_of(texts: list[str]) -> list[int]:
    """The characters of each text."""
    return list(map(len, texts))


try:
    from cleaner.select._features import places as _places
    from cleaner.select._features import shown as _shown
    from cleaner.select._features import sizes_of as _sizes_of
except ImportError:
    _places, _shown, _sizes_of = places, shown, sizes_of


class Table:
    """The features of a page: `rows` has one row for each block that is no region, in page order, float32."""

    def __init__(self, page: Page) -> None:
        self.blocks, self.texts = _shown(page.blocks)
        if page.kind == "html":
            unmark_wrappers(page, self.blocks, self.texts)
        else:
            for judge in (advert, entries):
                places = judge.find_labels(self.texts)
                self.blocks, self.texts = hide(page, judge.RULE, places, (self.blocks, self.texts))
        self.names = names_of(page.kind)
        self.rows: Array = fill(page, self.blocks) if self.blocks else np.zeros((0, len(self.names)), np.float32)

    def column(self, name: str) -> Array:
        """One feature of all blocks."""
        column: Array = self.rows[:, _numbers(self.names)[name]]
        return column

    def places(self, name: str) -> list[int]:
        """Where one feature is not 0."""
        return _places(self.rows, _numbers(self.names)[name])

    @cached_property
    def sizes(self) -> list[int]:
        """The characters of each text."""
        return _sizes_of(self.texts)


@cache
def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}
