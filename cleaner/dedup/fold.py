"""As which letters is a word compared, whoever typed it?

Desks and wires differ in case, in `ё` and `е`, `ş` and `ș`, `ی` and `ي`, in digits of their own, and leave out accents
that their keys lack. No two facts differ by these alone.
"""

from __future__ import annotations

import unicodedata


def _plain() -> dict[int, str]:
    """What stands for letters that one desk writes and the next does not: without accents, points and hamzas."""
    latin = [*range(0xC0, 0x250), *range(0x386, 0x3CF), *range(0x1E00, 0x2000)]
    plain = {code: base for code in latin if (base := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)}
    plain |= dict.fromkeys(range(0x300, 0x370), "")
    plain |= {ord(odd): base for odd, base in zip("ıłđøёѐѝ", "ildoееи", strict=True)}
    plain |= {ord(odd): base for odd, base in zip("أإآٱىیېؤئةہھک", "اااايييويهههك", strict=True)} | {0x640: ""}
    digits = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
    return plain | {zero + value: str(value) for zero in digits for value in range(10)}


_PLAIN = _plain()


def fold(word: str) -> str:
    """A word in small letters and without accents, never empty. NFKC would fold more and costs more."""
    return word.casefold() if word.isascii() else word.casefold().translate(_PLAIN) or word
