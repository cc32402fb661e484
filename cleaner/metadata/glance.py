"""What may stand in each line of a flat page: a byline, a date, prose?

Headline, byline and dateline are looked for in hundreds of lines by patterns that hardly one of them fits. So each line
is looked at once, for what no such pattern does without; what is not seen here need not be searched for.
`_glance.pyx` says the same for a C compiler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.late import late
from cleaner.metadata.bywords import begins_byline
from cleaner.page import Page
from cleaner.stops import JOINED, is_stop

BYLINE, LABEL, DIGITS, DATED, PROSE, WRITTEN = (1 << bit for bit in range(6))
LABELS = frozenset(
    "by von par por door av af autor autorin autoren autora autore author auteur автор oleh yazar article".split()
)
LABEL_SIZE = 30
"""characters a label is shorter than"""
LONG = 160
"""characters of a line that is looked at no further: it may hold everything but a label"""
PARAGRAPH, DENSE = 120, 40
"""characters from which a line that ends like a sentence is prose; the latter where no space is put between words, or
each is a syllable, as in Korean"""
COMPACT, FIRST_COMPACT, LAST_COMPACT = 85, "\u0590", "\u0dff"
"""the same where vowels are not written, or are marks of their consonants: Hebrew, Arabic, the scripts of India"""
_FULL = late(rf"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3{JOINED}]")
_CLOSERS = "\"”’»)'›"
_DIGITS = re.compile(r"\d(?:\d{3}|[./:]\d|\s?[月월])")
_DATED = re.compile(r"\d(?:\d{3}|\s?[./]\s?\d|\s?[月월년年ก-ฮ])")


def look(texts: Sequence[str]) -> bytes:
    """A byte for each text: which of the things above may be in it."""
    return bytes([look_at(text) for text in texts])


def look_at(text: str) -> int:
    """The same of one text."""
    found = BYLINE * begins_byline(text) | PROSE * is_prose(text)
    if len(text) > LONG:
        return found | DIGITS | DATED | WRITTEN
    found |= LABEL * (len(text) < LABEL_SIZE and last_word(text).casefold() in LABELS)
    found |= DIGITS * bool(_DIGITS.search(text)) | DATED * bool(_DATED.search(text))
    return found | WRITTEN * ("ritten by" in text)


def last_word(text: str) -> str:
    """The last word of a label such as `Written by:` or `Author(s)`."""
    return text.rstrip(" :()sS").rpartition(" ")[2]


def is_prose(text: str) -> bool:
    """Whether a line is long and ends like a sentence."""
    size = len(text)
    if size < DENSE or not is_stop(text[-5:].rstrip(_CLOSERS)[-1:], size):
        return False
    middle = text[size // 2 - 1 : size // 2 + 2]
    if size >= PARAGRAPH or (size >= COMPACT and any(FIRST_COMPACT <= char <= LAST_COMPACT for char in middle)):
        return True
    return _FULL.search(text) is not None


def flags_of(page: Page) -> bytes:
    """What may stand in each block of a page: looked for once in flat text, everything in HTML."""
    known: bytes | None = page.memo.get("metadata.glance")
    if known is None:
        known = _see(texts_of(page)) if page.kind == "text" else b"\xff" * len(page.blocks)
        page.memo["metadata.glance"] = known
    return known


@cache
def _with(bits: int, before: int) -> re.Pattern[bytes]:
    own, above = (b"".join(re.escape(bytes([byte])) for byte in range(256) if byte & some) for some in (bits, before))
    return re.compile(b"[%b]|(?<=[%b])." % (own, above) if above else b"[%b]" % own, re.DOTALL)


def places(flags: bytes, bits: int, before: int = 0) -> Iterator[int]:
    """Where one of some bits stands, ascending, or behind one of those `before`."""
    return (match.start() for match in _with(bits, before).finditer(flags))


def seen_in(page: Page) -> bytes:
    """What may stand in each block of a page, HTML too: a region's texts stand in it one behind the other."""
    return flags_of(page) if page.kind == "text" else _see(texts_of(page))


def texts_of(page: Page) -> list[str]:
    """The text of each block of a page: listed once."""
    known: list[str] | None = page.memo.get("metadata.texts")
    if known is None:
        known = page.memo["metadata.texts"] = page.texts
    return known


try:
    from cleaner.metadata._glance import glance as _glance
    from cleaner.metadata._glance import look as _see
except ImportError:
    _see, _glance = look, look_at
glance = _glance
"""the same as `look_at`, compiled where there is a compiler"""
