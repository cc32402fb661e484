"""How many columns does a line take up, is it an item of a list, and which scripts part no words?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cleaner.late import late
from cleaner.stops import JOINED

BULLETS = "*•·▪◦‣●○■□►▸–—+#>-"
BULLET = re.compile(rf"(?:[{BULLETS}]|o(?=\s[A-Z\d])|[a-z]\)|\d{{1,2}}[.)])\s|//|--")
_FIRST_UNSPACED = "\u0e00"
_UNSPACED = late(f"[{JOINED}\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]")


def is_unspaced(char: str) -> bool:
    """Whether no space parts this character from the word beside it (Chinese, Japanese, Thai, not Korean)."""
    return char >= _FIRST_UNSPACED and _UNSPACED.match(char) is not None


@lru_cache(maxsize=4096)
def _wide(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else 1


def columns(text: str) -> int:
    """How wide a terminal shows it."""
    return len(text) if text.isascii() else sum(map(_wide, text))
