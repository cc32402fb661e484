"""Which blocks do a page's events make, and which elements hold them?"""

from __future__ import annotations

from typing import NamedTuple

from cleaner import marks as m
from cleaner.page import Block, Container, Head
from cleaner.segment import elements as el
from cleaner.segment import events as ev
from cleaner.segment import region as rg
from cleaner.segment.head import read_language, read_meta, read_time
from cleaner.segment.inline import trace_of
from cleaner.segment.line import Line
from cleaner.segment.shapes import EMPTY, Shape, shape_of

AUTHOR_PARTS = 20
"""parts of a line that can be an author's name"""
_NOTHING: frozenset[str] = frozenset()
ATTRIBUTE = 5
"""the shortest start tag with an attribute has so many characters more than its name: `<p x >`"""
SET_APART = m.CAPTION | m.CREDIT | m.BYLINE | m.DATE | m.AUTHOR | m.TITLE | m.TAGS | m.SHARE | m.AD | m.LEAD


class Segmented(NamedTuple):
    """The blocks of a page in source order, the elements that hold them, and what its head says."""

    blocks: list[Block]
    containers: list[Container]
    head: Head


class Open:
    """An open element. Its container is made when it turns out to hold text: many never do."""

    __slots__ = ("container", "extra", "shape", "tag")

    def __init__(self, tag: str, shape: Shape, extra: int = 0) -> None:
        self.tag = tag
        self.shape = shape
        self.extra = extra
        self.container: Container | None = None


def gather(source: str, view: str, found: ev.Events, *, whole: bool) -> Segmented:
    """The blocks of a page by its events; `whole` reads menus line by line too. Linear in the page."""
    gatherer = _Gatherer(source, view, found, whole=whole)
    gatherer.walk()
    return gatherer.result()


