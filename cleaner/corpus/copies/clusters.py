"""Which documents of a run are copies, and who stands for them? Everything is compared before anything is decided.

What earlier runs decided stays: their documents stand for new copies and are never taken back, since they may have
been used already. Among new documents the order of the input plays no part.

All that is kept of a document in memory is numbers; texts, sketches and pairs lie on disk. So a million documents take
little more than ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import numpy as np

from cleaner.corpus.copies.documents import Shelf
from cleaner.corpus.copies.judging import ENOUGH, Judges
from cleaner.corpus.copies.pairs import WaitingPairs
from cleaner.corpus.copies.texts import Texts
from cleaner.corpus.workers.free_memory import give_back
from cleaner.dedup import exact
from cleaner.dedup.candidates import find_pairs
from cleaner.dedup.facts import Pairs, Rows, by_facts, share_facts
from cleaner.dedup.guard import Likeness, judge, may_share_body
from cleaner.dedup.members import Member, Members
from cleaner.dedup.stars import Look, are_alike, gather_stars
from cleaner.dedup.version import promote_newest

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Tell

MOST_LEADERS = 50
"""Reports of one body under unlike titles that are told apart; what comes after them stays by itself."""

LONG = 100
"""Words from which a body is a report of its own, whatever its title says."""

TELL_EVERY = 10_000
MOST_KNOWN = 20_000
"""copies whose evidence is remembered until stars are gathered, some 10 MB; of those beyond it is looked for again"""
AT_ONCE = 1 << 17
"""documents whose digests are sorted together"""

SAME_WORDS = Likeness(copy=True, similarity=1.0, contained=1.0, note="the same words")


def find_copies(shelf: Shelf, keep: str, *, near: bool, tell: Tell | None = None, jobs: int = 1) -> Members:
    """Every copy among the new documents of a shelf; `tell` hears now and then how far it is. With more jobs than one
    many pairs are compared by that many processes.
    """
    give_back(len(shelf))
    found = _same_words(shelf, keep)
    if not near:
        return found
    give_back(len(shelf))
    shelf.forget_keys(found.rows)
    stars = _near_copies(shelf, keep, tell, jobs)
    place_of = np.full(len(shelf), -1, np.int32)
    place_of[stars.rows] = np.arange(len(stars))
    for place in np.flatnonzero(place_of[found.representatives] >= 0).tolist():
        copy = found[place]
        leader = stars[int(place_of[copy.representative])]
        note = f"the same words as a copy: {leader.likeness.note}"
        likeness = leader.likeness._replace(note=note)
        found[place] = copy._replace(representative=leader.representative, likeness=likeness)
    for star in stars:
        found.add(star)
    return found


def _near_copies(shelf: Shelf, keep: str, tell: Tell | None, jobs: int) -> Members:
    """The members of all stars of texts that are nearly the same."""
    rank = shelf.rank(keep)
    folder = shelf.libraries[0].out
    words = shelf.column("words")
    known: dict[tuple[int, int], Likeness] = {}
    with closing(WaitingPairs(folder, len(shelf))) as waiting:
        for pairs in find_pairs(shelf.keys, rank, shelf.new):
            waiting.add(share_facts(pairs, shelf.keys, words))
        give_back(len(shelf))
        waiting.sort(by_facts(shelf.keys))
        give_back(len(shelf))
        with Texts.empty(folder) as texts, ExitStack() as stack:
            many = jobs > 1 and waiting.count >= ENOUGH
            judges = stack.enter_context(Judges(texts, jobs)) if many else None
            texts.gather(shelf.documents(waiting.rows()))

            def look(one: int, two: int) -> Likeness:
                both = (min(one, two), max(one, two))
                likeness = known.get(both) or judge(texts[one], texts[two])
                if likeness.copy and len(known) < MOST_KNOWN:
                    known[both] = likeness
                return likeness

            alike = list(_alike(waiting, judges, look, tell))
            # few are left; their evidence is told anew, in the order of their standing
            stars = gather_stars(np.concatenate(alike), rank, ~shelf.new, look) if alike else Members()
            if keep == "best":
                promote_newest(stars, shelf.standing, shelf.new, look)
    return stars


def _alike(waiting: WaitingPairs, judges: Judges | None, look: Look, tell: Tell | None) -> Iterator[Pairs]:
    """The pairs that are copies, in their order."""
    if judges is not None:
        found = judges.keep_alike(waiting, look)
    else:
        found = ((some[are_alike(some, look)], len(some)) for pairs in waiting for some in _pieces(pairs))
    seen = told = 0
    for alike, count in found:
        yield alike
        seen += count
        if tell and seen - told >= TELL_EVERY:
            told = seen
            tell(f"looking for copies: {seen:,} of {waiting.count:,} pairs compared")


def _pieces(pairs: Pairs) -> Iterator[Pairs]:
    for start in range(0, len(pairs), TELL_EVERY):
        yield pairs[start : start + TELL_EVERY]


def _same_words(shelf: Shelf, keep: str) -> Members:
    """The members of groups of the same words, unless they are short and their titles tell them apart."""
    groups = [(rows, lengths) for rows, lengths in _groups(shelf) if len(rows)]
    members = Members()
    if not groups:
        return members
    in_standing = shelf.sorter(keep)
    is_short = shelf.column("words") < LONG
    short = np.sort(np.concatenate([rows[is_short[rows]] for rows, _ in groups]))
    with Texts.empty(shelf.libraries[0].out) as texts:
        texts.gather(shelf.documents(short))

        def agree(one: int, two: int) -> bool:
            return not is_short[one] or may_share_body(texts[one], texts[two])

        for group in _lists(groups):
            leaders: list[int] = []
            for row in in_standing(group):
                leader = next((other for other in leaders if agree(other, row)), None)
                if leader is not None and shelf.new[row]:
                    members.add(Member(row, leader, exact.RULE, SAME_WORDS))
                elif leader is None and len(leaders) < MOST_LEADERS:
                    leaders.append(row)
    return members


def _groups(shelf: Shelf) -> Iterator[tuple[Rows, Rows]]:
    """The rows of groups of the same words with a new one among them, one after another, and how many are in each; few
    at a time.
    """
    parts = np.uint64(1 + len(shelf) // AT_ONCE)
    for part in range(int(parts)):
        low = shelf.column("digest 0")
        rows = np.flatnonzero(low % parts == part)
        low, high = low[rows], shelf.column("digest 1")[rows]
        at = np.lexsort([high, low])
        rows, low, high = rows[at], low[at], high[at]
        starts = np.flatnonzero((np.diff(low, prepend=~low[:1]) != 0) | (np.diff(high, prepend=high[:1]) != 0))
        lengths = np.diff(starts, append=len(rows))
        wanted = lengths > 1
        if len(starts):
            wanted &= np.logical_or.reduceat(shelf.new[rows], starts)
        yield rows[np.repeat(wanted, lengths)].astype(np.int64), lengths[wanted]


def _lists(groups: list[tuple[Rows, Rows]]) -> Iterator[list[int]]:
    """The rows of each group as numbers of Python's."""
    for rows, lengths in groups:
        start = 0
        for length in lengths.tolist():
            yield rows[start : start + length].tolist()
            start += length
