"""Which short lines are the furniture of a news page, in the languages whose phrases are known?

The lists in `furniture/` hold whole lines ("latest news") and, with an ellipsis, beginnings of lines ("read more: …").
A tilde marks beginnings that sentences of an article have as well ("source: …~").
They are evidence beside the shape of a line, never the only kind: languages without a list must work too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaner.package import PACKAGE

EDGES = " \t\u00a0*•·▪◦‣●○■►▸▶»«›‹→←↓↑|/\\–—-_.…!?:;,\"'“”‘’()[]{}<>+#=（）【】「」：！？0123456789" + "".join(
    chr(zero + digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)
)
"""What may stand around a phrase: bullets, arrows, counters, punctuation; Arabic, Persian, Indian and Bengali digits"""
LINE = 80
"""characters of the longest line that is looked up"""
HEAD = 4
"""characters of a phrase by which beginnings are looked up; shorter ones are looked up whole"""


def _entries(folder: str) -> Iterator[str]:
    for file in sorted((PACKAGE / "select" / folder).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".txt"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    yield line.strip()


def _load() -> tuple[frozenset[str], dict[str, tuple[str, ...]], frozenset[str]]:
    whole: set[str] = set()
    weak: set[str] = set()
    begins: dict[str, set[str]] = {}
    for entry in _entries("furniture"):
        head, dots, tail = entry.partition("…")
        if dots:
            phrase = head.lstrip(EDGES.replace("(", "")) + tail.rstrip("~")
            if tail.endswith("~"):
                weak.add(phrase.rstrip())
            bare = phrase.rstrip()
            # one character alone is a beginning only where a space follows it
            begins.setdefault((bare if len(bare) > 1 else phrase)[:HEAD], set()).add(bare)
        else:
            whole.add(entry.strip(EDGES))
    longest_first = {head: tuple(sorted(phrases, key=len, reverse=True)) for head, phrases in begins.items()}
    return frozenset(whole), longest_first, frozenset(weak)


WHOLE, BEGINS, _WEAK = _load()
NOTICES = frozenset(stem[:5] for entry in _entries("notices") for stem in entry.split())
STARTS = frozenset(head[:2] for head in BEGINS if len(head) < HEAD)
"""how beginnings start that are shorter than that"""
_HEADINGS = tuple(_entries("sections"))
SECTIONS = frozenset(entry.strip(EDGES) for entry in _HEADINGS)
_ANNOUNCING = frozenset(entry.strip(EDGES) for entry in _HEADINGS if entry.endswith(":"))


def notice_share(words: list[str]) -> float:
    """The share of words that notices about consent, accounts and rights are made of."""
    return sum([word[:5] in NOTICES for word in words]) / max(1, len(words))


def _lowered(line: str) -> str:
    """A line in small letters; Turkish `İ` is one of them, not an `i` and a dot."""
    return line.lower().replace("i\u0307", "i")


def is_section_heading(line: str) -> bool:
    """Whether a line is the heading of a section of links."""
    return len(line) < 60 and _lowered(line).strip(EDGES) in SECTIONS


def announces_one(line: str) -> bool:
    """Whether a heading stands inside articles as well, above a single link: "Read also"."""
    return line[-1] in ":：" or _lowered(line).strip(EDGES) in _ANNOUNCING


def section_headings(lines: list[str]) -> list[int]:
    """The places of the lines that are headings of sections of links."""
    return [place for place, line in enumerate(lines) if is_section_heading(line)]


def is_furniture(line: str) -> bool:
    """Whether a line is a known phrase, or begins with one that lines of furniture begin with."""
    return whole_phrase(line) or bool(first_phrase(line))


def whole_phrase(line: str) -> bool:
    """Whether a line is nothing but a known phrase, bullets and counters aside."""
    return len(line) < LINE and _lowered(line).strip(EDGES) in WHOLE


def is_weak(phrase: str) -> bool:
    """Whether sentences of an article begin with this phrase as well."""
    return phrase in _WEAK


@lru_cache(maxsize=4096)
def first_phrase(line: str) -> str:
    """The known beginning that this line has, or ''."""
    lowered = _lowered(line[:LINE]).lstrip(EDGES)
    for phrase in BEGINS.get(lowered[:HEAD], ()):
        if lowered.startswith(phrase) and not _goes_on(lowered, phrase):
            return phrase
    if lowered[:2] in STARTS or lowered[:1] in STARTS:
        for size in range(HEAD - 1, 0, -1):
            for phrase in BEGINS.get(lowered[:size], ()) if size > 1 or len(lowered) == 1 else ():
                if not _goes_on(lowered, phrase):
                    return phrase
    return ""


def _goes_on(line: str, phrase: str) -> bool:
    """Whether the phrase ends inside a word of the line that begins with it."""
    return phrase[-1].isalnum() and phrase[-1] < "\u2e80" and line[len(phrase) : len(phrase) + 1].isalnum()
