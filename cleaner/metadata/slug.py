"""Which words is a URL made of, how does it write them, and which day does it name?"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]{2,}")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/._-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>20[012]\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?:(?!\d)|(?=[0-2]\d[0-5]\d))",
        r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(?P<d>\d{1,2})(?!\d)",
        r"/(?P<y>20[012]\d)[/-]?(?P<m>0[1-9]|1[0-2])/?(?P<d>[0-2]\d|3[01])(?=[/_-])",
        r"/(?P<d>[0-2]\d|3[01])(?P<s>[/-])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<y>20[012]\d)(?=/)",
    )
)
"""`/2024/03/12/`, `-20240312-`, `/2024/mar/12/`, `/2024/0312/`, `/12-03-2024/`"""
_MAY_BE = re.compile(r"(?:19|20)\d\d")
"""what every such day has"""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
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


def date_in_url(url: str) -> str:
    """The day that a URL's path names, in ISO form; empty where it names none."""
    url = url[:1000].lower()
    matches = (pattern.search(url) for pattern in _DATES) if _MAY_BE.search(url) else ()
    match = next(filter(None, matches), None)
    if match is None:
        return ""
    month = match["m"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    try:
        return date(int(match["y"]), number, int(match["d"])).isoformat()
    except ValueError:
        return ""
