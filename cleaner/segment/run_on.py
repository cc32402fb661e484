"""Where did the lines end of a text that was put on one line, with one space between?

`get_text(" ")`, a spreadsheet's cell, a dump whose line breaks became spaces: nothing stands between a menu, a headline
and the first sentence any more. What is left are the words: a menu's begin with capitals, have no small words between
them and no stop, and come again further down; a sentence begins behind a stop. A small network reads ten words around
each space and what is usual within thirty, in any language: which words are small ones is told by how often the page
itself uses them. `bench/fit_run_on.py` fits it on texts whose lines are known.

Only where it finds breaks that no stop stands before, as a menu has, is anything broken: an article on one line stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.late import late
from cleaner.package import PACKAGE
from cleaner.segment.spaces import AROUND, SIGNS, Words, bare, read, rows_of
from cleaner.stops import JOINED, is_stop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

SURE = 0.5
"""the chance from which a space was a line break"""
SURER, LONG = 0.8, 6
"""the same in a script without capitals whose words have so many characters in the mean, as in Tamil and Georgian:
there every word is as long as a menu's, and three of ten breaks stood inside sentences"""
GLUED, TIMES = 25, 6
"""characters of a word in such a script that is several, and how many times as long as the mean it is"""
MENU, WITHIN = 8, 30
"""breaks with no stop before them that a text has at least within so many words, as a menu has; else its paragraphs
were put together and nothing else"""
MOST_WORDS = 400_000
"""of a text: a longer one, of some 2 MB, is no page, and stays as it is"""
_WORD = re.compile(r"\S+")
_UNSPACED = late(f"[{JOINED}]")
_CASED = re.compile(r"[A-Za-zÀ-\u024f\u0370-\u058f]")
UNSPACED = 0.3
"""the share of letters of Thai, Lao, Khmer, Burmese or Tibetan from which a text is left as it is: there a space ends a
sentence or a clause, and every other one would be taken for a line break"""
_Span = tuple[int, int]


class Network(NamedTuple):
    """Inputs, not scaled, go through rectified units to the logit of a line break."""

    weights: Doubles
    """inputs × units"""
    bias: Doubles
    out: Doubles
    offset: float

    def chances(self, words: Words) -> Doubles:
        """The chance of each space between two words that it was a line break.

        A word is multiplied once, for all the places where it stands and all the spaces around those. In doubles, so
        that no machine decides otherwise.
        """
        inputs, units = AROUND * (SIGNS + 1), len(self.bias)
        said = [words.table @ weights for weights in self.weights[:inputs].reshape(AROUND, SIGNS + 1, units)]
        chances = np.zeros(len(words.may_break))
        for spaces, first, other in rows_of(words):
            found = other @ self.weights[inputs:]
            found += self.bias
            for at, each in enumerate(said):
                found += each[words.around[first + at]]
            np.maximum(found, 0, out=found)
            chances[spaces] = 1 / (1 + np.exp(-(found @ self.out + self.offset)))
        return chances


def find_breaks(source: str, lines: Sequence[_Span]) -> list[_Span]:
    """The spaces in these lines of a text that were line breaks; none where no menu shows."""
    if any(_is_unspaced(source[start:end]) for start, end in lines):
        return []
    spans = [match.span() for line in lines for match in _WORD.finditer(source, *line)]
    if not 1 < len(spans) <= MOST_WORDS:
        return []
    words = [source[start:end] for start, end in spans]
    sure = SURE if _has_capitals(words) else _sure_of(words)
    if sure >= 1:
        return []
    chances = fitted().chances(read(words))
    found = np.flatnonzero(chances > sure).tolist()
    if not _has_menu([place for place in found if not _is_stopped(words[place])]):
        return []
    gaps = [(spans[place][1], spans[place + 1][0]) for place in found]
    starts = {start for start, _ in lines}  # what stands between two of the lines is none of theirs
    return [gap for gap in gaps if "\n" not in source[slice(*gap)] and starts.isdisjoint(range(gap[0], gap[1] + 1))]


def _is_unspaced(line: str) -> bool:
    return not line.isascii() and len(_UNSPACED.findall(line)) >= UNSPACED * len(line)


def _has_capitals(words: list[str]) -> bool:
    letters = "".join(words)
    return letters.isascii() or 3 * len(_CASED.findall(letters)) >= len(letters)


def _sure_of(words: list[str]) -> float:
    """The chance to go by in a script without capitals; 1 where words were glued: no space parts two of them."""
    mean = sum(map(len, words)) / len(words)
    if max(len(word) for word in words if not word.isascii()) >= max(GLUED, TIMES * mean):
        return 1
    return SURER if mean >= LONG else SURE


def _has_menu(unstopped: list[int]) -> bool:
    return any(last - first <= WITHIN for first, last in zip(unstopped, unstopped[MENU - 1 :], strict=False))


def _is_stopped(word: str) -> bool:
    return is_stop(bare(word)[-1:], 0) or not any(map(str.isalnum, word))


@cache
def fitted() -> Network:
    """The network that comes with the package."""
    with np.load(PACKAGE / "segment" / "run_on.npz", allow_pickle=False) as file:
        arrays: dict[str, Any] = {name: file[name].astype(np.float64) for name in file.files}
    return Network(arrays["weights"], arrays["bias"], arrays["out"], float(arrays["offset"]))
