"""Walk a page's tree for its blocks, and find each text's place in the source beside it.

The parser is the fast way to see a page's structure, and it follows the standard where markup is broken; but it does
not say where a text stands. Texts come in the order of the source, so each is sought behind the last one, between
the end of a tag and the start of the next, and what lies between must be nothing but tags. Where that does not hold
(text the parser moved, a reference in it, an attribute that holds markup) the tokenizer is asked; where it cannot
say either, Misaligned is raised and the whole page is read by tokens.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Comment, Element, Node, Text, parse, tokenize

from cleaner.segment import elements as el
from cleaner.segment import region as rg
from cleaner.segment.gather import Gatherer, Open, Segmented
from cleaner.trace import Cause

_SPACE = (Cause("segment.html", "white space"),)
_GAP = 4000
"""characters of tags between two texts; where there is more, the tokenizer has the word"""


class Misaligned(Exception):
    """The tree's order of texts is not the source's."""


def segment(source: str, view: str, *, whole: bool) -> Segmented:
    """The blocks of a page by its tree. Raises Misaligned."""
    document = parse(view, source_locations=True)
    walker = _Walker(source, view, whole=whole)
    root = document.root
    if root is not None:
        walker.head.language = root.attr("lang") or root.attr("xml:lang") or ""
        walker.walk(root)
    return walker.result()


class _Walker(Gatherer):
    def __init__(self, source: str, view: str, *, whole: bool) -> None:
        super().__init__(source, view)
        self.whole = whole
        self.at = 0  # where the source is read up to
        self.line = rg.long_line(view)
        self.long_line = -1  # where the next long line begins, once asked for

    def walk(self, root: Element) -> None:  # noqa: C901, PLR0912 - the hottest loop: a call a node would cost a tenth
        """Visit every node in order; a frame is the rest of an element's children and what to do at its end."""
        actions = el.ACTIONS
        frames: list[tuple[Iterator[Node], str, int]] = []
        nodes: Iterator[Node] = iter(root)
        while True:
            for node in nodes:
                kind = type(node)
                if kind is Text:
                    data = node.data  # type: ignore[attr-defined]  # a Text
                    if self.run or not data.isspace():
                        self.place(data)
                elif kind is Element:
                    tag = node.tag  # type: ignore[attr-defined]  # an Element
                    action = actions.get(tag)
                    if action == el.BLOCK or action == el.NOSCRIPT or (action is None and "-" in tag):
                        if self.run:
                            self.flush()
                        element = Open(tag, node.attrs)  # type: ignore[attr-defined]  # as `kind` says
                        if self.region(node, element):  # type: ignore[arg-type]  # as `kind` says
                            continue
                        if action == el.NOSCRIPT:
                            self.enter(node)  # type: ignore[arg-type]  # as `kind` says
                        self.stack.append(element)
                        frames.append((nodes, tag, el.BLOCK))
                        nodes = iter(node)
                        break
                    if action is None or action == el.LINK:
                        frames.append((nodes, tag, self.opens_inline(node, tag)))  # type: ignore[arg-type]  # as `kind` says
                        nodes = iter(node)
                        break
                    if action != el.VOID:
                        self.special(node, action)  # type: ignore[arg-type]  # as `kind` says
                elif kind is Comment:
                    self.pass_comment(node.data)  # type: ignore[attr-defined]  # as `kind` says
            else:
                if not frames:
                    return
                nodes, tag, kind_of = frames.pop()
                if kind_of == el.BLOCK:
                    self.closes_block()
                else:
                    self.end_inline(tag)
                    if kind_of == el.LINK:
                        self.link = 0

    def closes_block(self) -> None:
        if self.run:
            self.flush()
        self.stack.pop()
        if len(self.stack) < self.link:
            self.link = 0

    def opens_inline(self, node: Element, tag: str) -> int:
        """An inline element opens; what its end will mean."""
        if tag == "a":
            self.start_link()
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.append(tag)
        elif len(node.attrs):
            attributes = list(node.attrs.items())
            if self.inline(tag, attributes):
                self.flush()
                self.stack.append(Open(tag, node.attrs))
                return el.BLOCK
        return el.LINK if tag == "a" else el.INLINE

    def special(self, node: Element, action: int) -> None:
        if action == el.BREAK:
            self.line_break()
        elif action == el.META:
            self.meta(
                {name: value if isinstance(value, str) else " ".join(value or ()) for name, value in node.attrs.items()}
            )
        elif action == el.RULE:
            self.flush()
        elif action == el.TITLE:
            self.head.title = self.head.title or node.text
            self.pass_element(node)
        else:
            if action == el.SCRIPT and "ld+json" in (node.attr("type") or "").lower():
                self.head.json_ld.append(node.text)
            self.pass_element(node)

    # -- places in the source

    def pass_element(self, node: Element) -> None:
        """Go on behind an element whose text is left out."""
        place = node.source_location
        if place is not None:
            end = place.end_tag.end_offset if place.end_tag else place.start_tag.end_offset
            self.at = max(self.at, end)

    def enter(self, node: Element) -> None:
        """Go on inside a <noscript>, which the tokenizer reads as one text."""
        place = node.source_location
        if place is not None:
            self.at = max(self.at, place.start_tag.end_offset)

    def pass_comment(self, data: str) -> None:
        """Go on behind a comment; what else the parser takes for one (`<!x>`, `<?x>`) ends with the next bracket."""
        start = self.view.find(f"<!--{data}-->", self.at)
        if start >= 0:
            self.at = start + len(data) + 7
            return
        start = self.view.find(data, self.at)
        close = self.view.find(">", start + len(data)) if start >= 0 else -1
        if close < 0:
            raise Misaligned
        self.at = close + 1

    def region(self, node: Element, element: Open) -> bool:
        """Take an element as one block, if it is a region."""
        if self.whole:
            return False
        tag = element.tag
        if len(node.attrs):
            element.shape = el.read_shape(tag, node.attrs.items())
            found = element.shape.marks
            if tag not in rg.TAGS and (not found & rg.MARKS or found & rg.NOT_MARKS):
                return False
        elif tag not in rg.TAGS:
            return False
        place = node.source_location
        if place is None or place.end_tag is None:
            return False
        start, end = place.start_tag.start_offset, place.end_tag.end_offset
        if start < self.at:
            raise Misaligned
        if self.long_line < start:
            self.long_line = rg.next_long_line(self.view, start, self.line)
        if self.long_line < end or end - start > rg.LARGEST or self.view.find("<h1", start, end) >= 0:
            return False
        self.add_region(
            tag, element.shape or el.read_shape(tag, ()), rg.read_region(self.source, self.view, start, end)
        )
        self.at = end
        return True

    def place(self, data: str) -> None:
        """Find where this text stands, and gather it."""
        view, at = self.view, self.at
        size = len(data)
        start = view.find(f">{data}<", at - 1 if at else 0, at + _GAP + size) + 1
        if start and not view.count('"', at, start) & 1 and not view.count("'", at, start) & 1:
            self.at = at = start + size
            if self.hidden or self.breaks:
                self.text(start, at, data)
            else:
                self.run.append((start, at, data, self.link > 0, ()))
            return
        self.place_by_tokens(data)

    def place_by_tokens(self, data: str) -> None:
        """The same with the tokenizer: the next text tokens behind `at` must show `data`."""
        if data.isspace():  # the parser may have joined it from several places; it shows as one space
            self.run.append((self.at, self.at, " ", False, _SPACE))
            return
        view = self.view
        width = max(4 * len(data), 2000)
        while True:
            parts = self.tokens_that_show(data, view[self.at : self.at + width])
            if parts is not None:
                break
            if self.at + width >= len(view):
                raise Misaligned
            width *= 4
        base = self.at
        for low, high, shown, is_reference in parts:
            if is_reference:
                self.reference(base + low, base + high, shown)
            else:
                self.text(base + low, base + high, shown)
        self.at = base + parts[-1][1]

    def tokens_that_show(self, data: str, view: str) -> list[tuple[int, int, str, bool]] | None:
        """The text and reference tokens of `view` that show `data`, as (start, end, shown, is a reference).

        Runs of white space before it are passed over: the walk does not place those. None where `view` ends first;
        Misaligned where other text comes first.
        """
        parts: list[tuple[int, int, str, bool]] = []
        shown = skip = ""
        pos = 0
        for token in tokenize(view, resolve_references=False, capture_source=True, capture_attributes=False):
            kind = token.type
            if kind == 0 or kind == 5:
                text = token.data or ""
                start, pos = pos, pos + len(text if kind == 0 else token.source or "")
                if skip:
                    continue
                parts.append((start, pos, text, kind == 5))
                shown += text
                if shown == data or (shown[0] == "\n" and shown[1:] == data):  # <pre> swallows a first line end
                    return parts
                if len(shown) > len(data) and shown.strip():
                    raise Misaligned
            else:
                pos += len(token.source or "")
                if kind == 1 and token.tag in el.RAW and not skip:
                    skip = token.tag or ""
                elif kind == 2 and token.tag == skip:
                    skip = ""
                if shown.isspace():
                    parts, shown = [], ""
                elif not data.startswith(shown):
                    raise Misaligned
        return None
