"""What stands in a main heading beside the headline: a label, a kicker, a date, the site's name?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.metadata.bywords import match_byline
from cleaner.metadata.claims import Names, tidy
from cleaner.metadata.dates import read_stamp
from cleaner.metadata.json_ld import key_of
from cleaner.page import Block

_LABEL = re.compile(r"(?<=\S{20})\s*[|｜]\s.*$|(?<=.{20})\s[|｜]\s.*$")
"""what stands behind a bar in a main heading: a section, the site, words for search engines"""
_KICKER = 40
"""characters a kicker has at most"""
_PARTS = 8
"""parts of a heading in which its kicker ends"""
_SET_OFF = "|-–—:»«·•"
"""signs between a headline and what stands beside it in `<title>`"""
_SHORTEST = 12
"""characters of a headline that is looked for in a heading"""
_BADGE = re.compile(
    r"\(\d{1,5}\)|\d{1,5}|premium|plus|abo|exclusive|exklusiv|exclusif|exclusivo|abonnés?|abonnement|"
    r"(?:for )?(?:subscribers?|members?)(?: only)?|suscriptores|video|vídeo|vidéo|photos?|live|podcast",
    re.IGNORECASE,
)
"""what templates put behind a headline: the number of comments, who may read it, what there is to see"""


def undress(block: Block, claims: Sequence[str], names: Names) -> str:
    """A heading without what stands in it beside the headline, which the page claims elsewhere."""
    text = _LABEL.sub("", tidy(block.trace.text))
    folded = text.casefold()
    letters = _letters(text)
    for claim in claims:
        if ": " in claim and ":" not in text and _letters(claim.replace(": ", "", 1)) == letters:
            return claim  # it tells where the kicker ends that the heading sets apart
        at = folded.find(claim.casefold())
        if at < 0 or len(claim) == len(text) or len(claim) < _SHORTEST or len(folded) != len(text):
            continue
        before, behind = text[:at].strip(), text[at + len(claim) :].strip()
        if _is_extra(before, behind) or (before and not behind and _is_kicker(text, at, block)):
            return text[at : at + len(claim)]
        if names.holds(key_of(before + behind)):
            return text[at : at + len(claim)]
    return text


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def _is_extra(before: str, behind: str) -> bool:
    """Whether it is a label, a date, a badge or a byline."""
    rest = f"{before} {behind}".strip()
    if (len(rest) <= _SHORTEST and rest.endswith(":")) or read_stamp(rest):
        return True
    return not before and (_BADGE.fullmatch(behind) is not None or match_byline(behind) is not None)


def _is_kicker(text: str, at: int, block: Block) -> bool:
    """Whether what stands before the headline is set above it, in one element: without a space, or in a part of it."""
    if at > _KICKER or not text[:at].rstrip()[-1:].isalnum():
        return False
    if text[at - 1].isalnum():
        return True
    lead, said = text[:at].strip(), ""
    for piece in block.trace.pieces[:_PARTS]:
        said += piece.text
        if len(said) > at or len(lead) * 2 > len(text) - at:
            break
        if " ".join(said.split()) == lead:
            return True
    return False


def part_of(title: str, headings: Iterable[Block]) -> Block | None:
    """The heading of a lower rank that `<title>` says beside a few words set off from it: the site's name, "Print"."""
    for block in headings:
        text = tidy(block.trace.text)
        if len(text) < _SHORTEST or not (title.endswith(text) or title.startswith(text)):
            continue
        rest = title[: -len(text)].rstrip() if title.endswith(text) else title[len(text) :].lstrip()
        if 0 < len(rest) <= _KICKER and (rest[-1] if title.endswith(text) else rest[0]) in _SET_OFF:
            return block
    return None
