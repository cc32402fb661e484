"""Does a line match a pattern, in time that is linear in the line whatever the pattern is?

RE2 has no backtracking (Cox 2007, https://swtch.com/~rsc/regexp/regexp1.html), so a pattern in somebody's file of
source rules can be wrong, but not slow.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

LONGEST_LINE = 1000
"""characters; a longer line is a paragraph of the article, whatever it looks like, and is not asked about"""
LONGEST_PATTERN = 500
_MEMORY = 1 << 20
"""bytes that a compiled pattern may take"""


class Pattern(NamedTuple):
    """An RE2 pattern, compiled when it is first used."""

    text: str

    def matches(self, line: str) -> bool:
        """Whether the pattern is found in the line; never in one longer than LONGEST_LINE."""
        return len(line) <= LONGEST_LINE and _compiled(self.text).search(line) is not None


@lru_cache(maxsize=1024)
def any_of(patterns: tuple[Pattern, ...]) -> Callable[[str], bool]:
    """Whether one of these patterns may be found in a line: they are asked as one, which spares most lines the rest."""
    if not patterns:
        return lambda _: False
    try:
        search = _compiled("|".join(f"(?:{pattern.text})" for pattern in patterns)).search
    except ValueError:  # together they are too large
        return lambda _: True
    return lambda line: len(line) <= LONGEST_LINE and search(line) is not None


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
