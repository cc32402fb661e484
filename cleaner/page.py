"""A page on its way through: its source, its blocks, and what was said of each.

`source` is never changed. Blocks ascend in it, and what lies between their pieces is markup (in flat text: the
white space between lines).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from cleaner.trace import Trace

Kind = Literal["html", "text"]


class Verdict(NamedTuple):
    """What a judge says of a block: keep it or not, by which rule, on what evidence."""

    keep: bool
    rule: str
    note: str = ""


@dataclass(slots=True, frozen=True)
class Record:
    """One unit of input, as a reader found it.

    `data` is bytes where the input had bytes of its own, a str where it was a field of a row. `kind` is None where
    the name does not tell. `fields` holds what came beside it: `url title authors published language` of a row or
    a sidecar, `charset` of a header.
    """

    id: str
    data: bytes | str
    kind: Kind | None = None
    path: str = ""
    number: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)


class Container:
    """An element that holds blocks: one step of their path.

    `names` is the element's lower-cased class, id and role; `own` are the marks its vocabulary gives it, `marks`
    those and its ancestors'.
    """

    __slots__ = ("depth", "marks", "names", "own", "parent", "tag")

    def __init__(self, tag: str, parent: Container | None, names: str, own: int) -> None:
        self.tag = tag
        self.parent = parent
        self.names = names
        self.own = own
        self.marks: int = own | (parent.marks if parent else 0)
        self.depth: int = parent.depth + 1 if parent else 0

    def ancestors(self) -> Iterator[Container]:
        """This container, its parent, and so on to the root."""
        step: Container | None = self
        while step is not None:
            yield step
            step = step.parent


class Block:
    """A run of text that a reader sees as one: a paragraph, a heading, a list item, a line.

    `kind` is the tag it stands in (`p`, `h2`, `li`, `td`, `figcaption` …) or `line` in flat text; `linked` counts
    the characters inside links, `anchors` the links; `marks` are those of its path.
    """

    __slots__ = ("anchors", "container", "index", "kind", "linked", "marks", "trace", "verdict")

    def __init__(self, kind: str, container: Container, trace: Trace, linked: int, anchors: int, marks: int) -> None:
        self.kind = kind
        self.container = container
        self.trace = trace
        self.linked = linked
        self.anchors = anchors
        self.marks = marks
        self.index = 0
        self.verdict: Verdict | None = None

    def __repr__(self) -> str:
        return f"Block({self.kind}, {self.text[:60]!r}, {self.verdict})"

    @property
    def text(self) -> str:
        return self.trace.text

    @property
    def start(self) -> int:
        return self.trace.start

    @property
    def end(self) -> int:
        return self.trace.end

    @property
    def kept(self) -> bool:
        return self.verdict is None or self.verdict.keep

    @property
    def path(self) -> str:
        """The elements it stands in, outermost first, as `html/body/div.story/p`."""
        steps = list(self.container.ancestors())
        return "/".join([".".join([step.tag, *step.names.split()]) for step in reversed(steps)])


@dataclass(slots=True)
class Head:
    """What a page says of itself outside its text."""

    title: str = ""
    canonical: str = ""
    language: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """`(name | property | itemprop | http-equiv, content)` of each `<meta>`, names lower-cased, in page order"""
    json_ld: list[str] = field(default_factory=list)
    """the raw text of each `<script type="application/ld+json">`"""
    times: list[tuple[str, int, int]] = field(default_factory=list)
    """`(datetime attribute, number of blocks before it, marks of its path)` of each `<time>`"""
    authors: list[tuple[str, int]] = field(default_factory=list)
    """`(text, marks)` of each element that calls itself an author: `rel=author`, `itemprop=author`"""


@dataclass(slots=True)
class Language:
    """A document's language: ISO code, the detector's confidence (0 to 1), and what the page declared."""

    code: str = ""
    confidence: float = 0.0
    declared: str = ""


@dataclass(slots=True)
class Metadata:
    """A page's fields; empty where the page does not say. `published` is ISO 8601."""

    url: str = ""
    host: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    declared: str = ""
    used: dict[int, str] = field(default_factory=dict)
    """the blocks that are a field and nothing else: index → `headline`, `byline` or `dateline`"""


class Origin(NamedTuple):
    """Where a source came from: the file, its record there, and its bytes as found."""

    path: str = ""
    record: int | None = None
    sha256: str = ""
    size: int = 0
    encoding: str = "utf-8"


