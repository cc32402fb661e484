"""Which phrases has a language taken in whole ("coup d'état", "fake news")?

They are listed in `loans.txt`, and say nothing of the language that they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.package import PACKAGE

_JOINS = frozenset((" ", "-", "'", "’"))


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The loan phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in (PACKAGE / "language" / "loans.txt").read_text("utf-8").splitlines():
        words = tuple(line.split())
        found.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


def find_loans(forms: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of such phrases among lower-case words, from the first word to behind the last."""
    phrases = _phrases()
    after = 0
    for place in [place for place, form in enumerate(forms) if form in phrases]:
        if place < after:
            continue
        for phrase in phrases[forms[place]]:
            end = place + len(phrase)
            if tuple(forms[place:end]) == phrase and set(gaps[place + 1 : end]) <= _JOINS:
                yield place, end
                after = end
                break
