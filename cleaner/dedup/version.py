"""Is a copy an earlier version of the same story, from the same source, that was taken further since?

Papers correct and extend a report through the day, under the same address or under another one of theirs. Then the
newest stands for the others, whatever else speaks for an earlier one: that is what the paper wants to have said. A
later copy elsewhere is no version, and neither is one that was cut or that came with more furniture.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.facts import Rows
from cleaner.dedup.guard import UNDATED
from cleaner.dedup.members import Member, Members
from cleaner.dedup.standing import Standing
from cleaner.dedup.stars import Look

MOST_DAYS: Final = 7
LEAST_CONTAINED: Final = 0.8
"""Of two texts under different addresses of one source; under the same address every copy is a version."""


def are_versions(standing: Standing, older: Rows, newer: Rows, contained: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Of which pairs of rows one is an earlier version of the other."""
    old, new = _both(standing, "published", older, newer)
    dated = (old != UNDATED) & (new != UNDATED)
    later = new - np.where(dated, old, 0)
    after = dated & (later > 0) & (later <= MOST_DAYS * 86400)
    old, new = _both(standing, "page", older, newer)
    of_page = (old != 0) & (old == new)
    old, new = _both(standing, "source", older, newer)
    of_source = (old == new) & (contained >= LEAST_CONTAINED)
    are: NDArray[np.bool_] = after & (of_page | of_source)
    return are


def _both(standing: Standing, field: str, older: Rows, newer: Rows) -> tuple[NDArray[Any], NDArray[Any]]:
    """A field of both sides; one column is in memory at a time."""
    values = standing[field]
    return values[older], values[newer]


def promote_newest(members: Members, standing: Standing, may_move: NDArray[np.bool_], look: Look) -> None:
    """Put each star around its newest version where every member is a copy of that one too."""
    heads, rows = members.representatives, members.rows
    later = are_versions(standing, heads, rows, members.contained) & may_move[heads]
    for field, sign in (("cut", 1), ("clutter", 1), ("step", -1)):  # none that is worse
        values = standing[field].astype(np.int32) * sign
        later &= values[rows] <= values[heads]
    moving = np.flatnonzero(np.isin(heads, heads[later]))
    moving = moving[np.argsort(heads[moving], kind="stable")]
    published = standing["published"]
    for _, places in groupby(moving.tolist(), key=heads.__getitem__):
        star = list(places)
        last = max((place for place in star if later[place]), key=lambda place: (published[rows[place]], -rows[place]))
        _move(members, star, last, look)


def _move(members: Members, star: list[int], last: int, look: Look) -> None:
    """Put a star, the places of its members, around the one at `last` if all are copies of it."""
    newest = members[last]
    moved = {last: Member(newest.representative, newest.row, newest.rule, newest.likeness)}
    for place in star:
        if place != last:
            likeness = look(newest.row, members[place].row)
            if not likeness.copy:
                return
            moved[place] = members[place]._replace(representative=newest.row, likeness=likeness)
    for place, member in moved.items():
        members[place] = member
