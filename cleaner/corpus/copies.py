"""Which documents of a run are copies, and who stands for them? Everything is compared before anything is decided.

What earlier runs decided stays: their documents stand for new copies and are never taken back, since they may have
been used already. Among new documents the order of the input plays no part.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.pairs import WaitingPairs
from cleaner.corpus.shelf import Shelf
from cleaner.corpus.texts import Texts
from cleaner.dedup import exact
from cleaner.dedup.candidates import Rows, by_facts, find_pairs, share_facts
from cleaner.dedup.guard import Likeness, judge, may_share_body
from cleaner.dedup.standing import in_order
from cleaner.dedup.stars import Look, Member, gather_stars, keep_alike
from cleaner.dedup.version import is_version, promote_newest
from cleaner.dedup.words import distinct

MOST_LEADERS = 50
"""Reports of one body under unlike titles that are told apart; what comes after them stays by itself."""

TELL_EVERY = 10_000

Tell = Callable[[str], None]

SAME_WORDS = Likeness(copy=True, similarity=1.0, contained=1.0, note="the same words")


class Found(NamedTuple):
    """A document of this run that another stands for."""

    row: int
    representative: int
    rule: str
    likeness: Likeness


def find_copies(shelf: Shelf, keep: str, *, near: bool, tell: Tell | None = None) -> list[Found]:
    """Every copy among the new documents of a shelf; `tell` hears now and then how far it is."""
    same = _same_words(shelf, keep)
    found = [Found(member.row, member.representative, exact.RULE, member.likeness) for member in same]
    if not near:
        return found
    shelf.forget_keys([member.row for member in same])
    stars = _near_copies(shelf, keep, tell)
    moved = {member.row: member for member in stars}
    for place, copy in enumerate(found):
        leader = moved.get(copy.representative)
        if leader:
            note = f"the same words as a copy: {leader.likeness.note}"
            likeness = leader.likeness._replace(note=note)
            found[place] = copy._replace(representative=leader.representative, likeness=likeness)
    return found + [Found(member.row, member.representative, "dedup.near", member.likeness) for member in stars]


def _near_copies(shelf: Shelf, keep: str, tell: Tell | None) -> list[Member]:
    """The members of all stars of texts that are nearly the same."""
    rank = _standing_order(shelf, keep)
    words = shelf.data["standing"]["words"]
    folder = shelf.libraries[0].out
    with closing(WaitingPairs(folder, len(rank))) as waiting:
        for pairs in find_pairs(shelf.keys, rank, shelf.new):
            waiting.add(share_facts(pairs, shelf.keys, words))
        with Texts(folder, shelf.documents(waiting.rows().tolist())) as texts:

            def look(one: int, two: int) -> Likeness:
                return judge(texts[one], texts[two])

            told = _telling(look, waiting.count, tell)
            alike = [keep_alike(part, order, told) for some in waiting for part, order in by_facts(some, shelf.keys)]
            # few are left; their evidence is told anew, in the order of their standing
            stars = gather_stars(distinct(np.concatenate(alike)), rank, ~shelf.new, look) if alike else []
            if keep == "best":
                stars = promote_newest(stars, shelf.data["standing"], lambda row: bool(shelf.new[row]), look)
    return stars


def _telling(look: Look, pairs: int, tell: Tell | None) -> Look:
    """The same look at two rows, which tells how many of the pairs it has seen."""
    if tell is None:
        return look
    seen = count(1)

    def told(one: int, two: int) -> Likeness:
        number = next(seen)
        if number % TELL_EVERY == 0:
            tell(f"looking for copies: {number:,} of {pairs:,} pairs compared")
        return look(one, two)

    return told


def _standing_order(shelf: Shelf, keep: str) -> Rows:
    """The standing of each row without asking its id: of two that are alike otherwise, what they say decides."""
    digests = _digests(shelf)
    ties = np.empty(len(digests), np.int64)
    ties[np.lexsort([digests[:, 1], digests[:, 0]])] = np.arange(len(digests))
    order = in_order(shelf.data["standing"], ties, keep)
    rank = np.empty(len(order), np.int64)
    rank[order[np.argsort(shelf.new[order], kind="stable")]] = np.arange(len(order))
    return rank


def _digests(shelf: Shelf) -> NDArray[np.uint64]:
    return np.ascontiguousarray(shelf.data["digest"]).view("<u8").reshape(-1, 2)


def _same_words(shelf: Shelf, keep: str) -> list[Member]:
    """The members of groups of the same words, unless they are short and their titles tell them apart."""
    digests = _digests(shelf)
    at = np.lexsort([digests[:, 1], digests[:, 0]])
    edges = np.flatnonzero((digests[at][1:] != digests[at][:-1]).any(1)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(at)]])
    several = ends - starts > 1
    groups = [at[start:end] for start, end in zip(starts[several], ends[several], strict=True)]
    groups = [group for group in groups if shelf.new[group].any()]
    if not groups:
        return []
    rows = np.concatenate(groups)
    rank = shelf.rank(rows, keep)
    short = [row for group in groups for row in group.tolist() if shelf.data["standing"]["words"][row] < 100]
    members = []
    with Texts(shelf.libraries[0].out, shelf.documents(short)) as texts:
        for group in groups:
            leaders: list[int] = []
            for row in sorted(group.tolist(), key=rank.__getitem__):
                leader = next((other for other in leaders if _agree(shelf, texts, other, row)), None)
                if leader is not None and shelf.new[row]:
                    members.append(Member(row, leader, SAME_WORDS))
                elif leader is None and len(leaders) < MOST_LEADERS:
                    leaders.append(row)
    return members


def _agree(shelf: Shelf, texts: Texts, one: int, two: int) -> bool:
    return shelf.data["standing"]["words"][one] >= 100 or may_share_body(texts[one], texts[two])


def fate_of(shelf: Shelf, copy: Found, name: str, *, dropped: bool) -> dict[str, Any]:
    """What is written of a copy, as a plain value."""
    library = shelf.libraries[int(shelf.owner[copy.representative])]
    fate = {
        "of": name,
        "rule": copy.rule,
        "dropped": dropped,
        "similarity": round(copy.likeness.similarity, 4),
        "contained": round(copy.likeness.contained, 4),
        "note": copy.likeness.note,
    }
    standing = shelf.data["standing"]
    if is_version(standing[copy.row], standing[copy.representative], copy.likeness.contained):
        fate["version_of"] = name
    return fate if library is shelf.libraries[0] else fate | {"out": str(library.out)}
