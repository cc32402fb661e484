"""Which objects does a page write down in the attributes of its elements?

`<div id="app" data-page="{&quot;component&quot;:…}">`, `<story-view :story='{"headline":…}'>`: JSON for the script that
is to show what it says. Its quotation marks are character references, or the attribute's are others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleaner.segment.literal import Literal, Span
from cleaner.segment.objects import Node, read_objects

LEAST = 120
"""characters of an attribute that may hold an article"""
_OPENS = re.compile(
    r"""=\s{0,9}(?:"(?=\s{0,9}[{\[]\s{0,9}(?:&quot;|&#0?34;|&#x22;|[{\[]))|'(?=\s{0,9}[{\[]\s{0,9}["{\[]))"""
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def read_attribute_states(source: str, most: int) -> Iterator[Node]:
    """The roots of what attributes write down; of all of them so many characters are read. Linear in the source."""
    at = 0
    while found := _OPENS.search(source, at):
        start = found.end()
        end = source.find(source[start - 1], start)
        if end < 0:
            return
        at = end
        if end - start >= LEAST:
            most -= end - start
            if most < 0:
                return
            literal = _resolved(source, start, end)
            yield read_objects(literal.text, 0, len(literal.text), literal.places)


def _resolved(source: str, start: int, end: int) -> Literal:
    """The value with its character references resolved, and the place of each of its characters."""
    parts: list[str] = []
    places: list[Span] = []
    at = start
    for reference in _REFERENCE.finditer(source, start, end):
        low, high = reference.span()
        said = html.unescape(reference.group())
        parts += [source[at:low], said]
        places += [(place, place + 1) for place in range(at, low)]
        places += [(low, high)] * len(said)
        at = high
    parts.append(source[at:end])
    places += [(place, place + 1) for place in range(at, end)]
    return Literal("".join(parts), places)
