"""Which address does a page say is its own?

Its canonical link, as a rule. Some sites point that at their front page, some leave the scheme or the host out of it;
where it says nothing, Open Graph does, then the article's JSON-LD, other cards, and the comment that a browser or a
mirror writes into what it saves. A copy in an archive declares the archive's address, which ends with the page's own.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from cleaner.address import host_in

CARDS = ("twitter:url", "al:web:url")
"""names of metas that are asked last"""
LONGEST = 4000
"""characters of an address"""
_HEAD = 4000
"""characters of source among which such a comment stands"""
_SAVED = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{0,9}|Mirrored from )"
    r"(\S{4,2000}?)(?:\s|-->)"
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/(?:web/)?\d{1,14}(?:[a-z]{2}_)?|archive\.(?:ph|is|today|li|vn|fo|md)/[\d.-]{4,20})"
    r"/(https?:/.+)",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(r"https?://([a-z0-9-]{3,200})\.translate\.goog(/[^?#]{0,2000})?", re.IGNORECASE)


def own_address(canonical: str, shared: str, article: str, cards: list[str], source: str) -> str:
    """The page's address, absolute; empty where it says none.

    `canonical` and `shared` (Open Graph's) are as they were found, `article` is the JSON-LD's for the article.
    """
    found = _absolute(canonical, shared)
    if found and is_front(found) and (other := _absolute(shared)) and not is_front(other):
        found = other if host_in(other) == host_in(found) else found
    found = found or _absolute(shared) or ("" if is_front(article) else _absolute(article))
    for card in () if found else cards:
        found = found or _absolute(card)
    return unwrapped(found or _saved(source))


def unwrapped(url: str) -> str:
    """The address of the page that an archive or a translator shows."""
    if "archive" in url and (match := _ARCHIVED.match(url)):
        scheme, _, rest = match[1].partition(":")
        return f"{scheme}://{rest.lstrip('/')}"
    if ".translate.goog" in url and (match := _TRANSLATED.match(url)):
        host = match[1].replace("--", "_").replace("-", ".").replace("_", "-")
        return f"https://{host}{match[2] or '/'}"
    return url


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    return not url.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]


def _absolute(url: str, beside: str = "") -> str:
    """An address with scheme and host, those of another where it has none itself; empty where that has none either."""
    url = url.strip()[:LONGEST]
    if url[:7].lower() in ("http://", "https:/"):
        return url
    if url[:2] == "//":
        return "https:" + url
    if url[:1] == "/" and _absolute(beside):
        try:
            return urljoin(beside.strip(), url)
        except ValueError:
            return ""
    return ""


def _saved(source: str) -> str:
    """What the comment says that a browser or a mirror wrote."""
    head = source[:_HEAD]
    if " from " not in head and "SingleFile" not in head:
        return ""
    match = _SAVED.search(head)
    if match is None:
        return ""
    url = match[1] if "://" in match[1] else "http://" + match[1]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return url if "." in host and url.startswith("http") else ""
