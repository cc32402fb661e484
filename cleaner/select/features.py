"""What can be seen of a block, as numbers: its shape, its place, its company.

One row a block, one column a feature, a whole page at once: what needs Python is counted in one loop, the rest are
array operations. No language is known here but the furniture phrases, and the names that templates give elements.
`_features.pyx` fills the same columns for a C compiler, in a sixth of the time; tests hold the two to each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner import marks as m
from cleaner.page import Block, Container, Page
from cleaner.select.kinship import container_columns, kin_columns
from cleaner.select.look import BULLET, COUNTS, SIGNS, SYLLABLE, look_at
from cleaner.trace import Trace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

KINDS = "p h1 h2 h3 h4 h5 h6 li td figcaption blockquote div dt dd button".split()
KIND_INDEX = {kind: index for index, kind in enumerate(KINDS)}
OTHER_KIND = KIND_INDEX["div"]
MARKS = list(m.NAMES)
"""bit by bit"""
_BITS = np.arange(len(MARKS), dtype=np.uint64)
EDGE = 12
"""characters by which lines of the same make begin or end: "Read also: …", "… | Name of the paper\""""
BODY_HEAD = 80
"""characters of a line that are looked for in the body that the page declares"""
REACH = (3, 8, 20)
FAR = 60
"""blocks from which on prose is far away"""
LONGEST = 1e6
"""characters of a line that count for its company: beside twenty million a sentence would be nothing"""


def fill(page: Page, blocks: list[Block]) -> Array:
    """The rows of a page's blocks, of which there must be one."""
    columns = _Columns(page, blocks).columns
    table = np.empty((len(columns), len(blocks)), np.float32)
    for index, column in enumerate(columns):
        table[index] = column
    return table.T


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """The names of the columns for this kind of page."""
    around = Container("#", None, "", 0)
    block = Block("p", around, Trace.verbatim("a", 0, 1), 0, 0, 0)
    page = Page("", "a", "html" if kind == "html" else "text", blocks=[block], containers=[around])
    return tuple(_Columns(page, [block]).names)


