"""Does this heading say that comments of readers follow, and nothing more: "12 comments", "Kommentare (3)"?"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE

LONGEST = 40
"""characters of such a heading"""
_SIGNS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯ ()[]（）:：.,…|•·–—-!"
_COUNT = str.maketrans("", "", _SIGNS.replace(" ", ""))


def announces_comments(text: str) -> bool:
    """Whether a line is one of those in `comments.txt`, with their number or without it."""
    if len(text) > LONGEST:
        return False
    words = _words()
    return text.strip(_SIGNS).casefold() in words or (not text.isascii() and _plain(text) in words)


def _plain(text: str) -> str:
    """A heading without the number within it: "댓글 12개"."""
    return text.translate(_COUNT).strip().casefold()


@cache
def _words() -> frozenset[str]:
    lines = (PACKAGE / "select" / "comments.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))
