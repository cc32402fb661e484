"""Which line of a flattened page is its headline, if any, and is it nothing else?

A caption that stands twice, once with its credit, is passed over; a short text that nothing marks begins with its own.
Where a template of the source is known, a line that stands on most of its pages is no headline of one of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cleaner import lesson
from cleaner.metadata.bywords import match_byline
from cleaner.metadata.claims import Names, plain
from cleaner.metadata.flat import BULLET, FEWEST, LINES, LONGEST, SHORTEST, TELLING, is_sign, words_of
from cleaner.metadata.glance import flags_of, is_prose, texts_of
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.slug import fold, slug_words
from cleaner.metadata.title import Headline
from cleaner.page import Block, Page, Template
from cleaner.stops import STOPS

try:
    from cleaner._lesson import find_learned
    from cleaner.metadata._flat import find
except ImportError:
    from cleaner.lesson import find_learned
    from cleaner.metadata.flat import find

_TAKEN = re.compile(r"[.!?…]?\s*[(\[]?\s*(?:[^\W\d_]{3,14}(?: [^\W\d_]{2,14})?\s?[:：]|©|\([cC]\))\s*\S")
"""a credit behind a caption, in any language: a word or two, a colon, a name"""
_DRAWN = re.compile(r"\r?\n={3,}[ \t]*(?:\r?\n|$)")
MOST_PICTURES = 3
"""captions that are passed over"""
BRIEF = 8
"""lines of a text that is no more than a headline and what it tells"""
_SIGNS = (" | ", " - ", " – ", " — ", " » ", " :: ")
_STOPS = frozenset(STOPS + '"”’»」')
_HALF = 0.5
"""of the letters of a page's `<title>` that a heading has at least which is the beginning of it"""
_SIGN = 60
"""characters of a line that is no more than a byline or a day, at most"""
_SURE = 2.0
"""below this the line is named as headline, but stays in the text: it may be a subheading"""
_ENOUGH = 1.0
"""measured on 893 pages in three styles: 19 of 20 lines with this score are the headline"""


def find_headline(page: Page, url: str, names: Names) -> Headline:
    """The headline of a flat text; without text where none stands out. Linear in the lines looked at."""
    if any(char in page.source for char in "#=") and (marked := _marked(page)):
        return Headline(plain(_own_line(marked), names), marked)
    slug = slug_words(url)
    places, texts, flags = _own_lines(page, slug)
    at, score = find(texts, flags, slug)
    for _ in range(MOST_PICTURES):
        first = next((line for line in (at, at - 1) if _is_pair(texts, line)), None)
        if first is None:
            break
        texts[first : first + 2] = "", ""
        at, score = find(texts, flags, slug)
    if score < _ENOUGH:
        return Headline(_of_brief(texts, flags), None)
    title, best = _shown(page, names, places[at], places)
    return Headline(title, best if score > _SURE else None)


def _shown(page: Page, names: Names, first: int, places: Sequence[int]) -> tuple[str, Block]:
    """The headline in the line `first`, and its block: a later one that shows it too, where the first line of all is
    what the page calls itself, its `<title>`. A heading that is less than that is the headline; one that is more has
    been joined with a byline.
    """
    best = page.blocks[first]
    title = _without_name(plain(BULLET.sub("", _own_line(best)), names), page.template)
    key = "" if first else key_of(title)
    for place in itertools.islice(places, 1, None) if len(key) >= FEWEST else ():
        block = page.blocks[place]
        line = _own_line(block)
        if is_prose(line):
            break
        shown = key_of(line)
        if shown.startswith(key):
            return title, block
        if len(shown) >= _HALF * len(key) and key.startswith(shown):
            return plain(line, names), block
    return title, best


def _own_lines(page: Page, slug: frozenset[str]) -> tuple[Sequence[int], list[str], bytes]:
    """The places, texts and flags of the lines, without those that most pages of the source show.

    One that the address repeats stays: other pages show it among their most read. So does a byline or a day, in which
    numbers count as equal.
    """
    texts, flags = texts_of(page)[:LINES], flags_of(page)[:LINES]
    learned = page.template
    if learned is None:
        return range(len(texts)), texts, flags
    gone = {
        place
        for place, pages in find_learned(page.blocks[:LINES], learned.lines, "")
        if 2 * pages > learned.pages and not _may_be_own(texts[place], flags[place], slug)
    }
    places = [place for place in range(len(texts)) if place not in gone]
    return places, [texts[place] for place in places], bytes([flags[place] for place in places])


def _may_be_own(text: str, seen: int, slug: frozenset[str]) -> bool:
    """Whether a line that others show too is this page's byline or day, or what its address says."""
    is_byline = len(text) < _SIGN and is_sign(text, seen)
    return is_byline or 2 * len(words_of(fold(text)) & slug) > len(slug) > 1


def _without_name(title: str, learned: Template | None) -> str:
    """A title without what most pages of the source show in a line of its own: its name, or that of a section."""
    for sign in _SIGNS if learned is not None else ():
        head, found, tail = title.rpartition(sign)
        if found and len(head) >= SHORTEST and _is_common(tail, learned):
            return head
        lead, found, rest = title.partition(sign)
        if found and len(rest) >= SHORTEST and _is_common(lead, learned):
            return rest
    return title


def _is_common(line: str, learned: Template | None) -> bool:
    return learned is not None and 2 * learned.lines.get(lesson.key_of(line), 0) > learned.pages


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
