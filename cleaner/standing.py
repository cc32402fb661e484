"""What stands on most pages of a source, and have its pages text of their own besides?

Asked by versions.py, where the reasons are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from cleaner.lesson import PARAGRAPH, Lesson, is_wide

FEWEST = 5
"""pages of a source that can tell what most of them have"""
FEWEST_OF_PART = 10
"""such pages of a language or a section of it, which may be that of one report"""
HEADED = 0.3
"""of the pages whose own text must begin below a line of their own: headlines get lost, prompts stand below them"""


class Standing:
    """What do most pages have, of a source, of a language or a section of it?"""

    __slots__ = ("_counts", "_pages")

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    @property
    def pages(self) -> int:
        """Seen of the source."""
        return self._pages[""]

    def add(self, groups: list[str], every: Iterable[str]) -> None:
        """Count what a page of these groups has, each but once."""
        for group in ("", *groups):
            self._pages[group] += 1
            self._counts[group].update(every)

    def of(self, groups: list[str], every: Iterable[str]) -> set[str]:
        """What of it most pages have, of the source or of one of these groups."""
        found: set[str] = set()
        for group in ("", *groups):
            pages = self._pages[group]
            is_whole = group and pages == self._pages[""]  # as most often the one language of a source
            if pages >= (FEWEST_OF_PART if group else FEWEST) and not is_whole:
                most = min(pages / 2 + 3, pages)  # half and three more: of five and six all, of ten eight
                seen = self._counts[group].get
                found.update(one for one in every if seen(one, 0) >= most)
        return found


def are_headed(lessons: list[Lesson]) -> bool:
    """Whether the own text of enough of these pages begins below a line of their own."""
    standing = Standing()
    for lesson in lessons:
        standing.add(lesson.groups, set(lesson.lines))
    headed = sum(_is_headed(lesson, standing.of(lesson.groups, lesson.lines)) for lesson in lessons)
    return headed >= HEADED * len(lessons)


def _is_headed(lesson: Lesson, common: set[str]) -> bool:
    """Whether the first paragraph that is not common stands below such a line, and no paragraph between the two."""
    sentences = set(lesson.sentences)
    has_head = False
    for at, line in enumerate(lesson.lines):
        is_own = line not in common
        if at not in sentences or not is_wide(line, PARAGRAPH):
            has_head = has_head or is_own
        elif is_own:
            return has_head
        else:
            has_head = False
    return False
