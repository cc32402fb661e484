"""Does the sentence say just before these words whose they are ("en euskera, eskerrik asko guztioi"; "the song …")?

Then they are spoken of or quoted, and no mirror has left them. `names.txt` has the names of some sixty languages as
they begin in some twenty others, and under `*` those of songs, films, mottos and proverbs; what is counted is a few
words before the fragment, in its sentence.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.package import PACKAGE

WORDS = 5
"""words before a fragment among which the name may stand"""
_ANY = "*"
"""what has words of any language"""
_REACH = 80
_ENDING = 5
"""letters that may follow what the names begin with: francés, francesa, französischen"""
_STOPS = re.compile(r"[.!?…\n]\s")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    lines = (PACKAGE / "language" / "names.txt").read_text("utf-8").splitlines()
    return {code: tuple(names.split()) for code, _, names in (line.partition(": ") for line in lines)}


def is_named(code: str, text: str, start: int) -> bool:
    """Whether what begins at `start` of a text stands right behind the name of its language `code`, or of a song."""
    names = _beginnings().get(code, ()) + _beginnings()[_ANY]
    before = _STOPS.split(text[max(0, start - _REACH) : start])[-1]
    words = [word.lower() for word in _WORD.findall(before)[-WORDS:]]
    return any(len(word) <= len(name) + _ENDING and word.startswith(name) for word in words for name in names)
