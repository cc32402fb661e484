"""What does text look like that was UTF-8 and was read as something else?

A character beyond ASCII is a leading byte and one to three that follow it. Read one by one, in whatever encoding, they
become pairs and triples that hardly any word has: `Ã¼`, `ĂĽ`, `Гј`, `√º` and `├╝` all were `ü`. Which signs are worth a
closer look is all that is told here; whether it is mojibake is for ftfy to say (mojibake.py).

Windows-1252 is read that way by far the most, so one sign is enough. In the other encodings a sign may be letters that
do stand side by side (`Мі` in Ukrainian), so there it must touch an ASCII letter, or another of its kind.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ENCODINGS = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman", "cp437",
)  # fmt: skip
"""those that ftfy knows"""
ENOUGH = 2
"""of them, the first ones, of which one sign is enough"""
BEYOND = 0x2600
"""all of these characters stand before it, but for a logo and two ligatures, which are left out"""
_TWO, _MORE, _FOLLOWING = range(0xC2, 0xE0), range(0xE0, 0xF5), range(0x80, 0xC0)
"""bytes that lead two, and that lead three or four; those that follow"""


def read_as(encoding: str, codes: range) -> str:
    """What these bytes become; one that means nothing there stays the control character of its number."""
    return "".join(bytes([code]).decode(encoding, "ignore") or chr(code) for code in codes)


def leads(encoding: str) -> tuple[str, str]:
    """What the bytes become that lead two, and that lead more; not what stands before words: quotes and dashes."""
    two, more = (
        "".join(c for c in read_as(encoding, codes) if ord(c) < BEYOND and unicodedata.category(c)[0] not in "PZ")
        for codes in (_TWO, _MORE)
    )
    return two, more


def followers(encoding: str) -> str:
    """What the bytes become that follow."""
    return read_as(encoding, _FOLLOWING)


def has_sign(text: str) -> bool:
    """Whether a text shows such a sign. `_clean.pyx` says the same."""
    return not text.isascii() and _pattern().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    signs = []
    for number, encoding in enumerate(ENCODINGS):
        two, more, after = map(_class, (*leads(encoding), followers(encoding)))
        pair, triple = f"{two}{after}", f"{more}{after}{after}"
        if number < ENOUGH:
            signs += [pair, triple]
        else:
            signs += [f"(?<=[A-Za-z]){pair}", f"(?<=[A-Za-z]){triple}"]
            signs += [f"{pair}(?:[A-Za-z]|{pair})", f"{triple}(?:[A-Za-z]|{triple})"]
    return re.compile("|".join(signs))


def _class(characters: str) -> str:
    return f"[{re.escape(characters)}]"
