"""Which objects, lists and strings does a script write down, and where?

JSON or JavaScript, nothing is run: brackets, names and string literals are read, and what stands between them (numbers,
functions, operators) is passed over. A literal that holds JSON again, as `JSON.parse` reads it, is read as objects too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.segment.literal import Literal, Span, decode

MOST = 300_000
"""brackets and literals of one script"""
DEEP = 64
"""brackets within brackets: what lies deeper is passed over"""
NESTED = 2
"""literals within a literal"""
_TOKEN = re.compile(
    r""""([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"?(\s{0,9}:)?|'([^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'?(\s{0,9}:)?|"""
    r"(?<![\w$])([A-Za-z_$][\w$]{0,60}+)\s{0,9}:|([{}\[\]])",
    re.DOTALL,
)
_JSON = re.compile(r"""\s{0,9}[{\[]\s{0,9}(?:\\?["'{\[])""")


@dataclass(slots=True, eq=False)
class String:
    """A string literal that is a value, between its quotation marks."""

    key: str
    text: str
    start: int
    end: int
    places: list[Span] | None
    is_plain: bool = False
    """whether it is no literal, but stands as it is"""

    def literal(self) -> Literal | None:
        if self.is_plain and self.places is not None:
            return Literal(self.text[self.start : self.end], self.places[self.start : self.end])
        return decode(self.text, self.start, self.end, self.places)


class Node:
    """An object or a list, and the key it stands under."""

    __slots__ = ("is_list", "items", "key", "parent")

    def __init__(self, key: str, parent: Node | None, *, is_list: bool) -> None:
        self.key = key
        self.parent = parent
        self.is_list = is_list
        self.items: list[Node | String] = []

    def all(self) -> Iterator[Node]:
        """This node and all within it, outermost first."""
        open_ = [self]
        while open_:
            node = open_.pop()
            yield node
            open_ += [item for item in reversed(node.items) if isinstance(item, Node)]

    def strings(self) -> list[String]:
        return [item for item in self.items if isinstance(item, String)]

    def said(self, keys: frozenset[str]) -> str:
        """The first string under one of these keys, as it is written."""
        return next((one.text[one.start : one.end].lower() for one in self.strings() if one.key.lower() in keys), "")

    def holds_list(self) -> bool:
        return any(isinstance(item, Node) and item.is_list for item in self.items)


def read_objects(text: str, start: int, end: int, places: list[Span] | None = None, level: int = 0) -> Node:
    """What the text writes down between two places, below a root. Never raises; time is linear in its length."""
    root = node = Node("", None, is_list=False)
    key = ""
    deep = 0
    for count, token in enumerate(_TOKEN.finditer(text, start, end)):
        if count > MOST:
            break
        group = token.lastindex
        if group == 6:
            bracket = token[6]
            if bracket in "{[":
                if deep < DEEP:
                    child = Node(key, node, is_list=bracket == "[")
                    node.items.append(child)
                    node = child
                deep += 1
            elif deep:
                deep -= 1
                if deep < DEEP and node.parent is not None:
                    node = node.parent
            key = ""
        elif group in (2, 4, 5):
            key = token[1] or token[3] or token[5] or ""
        elif deep <= DEEP:
            span = token.span(1 if group == 1 else 3)
            node.items.append(_value(String(key, text, *span, places), node, level))
            key = ""
    return root


def _value(string: String, node: Node, level: int) -> Node | String:
    """The string, or what it writes down where it is JSON again."""
    if level >= NESTED or not _JSON.match(string.text, string.start, string.end) or not (inner := string.literal()):
        return string
    child = read_objects(inner.text, 0, len(inner.text), inner.places, level + 1)
    child.key, child.parent = string.key, node
    return child
