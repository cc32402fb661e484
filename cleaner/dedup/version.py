"""Is a copy an earlier version of the same story, from the same source, that was taken further since?

Papers correct and extend a report through the day, under the same address or under another one of theirs. Then the
newest stands for the others, whatever else speaks for an earlier one: that is what the paper wants to have said. A
later copy elsewhere is no version, and neither is one that was cut or that came with more furniture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.guard import UNDATED, Likeness
from cleaner.dedup.stars import Look, Member

MOST_DAYS: Final = 7
LEAST_CONTAINED: Final = 0.8
"""Of two texts under different addresses of one source; under the same address every copy is a version."""


def is_version(older: np.void, newer: np.void, contained: float) -> bool:
    """Whether one is an earlier version of the other; both are of STANDING."""
    if older["published"] == UNDATED or newer["published"] == UNDATED:
        return False
    if not 0 < newer["published"] - older["published"] <= MOST_DAYS * 86400:
        return False
    if older["page"] and older["page"] == newer["page"]:
        return True
    return bool(older["source"] == newer["source"]) and contained >= LEAST_CONTAINED


def promote_newest(
    members: list[Member], standing: NDArray[np.void], may_move: Callable[[int], bool], look: Look
) -> list[Member]:
    """The stars, each around its newest version where every member is a copy of that one too."""
    stars: dict[int, list[Member]] = {}
    for member in members:
        stars.setdefault(member.representative, []).append(member)
    result: list[Member] = []
    for head, star in stars.items():
        result += _around_newest(head, star, standing, look) if may_move(head) else star
    return result


def _around_newest(head: int, star: list[Member], standing: NDArray[np.void], look: Look) -> list[Member]:
    old = standing[head]
    later = [
        member
        for member in star
        if is_version(old, standing[member.row], member.likeness.contained) and _is_as_good(old, standing[member.row])
    ]
    if not later:
        return star
    newest = max(later, key=lambda member: (standing[member.row]["published"], -member.row))
    moved = [Member(head, newest.row, newest.likeness)]
    for member in star:
        if member is not newest:
            likeness: Likeness = look(newest.row, member.row)
            if not likeness.copy:
                return star
            moved.append(Member(member.row, newest.row, likeness))
    return moved


def _is_as_good(old: np.void, new: np.void) -> bool:
    return bool(new["cut"] <= old["cut"] and new["clutter"] <= old["clutter"] and new["step"] >= old["step"])
