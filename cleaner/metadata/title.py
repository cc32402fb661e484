"""What is the headline, as a reader of the article sees it?

`<title>` and Open Graph carry the site's name behind it, or another wording for search engines and social media; a
page's first `<h1>` may be the site's name. Where they agree, it is the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from cleaner.metadata.dates import read_stamp
from cleaner.metadata.json_ld import key_of
from cleaner.page import Block

_SEPARATOR = re.compile(
    r"\s+(?:[|｜–—-]|::|»|›|·|•|~|/|<|«|\|\|)\s+|\s*[｜|]\s*|：(?=\S{2,12}$)|\s_\s|_(?=[^\s_]{2,20}$)"
)
_LONGEST = 400
_UNRELATED = 0.15
"""a heading that shares fewer of its words with every claim is the site's name or a section's (measured: 15 of 20)"""
_LABEL = re.compile(r"(?<=\S{20})\s*[|｜]\s.*$")
"""what stands behind a bar in a main heading: a section, the site, words for search engines"""


class Names(NamedTuple):
    """What the site calls itself, as keys (`json_ld.key_of`): its name, its host."""

    keys: frozenset[str]

    def holds(self, key: str) -> bool:
        """Whether a part of a title is the site's name or the like (`Example`, `example.com`, `The Example`)."""
        return key in self.keys or any(
            len(own) > 3 and (own in key or key in own) and abs(len(own) - len(key)) < 9 for own in self.keys
        )


class Headline(NamedTuple):
    """The headline, and the block that shows it (None where none does)."""

    text: str
    block: Block | None


def choose_title(declared: Sequence[str], title: str, headings: Sequence[Block], names: Names) -> Headline:
    """The headline among what the page declares (best source first), its `<title>` and its main headings."""
    claims = [plain(text, names) for text in dict.fromkeys(declared) if text and text.strip()]
    own = plain(title, names)
    if not names.holds(key_of(own)):
        claims.append(own)
    claims = [claim for claim in claims if claim and not names_only(claim, names)]
    seen = [block for block in headings if _may_be(block, names)]
    if not seen:
        return Headline(claims[0] if claims else tidy(title), None)
    block, alike = _closest(seen, claims)
    if alike < _UNRELATED and claims:
        return Headline(claims[0], None)
    return Headline(_undress(tidy(block.trace.text), claims, names), block)


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
    text = tidy(text)[:_LONGEST]
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(text))
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


def _may_be(block: Block, names: Names) -> bool:
    text = block.trace.text
    return 2 < len(text) < _LONGEST and key_of(text) not in names.keys


def _closest(seen: Sequence[Block], claims: Sequence[str]) -> tuple[Block, float]:
    """The heading that is most like what the page claims, the first of equals; and how much (0 to 1)."""
    keys = [key_of(claim) for claim in claims]
    for block in seen[:12]:
        if key_of(block.trace.text) in keys:
            return block, 1.0
    best, highest = seen[0], 0.0
    pairs = [(key, _words(claim)) for key, claim in zip(keys, claims, strict=True)]
    for block in seen[:12]:
        key, words = key_of(block.trace.text), _words(block.trace.text)
        for other, other_words in pairs:
            alike = _likeness(key, words, other, other_words)
            if alike > highest:
                best, highest = block, alike
    return best, highest


def _likeness(key: str, words: set[str], other: str, other_words: set[str]) -> float:
    if not key or not other:
        return 0.0
    short, long = sorted((key, other), key=len)
    if len(short) > 12 and short in long:
        return 0.9
    shared = len(words & other_words)
    return shared / max(len(words | other_words), 1)


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"\W+", text.casefold()) if len(word) > 2}


_KICKER = 40
"""characters a kicker has at most"""


def _undress(text: str, claims: Sequence[str], names: Names) -> str:
    """A heading without what stands in it beside the headline: a label, a date, the site's name."""
    text = _LABEL.sub("", text)
    folded = text.casefold()
    for claim in claims:
        at = folded.find(claim.casefold())
        if at < 0 or len(claim) == len(text) or len(claim) < 12 or len(folded) != len(text):
            continue
        rest = (text[:at] + text[at + len(claim) :]).strip()
        label = len(rest) <= 12 and rest.endswith(":")
        is_glued = 0 < at <= _KICKER and text[at - 1].isalnum()  # a kicker set above the headline, in one element
        if label or is_glued or names.holds(key_of(rest)) or read_stamp(rest):
            return text[at : at + len(claim)]
    return text
