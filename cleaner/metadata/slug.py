"""Which words is a URL made of, and how does it write them?"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]{2,}")
_SLUG_END = re.compile(r"\.\w{2,5}$")


def slug_words(url: str) -> frozenset[str]:
    """The words that the last part of a URL's path is made of, where it is made of words."""
    path = unquote(url.partition("://")[2].partition("?")[0].partition("#")[0])[:1000]
    found: frozenset[str] = frozenset()
    for part in path.split("/")[1:]:
        words = frozenset(word for word in _WORD.findall(fold(_SLUG_END.sub("", part))) if not word.isdigit())
        if len(words) >= 3 and len(words) >= len(found):
            found = words
    return found


def fold(text: str) -> str:
    """Text as URLs write it: lower case, no accents."""
    text = text.casefold()
    if text.isascii():
        return text
    text = text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace("ø", "o")
    return "".join([c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)])
