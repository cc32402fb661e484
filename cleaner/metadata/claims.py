"""What does a page declare as its headline, without the site's name and without what is cut off?

`<title>`, Open Graph and JSON-LD carry the site's name before or behind the headline, a section's, a blog's; and some
of them only its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from cleaner.metadata.json_ld import key_of

_SEPARATOR = re.compile(
    r"\s+(?:[|｜–—-]|::|»|›|·|•|~|/|<|«|\|\|)\s+|\s*[｜|]\s*|：(?=\S{2,12}$)|\s_\s|_(?=[^\s_]{2,20}$)"
)
_SIGN = re.compile(r"\s(?:[|–—»›·•~/<«_-]|::)\s|[|｜：_]")
"""what every separator has: looked for first, since most titles have none"""
LONGEST = 400
"""characters that a headline has at most"""
_CUT = 100
"""characters from which a declared headline may have been cut: search engines read no more than 110"""


class Names(NamedTuple):
    """What the site calls itself, as keys (`json_ld.key_of`): its name, its host."""

    keys: frozenset[str]

    def holds(self, key: str) -> bool:
        """Whether a part of a title is the site's name or the like (`Example`, `example.com`, `The Example`)."""
        return key in self.keys or any(
            len(own) > 3 and (own in key or key in own) and abs(len(own) - len(key)) < 9 for own in self.keys
        )


def read_claims(declared: Sequence[str], title: str, names: Names) -> list[str]:
    """What the page declares, best source first, and its `<title>`: without the site's name, and none only that."""
    claims = [plain(text, names) for text in dict.fromkeys(declared) if text and text.strip()]
    own = plain(title, names)
    if not names.holds(key_of(own)):
        claims.append(own)
    return _uncut([claim for claim in claims if claim and not names_only(claim, names)])


def tidy(text: str) -> str:
    """A headline on one line."""
    text = text[:2000]
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())


def names_only(text: str, names: Names) -> bool:
    """Whether a title is only the site's name."""
    return key_of(text) in names.keys


def plain(text: str, names: Names) -> str:
    """A title without the site's name before or behind it."""
    text = tidy(text)[:LONGEST]
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(text)) if _SIGN.search(text) else []
        if not cuts:
            break
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if names.holds(key_of(tail)) or _is_label(tail, head):
            text = head
            continue
        lead, rest = text[: cuts[0].start()], text[cuts[0].end() :]
        if names.holds(key_of(lead)):
            text = rest
            continue
        break
    return text.strip()


def _is_label(tail: str, head: str) -> bool:
    """Whether the last part of a title is a label rather than its end."""
    return len(tail) <= 30 and len(tail.split()) <= 4 and len(head) >= 2 * len(tail) and tail[:1].isupper()


def find_blog(declared: Sequence[str], title: str) -> str:
    """What a `<title>` sets before the headline that is declared without it, as a key: a blog's name, a kicker."""
    title = tidy(title)[:LONGEST]
    for text in map(tidy, declared):
        if 12 <= len(text) < len(title) and title.endswith(text):
            return key_of(title[: -len(text)])
    return ""


def _uncut(claims: list[str]) -> list[str]:
    """Claims without those that are another's beginning: search engines read 110 characters of a headline."""
    longest = max(claims, key=len, default="")
    return (
        [
            claim
            for claim in claims
            if claim is longest or len(claim) < _CUT or not longest.startswith(claim.rstrip(" .…"))
        ]
        if len(longest) > _CUT
        else claims
    )
