"""Where does the article go on below a box of links inside it?

Below "Related stories" and three headlines paragraphs begin again, but short ones, or one and a list, end no section
(section.py). A sentence that the scorer takes for the article's is the article's where another stands right below, or
where the article goes on below the section: of such lines on the pages measured six of ten were. From one that no
headline is as long as, with some likely lines below it, the article has resumed, and of what follows the scorer is
believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.late import late
from cleaner.select.choice import HALF
from cleaner.select.ended import WIDE_STOPS, is_ended

try:
    from cleaner.select._phrases import is_furniture
except ImportError:
    from cleaner.select.phrases import is_furniture

SENTENCE = 12
"""characters of a sentence here; a prompt to click is as long, but the scorer knows those"""
SOON = 3
"""lines below the section among which the article must go on, where one sentence that is likely its own is enough"""
PARAGRAPH, DENSE = 80, 35
"""characters of a sentence that is longer than a headline, those of Korean twice; the same in Chinese or Japanese"""
FIRST, AGAIN = 0.75, 0.7
"""the chances of such a sentence and of lines below it, at least"""
BELOW, MANY = 6, 2
"""lines below it among which there are so many: of what is kept so on the pages measured seven tenths are gold"""
_HANGUL = late(r"[\uac00-\ud7a3]")


def without_article(found: dict[int, str], lines: list[str], chances: dict[int, float]) -> dict[int, str]:
    """The lines of sections without those that are the article's. `chances` are the scorer's opinions, by index."""
    said = [index for index in found if chances.get(index, 0.0) >= HALF and _is_sentence(lines[index])]
    if not said:
        return found
    resumed = set(_between(said, found, lines, chances))
    for index, following in pairwise(said):
        if following == index + 1:
            resumed |= {index, following}
    likely = [index for index in said if chances[index] >= FIRST]
    for index in likely:
        if _is_paragraph(lines[index]) and _is_begun(index, found, chances):
            resumed.update(_rest(index, found, chances))
    return {index: heading for index, heading in found.items() if index not in resumed} if resumed else found


def _is_sentence(line: str) -> bool:
    return len(line) >= SENTENCE and is_ended(line) and not is_furniture(line)


def _between(said: list[int], found: dict[int, str], lines: list[str], chances: dict[int, float]) -> Iterator[int]:
    """Those of the lines below whose section the article goes on."""
    end, goes_on = -1, False
    for index in said:
        if index >= end:
            end = index + 1
            while end in found:
                end += 1
            coming = range(end, min(end + SOON, len(lines)))
            goes_on = any(chances.get(at, 0.0) >= HALF and is_ended(lines[at]) for at in coming)
        if goes_on:
            yield index


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
