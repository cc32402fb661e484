"""Where does the article go on below a box of links inside it?

Below "Related stories" and three headlines paragraphs begin again, but short ones, or one and a list, end no section
(section.py). Where the scorer is sure of two sentences in a row, or nearly sure of one that no headline is as long as
and of some of the lines below it, the article has resumed, and of what follows the scorer is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.late import late
from cleaner.select.choice import HALF
from cleaner.select.ended import WIDE_STOPS, is_ended

SENTENCE = 30
"""characters of one of two sentences in a row that end a section where the scorer is sure of both"""
SURE = 0.9
"""the chance from which on it is sure"""
PARAGRAPH, DENSE = 80, 35
"""characters of a sentence that is longer than a headline, those of Korean twice; the same in Chinese or Japanese"""
FIRST, AGAIN = 0.75, 0.7
"""the chances of such a sentence and of lines below it, at least"""
BELOW, MANY = 6, 2
"""lines below it among which there are so many: of what is kept so on the pages measured seven tenths are gold"""
_HANGUL = late(r"[\uac00-\ud7a3]")


def without_article(found: dict[int, str], lines: list[str], chances: dict[int, float]) -> dict[int, str]:
    """The lines of sections without those that are the article's. `chances` are the scorer's opinions, by index."""
    likely = [index for index in found if chances.get(index, 0.0) >= FIRST and is_ended(lines[index])]
    resumed: set[int] = set()
    sure = [index for index in likely if chances[index] >= SURE and len(lines[index]) >= SENTENCE]
    for index, following in pairwise(sure):
        if following == index + 1 and following not in resumed:
            resumed |= {index, following}
            while _goes_on(following := following + 1, found, lines, chances):
                resumed.add(following)
    for index in likely:
        if index not in resumed and _is_paragraph(lines[index]) and _is_begun(index, found, chances):
            resumed.update(_rest(index, found, chances))
    return {index: heading for index, heading in found.items() if index not in resumed} if resumed else found


def _goes_on(index: int, found: dict[int, str], lines: list[str], chances: dict[int, float]) -> bool:
    """Whether a line of a section is the article's rather than not; what is no line of text has no chance."""
    likely = index in found and chances.get(index, 0.0) >= HALF
    return likely and len(lines[index]) >= SENTENCE and is_ended(lines[index])


def _is_begun(index: int, found: dict[int, str], chances: dict[int, float]) -> bool:
    """Whether some lines below in the section are likely the article's, too."""
    below = [at for at in range(index + 1, index + 1 + BELOW) if found.get(at) == found[index]]
    return sum(chances.get(at, 0.0) >= AGAIN for at in below) >= MANY


def _rest(index: int, found: dict[int, str], chances: dict[int, float]) -> Iterator[int]:
    """The lines of the section from one on, up to two in a row that are rather not the article's."""
    heading, at = found[index], index
    while found.get(at) == heading and max(chances.get(at, 0.0), chances.get(at + 1, 0.0)) >= HALF:
        yield at
        at += 1


def _is_paragraph(line: str) -> bool:
    return len(line) >= (DENSE if line[-1] in WIDE_STOPS else PARAGRAPH) or len(line) + _hangul(line) >= PARAGRAPH


def _hangul(line: str) -> int:
    return len(_HANGUL.findall(line)) if len(line) >= DENSE else 0
