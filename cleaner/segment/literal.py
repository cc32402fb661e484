"""What does a string literal of a script stand for, and where does each of its characters lie?

A literal may stand in another, as JSON does in `JSON.parse("…")`: then the places are those of the outer one's. Its
text may be HTML, whose tags are markup here too.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleaner.page import Block, Container
from cleaner.trace import Cause, Piece, Trace

RULE: Final = "segment.data"
LARGEST: Final = 500_000
"""characters of a text; a longer one is nobody's article"""
_PART = re.compile(
    r"[^\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^ux]",
    re.DOTALL,
)
_JSON = frozenset('"\\/bfnrtu')
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

Span = tuple[int, int]


class Literal(NamedTuple):
    """A text that a script holds, and the place of each of its characters in the page's source."""

    text: str
    places: list[Span]


def decode(text: str, start: int, end: int, places: list[Span] | None = None) -> Literal | None:
    """What stands between two quotation marks; None where it is too long or broken.

    `places` are those of the text's characters, where it is not the page's source itself.
    """
    if end - start > LARGEST * 6:  # every character `\\u0000`
        return None
    parts: list[str] = []
    found: list[Span] = []
    at = start
    while at < end:
        part = _PART.match(text, at, end)
        if part is None or len(found) > LARGEST:
            return None
        at = part.end()
        said = part.group()
        if said[0] == "\\":
            said = _unescaped(said)
            low, high = part.span()
            found += [(low, high) if places is None else (places[low][0], places[high - 1][1])] * len(said)
        elif places is None:
            found += [(place, place + 1) for place in range(*part.span())]
        else:
            found += places[slice(*part.span())]
        parts.append(said)
    return Literal("".join(parts), found)


def _unescaped(said: str) -> str:
    """One character, or none for a line that goes on; what JSON does not know is JavaScript's."""
    if said[1] in _JSON:
        return str(json.loads(f'"{said}"'))
    if said[1] == "x":
        return chr(int(f"0{said[1:]}", 0))
    return {"\n": "", "0": "\0", "v": "\v"}.get(said[1], said[1])


def blocks_of(source: str, literal: Literal) -> Iterator[Block]:
    """A block for each paragraph. Editors' systems put HTML into such texts: its tags are markup here too."""
    text, places = literal
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


def _copied(source: str, text: str, places: list[Span], span: Span) -> Iterator[Piece]:
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
