"""Which words join a clause to its sentence: "in spite of", "according to", "although", "after"?

A phrase with one is no dish, no name and hardly a title. Many are too rare to be told by how common they are.
`connectives.txt` has some of each of sixty languages.
"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE


@cache
def _lists() -> dict[str, frozenset[str]]:
    lines = (PACKAGE / "language" / "connectives.txt").read_text("utf-8").splitlines()
    return {code: frozenset(words.split()) for code, _, words in (line.partition(": ") for line in lines)}


def connectives(code: str) -> frozenset[str]:
    """The words of a language, by its code in the table, that join clauses."""
    return _lists().get(code, frozenset())


@cache
def joined() -> dict[str, tuple[str, ...]]:
    """Of each such word, the codes of the languages that join clauses with it."""
    found: dict[str, list[str]] = {}
    for code, words in _lists().items():
        for word in words:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}
