"""Which pages of a source are one article, printed again? Asked when templates are learned.

Pages that share most of their paragraphs: an agency's report under five addresses, a page that was fetched twice. What
recurs on those is an article's and not the source's.

A short report may have less text than the notices around it, and so share most of its paragraphs with every other page.
What most pages of the source have, or of a section of it, tells no articles apart, and does not count where a page has
text of its own besides. Most pages can be known once there are some: pages wait until then. Three things keep an
article from being taken for such a notice. A notice stays as it is, to the digit: a paragraph in which the numbers
differ is a report that a machine filled in. An article's own text begins below a line of its own, its headline: where
hardly a page is so, they are one report, which each address has edited somewhere. And pages of one address
are compared whole, for a page that is kept up to date shares most of it with itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cleaner.lesson import Lesson
from cleaner.standing import FEWEST, Standing, are_headed

COPIED = 0.6
"""of the shorter page's paragraphs, by characters, that make two pages versions of one article"""
LONG = 0.4
"""of a page's paragraphs, by characters, that are most pages': with less, articles are told apart all the same"""
WAITING = 60
"""pages that wait at most: as many rows as a run learns from"""
_LOOKED_AT = 8
"""earlier pages with the same paragraph that a page is compared with"""


class Told(NamedTuple):
    """A page, the lines that it has before all others of its article, and whether it is the article's first."""

    lesson: Lesson
    lines: set[str]
    is_new: bool


class _Address(NamedTuple):
    """The first page of an address, and the paragraphs of all its pages that are the same article."""

    article: int
    size: int
    paragraphs: set[str]


class Articles:
    """The articles of a source: pages that share most of their paragraphs are one."""

    __slots__ = ("_addresses", "_are_headed", "_lines", "_sizes", "_standing", "_waiting", "_where", "held")

    def __init__(self) -> None:
        self.held = 0
        """lines and paragraphs remembered"""
        self._are_headed = False
        self._standing = Standing()
        self._waiting: list[Lesson] = []
        self._sizes: list[int] = []
        self._lines: list[set[str]] = []
        self._where: dict[str, tuple[int, ...]] = {}
        self._addresses: dict[str, _Address] = {}

    def add(self, lesson: Lesson) -> list[Told]:
        """The pages that can be told apart now, in their order: none while they wait for more."""
        self._standing.add(lesson.groups, _written(lesson).values())
        self._waiting.append(lesson)
        self.held += len(lesson.paragraphs) + len(lesson.lines)
        return self.rest() if self._standing.pages >= WAITING else []

    def rest(self) -> list[Told]:
        """The pages that wait, told apart by what is known now."""
        waiting, self._waiting = self._waiting, []
        if len(waiting) >= FEWEST:
            self._are_headed = any(map(self._is_short, waiting)) and are_headed(waiting)
        return [self._told(lesson) for lesson in waiting]

    def _told(self, lesson: Lesson) -> Told:
        paragraphs = dict(lesson.paragraphs)
        compared = (self._own(lesson) if self._are_headed else {}) or paragraphs
        size = sum(compared.values())
        met = self._where.keys() & compared.keys()  # most paragraphs of most pages are met once
        article = self._of_address(lesson)
        if article is None:
            article = self._like(size, {digest: compared[digest] for digest in met})
        fresh = set(lesson.lines)
        is_new = article is None
        if article is None:
            article = len(self._sizes)
            self._sizes.append(size)
            self._lines.append(set(fresh))
        else:
            fresh -= self._lines[article]
            self._lines[article] |= fresh
        for digest in met:
            places = self._where[digest]
            if len(places) < _LOOKED_AT and article not in places:
                self._where[digest] = (*places, article)
        self._where.update(dict.fromkeys(compared.keys() - met, (article,)))
        if lesson.address:
            known = self._addresses.setdefault(lesson.address, _Address(article, sum(paragraphs.values()), set()))
            if known.article == article:
                known.paragraphs.update(paragraphs)
        self.held -= len(lesson.lines) - len(fresh)
        return Told(lesson, fresh, is_new)

    def _own(self, lesson: Lesson) -> dict[str, int]:
        """The paragraphs of a page that tell it from others."""
        written = _written(lesson)
        standing = self._standing.of(lesson.groups, written.values())
        return {digest: length for digest, length in lesson.paragraphs if written[digest] not in standing}

    def _is_short(self, lesson: Lesson) -> bool:
        """Whether a page has hardly more text of its own than most pages have in common."""
        own = sum(self._own(lesson).values())
        return 0 < own <= (1 - LONG) * sum(length for _, length in lesson.paragraphs)

    def _like(self, size: int, met: dict[str, int]) -> int | None:
        """The first article that shares enough of a page's paragraphs."""
        shared: dict[int, int] = defaultdict(int)
        for digest, length in met.items():
            for earlier in self._where[digest]:
                shared[earlier] += length
        return next((one for one in sorted(shared) if shared[one] >= COPIED * min(size, self._sizes[one])), None)

    def _of_address(self, lesson: Lesson) -> int | None:
        """The article that was met under a page's address, where it still is that article."""
        known = self._addresses.get(lesson.address)
        if known is None:
            return None
        size = sum(length for _, length in lesson.paragraphs)
        shared = sum(length for digest, length in lesson.paragraphs if digest in known.paragraphs)
        return known.article if shared and shared >= COPIED * min(size, known.size) else None


def _written(lesson: Lesson) -> dict[str, str]:
    """The paragraphs of a page, and what stands for each where numbers are not all the same."""
    return {digest: digest + lesson.numbers.get(digest, "") for digest, _ in lesson.paragraphs}
