"""Many pages of a source → its template: the lines that are the source's, not the article's.

A line that stands on many pages of a source, whose articles differ, belongs to the source: a menu entry, a prompt, a
line below every article. Extracted HTML hardly shows them any more; in flattened text they are half of some sources'
characters. Digits count as the same, so that counters and dates do not hide a line.

What only looks repeated stays. Pages that share most of their paragraphs are one article, and a line is counted once
for each article, so a wire report in five places teaches nothing. A sentence must stand beside menu entries
and the like on most of its pages: a quote in several articles, or a notice within the body, stands among lines that
are each page's own. And whatever was learned, select/template.py spares a line that stands inside the article.

Learning holds the counts of lines, and forgets the rare ones above a limit, so memory does not grow with the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cleaner.lesson import Lesson, lesson_of, width_of
from cleaner.page import Page, Template

FEWEST_PAGES = 5
"""articles a source must have: fewer say nothing of what recurs"""
SHARE = 0.1
"""of a group's pages a line must stand on. Layouts change and sections have lines of their own: on the portals that
were measured .2 found .02 less of the boilerplate, and was wrong as often"""
FEWEST = 3
"""pages a line must stand on"""
SENTENCE = 40
"""characters from which a line that ends like a sentence must prove itself by its neighbours"""
BESIDE = 0.6
"""of its pages on which it must stand beside a short line of the template, or at the page's edge"""
OFTEN = 0.5
"""of the pages on which a sentence itself proves its neighbours: legal notices come in several paragraphs"""
COPIED = 0.6
"""of the shorter page's paragraphs, by characters, that make two pages versions of one article"""
MOST_SECTIONS = 40
"""of a source that are counted by themselves: a path can hold anything"""
MOST_LINES = 1_000_000
"""lines remembered, of all sources; above that rare ones are forgotten (lossy counting, Manku and Motwani 2002)"""
_NEIGHBOURS = 40
"""lines remembered beside a sentence: those of a template come again soon"""
_LOOKED_AT = 8
"""earlier pages with the same paragraph that a page is compared with"""

_ENDS = frozenset('.!?…。！？؟।"”“’»」')
_EDGE = ""


class _Articles:
    """The articles of a source: pages that share most of their paragraphs are one."""

    __slots__ = ("_lines", "_sizes", "_where")

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._lines: list[set[str]] = []
        self._where: dict[str, list[int]] = {}

    def add(self, lesson: Lesson) -> tuple[set[str], bool]:
        """The lines that this page has before all others of its article, and whether it is the article's first."""
        size = sum(length for _, length in lesson.paragraphs)
        shared: dict[int, int] = defaultdict(int)
        for digest, length in lesson.paragraphs:
            for earlier in self._where.get(digest, ()):
                shared[earlier] += length
        article = next((one for one in sorted(shared) if shared[one] >= COPIED * min(size, self._sizes[one])), None)
        is_new = article is None
        if article is None:
            article = len(self._sizes)
            self._sizes.append(size)
            self._lines.append(set())
        for digest, _ in lesson.paragraphs:
            places = self._where.setdefault(digest, [])
            if len(places) < _LOOKED_AT and article not in places:
                places.append(article)
        fresh = set(lesson.lines) - self._lines[article]
        self._lines[article] |= fresh
        return fresh, is_new


class _Group:
    """The articles of a source, of one language of it, or of one section."""

    __slots__ = ("beside", "counts", "pages")

    def __init__(self) -> None:
        self.pages = 0
        self.counts: dict[str, int] = {}
        self.beside: dict[str, dict[tuple[int, str], int]] = {}
        """of each sentence that was seen again, the lines before (-1) and behind (1) it"""

    def add(self, lines: list[str], fresh: set[str], *, is_new: bool) -> None:
        """Count the fresh ones of a page's lines."""
        self.pages += is_new
        for before, line, behind in zip([_EDGE, *lines], lines, [*lines[1:], _EDGE], strict=False):
            if line in fresh and line in self.counts and line[-1:] in _ENDS and width_of(line) >= SENTENCE:
                near = self.beside.setdefault(line, {})
                for place in ((-1, before), (1, behind)):
                    if len(near) < _NEIGHBOURS or place in near:
                        near[place] = near.get(place, 0) + 1
        for line in fresh:
            self.counts[line] = self.counts.get(line, 0) + 1

    def forget(self, least: int) -> None:
        self.counts = {line: count for line, count in self.counts.items() if count >= least}
        self.beside = {line: near for line, near in self.beside.items() if line in self.counts}

    def lines(self) -> dict[str, int]:
        """The lines of the template, with the pages they stand on."""
        if self.pages < FEWEST_PAGES:
            return {}
        least = max(FEWEST, SHARE * self.pages)
        often = {line: count for line, count in self.counts.items() if count >= least}
        return {line: count for line, count in often.items() if line not in self.beside or self._proven(line, often)}

    def _proven(self, line: str, often: dict[str, int]) -> bool:
        """Whether a sentence stands beside the template's short lines, or at the page's edge, on most of its pages."""
        company = {-1: 0, 1: 0}
        for (side, other), seen in self.beside[line].items():
            short = other in often and (other not in self.beside or often[other] >= OFTEN * self.pages)
            if other == _EDGE or (short and other != line):
                company[side] += seen
        # its first page was not looked at
        return max(company.values()) >= BESIDE * (often[line] - 1)


class Learner:
    """Learns the templates of all sources it is given lessons of."""

    def __init__(self, most_lines: int = MOST_LINES) -> None:
        self._groups: dict[str, dict[str, _Group]] = {}
        self._articles: dict[str, _Articles] = {}
        self._most_lines = most_lines
        self._held = 0

    def add(self, lesson: Lesson) -> None:
        """Count a page's lines towards its source; one of several versions of an article adds what only it has."""
        fresh, is_new = self._articles.setdefault(lesson.source, _Articles()).add(lesson)
        groups = self._groups.setdefault(lesson.source, {})
        for name in ("", *lesson.groups):
            if name in groups or len(groups) < MOST_SECTIONS:
                group = groups.setdefault(name, _Group())
                self._held -= len(group.counts)
                group.add(lesson.lines, fresh, is_new=is_new)
                self._held += len(group.counts)
        self._held += len(lesson.paragraphs) + len(fresh)
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
