"""What does a page hold of its article for machines alone?

A shell that a browser must fill often has its article's text in its JSON-LD (`articleBody`), or in the state that its
framework was to start with (state.py). Where a page shows nothing that is kept, its readers see that text, and so do
ours: each paragraph is a block whose pieces lie in the script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.page import Block, Page
from cleaner.segment.literal import LARGEST, RULE, Literal, blocks_of, decode
from cleaner.segment.state import find_article

__all__ = ["RULE", "read_body", "read_state"]

_KEY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}"')
_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+(?=")', re.DOTALL)


def read_body(page: Page) -> list[Block]:
    """The paragraphs of the page's `articleBody`, with their places in the source; none where it cannot be found."""
    end = 0
    for script in page.head.json_ld:
        begin = page.source.find(script, end)  # they stand in this order
        if begin < 0:
            continue
        end = begin + len(script)
        for match in _KEY.finditer(page.source, begin, end):
            string = _STRING.match(page.source, match.end(), min(end, match.end() + LARGEST * 6))
            found = decode(page.source, *string.span()) if string else None
            if found is not None and found.text == page.body:
                return _beside(page, list(blocks_of(page.source, found)))
    return []


def read_state(page: Page) -> list[Block]:
    """The paragraphs of the article that a framework's state holds; none where it is not clear which text that is."""
    return _beside(page, [block for text in _texts(page) for block in blocks_of(page.source, text)])


def _texts(page: Page) -> Iterator[Literal]:
    last = ""
    for text in find_article(page.source, page.metadata.title):
        if text.text != last:  # some say a paragraph as a whole and then its parts
            yield text
        last = text.text


def _beside(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks, if none lies where a block of the page does: a page may show what its script says, as code."""
    if not blocks or any(one.start < blocks[-1].end and one.end > blocks[0].start for one in page.blocks):
        return []
    return blocks
