"""Which objects does a page write down in pieces, one script after another?

Next.js sends what its components are given (`self.__next_f.push([1,"…"])`) in as many scripts as the answer has chunks,
cut anywhere: put together they are rows, each with a number and JSON, or with a number, a length and a text that stands
as it is, to which the JSON of another row refers (`"$2"`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.segment.literal import Literal, Span, decode
from cleaner.segment.objects import Node, String, read_objects

PUSH = "__next_f.push("
_PUSH = re.compile(r'__next_f\.push\(\s{0,9}\[\s{0,9}1\s{0,9},\s{0,9}"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_ROW = re.compile(r"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,6}),)?")


def read_flight(source: str, most: int) -> Iterator[Node]:
    """The roots of what such scripts write down, of which so many characters are read. Linear in the source."""
    if PUSH not in source:
        return
    sent = _joined(source, most)
    texts: dict[str, Span] = {}
    roots: list[Node] = []
    at = 0
    while row := _ROW.match(sent.text, at):
        if row[2]:
            at = row.end() + _characters(sent.text[row.end() : row.end() + int(row[2], 16)], int(row[2], 16))
            texts[f"${row[1]}"] = row.end(), at
            continue
        at = sent.text.find("\n", row.end()) + 1 or len(sent.text)
        roots.append(read_objects(sent.text, row.end(), at, sent.places))
    for root in roots:
        _resolve(root, texts, sent)
        yield root


def _joined(source: str, most: int) -> Literal:
    """What the scripts say one after the other."""
    parts: list[str] = []
    places: list[Span] = []
    for push in _PUSH.finditer(source):
        most -= push.end(1) - push.start(1)
        said = decode(source, *push.span(1)) if most >= 0 else None
        if said is None:
            break
        parts.append(said.text)
        places += said.places
    return Literal("".join(parts), places)


def _characters(text: str, size: int) -> int:
    """How many characters of a text have so many bytes."""
    return len(text.encode("utf-8", "surrogatepass")[:size].decode("utf-8", "ignore"))


def _resolve(root: Node, texts: dict[str, Span], sent: Literal) -> None:
    """Put the texts in the place of what refers to them."""
    for node in root.all() if texts else ():
        for place, item in enumerate(node.items):
            if isinstance(item, String) and (span := texts.get(item.text[item.start : item.end])):
                node.items[place] = String(item.key, sent.text, *span, sent.places, is_plain=True)
