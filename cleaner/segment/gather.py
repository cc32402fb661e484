"""The blocks so far, the line of text being gathered, and the open elements around it.

What both ways of walking a page (tree.py, tokens.py) tell in the same words: an element opens, text, a line break,
an element closes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner import marks as m
from cleaner.page import Block, Container, Head
from cleaner.segment import elements as el
from cleaner.segment.inline import Part, trace_of
from cleaner.trace import Cause, Trace

RULE = "segment.html"
_BREAK = (Cause(RULE, "line break"),)
_JOINT = (Cause(RULE, "space between links"),)
_REFERENCES = (Cause(RULE, "character reference"),)
_HIDDEN = (Cause(RULE, "hidden inside its line"),)
_SENTENCE_END = (".", "!", "?", "…", "”", '"', "»", ":", "。", "؟", "।")
_LONG_LINE = 80
"""characters after which a sentence end before a single <br> ends a paragraph; shorter lines are verse, addresses"""
_SET_APART = m.CAPTION | m.CREDIT | m.BYLINE | m.DATE | m.AUTHOR | m.TITLE | m.TAGS | m.SHARE | m.AD | m.LEAD


class Segmented(NamedTuple):
    """The blocks of a page in source order, the elements that hold them, and what its head says."""

    blocks: list[Block]
    containers: list[Container]
    head: Head


class Open:
    """An open element. Its container is made when it turns out to hold text: many never do."""

    __slots__ = ("attributes", "container", "extra", "shape", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str | list[str] | None] | None, extra: int = 0) -> None:
        self.tag = tag
        self.attributes = attributes
        self.extra = extra
        self.shape: el.Shape | None = None
        self.container: Container | None = None


class Gatherer:
    """The state that a walk leaves behind."""

    def __init__(self, source: str, view: str) -> None:
        self.source = source
        self.view = view
        self.head = Head()
        self.containers: list[Container] = [Container("#", None, "", 0)]
        root = Open("#", None)
        root.container = self.containers[0]
        self.stack: list[Open] = [root]
        self.blocks: list[Block] = []
        self.run: list[Part] = []
        self.breaks = 0
        self.link = 0  # the depth of the stack at which a link was opened, 0 outside links
        self.anchors = 0
        self.hidden: list[str] = []
        self.author_from: tuple[str, int, int] | None = None

    def result(self) -> Segmented:
        self.flush()
        for index, block in enumerate(self.blocks):
            block.index = index
        return Segmented(self.blocks, self.containers, self.head)

    # -- inline text

    def text(self, start: int, end: int, data: str) -> None:
        """Text that stands in the source as it is shown."""
        if self.hidden:
            self.run.append((start, end, "", False, _HIDDEN))
        else:
            self.run.append((start, end, data, self.link > 0, ()))
        if self.breaks and not data.isspace():
            self.breaks = 0

    def reference(self, start: int, end: int, data: str) -> None:
        """A character reference that shows `data`."""
        if not self.run and data.isspace():
            return
        if not data.isspace():
            self.breaks = 0
        if self.hidden:
            self.run.append((start, end, "", False, _HIDDEN))
        else:
            causes = () if data == self.source[start:end] else _REFERENCES
            self.run.append((start, end, data, self.link > 0, causes))

    def line_break(self) -> None:
        if not self.run:
            return
        self.breaks += 1
        if self.breaks > 1 or (self.run[-1][2].rstrip().endswith(_SENTENCE_END) and self.is_long()):
            self.flush()
        else:
            end = self.run[-1][1]
            self.run.append((end, end, " ", False, _BREAK))

    def is_long(self) -> bool:
        """Whether the run has a line's length; looks no further back than it must."""
        total = 0
        for part in reversed(self.run):
            total += len(part[2])
            if total >= _LONG_LINE:
                return True
        return False

    def start_link(self) -> None:
        if self.run and self.run[-1][3] and not self.run[-1][2][-1:].isspace():
            end = self.run[-1][1]
            self.run.append((end, end, " ", False, _JOINT))
        self.link = len(self.stack)
        self.anchors += 1

    def inline(self, tag: str, attributes: Sequence[tuple[str, str | list[str] | None]]) -> bool:
        """An inline element with attributes; True where it stands for a block and must be pushed.

        It may be hidden, name an author, or hold what templates set apart: a caption, a date.
        """
        found = el.read_shape(tag, attributes).marks
        if tag == "time":
            stamp = next((str(value) for name, value in attributes if name == "datetime" and value), "")
            self.head.times.append((stamp, len(self.blocks), found | self.materialise().marks))
        if found & m.HIDDEN:
            self.hidden.append(tag)
            return False
        if found & m.AUTHOR and not self.author_from:
            self.author_from = (tag, len(self.run), found | self.materialise().marks)
        return bool(tag != "a" and found & _SET_APART and self.stack[-1].tag not in el.HOLDS_INLINE)

    def end_inline(self, tag: str) -> None:
        if self.hidden:
            if self.hidden[-1] == tag:
                self.hidden.pop()
        elif self.author_from and self.author_from[0] == tag:
            self.take_author()

    def take_author(self) -> None:
        if self.author_from:
            _, begin, found = self.author_from
            name = "".join([part[2] for part in self.run[begin : begin + 20]]).strip()
            if name:
                self.head.authors.append((name, found))
            self.author_from = None

    # -- blocks

    def materialise(self) -> Container:
        """The innermost open element's container, made with those around it where they are not there yet."""
        stack = self.stack
        at = len(stack) - 1
        while stack[at].container is None:
            at -= 1
        container = stack[at].container or self.containers[0]
        for element in stack[at + 1 :]:
            shape = element.shape
            if shape is None:
                shape = el.read_shape(element.tag, element.attributes.items() if element.attributes else ())
            container = Container(element.tag, container, shape.names, shape.marks | element.extra)
            element.container = container
            self.containers.append(container)
        return container

    def flush(self) -> None:
        """End the run of inline text: it becomes a block, unless it is only white space."""
        if self.author_from:
            self.take_author()
        run = self.run
        self.breaks = 0
        anchors, self.anchors = self.anchors, 0
        if not run:
            return
        self.run = []
        if self.view is not self.source:
            run = [(a, b, self.source[a:b] if t and not causes else t, n, causes) for a, b, t, n, causes in run]
        trace, linked = trace_of(run)
        if trace is None:
            return
        container = self.stack[-1].container or self.materialise()
        tag = container.tag
        found = container.marks | (m.LINK if self.link else 0)
        kind = tag if tag in el.KINDS else "div"
        self.blocks.append(Block(kind, container, trace, linked, anchors or int(linked > 0), found))

    def add_region(self, tag: str, shape: el.Shape, trace: Trace) -> None:
        """One block of all the lines of an element (region.py)."""
        if trace.pieces:
            container = Container(tag, self.materialise(), shape.names, shape.marks)
            self.containers.append(container)
            self.blocks.append(Block("region", container, trace, 0, 0, container.marks))

    def meta(self, attributes: dict[str, str]) -> None:
        """A `<meta>` or `<link>` with these attributes."""
        content = attributes.get("content")
        if content:
            for key in ("name", "property", "itemprop", "http-equiv"):
                name = attributes.get(key)
                if name:
                    self.head.metas.append((name.strip().lower(), content))
        elif attributes.get("rel", "").lower() == "canonical" and not self.head.canonical:
            self.head.canonical = attributes.get("href", "")
