"""Does this line name the article's authors, and is it a byline and nothing else?

`By Jane Doe | 12 March 2024`, `12 March 2024 · 3 min read · by Jane Doe`, `Written by` with the name on the next line,
a bare name right below the headline.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.metadata.bywords import match_byline
from cleaner.metadata.dates import Stamp
from cleaner.metadata.glance import LABEL_SIZE, LABELS, last_word
from cleaner.metadata.names import clean_names, looks_like_person
from cleaner.metadata.roles import is_agency
from cleaner.stops import FIRST_UNMARKED, LAST_UNMARKED, STOPS

_INNER = re.compile(
    r"(?:^|[·•|,–—⋅/-]\s?|(?P<loose>\s))(?:(?i:written|posted|published|story|words|text|recipe|post)\s)?(?i:by):?\s+(?=[^\W\d_a-z])"
    r"|(?:^|[·•|–—⋅]\s?)(?i:von|par|por|di|door|av|af|oleh|автор:?|autora?:|auteur\s?:)\s+(?=[^\W\d_a-z])"
    r"|\b(?i:written|posted|published)\s+(?i:by):?\s+"
    r"|^[^\W\d_]{4,15}\s(?:von|by|par|por)\s+(?=[^\W\d_a-z])"
)
_SIGNS = re.compile(r"[·•|⋅–—/]")
_SECOND = re.compile(r"\w+ (?:von|by|par|por) ")
_BY = ("von ", "by ", "par ", "por ")
_NOT_BY = re.compile(
    r"(?:reviewed|edited|checked|verified|updated|photos?|photograph(?:ed|y|s)?|image|illustrations?|visuali[sz]ations?|video|translated|"
    r"sponsored|presented|powered|courtesy|brought to you|provided|produced|approved|illustrated|"
    r"fotos?|bild|gepr[üu]ft|relu|traducido)\s*$",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"\d+\s?(?:hours?|minutes?|days?|mins?|hrs?|weeks?)\b(?:\sago|\sread)?"
    r"|\d+\s?(?:-\s?)?(?:min(?:ute)?s?|minuten|minutes?|minutos?|minuti|мин|分)\.?"
    r"(?:\s(?:read|lesezeit|de lecture|de lectura|di lettura))?"
    r"|\b(?:published|posted|updated|last|uhr|stand|aktualisiert|veröffentlicht|publié|mis à jour|"
    r"publicado|actualizado|pubblicato|aggiornato|güncelleme|min read|read time|reading time|"
    r"est|edt|gmt|utc|(?-i:on|at|am|um|le|el|il|in)|"
    r"comments?|share|print|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", "…")
_STOPS = tuple(STOPS)
_CLOSERS = " \"'”’»)」』"
_QUOTES = '"“”«»「」『』'
_NAMED = 20
"""characters of a name in one word"""
_LAST_BY = re.compile(r"\s*\b(?:by|von|par|por)\s*:?\s*$", re.IGNORECASE)
SPLIT = re.compile(r"[|•·⋅●►/]|\s[–—-]\s|\s{2,}")
_LABEL = re.compile(
    r"[\w\s]{0,20}\b(?:by|von|par|por|door|av|af|autor(?:in|en|a|es|e)?|authors?(?:\(s\))?"
    r"(?: of th(?:e|is) article)?|auteurs?|автор|oleh|yazar)\s*:?",
    re.IGNORECASE,
)
_NOUNS = frozenset(("Door", "Par", "Por", "Av", "Af"))
"""with a capital behind another word they are no prepositions: `Garage Door`"""


class Byline(NamedTuple):
    """Names found in a line, and how surely it is a byline."""

    names: list[str]
    rank: int
    """3: it says so and names persons; 2: announced or marked, persons; 1: says so, no person's name; 0: nothing"""


NONE = Byline([], 0)


def is_label(text: str) -> bool:
    """Whether a line only announces a byline: `Written by`, `Von:`."""
    last = last_word(text) if len(text) < LABEL_SIZE else ""
    if last.casefold() not in LABELS or not _LABEL.fullmatch(text):
        return False
    if last in _NOUNS and not text.startswith(last):
        return False
    return not _NOT_BY.search(_LAST_BY.sub("", text))


def read_byline(
    text: str, stamps: list[Stamp], own: tuple[str, ...], *, marked: bool, announced: bool, close: bool
) -> Byline:
    """The authors that a short line names.

    `marked`: its template calls it an author; `announced`: the line before it was `Written by`; `close`: it stands
    beside the headline.
    """
    said = ""
    if match_byline(text):
        said = text
    elif stamps or may_name(text):
        match = _INNER.search(text)
        if match and (stamps or match["loose"] is None) and not _NOT_BY.search(_LAST_BY.sub("", text[: match.end()])):
            said = text[match.end() :]
    if said and len(text) < 160:
        names = clean_names(said, own)
        sure = 3 if close else 2
        people = [name for name in names if looks_like_person(name) or is_agency(name)]
        if names and said is text and text.startswith(names[0]):
            return NONE  # `Text Size`: what begins it announces nobody
        if people and names[0] == people[0] and not _is_sentence(text, names):
            return Byline(people, sure)
        dates = sum([stamp.end - stamp.start for stamp in stamps])
        if names and len(text) - dates < 60 and not text.rstrip().endswith("."):
            return Byline(names[:1], sure if stamps and close else 2 if marked else 1)
    if marked or (announced and len(text) < 60):
        return _bare(text, stamps, own, announced=announced)
    return NONE


def may_name(text: str) -> bool:
    """Whether a line may name its author behind something else: a first look for what `_INNER` finds."""
    if _SIGNS.search(text) or "ritten" in text or "osted" in text:
        return True
    return text.startswith(_BY, text.find(" ") + 1) and bool(_SECOND.match(text))


def is_told(text: str) -> bool:
    """Whether a line that begins with no capital is a sentence, or quotes one: it is nobody's name."""
    if text[:1].isupper():
        return False
    if FIRST_UNMARKED <= text[:1] <= LAST_UNMARKED and " " not in text and len(text) > _NAMED:
        return True  # in Thai, a space parts a first name from a surname
    return text.rstrip(_CLOSERS).endswith(_STOPS) or any(map(text.__contains__, _QUOTES))


def _ends_small(text: str) -> bool:
    """Whether a line ends with a word in small letters, as sentences do; what ends a name is short: `Jr.`, `et al.`"""
    last = last_word(text.rstrip(" .?!…"))
    return len(last) > 3 and last.islower()


def _bare(text: str, stamps: list[Stamp], own: tuple[str, ...], *, announced: bool) -> Byline:
    """Names without a word that announces them, alone or beside dates."""
    for stamp in reversed(stamps):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    if text.startswith(("in ", "In ")) or is_told(text):
        return NONE  # the section it stands in; a sentence
    text = FURNITURE.sub(" ", text) if stamps else text
    if len(text) > 120 or (text.rstrip().endswith(_ENDS) and (len(text) > 30 or _ends_small(text))):
        return NONE
    for part in SPLIT.split(text):
        names = clean_names(part, own)
        people = [name for name in names if looks_like_person(name)]
        if people and names[0] == people[0]:
            return Byline(people, 2)
        if names and len(part) < 40 and len(names[0]) > 3:
            return Byline(names[:1], 2 if announced else 1)
        if part.strip():
            break
    return NONE


def _is_sentence(text: str, names: list[str]) -> bool:
    """Whether a line that begins like a byline goes on like a sentence."""
    return len(text) > sum(map(len, names)) + 90 or (text.rstrip().endswith(".") and len(text) > 60)
