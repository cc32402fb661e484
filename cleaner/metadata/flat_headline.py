"""Which line of a flattened page is its headline, if any, and is it nothing else?

A caption that stands twice, once with its credit, is passed over; a short text that nothing marks begins with its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.bywords import match_byline
from cleaner.metadata.claims import Names, plain
from cleaner.metadata.flat import BULLET, LINES, LONGEST, SHORTEST, TELLING, is_sign
from cleaner.metadata.glance import flags_of, texts_of
from cleaner.metadata.slug import slug_words
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page
from cleaner.stops import STOPS

try:
    from cleaner.metadata._flat import find
except ImportError:
    from cleaner.metadata.flat import find

_TAKEN = re.compile(r"[.!?…]?\s*[(\[]?\s*(?:[^\W\d_]{3,14}(?: [^\W\d_]{2,14})?\s?[:：]|©|\([cC]\))\s*\S")
"""a credit behind a caption, in any language: a word or two, a colon, a name"""
_DRAWN = re.compile(r"\r?\n={3,}[ \t]*(?:\r?\n|$)")
MOST_PICTURES = 3
"""captions that are passed over"""
BRIEF = 8
"""lines of a text that is no more than a headline and what it tells"""
_STOPS = frozenset(STOPS + '"”’»」')
_SURE = 2.0
"""below this the line is named as headline, but stays in the text: it may be a subheading"""
_ENOUGH = 1.0
"""measured on 893 pages in three styles: 19 of 20 lines with this score are the headline"""


def find_headline(page: Page, url: str, names: Names) -> Headline:
    """The headline of a flat text; without text where none stands out. Linear in the lines looked at."""
    if any(char in page.source for char in "#=") and (marked := _marked(page)):
        return Headline(plain(_own_line(marked), names), marked)
    texts = texts_of(page)[:LINES]
    flags = flags_of(page)
    slug = slug_words(url)
    at, score = find(texts, flags, slug)
    for _ in range(MOST_PICTURES):
        first = next((line for line in (at, at - 1) if _is_pair(texts, line)), None)
        if first is None:
            break
        texts[first : first + 2] = "", ""
        at, score = find(texts, flags, slug)
    if score < _ENOUGH:
        return Headline(_of_brief(texts, flags), None)
    best = page.blocks[at]
    return Headline(plain(BULLET.sub("", _own_line(best)), names), best if score > _SURE else None)


def _is_first_rank(block: Block, source: str) -> bool:
    pieces, text = block.trace.pieces, block.trace.text
    above = source.startswith("# ", pieces[0].start) and not text.startswith("#")
    return above or (bool(text) and _DRAWN.match(source, pieces[-1].end) is not None)


def _marked(page: Page) -> Block | None:
    """The one line that Markdown calls a heading of the first rank, its mark taken off."""
    if "# " not in page.source and "\n===" not in page.source:
        return None
    found = [block for block in page.blocks[:LINES] if _is_first_rank(block, page.source)]
    return found[0] if len(found) == 1 and len(found[0].trace.text) <= LONGEST else None


def _is_pair(texts: list[str], at: int) -> bool:
    """Whether a line stands again below itself with who took the picture: what the picture's tag said, its caption."""
    if not 0 <= at < len(texts) - 1 or not texts[at]:
        return False
    line, below = texts[at], texts[at + 1]
    return below.startswith(line) and bool(_TAKEN.match(below, len(line)))


def _of_brief(texts: list[str], flags: Sequence[int]) -> str:
    """The first line of a short text that has no stop, while the others are sentences; it stays in the text too."""
    if not 1 < len(texts) <= BRIEF or sum(map(len, texts)) > TELLING:
        return ""
    first = texts[0]
    least = SHORTEST if first.isascii() else SHORTEST // 2
    if not least <= len(first) <= LONGEST or first[-1] in _STOPS or is_sign(first, flags[0]) or BULLET.match(first):
        return ""
    return first if all(text[-1:] in _STOPS for text in texts[1:]) else ""


def _own_line(block: Block) -> str:
    """The block's text without a byline that was joined to it."""
    pieces = block.trace.pieces
    if len(pieces) > 2 and match_byline(pieces[2].text):
        return pieces[0].text
    return block.trace.text
