"""Which lines recur on the pages of a source, or of a part of it, and which of those are the source's?

What the counts of learn.py are made of; why a line that recurs may still be an article's is told there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cleaner.lesson import Lesson

FEWEST_PAGES = 5
"""articles a source must have: fewer say nothing of what recurs"""
SHARE = 0.1
"""of a group's pages a line must stand on. Layouts change and sections have lines of their own: on the portals that
were measured .2 found .02 less of the boilerplate, and was wrong as often"""
FEWEST = 3
"""pages a line must stand on"""
BESIDE = 0.6
"""of its pages on which a sentence must stand between short lines of the template, or the page's edge"""
NEARLY_ALL = 0.7
"""of the pages, and one more, that have a sentence which stands between the article and such a line: of five pages all,
of ten eight"""
STRUCTURE = 3
"""times a line may stand on a page to prove a sentence beside it: those that come more often, as the hours of a live
blog, prove none alone"""
OFTEN = 0.5
"""of the pages on which a sentence itself proves its neighbours: legal notices come in several paragraphs"""
_NEIGHBOURS = 40
"""lines remembered beside a sentence: those of a template come again soon"""

_EDGE = ""

Beside = tuple[int, str]
"""a line beside a sentence: before (-1) or behind it (1), or -2 and 2 where it comes often on the page"""


class Fresh(NamedTuple):
    """What a page has before all others of its article, for all groups that it belongs to."""

    lines: set[str]
    sentences: list[tuple[str, Beside, Beside]]
    """those of them that are sentences and were seen before, and what stands before and behind each"""
    is_new: bool
    """whether it is the first of its article"""

    @classmethod
    def of(cls, lesson: Lesson, lines: set[str], seen: Mapping[str, int], *, is_new: bool) -> Fresh:
        """`seen` are the lines of the source until now: no group of it has others."""
        known = [at for at in lesson.sentences if (line := lesson.lines[at]) in lines and line in seen]
        if not known:
            return cls(lines, [], is_new)
        times, every = Counter(lesson.lines), [*lesson.lines, _EDGE]  # the last is also the one before the first

        def beside(side: int, place: int) -> Beside:
            other = every[place]
            return (side * 2 if times[other] > STRUCTURE else side), other

        return cls(lines, [(every[at], beside(-1, at - 1), beside(1, at + 1)) for at in known], is_new)


class Group:
    """The articles of a source, of one language of it, or of one section."""

    __slots__ = ("beside", "counts", "days", "days_of", "pages")

    def __init__(self) -> None:
        self.pages = 0
        self.days: set[str] = set()
        """two at most: whether the pages are of one day"""
        self.counts: Counter[str] = Counter()
        self.beside: dict[str, dict[Beside, int]] = {}
        """of each sentence that was seen again"""
        self.days_of: dict[str, set[str]] = {}
        """of each such sentence, two at most"""

    def copy(self) -> Group:
        """One that goes on from here by itself."""
        group = Group()
        group.pages, group.days, group.counts = self.pages, set(self.days), Counter(self.counts)
        group.beside = {line: dict(near) for line, near in self.beside.items()}
        group.days_of = {line: set(days) for line, days in self.days_of.items()}
        return group

    def add(self, day: str, fresh: Fresh) -> None:
        """Count the fresh ones of a page's lines."""
        self.pages += fresh.is_new
        _note(day, self.days)
        counts = self.counts
        for line, *both in fresh.sentences:
            if line not in counts:
                continue
            _note(day, self.days_of.setdefault(line, set()))
            near = self.beside.setdefault(line, {})
            for key in both:
                if key in near:
                    near[key] += 1
                elif len(near) < _NEIGHBOURS:
                    near[key] = 1
        counts.update(fresh.lines)

    def forget(self, least: int) -> None:
        self.counts = Counter({line: count for line, count in self.counts.items() if count >= least})
        self.beside = {line: near for line, near in self.beside.items() if line in self.counts}
        self.days_of = {line: days for line, days in self.days_of.items() if line in self.counts}

    def lines(self) -> dict[str, int]:
        """The lines of the template, with the pages they stand on."""
        if self.pages < FEWEST_PAGES:
            return {}
        least = max(FEWEST, SHARE * self.pages)
        often = {line: count for line, count in self.counts.items() if count >= least}
        return {line: count for line, count in often.items() if line not in self.beside or self._proven(line, often)}

    def _proven(self, line: str, often: dict[str, int]) -> bool:
        """Whether a sentence is the source's: by what stands beside it on its pages, by their share and their days."""
        company = {-2: 0, -1: 0, 1: 0, 2: 0}
        for (side, other), seen in self.beside[line].items():
            short = other in often and (other not in self.beside or often[other] >= OFTEN * self.pages)
            if other == _EDGE or (short and other != line):
                company[side] += seen
        count = often[line]
        least = BESIDE * (count - 1)  # its first page was not looked at
        if max(company[-1], company[1]) < least:
            return False
        if min(company[-1] + company[-2], company[1] + company[2]) < least:
            return count >= min(NEARLY_ALL * self.pages + 1, self.pages)
        return count >= OFTEN * self.pages or len(self.days) < 2 or len(self.days_of[line]) != 1


def _note(day: str, days: set[str]) -> None:
    """Remember a day among the first two that differ."""
    if day and len(days) < 2:
        days.add(day)
