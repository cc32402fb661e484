"""Does a line match a pattern, in time that is linear in the line whatever the pattern is?

RE2 has no backtracking (Cox 2007, https://swtch.com/~rsc/regexp/regexp1.html), so a pattern in somebody's file of
source rules can be wrong, but not slow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

LONGEST_LINE = 1000
"""characters; a longer line is a paragraph of the article, whatever it looks like, and is not asked about"""
LONGEST_PATTERN = 500
_OF_ONE_LINE = re.compile(r"\\[AzQ]|\(\?[a-zA-Z]*-")
"""what means another thing where lines stand one below the other: the text's ends, flags that are taken back"""
_MEMORY = 1 << 20
"""bytes that a compiled pattern may take"""


class Pattern(NamedTuple):
    """An RE2 pattern, compiled when it is first used."""

    text: str

    def matches(self, line: str) -> bool:
        """Whether the pattern is found in the line; never in one longer than LONGEST_LINE."""
        return len(line) <= LONGEST_LINE and _compiled(self.text).search(line) is not None


def lines_with(patterns: tuple[Pattern, ...], lines: Sequence[str]) -> Sequence[int]:
    """The places of the lines in which one of these patterns may be found; those left out hold none of them.

    All patterns are asked of all lines as one, and again from the line behind each that is found.
    """
    search = _any_of(patterns) if patterns else None
    if search is None:
        return range(len(lines) if patterns else 0)
    parts = [line.encode() if len(line) <= LONGEST_LINE else b"" for line in lines]
    starts = list(accumulate([len(part) + 1 for part in parts], initial=0))
    text, found, place = b"\n".join(parts), [], 0
    while place < len(parts) and (match := search(text, starts[place])):
        place = bisect_right(starts, match.start())
        found.append(place - 1)
    return found


@lru_cache(maxsize=1024)
def _any_of(patterns: tuple[Pattern, ...]) -> Callable[[bytes, int], Any] | None:
    """The search for any of these patterns in many lines; None where they cannot be asked so."""
    if any(_OF_ONE_LINE.search(pattern.text) for pattern in patterns):
        return None
    try:
        search: Callable[[bytes, int], Any] = _compiled(
            f"(?m:{'|'.join(f'(?:{pattern.text})' for pattern in patterns)})"
        ).search
    except ValueError:  # together they are too large
        return None
    return search


def what_is_wrong(pattern: str) -> str:
    """Why a pattern cannot be used; empty where it can."""
    if not pattern:
        return "it is empty and would match every line"
    if len(pattern) > LONGEST_PATTERN:
        return f"it has {len(pattern)} characters; {LONGEST_PATTERN} are allowed"
    try:
        if _compiled(pattern).search(""):
            return "it matches an empty line, and so every line"
    except ValueError as error:
        return f"RE2 says: {error}"
    return ""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Any:
    """The pattern for RE2; ValueError where it is none. The library is loaded for sites that have patterns only."""
    import re2  # noqa: PLC0415 - see above

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0] if error.args else error
        raise ValueError(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from error
