"""Where in these lines were words glued to one another: `storiesVegetable`, `Tuesday.Divers`?

Names look like that (LinkedIn), and so does code. Hardly a name begins with four small letters, so three that do must
stand in one line; in Zulu many do, so others must stand beside them; and a word that the text has twice is a name,
unless both of its parts stand alone, too. Where all entries of a menu begin with capitals, many different words must be
glued, some of three or more and some behind a stop. What is glued in scripts without capitals does not show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

LEAST = GLUED = 3
"""different glued words that begin in lower case, or that have a stop inside, at least; and of all, to look closely"""
OTHERS = 0.25
"""others beside those, at least, for each of them: in Zulu and Irish every name may have lower case before it"""
A_LINE = 2
"""places for each line that may have some, at least: an article about code has few in each of many"""
NAME = 3
"""letters before the second capital of a name: Mc, Mac, You"""
_WORD = re.compile(r"[^\s|]{4,}")
_CODE = re.compile(r"[_/\\=(){}<>@#&;$+*]|www\.|\"[:,]")
_CLOSED, _OPENERS = '.!?…)»”"', "“„«"
MENU, CHAINS = 10, 2
"""different glued words of a line in which all begin with capitals, as in English menus, and those of three or more
among them. An article about code has as many, but none behind a stop: GLUED of them must be"""
_SIGNS = re.compile("[\x80-\x9f\xa1-\xaa\xac-\xb6\xb8-\xba\xbc-\xbe×÷‚ƒ„†‡ˆ‰‹˜‘•™€√∞≤≥∑∏∫Ω≈∆◊⌐₧⌠⌡\u2500-\u259f]")
"""what letters become that are two bytes of UTF-8 each; the quotation marks of nobody's text are among them"""
_SOME, _MISREAD = 2000, 0.08
"""characters that are looked at, and the share of such signs, which are a few in a hundred of any text"""
_BEYOND = "\u0250"
"""what is no Latin letter of Europe's"""
SHORT, ELSE, STOPPED, SURE = 1, 2, 3, 4
"""what glued words say: nothing, for they may be a name with what its language puts before it; little; the same, in
small letters with a stop between them; much"""

_Span = tuple[int, int]


def find_joints(source: str, lines: Sequence[_Span]) -> list[_Span]:
    """The places between glued words in these lines of a text; none where there are not enough of them."""
    words = [(match.start(), match.group()) for line in lines for match in _WORD.finditer(source, *line)]
    capital = [(at, word) for at, word in words if not word[1:].islower() and not _CODE.search(word)]
    glued = [(at, word, joints) for at, word in capital if (joints := list(_glue(word)))]
    different = {word: [kind for _, kind in joints] for _, word, joints in glued}
    if len(different) < LEAST or not _may_be(different.values(), len(lines)):
        return []
    often = Counter(_bare(word) for _, word in words)
    alone = {_bare(word) for line in lines for word in source[slice(*line)].split()}
    places: list[_Span] = []
    once: dict[str, list[int]] = {}
    for at, word, joints in glued:
        if len(joints) > 1 or often[_bare(word)] == 1 or _are_words(word, joints[0][0], alone):
            places += [(at + place, at + place) for place, _ in joints]
            once[word] = different[word]
    kinds = Counter(kind for some in once.values() for kind in some)
    is_glued = kinds[SURE] >= GLUED and kinds[ELSE] + kinds[STOPPED] >= OTHERS * kinds[SURE]
    is_glued = is_glued and kinds.total() >= A_LINE * len(lines)
    return places if is_glued or _has_menu(different.values()) else []


def _may_be(every: Iterable[list[int]], lines: int) -> bool:
    """Whether they would be enough if none of them were a name, which takes longer to tell."""
    every = list(every)
    kinds = Counter(kind for some in every for kind in some)
    enough = kinds[SURE] >= GLUED and kinds[ELSE] + kinds[STOPPED] >= OTHERS * GLUED
    return (enough and kinds.total() >= A_LINE * lines) or _has_menu(every)


def _has_menu(every: Iterable[list[int]]) -> bool:
    """Whether so many different words are glued, some of three or more, some behind a stop, that no names are."""
    said = [[kind for kind in kinds if kind != SHORT] for kinds in every]
    return (
        sum(map(bool, said)) >= MENU
        and sum(len(kinds) > 1 for kinds in said) >= CHAINS
        and sum(STOPPED in kinds for kinds in said) >= GLUED
    )


def _are_words(word: str, at: int, alone: set[str]) -> bool:
    """Whether both parts stand alone elsewhere: a menu that comes twice is glued twice, and `Linked` is no word."""
    return _bare(word[:at]) in alone and _bare(word[at:]) in alone


def _bare(word: str) -> str:
    return word.strip(".,:;!?…()[]\"'“”„«»‘’")


def _glue(word: str) -> Iterator[tuple[int, int]]:
    """Where in a word another begins, and what that says: SURE where what stands above is no part of a name."""
    begun = 0  # where the letters, or the digits, before this one began
    for at in range(1, len(word) - 1):
        last, char = word[at - 1], word[at]
        opens = char in _OPENERS
        is_word = char.isupper() and not word[at + 1].isupper() and not _is_damage(char, word[at + 1])
        if not is_word and not (opens and word[at + 1].isupper()):
            if char.isalpha() != last.isalpha() and char.isalnum():
                begun = at
            continue
        end = at
        while end > begun and word[end - 1] in _CLOSED:
            end -= 1
        kind = _kind(word[begun:end], stopped=end < at)
        if kind and last not in _OPENERS:
            yield at, kind
        begun = at + opens


def is_misread(source: str) -> bool:
    """Whether most letters of a text were read in a wrong encoding: then no word of it shows where it ends."""
    some = source[:_SOME]
    return not some.isascii() and len(_SIGNS.findall(some)) > _MISREAD * len(some)


def _is_damage(capital: str, after: str) -> bool:
    """Whether a capital and what follows are one letter that was read in a wrong encoding: manhÃ£, pondÄ›lĂ­."""
    return not capital.isascii() and capital < _BEYOND and not after.isascii()


def _kind(above: str, *, stopped: bool) -> int:
    """What is said by the letters, or the digits, that stand above a capital; 0: they belong to it."""
    if not above.isalpha():
        return ELSE if len(above) > 1 and above.isdigit() else 0
    if above.islower():
        return (STOPPED if stopped else SURE) if len(above) > NAME else SHORT * (len(above) > 1)
    return ELSE if len(above) > NAME and not above.isupper() else 0
