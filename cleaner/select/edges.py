"""Which of many lines begin or end in one of a few ways? A first look, before a line is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def mark_starts(starts: Iterable[str]) -> Any:
    """What `starting` is given: beginnings in lower case."""
    return tuple(starts)


def starting(texts: list[str], marked: Any) -> list[int]:
    """The places of the texts that begin, in lower case, with what was marked.

    `_edges.pyx` goes by the first letters and finds a few others, too, so who asks looks again.
    """
    return [number for number, text in enumerate(texts) if text.lower().startswith(marked)]


def ending(texts: list[str], ends: str) -> list[int]:
    """The places of the texts that end with one of these letters. `_edges.pyx` says the same."""
    return [number for number, text in enumerate(texts) if text[-1:] and text[-1] in ends]
