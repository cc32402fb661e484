"""Many pages of a source → its template: the lines that are the source's, not the article's.

A line that stands on many pages of a source, whose articles differ, belongs to the source: a menu entry, a prompt, a
line below every article. Extracted HTML hardly shows them any more; in flattened text they are half of some sources'
characters. Digits count as the same, so that counters and dates do not hide a line.

What only looks repeated stays. Pages that share most of their paragraphs are one article, and a line is counted once
for each article, so a wire report in five places teaches nothing. A sentence must stand between menu entries and the
like on most of its pages: a quotation in several articles, a notice within the body, a court's last sentence have an
article's own lines on one side or both. What stands at the article's edge is the source's only where nearly all pages
have it, as a disclaimer; what stands on few pages, all of one day, is that day's. And whatever was learned,
select/template.py spares a line that stands inside the article. `bench/repeated.py` holds all this to invented sources.

Learning holds the counts of lines, and forgets the rare ones above a limit, so memory does not grow with the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cleaner.lesson import Lesson, lesson_of
from cleaner.page import Page, Template
from cleaner.versions import Articles

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
MOST_SECTIONS = 40
"""of a source that are counted by themselves: a path can hold anything"""
MOST_LINES = 1_000_000
"""lines remembered, of all sources; above that rare ones are forgotten (lossy counting, Manku and Motwani 2002)"""
_NEIGHBOURS = 40
"""lines remembered beside a sentence: those of a template come again soon"""

_EDGE = ""


class _Fresh(NamedTuple):
    """What a page has before all others of its article, for all groups that it belongs to."""

    lines: set[str]
    sentences: list[tuple[str, int]]
    """those of them that are sentences, and where they stand"""
    times: Counter[str]
    """how often each line comes on the page"""
    is_new: bool
    """whether it is the first of its article"""

    @classmethod
    def of(cls, lesson: Lesson, lines: set[str], *, is_new: bool) -> _Fresh:
        sentences = [(line, at) for at in lesson.sentences if (line := lesson.lines[at]) in lines]
        return cls(lines, sentences, Counter(lesson.lines), is_new)


class _Group:
    """The articles of a source, of one language of it, or of one section."""

    __slots__ = ("beside", "counts", "days", "days_of", "pages")

    def __init__(self) -> None:
        self.pages = 0
        self.days: set[str] = set()
        """two at most: whether the pages are of one day"""
        self.counts: Counter[str] = Counter()
        self.beside: dict[str, dict[tuple[int, str], int]] = {}
        """of each sentence that was seen again, the lines before (-1) and behind (1) it, or -2 and 2 where those come
        often on the page"""
        self.days_of: dict[str, set[str]] = {}
        """of each such sentence, two at most"""

    def add(self, lesson: Lesson, fresh: _Fresh) -> None:
        """Count the fresh ones of a page's lines."""
        lines, times = lesson.lines, fresh.times
        self.pages += fresh.is_new
        _note(lesson.day, self.days)
        for line, at in fresh.sentences:
            if line not in self.counts:
                continue
            _note(lesson.day, self.days_of.setdefault(line, set()))
            near = self.beside.setdefault(line, {})
            for side, place in ((-1, at - 1), (1, at + 1)):
                other = lines[place] if 0 <= place < len(lines) else _EDGE
                key = (side * 2 if times[other] > STRUCTURE else side), other
                if len(near) < _NEIGHBOURS or key in near:
                    near[key] = near.get(key, 0) + 1
        self.counts.update(fresh.lines)

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


class Learner:
    """Learns the templates of all sources it is given lessons of."""

    def __init__(self, most_lines: int = MOST_LINES) -> None:
        self._groups: dict[str, dict[str, _Group]] = {}
        self._articles: dict[str, Articles] = {}
        self._most_lines = most_lines
        self._held = 0

    def add(self, lesson: Lesson) -> None:
        """Count a page's lines towards its source; one of several versions of an article adds what only it has."""
        lines, is_new = self._articles.setdefault(lesson.source, Articles()).add(lesson)
        fresh = _Fresh.of(lesson, lines, is_new=is_new)
        groups = self._groups.setdefault(lesson.source, {})
        for name in ("", *lesson.groups):
            if name in groups or len(groups) < MOST_SECTIONS:
                group = groups.setdefault(name, _Group())
                self._held -= len(group.counts)
                group.add(lesson, fresh)
                self._held += len(group.counts)
        self._held += len(lesson.paragraphs) + len(lines)
        if self._held > self._most_lines:
            self._forget()

    def _forget(self) -> None:
        """Let go of the rarest lines until half of the room is free, and of the articles seen."""
        self._articles.clear()
        least = 2
        every = [group for groups in self._groups.values() for group in groups.values()]
        while (held := sum(len(group.counts) for group in every)) > self._most_lines // 2:
            for group in every:
                group.forget(least)
            least += 1
        self._held = held

    def pages(self) -> dict[str, int]:
        """The articles seen of each source."""
        return {source: groups[""].pages for source, groups in sorted(self._groups.items())}

    def templates(self) -> dict[str, Template]:
        """The template of each source that had articles enough and lines that recur."""
        found = {}
        for source, groups in sorted(self._groups.items()):
            lines: dict[str, int] = {}
            for group in groups.values():
                for line, count in group.lines().items():
                    lines[line] = max(count, lines.get(line, 0))
            if lines:
                found[source] = Template(source, groups[""].pages, lines)
        return found


def learn(pages: Iterable[Page]) -> dict[str, Template]:
    """The templates of segmented pages."""
    learner = Learner()
    for page in pages:
        lesson = lesson_of(page)
        if lesson is not None:
            learner.add(lesson)
    return learner.templates()
