"""Which lines may hold one of a rule's phrases? Hardly one does, and every line of an article is asked."""

from __future__ import annotations

from collections.abc import Iterable


class Mentions:
    """The phrases of a rule, in lower case, and the characters of the longest line that it speaks of.

    Raises ValueError for a phrase of one letter. `_mention.pyx` knows phrases by their first letters.
    """

    def __init__(self, phrases: Iterable[str], longest: int) -> None:
        self._phrases = tuple(phrases)
        self._longest = longest
        if any(len(phrase) < 2 for phrase in self._phrases):
            raise ValueError("a phrase of one letter")

    def places(self, texts: list[str]) -> list[int]:
        """The places of the lines that may hold one: all that do."""
        short = [number for number, text in enumerate(texts) if len(text) <= self._longest]
        return [number for number in short if any(map(texts[number].lower().__contains__, self._phrases))]
