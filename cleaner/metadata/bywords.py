"""Which words begin a byline, in the languages of the world's news?"""

from __future__ import annotations

import re
from functools import cache

_BY = (
    "by|written by|authored by|recipe by|words and photos by|guest post by|posted by|published by|story by|words by|"
    "text by|article by|report by|reported by|created by|"
    "author|authors|the author|written and verified by|contributed by|compiled by|submitted by|"
    "von|ein artikel von|ein bericht von|ein beitrag von|eine reportage von|"
    "eine analyse von|ein kommentar von|ein gastbeitrag von|ein interview von|text|autor|autorin|"
    "autoren|verfasst von|geschrieben von|par|écrit par|publié par|propos recueillis par|auteur|auteurs|"
    "por|escrito por|publicado por|texto|texto de|autora|autores|di|scritto da|a cura di|pubblicato da|autore|autrice|"
    "articolo di|da|door|geschreven door|tekst|av|skrevet av|skriven av|tekst av|text av|af|skrevet af|deur|"
    "de către|scris de|autorul|escrit per|per|kirjoittanut|kirjoittaja|teksti|autors|kirjutas|autorius|parengė|"
    "napisał|napisała|autorem|tekst i|napsal|napsala|napísal|írta|szerző|piše|pisao|objavio|napisao|avtor|"
    "yazan|yazar|haber|oleh|penulis|ditulis oleh|ni|isinulat ni|na|imeandikwa na|"
    "bởi|tác giả|shkruar nga|nga|автор|авторы|автори|текст|от|від|пише|подготовил|подготовила|автор статьи|"
    "του|της|από|γράφει|γράφει ο|γράφει η|συντάκτης|مאת|בקלם|מאת|כתב|כתבה|"
    "بقلم|كتب|كتبت|كتبه|الكاتب|نویسنده|نوشته|به قلم|از|"
    "reporter|writer|words|journalist|interview by|interview von|interview|bericht|von unserem redakteur|"
    "von unserer redakteurin|von unserem korrespondenten|von unserer korrespondentin|un texte de|"
    "una crónica de|un reportaje de|dal nostro inviato|dalla nostra inviata|dal nostro corrispondente|"
    "van onze verslaggever|van onze correspondent|toimittaja|opracowanie|oprac.|autorka|autorzy|napisane przez|"
    "napisane przez|autoři|autorka|articol de|автор материала|материал подготовил|материал подготовила|аутор|"
    "корреспондент|кореспондент|muhabir|pewarta|reporter|bài và ảnh|ผู้สื่อข่าว|رپورٹ|إعداد|تقرير|خبرنگار|گزارش|"
    "எழுதியவர்|執筆者|著者|ライター|取材・文|取材・文・写真|聞き手|文＝|編譯|编译|"
    "द्वारा|लेखक|संवाददाता|লিখেছেন|লেখক|প্রতিবেদক|mwandishi|müəllif|muallif|հեղինակ|ஆசிரியர்|రచయిత|تحریر|"
    "作者|文|文・|撰文|記者|记者|責任編集|執筆|글|작성자|기자|โดย|ผู้เขียน|ავტორი"
)
_FIRM = frozenset(
    word.casefold()
    for word in "author|authors|autor|autorin|autoren|autora|"
    "autores|auteur|auteurs|autore|autrice|text|texto|tekst|teksti|"
    "авторы|текст|作者|文|撰文|記者|记者|執筆|글|penulis|yazar|haber|szerző|kirjoittaja|συντάκτης|reporter|writer|words|"
    "journalist|interview|bericht|opracowanie|autorka|autorzy|autoři|muhabir|pewarta|"
    "رپورٹ|إعداد|تقرير|گزارش|執筆者|著者|ライター|লেখক|প্রতিবেদক|mwandishi|müəllif|muallif|հեղինակ|ஆசிரியர்|రచయిత|تحریر".split(
        "|"
    )
)
"""words that are a byline's only before a colon: they begin sentences too"""
_SOFT = frozenset(
    "di da per na ni af от από του της nga від door av por par von oleh deur toimittaja автор корреспондент "
    "кореспондент аутор".casefold().split()
)
"""prepositions: a byline's only before a name, so before a capital"""
_PARTICLES = frozenset("di da per na ni af av".split())
"""those that are names or begin them too: a byline's only where two words follow"""
_FIRST_WORD = re.compile(r"\s*(\w+)")


def _by_first_word() -> dict[str, list[str]]:
    """The phrases that begin with each first word, the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(_BY.split("|"), key=len, reverse=True):
        if match := _FIRST_WORD.match(phrase):
            found.setdefault(match[1].casefold(), []).append(phrase)
    return found


_PHRASES = _by_first_word()
FIRST_WORDS = frozenset(_PHRASES)
_BEGINS = frozenset(word[:3] for word in FIRST_WORDS)
_SHORT = frozenset(word[:2] for word in FIRST_WORDS if len(word) < 3)


def begins_byline(text: str) -> bool:
    """Whether a text's first word is one that such words begin with."""
    first = _FIRST_WORD.match(text)
    return first is not None and first[1].casefold() in FIRST_WORDS


def match_byline(text: str) -> re.Match[str] | None:
    """The words that begin a byline, at the start of a text. A look at its first letters, then at its first word,
    spares the rest the pattern.
    """
    begin = text[:3].casefold()
    if begin not in _BEGINS and begin[:2] not in _SHORT and begin[:1] not in _SHORT and not begin[:1].isspace():
        return None
    first = _FIRST_WORD.match(text)
    word = first[1].casefold() if first else ""
    return _pattern(word).match(text) if word in FIRST_WORDS else None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The phrases that begin with a word, and what stands behind them; compiled when they are met: there are many."""
    return re.compile(
        rf"\s*(?:{'|'.join(_PHRASES[word])})(?:\s*[:：/／|•·・＝]\s*|\s+(?!\d(?:[\d\W]|$)))", re.IGNORECASE
    )


def strip_by(raw: str) -> str:
    """A byline without its `By`, its `Von`, its `Author:`."""
    if raw[:2] in ("By", "BY") and raw[2:3].isupper() and raw[3:4].islower():
        raw = raw[2:]
    for _ in range(3):
        match = match_byline(raw)
        if not match:
            break
        said = match.group().strip()
        word = said.rstrip(" :：/／|•·・＝").casefold()
        rest = raw[match.end() :]
        if word in _FIRM and said[-1] not in ":：/／|•·・＝" and not (word[0] >= "\u2e80" and rest[:1] >= "\u2e80"):
            break
        if word in _SOFT and not (rest[:1].isupper() or not rest[:1].isascii()):
            break
        if word in _PARTICLES and raw[:1].isupper() and " " not in rest:
            break
        raw = rest
    return raw.strip(" :,|•·–—-")


def is_by(part: str) -> bool:
    """Whether a text is nothing but such words."""
    match = match_byline(part + " ")
    return match is not None and match.end() >= len(part)
