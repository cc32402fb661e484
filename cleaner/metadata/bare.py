"""Is this line, which only looks like a name, the article's author?

Many templates put the author's name below the headline without a word. So do they with the section's. A name is
believed where something else on the page speaks for it: a date beside it, a note about the person; and where its
words are not words of the language, which would stand in the text in lower case.
"""

from __future__ import annotations

import re

from cleaner.metadata.bylines import FURNITURE, SPLIT, Byline
from cleaner.metadata.dateline import has_digits
from cleaner.metadata.dates import Stamp
from cleaner.metadata.glance import texts_of
from cleaner.metadata.names import clean_names, looks_like_person
from cleaner.page import Block, Page
from cleaner.stops import STOPS

_NO_PERSON = re.compile(
    r"\b(?:contact|contents?|started?|home|search|subscribe|share|menu|related|read|view|click|get|sign|learn|follow|more|"
    r"about|latest|recent|popular|top|best|free|image|photo|caption|credit|blog|help|support|email|facebook|twitter|"
    r"linkedin|instagram|privacy|terms|cookie|guide|guides|tips|how|what|why|all|your|our|my|the|app|by|"
    r"key|insights?|takeaways?|summary|overview|introduction|text|size|font|conclusion|disclosure|hub|news|article)\b|[»>|]",
    re.IGNORECASE,
)
"""words of furniture and headings that no one is called"""
_STOPS = tuple(STOPS)
_TEAM = re.compile(r"^Team\s[A-Z]|\w\s(?:Team|Staff)$")
_PROSE = 200_000
_FIRST = 14
"""blocks behind the headline among which the first paragraph is looked for"""


def bare_name(text: str, stamps: list[Stamp]) -> str:
    """The person's name that is all a line holds, beside a date or a reading time; empty where it holds more."""
    if not stamps and text.isascii() and (" " not in text or text.islower()):
        return ""
    if text.endswith(_STOPS) and not text[0].isupper():
        return ""  # a sentence in a script without capitals, where any short line looks like a name
    for stamp in reversed(stamps):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    text = FURNITURE.sub(" | ", text)
    parts = [part.strip(" ,.:–—-") for part in SPLIT.split(text)]
    parts = [part for part in parts if part]
    if not parts or len(parts) > (2 if stamps else 1) or len(parts[0]) > 40:
        return ""
    names = clean_names(parts[0])
    alone = len(names) == 1 and len(names[0]) > len(parts[0]) - 12
    of_desk = len(names) == 2 and not looks_like_person(names[1])  # `Jane Doe, BBC News`
    is_someone = looks_like_person(names[0]) or _TEAM.search(names[0]) if names else False
    return names[0] if (alone or of_desk) and is_someone else ""


def believe(bare: list[tuple[str, list[Stamp], int]], page: Page) -> tuple[Byline, int] | None:
    """The first of these lines (text, dates in it, index of its block) that is a name which the page speaks for."""
    prose = ""
    for text, stamps, index in bare:
        name = bare_name(text, stamps)
        proof = _proof(name, index, page) if name else 0
        if not proof or (page.blocks[index].kind == "region" and proof < 2):
            continue  # a place, a subject
        prose = prose or " ".join([text for text in texts_of(page) if len(text) > 150])[:_PROSE]
        if not _is_section(name, index, page, prose):
            return Byline([name], proof), index
    return None


def _proof(name: str, index: int, page: Page) -> int:
    """What else says that it is the author's: 1 for a date beside it, 2 for a note about the person."""
    texts = texts_of(page)
    for text in texts[index + 1 :]:
        if name in text and len(text) < 400 and (text.startswith(name) or _is_by(text, name)):
            return 2
    beside = texts[max(index - 1, 0) : index + 3]
    return int(any(len(text) < 90 and has_digits(text) for text in beside))


def _is_by(text: str, name: str) -> bool:
    """Whether a line says that it is by this person: `Written by Jane Doe`, `About Jane Doe`."""
    return len(text) < len(name) + 24 and text.endswith(name)


def _is_section(name: str, index: int, page: Page, prose: str) -> bool:
    """Whether what looks like a name is words of the language, or stands in the menu."""
    if _NO_PERSON.search(name):
        return True
    words = [] if _TEAM.search(name) else [word.lower() for word in name.split() if not word.islower()]
    if any(_holds_word(prose, word) for word in words):
        return True
    if any(name in text and len(text) < 60 for text in texts_of(page)[: max(index - 12, 0)]):
        return True
    if page.kind == "text":
        return False
    regions = [block for block in page.blocks[:index] if block.kind == "region" and name in block.trace.text]
    return any(piece.text == name for block in regions for piece in block.trace.pieces)


def _holds_word(prose: str, word: str) -> bool:
    """Whether a text holds a word whole; linear, and without a pattern made for each name."""
    at = prose.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(prose[at - 1 : at]) or _is_letter(prose[end : end + 1])):
            return True
        at = prose.find(word, end)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def name_above(page: Page, at: int) -> tuple[list[str], int] | None:
    """The reporters' names that stand alone above the first paragraph, and the index of their block.

    So set newsrooms that declare themselves as the author. A place or a section stands there too: those the article
    speaks of.
    """
    if at < 0:
        return None
    for block in page.blocks[at + 1 : at + _FIRST]:
        text = block.trace.text
        if len(text) > 150 and block.kind != "region":
            before = page.blocks[block.index - 1]
            names = _alone(before)
            prose = " ".join([later.trace.text for later in page.blocks[block.index :] if len(later.trace.text) > 150])
            lowered = prose[:_PROSE]
            if names and not any(_is_spoken_of(name, before.index, page, lowered) for name in names):
                return names, before.index
            return None
    return None


def _alone(block: Block) -> list[str]:
    """The persons that a block names, if it does nothing else."""
    text = block.trace.text
    if block.kind not in ("p", "div", "line", "span", "h4", "h5", "h6") or not 5 < len(text) < 80:
        return []
    names = clean_names(" and ".join(text.split("/")))
    full = len("".join(names)) > len(text.replace("/", "").replace(" and ", "")) - 4
    people = [name for name in names if name[:1].isupper() and looks_like_person(name)]
    return people if full and people[:1] == names[:1] else []


def _is_spoken_of(name: str, index: int, page: Page, prose: str) -> bool:
    """Whether the article tells of what looks like its author, and no note about the person is why."""
    return _is_section(name, index, page, prose) or (name in prose and _proof(name, index, page) < 2)
