"""What does a text say of its page before it begins? The header that readers, crawlers and blogs write above a page.

Whoever turns pages into text today puts what he knows above it: front matter between `---` lines, or lines of a name
and a value (`Title:`, `URL Source:`, `Published Time:`), and then `Markdown Content:`. These are fields, not text.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

MOST: Final = 20_000
"""characters of a header"""
LINES: Final = 200
_LONGEST: Final = {"title": 600, "url": 2_000, "authors": 600, "published": 60, "language": 20, "": 2_000}
"""characters of a value; a line with a longer one is text, perhaps the whole article"""

NAMES: Final = {
    "title": "title headline",
    "url": "url urlsource sourceurl pageurl articleurl originalurl canonicalurl canonical permalink link source",
    "authors": "author authors byline creator",
    "published": "date published publishedtime publishedat publishedon publisheddate publishdate publishtime "
    "publicationdate pubdate datepublished",
    "language": "language lang locale",
    "": "description excerpt summary keywords tags tag categories category section subject site sitename hostname "
    "domain host publisher image cover thumbnail id slug layout draft type fingerprint license copyright updated "
    "modified modifiedtime lastmod lastmodified created createdat fetched fetchedat crawled crawledat scraped "
    "scrapedat retrieved accessed status statuscode contenttype wordcount words readingtime numberofpages warning "
    "comments",
}
"""What is said → the names it goes by, in small letters without spaces and signs; the last is known and not asked."""
_FIELD: Final = {name: field for field, names in NAMES.items() for name in names.split()}
_ENDS: Final = frozenset("markdowncontent content text article body fulltext maintext".split())
"""what is written before the text itself"""
_LINE = re.compile(r"\s{0,3}(?:\*\*)?([A-Za-z][A-Za-z _-]{0,23})(?:\*\*)?\s?[:=](?:\*\*)?(?:[ \t]+(.*))?$")
_FENCE = re.compile(r"(?:-{3,}|\+{3,})[ \t]*$")
_MORE = re.compile(r"\s+\S|[-*] +\S|[]}]")
"""a line inside the fences that goes on with the one above: a list's entry, a value over several lines"""
_URL = re.compile(r"https?://[^\s<>\"]+")


class Header(NamedTuple):
    """Where the text begins behind it, and what it says of the page: `url title authors published language`."""

    end: int
    fields: dict[str, Any]


def read_header(source: str) -> Header | None:
    """The header of a text; None where there is none. Linear in the header's length."""
    start = 0
    while start < len(source) and (source[start].isspace() or source[start] == "\ufeff"):
        start += 1
    first = source[start : start + 40].split("\n", 1)[0]
    if _FENCE.match(first):
        return _fenced(source, start)
    if ":" not in first or _name_of(first) is None:
        return None
    return _listed(source, start)


def _name_of(line: str) -> str | None:
    """The field that a line tells, "" where it is none we ask; None where the line is no line of a header."""
    found = _LINE.match(line)
    return _FIELD.get(_key(found.group(1))) if found else None


def _key(name: str) -> str:
    return re.sub(r"[ _-]", "", name).casefold()


def _fenced(source: str, start: int) -> Header | None:
    """Front matter: everything between two lines of dashes, of which some are fields."""
    fields: dict[str, Any] = {}
    known, at, last = 0, start, ""
    for number, line in enumerate(source[start : start + MOST].splitlines(keepends=True)):
        at += len(line)
        text = line.rstrip()
        if number == 0:
            continue
        if _FENCE.match(text) or text == "...":
            return Header(at, _sound(fields)) if known and line[-1:] in "\r\n" else None
        if number == LINES:
            return None
        if len(text) > _LONGEST[""]:
            return None
        found = _LINE.match(text)
        if found and not line[0].isspace():
            last = _FIELD.get(_key(found.group(1)), "")
            known += _key(found.group(1)) in _FIELD
            _enter(fields, last, found.group(2) or "")
        elif last == "authors" and (entry := text.lstrip(" \t-*")):
            fields.setdefault("authors", []).extend(_list_of(entry.partition("name:")[2] or entry))
        elif text and not _MORE.match(text) and not text.startswith("#"):
            return None
    return None


def _listed(source: str, start: int) -> Header | None:
    """Lines of names and values, from the first on: two that are known, or the headline alone."""
    fields: dict[str, Any] = {}
    names: list[str] = []
    at = end = start
    for line in source[start : start + MOST].splitlines(keepends=True):
        text = line.rstrip()
        if not text:
            at += len(line)
            continue
        found = _LINE.match(text)
        key = _key(found.group(1)) if found else ""
        if found and names and key in _ENDS:
            end = at + (found.start(2) if found.group(2) else len(line))
            names.append(key)
            break
        if not found or key not in _FIELD or not found.group(2) or len(found.group(2)) > _LONGEST[_FIELD[key]]:
            break
        names.append(_FIELD[key])
        _enter(fields, _FIELD[key], found.group(2))
        at += len(line)
        end = at
    sound = _sound(fields)
    telling = len(set(names)) > 1 and ("title" in sound or "url" in sound)
    if not source[end:].strip() or not (telling or names == ["title"]):
        return None
    return Header(end, sound)


def _enter(fields: dict[str, Any], field: str, value: str) -> None:
    """Note a value: the first of each field that is one."""
    value = _plain(value)
    if not field or not value or field in fields:
        return
    if field == "authors":
        fields[field] = _list_of(value)
    elif field != "url":
        fields[field] = value
    elif found := _URL.search(value):
        fields[field] = found.group()


def _list_of(value: str) -> list[str]:
    """The names of a list in brackets, or the one that a value is."""
    if value[:1] == "[" and value[-1:] == "]":
        return [name for part in value[1:-1].split(",") if (name := _plain(part))]
    return [_plain(value)]


def _plain(value: str) -> str:
    """A value without the quotation marks that YAML may want."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').strip()
    return value


def _sound(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        field: ", ".join(value) if field == "authors" else value
        for field, value in fields.items()
        if sum(map(len, value)) <= _LONGEST[field]
    }
