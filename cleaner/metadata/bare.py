"""Is this line, which only looks like a name, the article's author?

Many templates put the author's name below the headline without a word. So do they with the section's. A name is
believed where something else on the page speaks for it: a date beside it, a note about the person; and where its
words are not words of the language, which would stand in the text in lower case.
"""

from __future__ import annotations

import re

from cleaner.metadata.bylines import FURNITURE, SPLIT, Byline, is_told
from cleaner.metadata.claims import Names
from cleaner.metadata.dateline import has_digits
from cleaner.metadata.dates import Stamp
from cleaner.metadata.glance import texts_of
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.names import clean_names, looks_like_person
from cleaner.metadata.roles import ROLE, is_agency, without_mail
from cleaner.metadata.surnames import has_capitals, may_be_person
from cleaner.page import Block, Page

_NO_PERSON = re.compile(
    r"\b(?:contact|contents?|started?|home|search|subscribe|share|menu|related|read|view|click|get|sign|learn|follow|more|"
    r"about|latest|recent|popular|top|best|free|image|photo|caption|credit|blog|help|support|email|facebook|twitter|"
    r"linkedin|instagram|privacy|terms|cookie|guide|guides|tips|how|what|why|all|your|our|my|the|app|by|"
    r"key|insights?|takeaways?|summary|overview|introduction|text|size|font|conclusion|disclosure|hub|news|article)\b|[»>|]",
    re.IGNORECASE,
)
"""words of furniture and headings that no one is called"""
_TEAM = re.compile(r"^Team\s[A-Z]|\w\s(?:Team|Staff)$")
_PROSE = 200_000
_ONE, _SEVERAL, _JOINS = 40, 80, 6
"""characters of a line that names one, and several; of what stands between two"""
_DONE_BY = re.compile(
    r"\b(?:updated|edited|reviewed|checked|translated|photo\w*|illustrat\w+|video|sponsored|posted to)\s+by\b",
    re.IGNORECASE,
)
_FIRST = 14
"""blocks behind the headline among which the first paragraph is looked for"""


def bare_names(text: str, stamps: list[Stamp]) -> list[str]:
    """The persons' names that are all a line holds, beside a date or a reading time; none where it holds more."""
    for stamp in reversed(stamps):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    if _tells(text, stamps):
        return []
    text = without_mail(text)
    said = FURNITURE.sub(" | ", text)
    parts = [part for part in (part.strip(" ,.:–—-") for part in SPLIT.split(said)) if part]
    if len(parts) > 1 and said is text:
        each = [clean_names(part) for part in parts]
        if all(len(found) == 1 and (_is_clear(found[0]) or is_agency(found[0])) for found in each):
            return [found[0] for found in each]
    if not parts or len(parts) > (2 if stamps else 1) or len(parts[0]) > (_SEVERAL if " " in parts[0] else _ONE):
        return []
    names = clean_names(parts[0])
    if len(names) == 2 and _is_clear(names[0]) and not _is_clear(names[1]):
        return names[:1]  # `Jane Doe, BBC News`
    return names if _is_all(names, parts[0]) else []


def _tells(text: str, stamps: list[Stamp]) -> bool:
    """Whether a line is no name: one word, a sentence, or who updated the page."""
    if not stamps and text.isascii() and (" " not in text or text.islower()):
        return True
    if is_told(text):
        return True  # in a script without capitals, where any short line looks like a name
    return _DONE_BY.search(text) is not None


def _is_all(names: list[str], part: str) -> bool:
    """Whether names are all that a part of a line holds, beside what the first one does."""
    if not names:
        return False
    first = names[0]
    if len(names) > 1 and all(map(_is_clear, names)):
        return sum(map(len, names)) > len(part) - _JOINS * len(names)
    is_someone = _is_clear(first) or bool(_TEAM.search(first))
    if len(names) == 1 and is_someone:
        return len(first) > len(part) - 12 or (part.startswith(first) and bool(ROLE.search(part, len(first))))
    return False


def _is_clear(name: str) -> bool:
    """Whether a name is a person's, in any script."""
    return looks_like_person(name) if has_capitals(name) else may_be_person(name)


def believe(bare: list[tuple[str, list[Stamp], int]], page: Page, own: Names) -> tuple[Byline, int] | None:
    """The first of these lines (text, dates in it, index of its block) that names those whom the page speaks for;
    the site's own name (`own`) behind a person's is none of them.
    """
    prose = ""
    for text, stamps, index in bare:
        found = bare_names(text, stamps)
        names = found[:1] + [name for name in found[1:] if not own.holds(key_of(name))]
        proof = _proof(names[0], index, page) if names else 0
        if not proof or (page.blocks[index].kind == "region" and proof < 2):
            continue  # a place, a subject
        prose = prose or " ".join([text for text in texts_of(page) if len(text) > 150])[:_PROSE]
        if not any(_is_section(name, index, page, prose) for name in names):
            return Byline(names, proof), index
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
