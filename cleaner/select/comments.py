"""Where do comments of readers begin, told by a heading that says so: "12 comments", "Kommentare (3)"?

Blogs of all languages print the article's headline in it, in quotation marks behind a number: "3 thoughts on “Pool
stays open”". What follows a heading of an article's own section is a paragraph; below this one stands a name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleaner.package import PACKAGE

if TYPE_CHECKING:
    from cleaner.page import Page
    from cleaner.select.boxes import Shown

LONGEST = 40
"""characters of a heading that says nothing more"""
BESIDE = 60
"""characters of what stands beside the article's headline"""
SHORTEST = 10
"""letters and digits of a headline that is known again"""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SIGNS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯ ()[]（）:：.,…|•·–—-!"
_COUNT = str.maketrans("", "", _SIGNS.replace(" ", ""))
_QUOTED = re.compile(r"""[“”„«»「『《‹"‘’'](.+)[“”«»」』》›"‘’']""")
_OTHER = re.compile(r"[\W_]+")


def heads_comments(kind: str, text: str, page: Page) -> bool:
    """Whether a line is a heading above comments."""
    if kind not in _HEADINGS:
        return False
    return announces_comments(text) if len(text) <= LONGEST else _counts(text, page.metadata.title)


def announces_comments(text: str) -> bool:
    """Whether a line is one of those in `comments.txt`, with their number or without it."""
    if len(text) > LONGEST:
        return False
    words = _words()
    return text.strip(_SIGNS).casefold() in words or (not text.isascii() and _plain(text) in words)


def _counts(text: str, headline: str) -> bool:
    """Whether a line gives a number and, in quotation marks, the article's headline, and little more."""
    if len(text) > len(headline) + BESIDE or not (found := _QUOTED.search(text)):
        return False
    beside = text[: found.start()] + text[found.end() :]
    own = _letters(headline)
    return any(map(str.isdigit, beside)) and len(own) >= SHORTEST and _letters(found[1]) == own


def _letters(text: str) -> str:
    return _OTHER.sub("", text).casefold()


def find_comments(shown: Shown) -> int | None:
    """The place of the heading above the last sentence; None where there is none."""
    for place in range(shown.prose[0] + 1, shown.prose[-1]):
        block = shown.blocks[place]
        if heads_comments(block.kind, shown.text(place), shown.page) and not shown.goes_on(block):
            return place
    return None


def _plain(text: str) -> str:
    """A heading without the number within it: "댓글 12개"."""
    return text.translate(_COUNT).strip().casefold()


@cache
def _words() -> frozenset[str]:
    lines = (PACKAGE / "select" / "comments.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))
