"""Does this line name the article's authors, and is it a byline and nothing else?

`By Jane Doe | 12 March 2024`, `12 March 2024 · 3 min read · by Jane Doe`, `Written by` with the name on the next line,
a bare name right below the headline.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.metadata.dates import Stamp
from cleaner.metadata.names import BYLINE, clean_names, looks_like_person

_INNER = re.compile(
    r"(?:^|[\s·•|,–—⋅/-])(?:(?:written|posted|published|story|words|text|recipe|post)\s)?by:?\s+(?=[^\W\d_a-z])"
    r"|(?:^|[·•|–—⋅]\s?)(?:von|par|por|di|door|av|af|oleh|автор:?|autora?:|auteur\s?:)\s+(?=[^\W\d_a-z])"
    r"|\b(?:written|posted|published)\s+by:?\s+",
    re.IGNORECASE,
)
_NOT_BY = re.compile(
    r"(?:reviewed|edited|checked|verified|updated|photos?|photograph(?:ed|y|s)?|image|illustrations?|video|translated|"
    r"sponsored|presented|powered|courtesy|brought to you|provided|produced|approved|illustrated|"
    r"fotos?|bild|gepr[üu]ft|relu|traducido)\s*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\d+\s?(?:-\s?)?(?:min(?:ute)?s?|minuten|minutes?|minutos?|minuti|мин|分)\.?(?:\s(?:read|lesezeit|de lecture|de lectura|di lettura))?"
    r"|\b(?:published|posted|updated|last|on|at|uhr|am|um|stand|aktualisiert|veröffentlicht|publié|le|mis à jour|"
    r"publicado|actualizado|el|pubblicato|aggiornato|il|güncelleme|min read|read time|reading time|est|edt|gmt|utc|in|"
    r"comments?|share|print|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[|•·⋅●►/]|\s[–—-]\s|,\s|\s{2,}")
_LABEL = re.compile(r"[\w\s]{0,20}\b(?:by|von|par|por|door|av|af|autor(?:in|en|a|es|e)?|author\(?s?\)?|auteurs?|автор|oleh|yazar)\s*:?", re.IGNORECASE)


class Byline(NamedTuple):
    """Names found in a line, and how surely it is a byline: it says so, or it only looks like a name."""

    names: list[str]
    says_so: bool


_NONE = Byline([], says_so=False)


def is_label(text: str) -> bool:
    """Whether a line only announces a byline: `Written by`, `Von:`."""
    return len(text) < 30 and bool(_LABEL.fullmatch(text)) and not _NOT_BY.search(re.sub(r"\s*\bby\s*:?$", "", text, flags=re.IGNORECASE))


def read_byline(text: str, stamps: list[Stamp], own: tuple[str, ...], *, marked: bool, close: bool) -> Byline:
    """The authors that a short line names.

    `marked`: its template calls it an author or a byline; `close`: it stands right beside the headline.
    """
    if BYLINE.match(text):
        names = clean_names(text, own)
        if names and (marked or close or looks_like_person(names[0])) and not _is_sentence(text, names):
            return Byline(names, says_so=True)
    match = _INNER.search(text)
    if match and (stamps or marked or close or match.start() < 12) and not _NOT_BY.search(text[: match.start() + 1]):
        names = clean_names(text[match.end() :], own)
        if names and (looks_like_person(names[0]) or marked):
            return Byline(names, says_so=True)
    if (marked or close) and len(text) < 120:
        return _bare(text, stamps, own, marked=marked)
    return _NONE


def _bare(text: str, stamps: list[Stamp], own: tuple[str, ...], *, marked: bool) -> Byline:
    """Names without a word that announces them, beside dates or alone."""
    for stamp in reversed(stamps):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    text = _FURNITURE.sub(" ", text) if stamps else text
    if len(text) > 70 or text.rstrip().endswith((".", "?", "!", "…")) and not stamps and not text.rstrip()[-3:-1].isupper():
        return _NONE
    for part in _SPLIT.split(text):
        names = clean_names(part, own)
        if names and all(looks_like_person(name) for name in names) and (marked or stamps):
            return Byline(names, says_so=False)
        if names and marked and len(text) < 40:
            return Byline(names, says_so=False)
        if part.strip():
            break
    return _NONE


def _is_sentence(text: str, names: list[str]) -> bool:
    """Whether a line that begins like a byline goes on like a sentence."""
    return len(text) > sum(map(len, names)) + 90 or (text.rstrip().endswith(".") and len(text) > 60)