class Template(NamedTuple):
    """What recurs on the pages of a source: each line, numbers masked, and on how many of `pages` it stands."""

    source: str
    pages: int
    lines: dict[str, int]


class Ruling(NamedTuple):
    """What the rules for its host say of a page: the era that fits ('' where none does), and what its rules found."""

    host: str
    era: str = ""
    verdicts: Mapping[int, Verdict] = MappingProxyType({})
    """by block"""
    fired: Mapping[str, int] = MappingProxyType({})
    """how many blocks or values each rule found"""
    fields: Mapping[str, list[str]] = MappingProxyType({})


@dataclass(slots=True)
class Page:
    """One document: its untouched source, its blocks in source order, its fields."""

    id: str
    source: str
    kind: Kind
    origin: Origin = field(default_factory=Origin)
    is_sound: bool = False
    """whether decoding has shown that the source has no lone surrogate and gives its bytes back"""
    whole: bool = False
    """whether its menus are read line by line, not as regions"""
    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    fields: dict[str, Any] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    language: Language = field(default_factory=Language)
    body: str = ""
    """the article as the page's own JSON-LD gives it (`articleBody`): evidence; output only where none is shown"""
    scores: dict[int, float] = field(default_factory=dict)
    """of each block that was scored, by index: the chance that it is article"""
    template: Template | None = None
    """what was learned of its source"""
    ruling: Ruling | None = None
    """what the rules for its host say, where there are any"""
    off: tuple[str, ...] = ()
    """rules that its host's file switches off"""
    memo: dict[str, Any] = field(default_factory=dict)
    """what a judge found for the whole page at its first block, by its rule"""
    reason: str = ""
    """why nothing of it is kept, where a stage decided that"""
    confidence: float | None = None
    """the chance that its text is right; None where nothing was selected"""
    flags: list[str] = field(default_factory=list)
    """the states it is in (cleaner/states)"""
    spoilt: bool = False
    """whether it has foreign fragments"""
    siblings: Sequence[Any] = ()
    """copies that may hold a sentence without its foreign fragment (`dedup.sibling`)"""
    notes: list[str] = field(default_factory=list)
    """what was odd about it, for the summary of a run"""

    @property
    def kept(self) -> list[Block]:
        """The blocks that no judge dropped and that still have text, in page order."""
        return _kept_of(self.blocks)

    @property
    def texts(self) -> list[str]:
        """The text of each block, kept or not."""
        return _texts_of(self.blocks)

    def marked(self, marks: int) -> list[Block]:
        """The blocks with one of the marks, in page order."""
        return _marked(self.blocks, marks)

    def of_kind(self, kind: str) -> list[Block]:
        """The blocks of a kind, in page order."""
        return _of_kind(self.blocks, kind)

    @property
    def text(self) -> str:
        """The article: paragraphs and subheadings in page order, one a line."""
        return _text_of(self.blocks)


def kept_of(blocks: list[Block]) -> list[Block]:
    """Those of the blocks that no judge dropped and that still have text. `_page.pyx` says the same."""
    return [block for block in blocks if ((verdict := block.verdict) is None or verdict.keep) and block.trace.text]


def text_of(blocks: list[Block]) -> str:
    """Their text, one a line."""
    return "\n".join([block.trace.text for block in kept_of(blocks)])


def texts_of(blocks: list[Block]) -> list[str]:
    """The text of each of the blocks."""
    return [block.trace.text for block in blocks]


def size_of(blocks: list[Block]) -> int:
    """How many characters the blocks have together."""
    return sum(map(len, texts_of(blocks)))


def blocks_marked(blocks: list[Block], marks: int) -> list[Block]:
    """Those with one of the marks."""
    return [block for block in blocks if block.marks & marks]


def blocks_of(blocks: list[Block], kind: str) -> list[Block]:
    """Those of a kind."""
    return [block for block in blocks if block.kind == kind]


try:
    from cleaner._page import blocks_marked as _marked
    from cleaner._page import blocks_of as _of_kind
    from cleaner._page import kept_of as _kept_of
    from cleaner._page import size_of as _size_of
    from cleaner._page import text_of as _text_of
    from cleaner._page import texts_of as _texts_of
except ImportError:
    _kept_of, _size_of, _text_of, _texts_of = kept_of, size_of, text_of, texts_of
    _marked, _of_kind = blocks_marked, blocks_of
characters, of_kind = _size_of, _of_kind
"""the same as `size_of` and `blocks_of`, compiled where there is a compiler"""
