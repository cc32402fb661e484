"""What are the paragraphs of a body that an editor's system keeps as a tree of texts?

Portable Text, ProseMirror, Slate, Draft.js, Editor.js, Contentful's documents, Arc's elements: lists of objects with a
kind, each with a text or with a list of the parts of its line (the bold, the linked).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleaner.segment.literal import Literal
from cleaner.segment.objects import Node, String

_TEXT = frozenset(
    "text value content html body copy markdown rendered paragraph articlebody bodyhtml bodytext contenthtml "
    "contenttext htmlbody articletext articlecontent articlehtml maintext fulltext storybody storytext __html".split()
)
"""keys of a text, without `_`"""
_STEPS = _TEXT | frozenset(
    "children items blocks contentelements data model paragraphs elements nodes document root json".split()
)
"""keys between a body and its texts"""
_KINDS = frozenset("type _type nodetype __typename".split())
_INLINE = frozenset(
    "text span link hyperlink entry-hyperlink a inline leaf mention strong em b i u bold italic fragment".split()
)
"""kinds of what stands within a line"""
_ASIDE = re.compile(
    r"image|photo|picture|video|audio|gallery|embed|related|interstitial|promo|advert|newsletter|social|author|caption",
    re.IGNORECASE,
)
"""kinds of what stands beside the text of an article"""


def is_text(key: str) -> bool:
    """Whether a text stands under this key."""
    return _key(key) in _TEXT


def is_step(key: str) -> bool:
    """Whether a body or a part of it stands under this key."""
    return _key(key) in _STEPS


def _key(key: str) -> str:
    return key.lower().replace("_", "") if key[:2] != "__" else key.lower()


@dataclass(slots=True)
class _Writer:
    """The paragraphs of a body so far, each a row of strings."""

    paragraphs: list[list[String]] = field(default_factory=list)
    is_new: bool = True

    def add(self, string: String) -> None:
        if self.is_new:
            self.paragraphs.append([])
        self.paragraphs[-1].append(string)
        self.is_new = False


def paragraphs_of(top: Node | String) -> list[Literal]:
    """The texts of a body, a literal for each paragraph; HTML and plain text are one."""
    writer = _Writer()
    if isinstance(top, String):
        writer.add(top)
    else:
        _write(top, 0, writer)
    return [literal for strings in writer.paragraphs if (literal := _joined(strings))]


def _write(node: Node, lists: int, writer: _Writer) -> None:
    """Write the texts of a node, which is in so many lists of the body, one in the other."""
    kind = node.said(_KINDS)
    is_part = node.parent is not None and node.parent.is_list
    if is_part and _ASIDE.search(kind):
        return
    is_line = is_part and (lists < 2 or _key_around(node) == "items" or not _is_inline(node, kind))
    writer.is_new |= is_line
    own = [item for item in node.strings() if node.is_list or is_text(item.key)]
    longest = max(own, key=lambda item: item.end - item.start, default=None)
    for item in node.items:
        if isinstance(item, Node):
            if node.is_list or is_step(item.key):
                _write(item, lists + item.is_list, writer)
        elif item is longest or node.is_list:
            writer.is_new |= node.is_list and lists < 2
            writer.add(item)
    writer.is_new |= is_line


def _is_inline(node: Node, kind: str) -> bool:
    return kind in _INLINE if kind else not node.holds_list()


def _key_around(node: Node) -> str:
    return node.parent.key.lower() if node.parent is not None else ""


def _joined(strings: list[String]) -> Literal | None:
    """The text of a paragraph, whose parts may have been bold or linked."""
    found = [literal for string in strings if (literal := string.literal())]
    if len(found) == 1:
        return found[0]
    text = "".join(literal.text for literal in found)
    return Literal(text, [place for literal in found for place in literal.places]) if text else None
