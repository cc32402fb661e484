"""What does a page declare as its headline, without the site's name and without what is cut off?

`<title>`, Open Graph and JSON-LD carry the site's name before or behind the headline, a section's, a blog's; and some
of them only its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from cleaner.metadata.dates import read_stamp
from cleaner.metadata.json_ld import key_of

_SEPARATOR = re.compile(
    r"\s+(?:[|｜¦∣–—‹›»«·•●►~/<-]|::|--+|//|\|\|)\s+|\s*[｜|]\s*|：(?=\S{2,12}$)|\s_\s|_(?=[^\s_]{2,20}$)"
)
_SIGN = re.compile(r"\s(?:[|¦∣–—‹›»«·•●►~/<_-]|[:|/]{2}|--+)\s|[|｜：_]")
"""what every separator has: looked for first, since most titles have none"""
_ENDING = re.compile(
    r"\s*[(\[（【]([^()\[\]（）【】]{2,40})[)\]）】]$|(?<=[\u3040-\u9fff])[－—–-]{1,2}([^\s－—–-]{2,12})$"
    r"|\s*(?:[:,，：-]|\s[:-])\s*([^:,，：-]{2,40})$"
)
"""other ways to set the site's name behind a headline: believed where the name is known, or ends like a paper's"""
_TAIL = 48
"""characters at the end that such a name and what sets it off take at most, in a text without double spaces"""
_PRESS = re.compile(r"(?:[网網報报]|新聞|新闻|ニュース|[频頻]道|在线|電視台|电视台|通信社|通讯社)$")
_MARKUP = re.compile(r"</?(?:em|i|b|strong|span|br|sup|sub|small|u|font|mark|wbr)\b[^<>]{0,200}>", re.IGNORECASE)
LONGEST = 400
"""characters that a headline has at most"""
_TOLD = 20
"""characters that tell more than a section does"""
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
    if "</" in text:
        text = _MARKUP.sub("", text)
    return " ".join(text.split())


def names_only(text: str, names: Names) -> bool:
    """Whether a title is only the site's name."""
    return key_of(text) in names.keys


def plain(text: str, names: Names) -> str:
    """A title without the site's name before or behind it."""
    text = tidy(text)[:LONGEST]
    for _ in range(3):
        sign = _SIGN.search(text)
        if sign is None:
            break
        first = max(0, sign.start() - 1)  # a space may stand before it
        cuts = [cut for cut in _SEPARATOR.finditer(text, first) if not _is_score(text, cut)]
        if not cuts:
            break
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if names.holds(key_of(tail)) or _is_label(tail, head) or _is_day(tail):
            text = head
            continue
        lead, rest = text[: cuts[0].start()], text[cuts[0].end() :]
        if names.holds(key_of(lead)):
            text = rest
            continue
        break
    end = _ENDING.search(text, max(0, len(text) - _TAIL))
    if end and (key_of(end[1] or end[2] or end[3]) in names.keys or (not end[3] and _PRESS.search(end[1] or end[2]))):
        text = text[: end.start()]
    lead, _, rest = text.partition(": ")
    is_site = " " in lead and len(rest) >= _TOLD and key_of(lead) in names.keys
    return rest.strip() if is_site else text.strip()


def _is_score(text: str, cut: re.Match[str]) -> bool:
    """Whether what looks like a separator stands between two numbers: `Harrowby 3 - 2 Saltmouth`."""
    return text[cut.start() - 1 : cut.start()].isdigit() and text[cut.end() : cut.end() + 1].isdigit()


def _is_label(tail: str, head: str) -> bool:
    """Whether the last part of a title is a label rather than its end."""
    return len(tail) <= 30 and len(tail.split()) <= 4 and len(head) >= 2 * len(tail) and not _is_small(tail[:1])


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script that has large ones in use: Georgian has none."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _is_day(tail: str) -> bool:
    """Whether the last part of a title is nothing but a day."""
    stamp = read_stamp(tail) if len(tail) <= 30 and tail[-1:].isdigit() else None
    return stamp is not None and stamp.end - stamp.start >= len(tail) - 1


def find_blog(declared: Sequence[str], title: str, names: Names) -> str:
    """What a `<title>` sets before the headline that is declared without it, as a key: a blog's name, a kicker."""
    title = tidy(title)[:LONGEST]
    for text in map(tidy, declared):
        if 12 <= len(text) < len(title) and title.endswith(text) and not names.holds(key_of(text)):
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
