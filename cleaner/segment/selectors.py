"""Which parts of a page's source does a CSS selector point to?

For the few sites that have rules of their own (cleaner/sources/). Simple selectors on a page whose elements stand
properly in one another are answered by one pass over its tags (simple.py, _tree.pyx); else the page is parsed once
more, with the places of its elements, and asked. Pages of all other sites never come here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING

from turbohtml import Document, Element, SelectorSyntaxError, parse

from cleaner.page import Block
from cleaner.segment.gather import Segmented
from cleaner.segment.html import _view, segment
from cleaner.segment.simple import read_selector
from cleaner.trace import Trace

if TYPE_CHECKING:
    from cleaner.segment._tree import Tree
try:
    from cleaner.segment._tree import read_tree
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

MOST = 2000
"""elements that one selector may find on a page; there are never so many, unless the page was made to be slow"""
SELECTED = "segment.selectors"
"""where a page remembers how it was parsed for its site's rules"""
LONGEST = 300
"""characters of a selector"""

Span = tuple[int, int]


def what_is_wrong(selector: str) -> str:
    """Why a selector cannot be used; empty where it can."""
    if not selector.strip():
        return "it is empty"
    if len(selector) > LONGEST:
        return f"it has {len(selector)} characters; {LONGEST} are allowed"
    try:
        parse("<p>").select(selector)
    except SelectorSyntaxError as error:
        return str(error)
    return ""


def open_regions(
    source: str, found: Segmented, selectors: Iterable[str], selected: Selected | None = None
) -> Segmented:
    """The same page, with the blocks that the selectors point to taken out of menus that were read as a whole.

    A standfirst in a header that calls itself a teaser is one; see region.py.
    """
    regions = [block for block in found.blocks if block.kind == "region"]
    asked = selected or Selected(source)
    spans = _merged(span for selector in selectors for span in asked.spans(selector)) if regions else []
    shut = [block for block in regions if _touches(spans, block)]
    if not shut:
        return found
    whole = segment(source, whole=True)
    inside = [block for block in whole.blocks if _touches(spans, block)]
    starts = [block.start for block in inside]
    blocks = [block for block in found.blocks if block.kind != "region" or not _touches(spans, block)]
    for region in shut:
        taken = inside[bisect_left(starts, region.start) : bisect_left(starts, region.end)]
        blocks += [*taken, *_rest(region, taken)]
    blocks.sort(key=lambda block: block.start)
    for index, block in enumerate(blocks):
        block.index = index
    return found._replace(blocks=blocks, containers=[*found.containers, *whole.containers])


def _rest(region: Block, taken: list[Block]) -> Iterator[Block]:
    """What is left of a region, a block for each stretch between those that were taken out of it."""
    edges = [block.start for block in taken]
    places = [(bisect_left(edges, piece.end), piece) for piece in region.trace.pieces]
    left = [(at, piece) for at, piece in places if not at or taken[at - 1].end <= piece.start]
    for _, pieces in groupby(left, key=lambda place: place[0]):
        yield Block("region", region.container, Trace([piece for _, piece in pieces]), 0, 0, region.marks)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same stretches, those that overlap as one, in order: however many there are, each place is in one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _touches(spans: list[Span], block: Block) -> bool:
    """Whether a block stands, at least in part, in one of the merged spans."""
    at = bisect_left(spans, (block.end, 0))
    return at > 0 and spans[at - 1][1] > block.start


class Selected:
    """A page that can be asked for elements; offsets are those of its source. It is read when first asked."""

    def __init__(self, source: str, letters: bytes = b"") -> None:
        self._source, self._letters = source, letters

    @cached_property
    def _view(self) -> str:
        return _view(self._source, self._letters)

    @cached_property
    def _tree(self) -> Tree:
        return read_tree(self._view, self._letters if self._view is self._source else b"")

    @cached_property
    def _document(self) -> Document:
        return parse(self._view, source_locations=True)

    def spans(self, selector: str) -> list[Span]:
        """Start and end of what the selector points to, in page order; elements inside one another count as one."""
        paths = read_selector(selector) if IS_COMPILED else None
        told = self._tree.spans(paths, MOST) if paths else None
        if told is not None:
            return _merged(told)
        found = map(self._span, self._elements(selector))
        return _merged([span for span in found if span is not None])

    def values(self, selector: str, attribute: str = "") -> list[str]:
        """The text, or an attribute, of each element; empty ones left out."""
        found = []
        for element in islice(self._elements(selector), 20):
            value = element.attr(attribute) if attribute else element.text
            text = " ".join(value.split())[:2000] if value else ""
            if text:
                found.append(text)
        return found

    def _elements(self, selector: str) -> Iterator[Element]:
        return islice(self._document.select(selector), MOST)

    def _span(self, element: Element) -> Span | None:
        place = element.source_location
        if place is None:
            return None
        start = place.start_tag.start_offset
        return start, max(start, place.end_tag.end_offset if place.end_tag else self._implied_end(element))

    def _implied_end(self, element: Element) -> int:
        """Where an element ends whose end tag was left out: at the next one, or with what holds it."""
        node: Element | None = element
        while node is not None:
            for sibling in node.next_siblings:
                if isinstance(sibling, Element) and sibling.source_location is not None:
                    return int(sibling.source_location.start_tag.start_offset)
            node = node.parent if isinstance(node.parent, Element) else None
            if node is not None and node.source_location is not None and node.source_location.end_tag is not None:
                return int(node.source_location.end_tag.start_offset)
        return len(self._source)
