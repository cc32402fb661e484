"""What do the tags that show nothing tell of a page: its fields, its language, its times?"""

from __future__ import annotations

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
    """What a `<time>` tells, given as its source."""
    stamp = next((value for name, value in read_attributes(tag) if name == "datetime" and value), "")
    head.times.append((stamp, blocks, found))


def read_language(tag: str) -> str:
    """What language `<html>`, given as its source, says the page has."""
    attributes = dict(read_attributes(tag)[::-1])
    return attributes.get("lang") or attributes.get("xml:lang") or ""
