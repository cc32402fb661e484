"""What do the tags that show nothing tell of a page: its fields, its language, its times?"""

from __future__ import annotations

import re

from cleaner.page import Head
from cleaner.segment.attributes import read_attributes


def read_meta(head: Head, tag: str) -> None:
    """What a `<meta>` or `<link>`, given as its source, tells of the page."""
    attributes = dict(read_attributes(tag)[::-1])
    content = attributes.get("content")
    if content:
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                head.metas.append((name.strip().lower(), content))
    elif attributes.get("rel", "").lower() == "canonical" and not head.canonical:
        head.canonical = attributes.get("href", "")


def read_time(head: Head, tag: str, blocks: int, found: int) -> None:
    """What a `<time>`, or another element that templates call a date, tells machines; given as its source.

    The text is for readers: `3 hours ago`. A `<time>` that tells nothing is noted too.
    """
    names = stamp = ""
    best = len(_STAMPS)
    for name, value in read_attributes(tag):
        if name in _NAMES:
            names += value
        elif value and (rank := _rank(name)) < best:
            stamp, best = value, rank
    if not stamp and tag[:5].lower() != "<time":
        return
    if stamp and _CHANGED.search(names) and not _PUBLISHED.search(names):
        head.metas.append(("datemodified", stamp))
    else:
        head.times.append((stamp, blocks, found))


def _rank(name: str) -> int:
    """How good an attribute is as the stamp of its element, 0 the best; len(_STAMPS) where it is none."""
    if name in _STAMPS:
        return _STAMPS.index(name)
    return 2 if name.startswith("data-") and _TELLING.search(name) else len(_STAMPS)


_STAMPS = ("datetime", "content", "data-", "title")
_NAMES = frozenset(("class", "itemprop", "property"))
_TELLING = re.compile(r"date|time|epoch|publish|utc")
_CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|creat", re.IGNORECASE)


def read_language(tag: str) -> str:
    """What language `<html>`, given as its source, says the page has."""
    attributes = dict(read_attributes(tag)[::-1])
    return attributes.get("lang") or attributes.get("xml:lang") or ""
