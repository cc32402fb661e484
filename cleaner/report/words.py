"""What is the difference of two texts? Lines first, words where lines were changed, and never in quadratic time.

Two lines of three thousand words each are compared; what is longer is shown as a whole, once gone and once come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Hunk = tuple[str, int, int]
"""`=` in both, `-` only in the first, `+` only in the second; where it stands there, `[start, end)` in characters"""

MOST_LINES = 3_000
MOST_PAIRS = 4_000_000
"""Comparisons of words that one changed stretch may cost."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def differences(before: str, after: str) -> list[Hunk]:
    """The stretches that two texts have in common and that only one has, in order; `=` is given by its first place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > MOST_LINES:
        return _whole((0, len(before)), (0, len(after))) if before != after else [("=", 0, len(before))]
    hunks: list[Hunk] = []
    for what, *ours, low, high in _opcodes(old, new):
        left, right = _place(old, *ours), _place(new, low, high)
        if what == "equal":
            hunks.append(("=", *left))
        else:
            hunks += _by_words(before, after, left, right)
    return hunks


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _place(pieces: Sequence[str], start: int, end: int) -> tuple[int, int]:
    at = sum(map(len, pieces[:start]))
    return at, at + sum(map(len, pieces[start:end]))


def _whole(left: tuple[int, int], right: tuple[int, int]) -> list[Hunk]:
    return [hunk for hunk in (("-", *left), ("+", *right)) if hunk[1] < hunk[2]]


def _by_words(before: str, after: str, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Hunk]:
    old = _WORDS.findall(before, *left)
    new = _WORDS.findall(after, *right)
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        yield from _whole(left, right)
        return
    opcodes = _opcodes(old, new)
    alike = sum(j - i for what, i, j, _, _ in opcodes if what == "equal")
    if 2 * alike < min(len(old), len(new)):  # two sentences that share little but their spaces
        yield from _whole(left, right)
        return
    for what, *ours, low, high in opcodes:
        here, there = _place(old, *ours), _place(new, low, high)
        if what == "equal":
            yield "=", left[0] + here[0], left[0] + here[1]
        else:
            yield from _whole((left[0] + here[0], left[0] + here[1]), (right[0] + there[0], right[0] + there[1]))