class _Columns:
    def __init__(self, page: Page, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.columns: list[Any] = []
        self.names: list[str] = []
        self._fill(page)

    def add(self, name: str, values: Any) -> Any:
        self.names.append(name)
        self.columns.append(values)
        return values

    def _fill(self, page: Page) -> None:
        seen = look_at(self.blocks, SYLLABLE if page.kind == "html" else 1).T
        size, words, links, anchors, sentences, commas = seen[: len(COUNTS)]
        look = dict(zip(SIGNS, seen[len(COUNTS) :], strict=True))
        linked = np.minimum(links / np.maximum(size, 1), 1)
        sentences = sentences + look["ends"]
        logs = self.add("log_size", np.log1p(size) / 6)
        self.add("log_words", np.log1p(words) / 4)
        self.add("word_size", np.minimum(size / words, 30) / 10)
        self.add("link_share", linked)
        self.add("anchors", np.log1p(anchors))
        self.add("whole_link", linked > 0.9)
        self.add("sentences", np.log1p(sentences))
        self.add("commas", commas / words)
        for name, column in look.items():
            self.add(name, column)
        prose = ((size >= 80) & (linked < 0.4) & (sentences > 0)).astype(np.float32)
        self.add("prose", prose)
        size = np.minimum(size, LONGEST)
        weight = prose * size
        self._place(weight, size)
        self._company(weight, size, {"prose": prose, "link": linked, "size": logs, "ends": look["ends"]})
        self._sayings(page)
        if page.kind == "html":
            self._markup()
            for name, column in container_columns(page, self.blocks, weight, size, linked):
                self.add(name, column)
            for name, column in kin_columns(self.blocks, weight, size, linked):
                self.add(name, column)
        else:
            self._layout(page)

    def _place(self, weight: Array, size: Array) -> None:
        count = len(self.blocks)
        total = max(1.0, float(weight.sum()))
        upto = np.cumsum(weight)
        self.add("position", np.arange(count, dtype=np.float32) / max(1, count - 1))
        self.add("prose_before", (upto - weight) / total)
        self.add("prose_after", (total - upto) / total)
        self.add("any_before", upto - weight > 0)
        self.add("any_after", total - upto > 1)
        self.add("page_prose", np.log1p(total) / 10)
        self.add("page_count", np.log1p(count) / 6)
        self.add("share", size / max(1.0, float(size.max())))
        self.add("chars_before", np.log1p(np.cumsum(size) - size) / 10)

    def _company(self, weight: Array, size: Array, near: dict[str, Array]) -> None:
        """The two lines before and after, what stands around, how far the nearest prose is."""
        count = len(size)
        for name, values in near.items():
            padded = np.zeros(count + 4, np.float32)
            padded[2:-2] = values
            for shift in (-2, -1, 1, 2):
                self.add(f"{name}{shift:+d}", padded[2 + shift : 2 + shift + count])
        sums = np.zeros((3, count + 1), np.float64)
        np.cumsum(np.stack([size, weight, size < 60]), axis=1, out=sums[:, 1:])
        index = np.arange(count)
        for reach in REACH:
            low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
            around = sums[:, high] - sums[:, low]
            self.add(f"density_{reach}", around[1] / np.maximum(around[0], 1))
            self.add(f"shorts_{reach}", around[2] / (2 * reach + 1))
        far = np.int64(FAR)
        places = np.concatenate([[-far], np.flatnonzero(weight), [count + far]])
        at = np.searchsorted(places, index)
        self.add("since_prose", np.log1p(np.minimum(index - places[at - 1], far)))
        self.add("until_prose", np.log1p(np.minimum(places[at] - index, far)))

    def _sayings(self, page: Page) -> None:
        """Whether the line stands elsewhere too: on the page, as its title, description or declared body."""
        texts = [block.trace.text for block in self.blocks]
        counts: dict[str, int] = {}
        for text in texts:
            counts[text] = counts.get(text, 0) + 1
        self.add("repeated", [min(counts[text], 3) - 1 for text in texts])
        self.add("same_start", _alike([text[:EDGE] for text in texts]))
        self.add("same_end", _alike([text[-EDGE:] for text in texts]))
        title = (page.metadata.title or page.head.title).casefold()[:300]
        self.add("is_title", [_is_title(text, title) for text in texts] if title else 0.0)
        described = {content[:60] for name, content in page.head.metas if name.endswith("description")}
        self.add("is_description", [text[:60] in described for text in texts] if described else 0.0)
        body = squash(page.body)
        self.add("has_body", 1.0 if body else 0.0)
        self.add("in_body", [len(text) > 12 and squash(text[:BODY_HEAD]) in body for text in texts] if body else 0.0)
        headings = [block.kind == "h1" for block in self.blocks]
        self.add("after_h1", np.cumsum(headings) > 0 if any(headings) else 0.5)

    def _layout(self, page: Page) -> None:
        """Blank lines around a line of flat text, and its indent."""
        source = page.source
        blanks, indents = [], []
        at = 0
        for block in self.blocks:
            start = block.trace.pieces[0].start
            gap = source[max(at, start - 200) : start]
            end = "\n" if "\n" in gap else "\r"
            lines = gap.count(end)
            blanks.append(min(lines, 5) or int(at > 0))  # something else ended the line: a bar, a tab, U+2028
            indents.append(min(len(gap) - gap.rfind(end) - 1, 24) / 8 if lines else 0.0)
            at = block.trace.pieces[-1].end
        blank = np.array([*blanks, 5], np.float32)
        indent = self.add("indent", np.array(indents, np.float32))
        self.add("blank_before", blank[:-1])
        self.add("blank_after", blank[1:])
        self.add("spaced", float((blank > 1).mean()))
        self.add("joined", [min(len(block.trace.pieces), 9) / 4 for block in self.blocks])
        self.add(
            "bullet_run", np.log1p(_runs([BULLET.match(block.trace.text) is not None for block in self.blocks])) / 2
        )
        self.add("indent_delta", indent - np.concatenate([indent[:1], indent[:-1]]))

    def _markup(self) -> None:
        """The element a block stands in, and what its path and its nearest containers call themselves."""
        kinds = np.array([KIND_INDEX.get(block.kind, OTHER_KIND) for block in self.blocks])
        for column, name in zip((kinds[:, None] == np.arange(len(KINDS))).T, KINDS, strict=True):
            self.add(f"kind_{name}", column)
        path = np.array([block.marks for block in self.blocks], dtype=np.uint64)
        near = np.array([_near(block) for block in self.blocks], dtype=np.uint64)
        for prefix, found in (("mark", path), ("near", near)):
            bits = ((found[:, None] >> _BITS) & np.uint64(1)).astype(np.float32).T
            for mark, column in zip(MARKS, bits, strict=True):
                self.add(f"{prefix}_{m.NAMES[mark]}", column)
        self.add("depth", [min(block.container.depth, 40) / 20 for block in self.blocks])


def _runs(flags: list[bool]) -> Array:
    """For each line the length of the run of flagged lines it stands in, 0 outside."""
    out = np.zeros(len(flags), np.float32)
    start = 0
    for index in range(len(flags) + 1):
        if index == len(flags) or not flags[index]:
            out[start:index] = index - start
            start = index + 1
    return out


def _alike(edges: list[str]) -> list[float]:
    """For each line how many others begin, or end, with the same letters (at most 8 count)."""
    counts: dict[str, int] = {}
    for edge in edges:
        counts[edge] = counts.get(edge, 0) + 1
    return [min(counts[edge] - 1, 8) / 4 if len(edge) == EDGE else 0.0 for edge in edges]


def _near(block: Block) -> int:
    container = block.container
    return container.own | (container.parent.own if container.parent is not None else 0)


def _is_title(text: str, title: str) -> bool:
    if not 8 < len(text) < 300:
        return False
    folded = text.casefold()
    return folded in title or title in folded


def squash(text: str) -> str:
    """Letters and digits only, case folded: what is the same for a reader."""
    return "".join(filter(str.isalnum, text)).casefold()


def strongest(slopes: Array, inputs: Array) -> list[tuple[int, int, int]]:
    """The columns of the three smallest products of each row, the smallest first."""
    found = np.argsort(slopes * inputs, axis=1, kind="stable")[:, :3].tolist()
    return [(first, second, third) for first, second, third in found]
