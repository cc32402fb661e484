"""Which of two readings of a sentence is in the page's own language?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from cleaner.language.evidence import weigh
from cleaner.language.table import load_table
from cleaner.language.words import LOWER

OFTEN: Final = -12.0
"""log probability of a word of which a language's list is sure: "nucléaire" has -10.8, names of places abroad -13"""


class Ear:
    """What knows a page's own language and the foreign ones it suffers from, by their numbers in the table."""

    def __init__(self, own: int, foreign: Sequence[int]) -> None:
        self._own = own
        self._foreign = tuple(foreign)
        self._table = load_table()

    def weigh(self, forms: Sequence[str]) -> list[float]:
        """Of each lower-case word, in nats, how much it speaks for a foreign language against the page's own."""
        if not forms:
            return []
        each = [weigh(forms, self._own, language, self._table)[:, LOWER] for language in self._foreign]
        found: list[float] = np.max(each, axis=0).tolist()
        return found

    def is_own(self, forms: Sequence[str]) -> bool:
        """Whether the page's own language lists every lower-case word that some other language has often enough."""
        if not forms:
            return True
        values, listed = self._table.look_up(forms)
        others = listed & (values > OFTEN) & self._table.rivals(self._own)
        return not (others.any(axis=1) & ~listed[:, self._own]).any()
