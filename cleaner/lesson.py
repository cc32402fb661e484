"""What does one page teach of its source? Its lines, small and plain: workers read, one place counts (learn.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from cleaner.address import host_in
from cleaner.late import late
from cleaner.page import Block, Page
from cleaner.stops import is_stop

LONGEST = 1000
"""characters of a line that can be learned; a longer one is an article's"""
PARAGRAPH = 80
"""characters from which a line tells articles apart"""
SENTENCE = 20
"""characters from which a line that ends like a sentence is one"""
_QUOTES = frozenset('"”“’»」')

_DIGITS = re.compile(r"\d+")
_ASCII_DIGITS, _ASCII_DIGIT = re.compile("[0-9]+"), re.compile("[0-9]")
_WIDE = late(r"[\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_SECTION = re.compile(r"/([a-z][a-z-]{1,30})/")
_BARE = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]+)/?(.*?)/?(?:#.*)?", re.IGNORECASE | re.DOTALL)


def key_of(line: str) -> str:
    """What two lines of a template have in common: the letters, with every number the same."""
    key = line.casefold()
    if not line.isprintable() or "  " in line or line[:1] == " " or line[-1:] == " ":  # as in repair.is_clean
        key = " ".join(key.split())
    if key.isascii():  # whose digits are ten
        return _ASCII_DIGITS.sub("0", key) if _ASCII_DIGIT.search(key) else key
    return _DIGITS.sub("0", key)


def width_of(line: str) -> int:
    """The length of a line where a Chinese, Japanese or Korean character counts for two."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def is_wide(line: str, least: int) -> bool:
    """Whether a line has that width."""
    return len(line) >= least or (2 * len(line) >= least and width_of(line) >= least)


def is_sentence(line: str) -> bool:
    """Whether a line is a sentence or more, not a label or a menu entry."""
    ended = line[-1:] in _QUOTES or is_stop(line[-1:], len(line))
    return ended and is_wide(line, SENTENCE)


def host_of(url: object) -> str:
    """The host of a URL in lower case, without `www.`; '' where there is none."""
    return host_in(url).removeprefix("www.") if url and isinstance(url, str) else ""


def source_of(page: Page) -> str:
    """The source a page belongs to: its host, without `www.`."""
    return host_of(page.fields.get("url")) or host_of(page.metadata.url)


class Lesson(NamedTuple):
    """What a page teaches: its source, its language and section where they are known, and its lines as keys.

    `paragraphs` are a digest and a length of each longer line: what tells whether two pages are one article. One that
    is endless counts as LONGEST, so that a notice on every page does not make one article of them all.
    """

    source: str
    groups: list[str]
    lines: list[str]
    sentences: list[int]
    """which of the lines are sentences, by their places"""
    paragraphs: list[tuple[str, int]]
    day: str = ""
    """of publication, where the page tells it"""
    numbers: Mapping[str, str] = MappingProxyType({})
    """of paragraphs that hold any, by digest: in the keys they are all the same"""
    address: str = ""
    """of the page, where it is more than a host"""


def read_lines(blocks: list[Block]) -> tuple[list[str], list[int], list[tuple[str, int]]]:
    """The lines of a page as keys, the places of its sentences, and its paragraphs. `_lesson.pyx` says the same."""
    keys = [key_of(block.trace.text) for block in blocks if block.kind != "region"]
    lines = [key for key in keys if len(key) <= LONGEST]
    sentences = [at for at, key in enumerate(lines) if is_sentence(key)]
    paragraphs = {digest_of(key): min(len(key), LONGEST) for key in keys if is_wide(key, PARAGRAPH)}
    return lines, sentences, list(paragraphs.items())


def read_numbers(blocks: list[Block]) -> dict[str, str]:
    """The numbers of each paragraph that holds any, by its digest. `_lesson.pyx` says the same."""
    texts = [block.trace.text for block in blocks if block.kind != "region"]
    keys = [(key_of(text), text) for text in texts if _DIGITS.search(text)]
    return {digest_of(key): numbers_of(text) for key, text in keys if is_wide(key, PARAGRAPH)}


def numbers_of(text: str) -> str:
    """Its numbers, with a space between two."""
    return " ".join(_DIGITS.findall(text))[:LONGEST]


def lesson_of(page: Page) -> Lesson | None:
    """What a segmented page teaches; None where it has no source or no text."""
    source = source_of(page)
    if not source or not any(block.kind != "region" for block in page.blocks):
        return None
    url = str(page.fields.get("url") or page.metadata.url)[:4000]
    lines, numbers = _read_lines(page.blocks), _read_numbers(page.blocks)
    return Lesson(source, list(_groups(page, url)), *lines, page.metadata.published[:10], numbers, _address(url))


def digest_of(key: str) -> str:
    """What stands for a paragraph: hexadecimal digits of a BLAKE2 digest of eight bytes."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _address(url: str) -> str:
    """What stands for an address, however it is written; '' for that of a whole host."""
    found = _BARE.fullmatch(url)
    return digest_of(found[1].lower() + "/" + found[2]) if found and found[2] else ""


def _groups(page: Page, url: str) -> Iterator[str]:
    """This language of the source, this section of it."""
    if page.metadata.declared:
        yield "language " + page.metadata.declared[:40]
    section = _SECTION.search(url, url.find("/", url.find("//") + 2)) if "//" in url else None
    if section:
        yield "section " + section[1]


def find_learned(blocks: list[Block], lines: dict[str, int], headline: str) -> list[tuple[int, int]]:
    """The places of the blocks that are the source's, and on how many pages the line of each stands.

    `lines` are those that were learned, `headline` the page's own, as a key: it is spared, and so is a line between two
    paragraphs that were not learned. `_lesson.pyx` says the same.
    """
    found = ((place, pages_of(place, blocks, lines, headline)) for place in range(len(blocks)))
    return [(place, pages) for place, pages in found if pages is not None]


def pages_of(place: int, blocks: list[Block], lines: dict[str, int], headline: str) -> int | None:
    """On how many pages a line stands; None for one that is to be spared."""
    key = key_of(blocks[place].trace.text)
    if key not in lines or key == headline:
        return None
    is_inside = 0 < place < len(blocks) - 1 and all(_is_own(blocks[other], lines) for other in (place - 1, place + 1))
    return None if is_inside else lines[key]


def _is_own(block: Block, lines: dict[str, int]) -> bool:
    """Whether it is a paragraph or a sentence that was not learned."""
    text = block.trace.text
    is_text = block.kind != "region" and (width_of(text) >= PARAGRAPH or is_sentence(text))
    return is_text and key_of(text) not in lines


try:
    from cleaner._lesson import read_lines as _read_lines
    from cleaner._lesson import read_numbers as _read_numbers
except ImportError:
    _read_lines, _read_numbers = read_lines, read_numbers