class _Gatherer(Line):
    """The blocks so far, the line of text being gathered, and the open elements around it."""

    def __init__(self, source: str, view: str, found: ev.Events, *, whole: bool) -> None:
        super().__init__(source)
        self.view = view
        self.events, self.ends, self.long_lines, self.headings = found
        self.whole = whole
        self.line = self.heading = 0  # of the long lines and the headings, the first that is not behind
        self.next_link = 0  # among the events
        self.head = Head()
        self.containers: list[Container] = [Container("#", None, "", 0)]
        root = Open("#", EMPTY)
        root.container = self.containers[0]
        self.stack: list[Open] = [root]
        self.open: dict[str, int] = {}
        self.blocks: list[Block] = []
        self.author_from: tuple[str, int, int] | None = None

    def result(self) -> Segmented:
        self.flush()
        for index, block in enumerate(self.blocks):
            block.index = index
        return Segmented(self.blocks, self.containers, self.head)

    def walk(self) -> None:
        """Read every event, but pass over those of a menu."""
        events, source = self.events, self.source
        count = len(events)
        index = 0
        while index < count:
            code, start, end, data = events[index]
            if code == ev.TEXT:
                text = source[start:end]
                if self.run or not text.isspace():
                    self.text(start, end, text)
            elif code == ev.REFERENCE:
                self.reference(start, end, data)
            elif code == ev.OPEN:
                if self.run:
                    self.flush()
                self.close_implied(data)
                index = self.opens_block(index, start, end, data)
            elif code == ev.CLOSE:
                self.closes(data)
            elif code == ev.INLINE or code == ev.LINK:
                if code == ev.LINK:
                    self.start_link(len(self.stack))
                self.opens_inline(start, end, data)
            else:
                self.special(code, start, end, data)
            index += 1

    def special(self, code: int, start: int, end: int, data: str) -> None:
        if code == ev.BREAK:
            self.line_break()
        elif code == ev.META:
            read_meta(self.head, self.view[start:end])
        elif code == ev.RULE:
            self.flush()
        elif code == ev.TITLE:
            self.head.title = self.head.title or data
        elif code == ev.JSON:
            self.head.json_ld.append(data)
        else:
            self.flush()
            if code == ev.NOSCRIPT:
                self.push("noscript", EMPTY, m.NOSCRIPT)
            else:
                self.closes("noscript")

    # -- inline elements

    def opens_inline(self, start: int, end: int, tag: str) -> None:
        """An inline element: it may be hidden, name an author, or hold what templates set apart (a caption, a date)."""
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.append(tag)
            return
        if tag in el.READINGS and el.READING.match(self.view, end):
            self.hidden.append(tag)
            self.hidden_at = len(self.stack)
            return
        if end - start < len(tag) + ATTRIBUTE:
            return
        raw = self.view[start:end]
        shape = shape_of(tag, raw)
        found = shape.marks
        if tag == "time" or found & m.DATE:
            read_time(self.head, raw, len(self.blocks), found | self.materialise().marks)
        if found & m.HIDDEN:
            self.hidden.append(tag)
            self.hidden_at = len(self.stack)
            return
        if found & m.AUTHOR and not self.author_from:
            self.author_from = (tag, len(self.run), found | self.materialise().marks)
        if tag != "a" and found & SET_APART and self.stack[-1].tag not in el.HOLDS_INLINE:
            self.flush()
            self.push(tag, shape)

    def end_inline(self, tag: str) -> None:
        if self.hidden:
            if self.hidden[-1] == tag:
                self.hidden.pop()
        elif self.author_from and self.author_from[0] == tag:
            self.take_author()

    def take_author(self) -> None:
        if self.author_from:
            _, begin, found = self.author_from
            name = "".join([part[2] for part in self.run[begin : begin + AUTHOR_PARTS]]).strip()
            if name:
                self.head.authors.append((name, found))
            self.author_from = None

    # -- blocks

    def opens_block(self, index: int, start: int, end: int, tag: str) -> int:
        """A block's element opens; returns the last event that is read with it: its own, or a menu's end."""
        if end - start < len(tag) + ATTRIBUTE:
            shape = shape_of(tag, tag)
        else:
            shape = shape_of(tag, self.view[start:end])
            if tag == "html" and not self.head.language:
                self.head.language = read_language(self.view[start:end])
        last = self.ends[index]
        if (
            last > index
            and rg.is_menu(tag, shape.marks)
            and self.is_region(start, self.events[last][2])
            and (not rg.needs_links(tag, shape.marks) or self.has_link(index, last))
        ):
            self.add_region(tag, shape, index, last)
            return last
        self.push(tag, shape)
        return index

    def is_region(self, start: int, end: int) -> bool:
        """Whether a menu is a region: not too large, without a long line or a main heading."""
        if self.whole or end - start > rg.LARGEST:
            return False
        self.line = _pass(self.long_lines, self.line, start)
        self.heading = _pass(self.headings, self.heading, start)
        return not _has_before(self.long_lines, self.line, end) and not _has_before(self.headings, self.heading, end)

    def has_link(self, index: int, last: int) -> bool:
        """Whether a link begins between two events. Each is looked at once: `index` never falls."""
        self.next_link = max(self.next_link, index + 1)
        while self.next_link < len(self.events) and self.events[self.next_link][0] != ev.LINK:
            self.next_link += 1
        return self.next_link < last

    def add_region(self, tag: str, shape: Shape, index: int, last: int) -> None:
        """One block of all the lines of an element (region.py)."""
        trace = rg.read_region(self.source, self.events[index + 1 : last])
        if trace.spans:
            container = Container(tag, self.materialise(), shape.names, shape.marks)
            self.containers.append(container)
            self.blocks.append(Block("region", container, trace, 0, 0, container.marks))

    def push(self, tag: str, shape: Shape, extra: int = 0) -> None:
        self.stack.append(Open(tag, shape, extra))
        self.open[tag] = self.open.get(tag, 0) + 1

    def closes(self, tag: str) -> None:
        """An end tag, of a block's element or of an inline one."""
        if self.open.get(tag):
            if self.run:
                self.flush()
            if tag != "body" and tag != "html":
                depth = len(self.stack) - 1
                while self.stack[depth].tag != tag:
                    depth -= 1
                self.close(depth)
        elif el.action_of(tag) == el.BLOCK:
            self.flush()
        else:
            self.end_inline(tag)
            if tag == "a":
                self.link = 0

    def close_implied(self, tag: str) -> None:
        """End the elements whose end tag may be left out before this start tag."""
        stack = self.stack
        closes = el.CLOSED_BY.get(tag, _NOTHING)
        depth = len(stack)
        while stack[depth - 1].tag == "p" or stack[depth - 1].tag in closes:
            depth -= 1
        if depth < len(stack):
            self.close(depth)

    def close(self, depth: int) -> None:
        """Close the open elements from `depth` of the stack on."""
        while len(self.stack) > max(depth, 1):
            self.open[self.stack.pop().tag] -= 1
        if len(self.stack) < self.link:
            self.link = 0
        if len(self.stack) < self.hidden_at:
            self.hidden.clear()
            self.hidden_at = 0

    def materialise(self) -> Container:
        """The innermost open element's container, made with those around it where they are not there yet."""
        stack = self.stack
        at = len(stack) - 1
        while stack[at].container is None:
            at -= 1
        container = stack[at].container or self.containers[0]
        for element in stack[at + 1 :]:
            container = Container(element.tag, container, element.shape.names, element.shape.marks | element.extra)
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
        trace, linked = trace_of(run)
        if trace is None:
            return
        container = self.stack[-1].container or self.materialise()
        tag = container.tag
        found = container.marks | (m.LINK if self.link else 0)
        kind = tag if tag in el.KINDS else "div"
        self.blocks.append(Block(kind, container, trace, linked, anchors or int(linked > 0), found))


def _pass(places: list[int], at: int, start: int) -> int:
    """The index of the first place that is not before `start`, from `at` on."""
    while at < len(places) and places[at] < start:
        at += 1
    return at


def _has_before(places: list[int], at: int, end: int) -> bool:
    return at < len(places) and places[at] < end
