"""Where do the addresses of links stand in this text, which a reader of the page did not see?

Whoever flattens a page may write them down: Markdown beside each link, or in a list below, to which numbers lead; text
browsers number the links and list the addresses at the end; mail programs and converters put each behind its link, in
brackets. One or two may be what the article is about, or how it quotes: then they stay.
"""

from __future__ import annotations

import re

from cleaner.segment.markdown import Pass, find_marks

MANY = 3
"""addresses in a list below, at least"""
SHOWN, MOST = 8, 0.8
"""addresses behind links of a text, at least, and their share of all: a press release has a few, and in no brackets"""
_PLACE = r"(?:[a-z]{2,9}:|//|/|#|\.|\?|www\.)[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?"
_ADDRESS = rf"\]\((?:<[^<>\n]{{0,2000}}>|{_PLACE}|)"
_TITLE = r"(?: +\"[^\"\n]{0,300}\")? ?\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,600}}{_ADDRESS}{_TITLE}")
_LINK = re.compile(rf"(\[)[^\[\]\n]{{0,600}}({_ADDRESS}{_TITLE})")
_LISTED = re.compile(r"^ *\d{1,4}\. [a-z]{2,9}:\S*$", re.MULTILINE)
_NUMBER = re.compile(r"\[\d{1,4}\](?=\S)")
_DEFINED = re.compile(r"^ *\[\d{1,4}\]: ?\S+$", re.MULTILINE)
_REFERRED = re.compile(r"(\[)[^\[\]\n]{0,600}(\]\[\d{1,4}\])")
_SHOWN = re.compile(
    r" ?(?:\[ ?(?:https?:|mailto:)[^\s\[\]]{1,2000} ?\]|\( ?(?:https?:|mailto:)[^\s()]{1,2000} ?\)|"
    r"<https?:[^\s<>]{1,2000}>)"
)
_SHOWN_AT = ("[http", "(http", "<http", "[mailto:", "(mailto:", "( http", "[ http")
"""how such an address begins; they are counted before the pattern is asked, which looks at every space"""


def find_passes(source: str) -> list[Pass]:
    """How this text writes its addresses down; most texts do not."""
    found = []
    has_links = False
    has_brackets = "]" in source
    if has_brackets and "](" in source and (_LINK.search(source) or _IMAGE.search(source)):
        found += [Pass(_IMAGE, "a picture's address", ("![",), whole=True), Pass(_LINK, "a link's address", ("](",))]
        has_links = True
    if has_brackets and "][" in source and "]: " in source and len(_DEFINED.findall(source)) >= MANY:
        found += [Pass(_REFERRED, "a link's number", ("][",)), Pass(_DEFINED, "a link's address", ("]:",), whole=True)]
        has_links = True
    found += find_marks(source, has_links=has_links)
    if has_brackets and "[1]" in source and len(_LISTED.findall(source)) >= MANY:
        found += [Pass(_NUMBER, "a link's number", ("[",)), Pass(_LISTED, "a link's address", (":",), whole=True)]
    if (
        (count := source.count("://")) >= SHOWN
        and sum(map(source.count, _SHOWN_AT)) >= MOST * count
        and (len(_SHOWN.findall(source)) >= MOST * count)
    ):
        found.append(Pass(_SHOWN, "a link's address", ("://", "mailto:"), whole=True))
    return found
