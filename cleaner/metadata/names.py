"""Whose names are in this byline, without the words around them?

`By JANE DOE, Senior Reporter`, `Von Max Muster und Eva Beispiel, dpa`, `Jane Doe for Example.com`, `文／山田太郎`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from cleaner.late import late
from cleaner.metadata.bywords import is_by, strip_by
from cleaner.metadata.months import MONTHS, month_of
from cleaner.metadata.roles import ROLE, is_agency, is_of_others, without_others, without_roles

_CREDENTIAL = re.compile(
    r"(?:ph\.?\s?d|m\.?d|d\.?o|j\.?d|m\.?b\.?a|m\.?s\.?c?|b\.?s\.?c?|m\.?a|b\.?a|m\.?p\.?h|r\.?n|r\.?d\.?n?|ld|ldn|"
    r"lcsw|lmft|psy\.?d|ed\.?d|ed\.?m|esq|pharm\.?d|d\.?d\.?s|d\.?v\.?m|c\.?p\.?a|cfa|cfp|cepf|facp|faap|np|dnp|fnp|"
    r"pa-c|cscs|cpt|cissp|rdn|mscn|cnsc|cdces|fand|ifbb|e?-?ryt|cdn|cns|phr|shrm-cp|m\.?ed|llm|frcs|mrcp)[.®™]*(?:\s?\d+)?",
    re.IGNORECASE,
)
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_NOBODY = frozenset(("guest author", "super user", "web editor", "full bio", "site admin", "all posts")) | frozenset(
    "admin administrator author authors editor editors guest guest author staff unknown null none undefined n/a anonymous "
    "user webmaster root super user superuser default web editor content default author posts by name and view profile bio "
    "full bio share follow agencies agenturen agencias agences agenzie".split()
)
_ORGANISATION = re.compile(
    r"\b(?:team|staff|editors|editorial|department|ministry|association|institute|university|foundation|council|"
    r"society|agency|ajans[ıi]?|agence|agencia|agência|agenzia|agentur|organi[sz]ation|committee|company|group|inc|llc|ltd|gmbh|redaktion|news|press|media|magazine|"
    r"center|centre|school|college|library|bureau|office|service|network|partnership|redazione|redacción|rédaction|redactie|desk|board)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*[;；、،\n]\s*|\s+[•·/]\s+|\s*[,，]\s*(?:(?:and|und|et|y|e|og|och|en|&)\s+)?"
    r"|\s+(?:and|und|et|og|och|ve|dan|und|și|oraz|и|та|και|und|with|mit|و|y|e|ja|en|i|sowie|avec|con|com|met|med|with additional reporting by)\s+"
    r"|\s?(?:通讯员|實習記者|实习生)\s?|(?<=[가-힣])[·ㆍ](?=[가-힣])",
)
_AMPERSAND = re.compile(r"\s+(?:&|\+|＆)\s+")
_TAIL = re.compile(
    r"\s*(?:[|–—⋅]|\s-\s|\s/\s|:\s|\bfor\s+(?=\S+\.(?:com|co|org|net))|"
    r"\b(?:[Ff]or|FOR)\s+(?:the\s)?(?=[A-Z])|\b(?:in|at)\s+(?=[A-Z])|\b(?:via|on behalf of|and filed|View)\b|\bon\s+[A-Z][a-z]+day\b).*$",
    re.DOTALL,
)
_FOR = re.compile(r"\s*[Ff]or\b")
_ENCLOSED = re.compile(r"\s*(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,200}>)")
_WHOLE = late(r"[(\[【（](?:[가-힣]{2,12}(?:=|\s(?=[가-힣]{2,4}\s?(?:선임)?기자)))?([^()\[\]【】（）]{2,60})[)\]】）]")
_ON = frozenset("on at am le el il em op den um à".split())
"""what stands before a day"""
_HANDLE = re.compile(r"\s+@\w{2,30}$")
_REPORTED = late(
    r"^(?:\S{0,4}[報报社网網])?(?:記者|记者)\s?(?=[\u4e00-\u9fff]{2,4}(?:\W|$))|(?<=\S)(?:\s|\s?[/／])\s?\S{0,6}(?:報導|报道|報道)$"
)
"""`記者王小明／台北報導`: a reporter, and where from"""
_TRADE = late(
    r"(?:\s*(?:(?:선임|수석|인턴|전문|객원)?기자|논설위원|에디터|특파원|記者|记者|通讯员|編集委員|氏|さん|/文))+$"
)
_WHEN = re.compile(
    r"\s*(?:[|•·,–—-]\s*)?(?:published|updated|posted|last updated|(?:on|at)\s+(?=[A-Z][a-z]{2,8}\.?\s+\d)|veröffentlicht|"
    r"aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\b.*$|\s*(?:\d{1,2}\s)?\S{0,12}\d.*$",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_MAY_END = re.compile(r"\d|publi|pubbl|updated|posted|veröff|aktual|stand|mis à|actual|aggior", re.IGNORECASE)
"""what every such end has"""
_NUMBERED = re.compile(r"\d{1,3}\s[A-Z]\D*")
"""a house whose name begins with a number"""
_OF_ADDRESS = re.compile(r"[@:/.]")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\.(?:com|html?|php)/|^@|//", re.IGNORECASE)


def clean_names(raw: str, not_names: Iterable[str] = ()) -> list[str]:
    """The names in one author field or byline; none where it holds only an address, a role or a date.

    `not_names` are names of the site and its publisher: dropped behind a person's name, kept alone.
    """
    raw = " ".join(unescape(raw[:600]).replace("\u200b", "").split())
    found = list(_read(raw))
    if found != [raw]:  # what was cut off may have hidden something that is no name either
        found = list(dict.fromkeys(name for first in found for name in _settle(first)))
    own = {name.casefold() for name in not_names}
    people = [
        name for at, name in enumerate(found) if not (at and _first_word(name) in own) and name.casefold() not in own
    ]
    return people or found


def _first_word(name: str) -> str:
    return name.partition(" ")[0].casefold()


def _settle(name: str) -> list[str]:
    """A name read again until nothing changes; nothing where that does not end soon."""
    for _ in range(4):
        again = _read(name)
        if len(again) != 1:
            return []
        if again[0] == name:
            return [name]
        name = again[0]
    return []


@lru_cache(maxsize=4096)
def _read(raw: str) -> tuple[str, ...]:
    """The names in a text on one line, read once. Whoever writes for a paper writes often."""
    if not raw or (" " not in raw and is_address(raw)) or is_of_others(raw):
        return ()
    if raw[0] in "([【（" and (inner := _WHOLE.fullmatch(raw)):
        raw = inner[1]
    raw = without_others(strip_by(_ENCLOSED.sub("", raw)))
    is_whole = not _MAY_END.search(raw) or (_NUMBERED.fullmatch(raw) and not month_of(raw.split()[1]))
    before = raw if is_whole else _WHEN.sub("", raw)
    while before != raw and (month_of(last := before.rpartition(" ")[2]) or last in _ON):
        before = before.rpartition(" ")[0].rstrip(" ,|•·–—-")
    raw = before
    names: list[str] = []
    for part in _split(raw):
        _take(part, names)
    return tuple(names)


def is_address(text: str) -> bool:
    """Whether a text holds an address; what every address has is looked for first."""
    return bool(_OF_ADDRESS.search(text) and _ADDRESS.search(text))


def _split(raw: str) -> list[str]:
    if "," not in raw and _ORGANISATION.search(_TAIL.sub("", raw)):
        return [raw]
    parts: list[str] = []
    for part in _JOINED.split(raw):
        pair = _AMPERSAND.split(part)
        if "/" in part and all(looks_like_person(one) or is_agency(one) for one in part.split("/")):
            pair = part.split("/")
            parts.extend(pair)
            continue
        parts.extend(pair if all(" " in one.strip() for one in pair) else [part])
    return parts


def _take(part: str, names: list[str]) -> None:
    """Add what one part of a byline names, if it names someone."""
    cut = _TAIL.sub("", part)
    if cut != part and (" " in cut.strip() or not _FOR.match(part, len(cut))):
        part = cut
    part = _HANDLE.sub("", part)
    part = (part if part.isascii() else _TRADE.sub("", _REPORTED.sub("", part))).strip(' .,:;|•·●–—-*"“”„/@')
    part = strip_by(part) if names else without_roles(strip_by(part))
    if _GENERATION.fullmatch(part) and names:
        names[-1] += " " + part.strip(".")
        return
    if _is_name(part) and not (names and (_CREDENTIAL.fullmatch(part) or ROLE.search(part))):
        folded = part.casefold()
        if folded not in {name.casefold() for name in names}:
            names.append(part)


def _is_name(part: str) -> bool:
    if not 2 <= len(part) <= 70 or part.count(" ") > 7 or part.casefold() in _NOBODY or is_address(part):
        return False
    if part.count(" ") > 3 and not _ORGANISATION.search(part) and part[1:].islower():
        return False
    if (
        part[0] in "#{$%&"
        or part.casefold() in MONTHS
        or ROLE.fullmatch(part)
        or is_by(part)
        or sum(c.isdigit() for c in part) > 4
    ):
        return False
    return any(c.isalpha() for c in part)


def looks_like_person(name: str) -> bool:
    """Two to five words that begin as names do, or a name in a script without capitals."""
    words = name.split()
    if not name.isascii() and not name[:1].isupper() and not name[:1].islower():
        return len(name) <= 30
    if not 2 <= len(words) <= 5 or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return False
    return all(not word[:1].islower() or word in _BETWEEN for word in words) and not _ORGANISATION.search(name)


_BETWEEN = frozenset(
    "de del della di da do dos das du des van von vom zu zur zum der den la le el al las los bin ben ibn bint abu ter ten "
    "te af av i y e st. d' und and of o' san e' mc".split()
)
"""words inside a name that begin small"""


def is_weak(name: str) -> bool:
    """Whether a declared name is rather an account or a template's gap: taken only where nothing better is found."""
    if is_agency(name):
        return False
    return (
        " " not in name and (name[:1].islower() or any(c in "._0123456789{" for c in name))
    ) or "admin" in name.casefold().split()
