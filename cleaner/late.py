"""Regular expressions that are compiled when the first text needs them.

A range of Chinese, Japanese or Korean takes Python 3.11 two milliseconds to compile, and most pages need none: a worker
that waits for all of them loads a third more.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; the methods that are used are its own from then on."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern), name)
        setattr(self, name, found)
        return found


def late(pattern: str) -> re.Pattern[str]:
    """The pattern, not compiled yet; one that is wrong raises `re.error` where it is used."""
    return cast("re.Pattern[str]", _Late(pattern))
