"""What does a page hold of its article for machines alone?

A shell that a browser must fill often has its article's text in its JSON-LD (`articleBody`). Where a page shows nothing
that is kept, its readers see that text, and so do ours: each paragraph is a block whose pieces lie in the script.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Final

from cleaner.page import Block, Container, Page
from cleaner.trace import Cause, Piece, Trace

RULE: Final = "segment.data"
LARGEST: Final = 500_000
"""characters of a text; a longer one is nobody's article"""
_KEY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}"')
_PART = re.compile(
    r'[^"\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\["\\/bfnrt]'
)
_MARKUP = re.compile(
    r"<(!--)|</?([a-z][a-z0-9]{0,15})\b[^<>]{0,3000}>|"
    r"(&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)|[\r\n\u2028\u2029]+",
    re.IGNORECASE,
)
_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
}
"""what is no text up to its end"""
_INLINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u".split())
_ESCAPE = (Cause(RULE, "escape of a script"),)
_REFERENCE = (Cause(RULE, "character reference"),)

_Span = tuple[int, int]


def read_body(page: Page) -> list[Block]:
    """The paragraphs of the page's `articleBody`, with their places in the source; none where it cannot be found."""
    end = 0
    for script in page.head.json_ld:
        begin = page.source.find(script, end)  # they stand in this order
        if begin < 0:
            continue
        end = begin + len(script)
        for match in _KEY.finditer(page.source, begin, end):
            found = _decoded(page.source, match.end())
            if found is not None and found[0] == page.body:
                return _beside(page, list(_blocks(page.source, *found)))
    return []


def _beside(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks, if none lies where a block of the page does: a page may show what its script says, as code."""
    if not blocks or any(one.start < blocks[-1].end and one.end > blocks[0].start for one in page.blocks):
        return []
    return blocks


def _decoded(source: str, start: int) -> tuple[str, list[_Span]] | None:
    """What a JSON string stands for, and where each of its characters lies; None where it does not end."""
    text: list[str] = []
    places: list[_Span] = []
    at = start
    while not source.startswith('"', at):
        part = _PART.match(source, at)
        if part is None or len(places) > LARGEST:
            return None
        at = part.end()
        said = part.group()
        if said[0] == "\\":
            text.append(str(json.loads(f'"{said}"')))
            places.append(part.span())
        else:
            text.append(said)
            places += [(place, place + 1) for place in range(*part.span())]
    return "".join(text), places


def _blocks(source: str, text: str, places: list[_Span]) -> Iterator[Block]:
    """A block for each paragraph. Editors' systems put HTML into such texts: its tags are markup here too."""
    container = Container("script", None, "", 0)
    pieces: list[Piece] = []
    open_: set[str] = set()
    last = 0
    for match in _MARKUP.finditer(text):
        if match.start() < last:
            continue
        pieces += _copied(source, text, places, (last, match.start()))
        last = match.end()
        name = (match[1] or match[2] or "").lower()
        if match[3]:
            span = places[match.start()][0], places[last - 1][1]
            pieces.append(Piece(*span, html.unescape(match[3]), _REFERENCE))
            continue
        if name in _ENDS and name not in open_ and not match.group().startswith("</"):
            if end := _ENDS[name].search(text, last):
                last = end.end()
            else:
                open_.add(name)  # asked once: a page may begin a million
        if name not in _INLINE:
            yield from _block(container, pieces)
            pieces = []
    yield from _block(container, [*pieces, *_copied(source, text, places, (last, len(text)))])


def _copied(source: str, text: str, places: list[_Span], span: _Span) -> Iterator[Piece]:
    """The pieces of a stretch of the text: what stands in the source as it is, and what is escaped there."""
    at, end = span
    while at < end:
        start = at
        if source[slice(*places[at])] != text[at]:
            yield Piece(*places[at], text[at], _ESCAPE)
            at += 1
            continue
        while at < end and places[at][1] - places[at][0] == 1 and places[at][0] - places[start][0] == at - start:
            at += 1
        yield Piece(places[start][0], places[at - 1][1], text[start:at])


def _block(container: Container, pieces: list[Piece]) -> Iterator[Block]:
    trace = Trace(pieces)
    if trace.text.strip():
        yield Block("p", container, trace, 0, 0, 0)
