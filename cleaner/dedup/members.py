"""Texts that others stand for, a column for each thing that is known of them.

Of a large corpus there are hundreds of thousands, at 29 bytes each; as objects they would take ten times that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.guard import Likeness


class Member(NamedTuple):
    """A text that another stands for."""

    row: int
    representative: int
    rule: str
    likeness: Likeness


class Members:
    """Members in the order they were found."""

    def __init__(self) -> None:
        self._rows, self._heads = array("I"), array("I")
        self._similarity, self._contained = array("d"), array("d")
        self._told = array("I")
        self._words: dict[tuple[str, str], int] = {}
        """rule and note, of which few are different"""
        self._by_number: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Member]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> Member:
        rule, note = self._by_number[self._told[place]]
        likeness = Likeness(True, self._similarity[place], self._contained[place], note)
        return Member(self._rows[place], self._heads[place], rule, likeness)

    def __setitem__(self, place: int, member: Member) -> None:
        self._rows[place], self._heads[place] = member.row, member.representative
        self._similarity[place], self._contained[place] = member.likeness.similarity, member.likeness.contained
        self._told[place] = self._number(member)

    def add(self, member: Member) -> None:
        """One more."""
        self._rows.append(member.row)
        self._heads.append(member.representative)
        self._similarity.append(member.likeness.similarity)
        self._contained.append(member.likeness.contained)
        self._told.append(self._number(member))

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each."""
        return np.array(self._rows, np.int64)

    @property
    def representatives(self) -> NDArray[np.int64]:
        """The row of the text that stands for each."""
        return np.array(self._heads, np.int64)

    @property
    def contained(self) -> NDArray[np.float64]:
        """How much of the shorter text the other has, of each."""
        return np.array(self._contained, np.float64)

    @property
    def rules(self) -> dict[str, NDArray[np.int64]]:
        """The places of the members that each rule found."""
        told = np.array(self._told, np.int64)
        of_rule: dict[str, list[int]] = {}
        for number, (rule, _) in enumerate(self._by_number):
            of_rule.setdefault(rule, []).append(number)
        places = {rule: np.flatnonzero(np.isin(told, numbers)) for rule, numbers in of_rule.items()}
        return {rule: at for rule, at in places.items() if len(at)}

    def _number(self, member: Member) -> int:
        words = member.rule, member.likeness.note
        number = self._words.setdefault(words, len(self._by_number))
        if number == len(self._by_number):
            self._by_number.append(words)
        return number
