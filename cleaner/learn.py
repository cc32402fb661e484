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

from collections.abc import Iterable

from cleaner.lesson import Lesson, lesson_of
from cleaner.page import Page, Template
from cleaner.recurring import Fresh, Group
from cleaner.versions import Articles

MOST_SECTIONS = 40
"""of a source that are counted by themselves: a path can hold anything"""
MOST_LINES = 1_000_000
"""lines remembered, of all sources; above that rare ones are forgotten (lossy counting, Manku and Motwani 2002)"""


class _Source:
    """What the pages of a source have taught: all of them, those of each language and those of each section."""

    __slots__ = ("articles", "groups", "same")

    def __init__(self) -> None:
        self.articles = Articles()
        self.groups = {"": Group()}
        self.same: set[str] = set()
        """groups all pages belong to until now, as most often the one language of a source: they have no counts of
        their own"""

    def size(self) -> int:
        """Lines remembered in all groups and of all articles."""
        return sum(len(group.counts) for group in self.groups.values()) + self.articles.held

    def add(self, lesson: Lesson) -> None:
        """Count a page's lines towards its groups, once it can be told what article it is."""
        for told in self.articles.add(lesson):
            self._count(*told)

    def settle(self) -> None:
        """Count the pages that still wait for others."""
        for told in self.articles.rest():
            self._count(*told)

    def _count(self, lesson: Lesson, lines: set[str], is_new: bool) -> None:
        whole = self.groups[""]
        if not whole.pages:
            self.same.update(lesson.groups)
        for name in sorted(self.same.difference(lesson.groups)):
            self.groups[name] = whole.copy()
        self.same.intersection_update(lesson.groups)
        fresh = Fresh.of(lesson, lines, whole.counts, is_new=is_new)
        whole.add(lesson.day, fresh)
        for name in lesson.groups:
            if name not in self.same and (name in self.groups or self._has_room()):
                self.groups.setdefault(name, Group()).add(lesson.day, fresh)

    def template(self, name: str) -> Template:
        """The lines that recur in any group, and the articles seen."""
        self.settle()
        lines: dict[str, int] = {}
        for group in self.groups.values():
            for line, count in group.lines().items():
                lines[line] = max(count, lines.get(line, 0))
        return Template(name, self.groups[""].pages, lines)

    def _has_room(self) -> bool:
        return len(self.groups) + len(self.same) < MOST_SECTIONS


class Learner:
    """Learns the templates of all sources it is given lessons of."""

    def __init__(self, most_lines: int = MOST_LINES) -> None:
        self._sources: dict[str, _Source] = {}
        self._most_lines = most_lines
        self._held = 0

    def add(self, lesson: Lesson) -> None:
        """Count a page's lines towards its source; one of several versions of an article adds what only it has."""
        source = self._sources.get(lesson.source) or self._sources.setdefault(lesson.source, _Source())
        self._held -= source.size()
        source.add(lesson)
        self._held += source.size()
        if self._held > self._most_lines:
            self._forget()

    def _forget(self) -> None:
        """Let go of the rarest lines until half of the room is free, and of the articles seen."""
        for source in self._sources.values():
            source.settle()
            source.articles = Articles()
        least = 2
        while (held := sum(source.size() for source in self._sources.values())) > self._most_lines // 2:
            for source in self._sources.values():
                for group in source.groups.values():
                    group.forget(least)
            least += 1
        self._held = held

    def taught(self) -> list[Template]:
        """The template of each source, without lines where none recurs or it had too few articles."""
        return [source.template(name) for name, source in sorted(self._sources.items())]

    def templates(self) -> dict[str, Template]:
        """The templates that have lines, by source."""
        return {template.source: template for template in self.taught() if template.lines}


def learn(pages: Iterable[Page]) -> dict[str, Template]:
    """The templates of segmented pages."""
    learner = Learner()
    for page in pages:
        lesson = lesson_of(page)
        if lesson is not None:
            learner.add(lesson)
    return learner.templates()
