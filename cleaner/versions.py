"""Which pages of a source are one article, printed again? Asked when templates are learned.

Pages that share most of their paragraphs: an agency's report under five addresses, a page that was fetched twice. What
recurs on those is an article's and not the source's.
"""

from __future__ import annotations

from collections import defaultdict

from cleaner.lesson import Lesson

COPIED = 0.6
"""of the shorter page's paragraphs, by characters, that make two pages versions of one article"""
_LOOKED_AT = 8
"""earlier pages with the same paragraph that a page is compared with"""


class Articles:
    """The articles of a source: pages that share most of their paragraphs are one."""

    __slots__ = ("_lines", "_sizes", "_where")

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._lines: list[set[str]] = []
        self._where: dict[str, tuple[int, ...]] = {}

    def add(self, lesson: Lesson) -> tuple[set[str], bool]:
        """The lines that this page has before all others of its article, and whether it is the article's first."""
        paragraphs = dict(lesson.paragraphs)
        size = sum(paragraphs.values())
        met = self._where.keys() & paragraphs.keys()  # most paragraphs of most pages are met once
        shared: dict[int, int] = defaultdict(int)
        for digest in met:
            for earlier in self._where[digest]:
                shared[earlier] += paragraphs[digest]
        fresh = set(lesson.lines)
        article = next((one for one in sorted(shared) if shared[one] >= COPIED * min(size, self._sizes[one])), None)
        is_new = article is None
        if article is None:
            article = len(self._sizes)
            self._sizes.append(size)
            self._lines.append(fresh)
        else:
            fresh -= self._lines[article]
            self._lines[article] |= fresh
        for digest in met:
            places = self._where[digest]
            if len(places) < _LOOKED_AT and article not in places:
                self._where[digest] = (*places, article)
        self._where.update(dict.fromkeys(paragraphs.keys() - met, (article,)))
        return fresh, is_new
