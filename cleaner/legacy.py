"""What may bytes be written in that are not UTF-8? The label they declare, their language, a detector.

A label is believed, but for "iso-8859-1", which is also what servers and clients say that were told nothing: any other
one wins over it, and so do bytes that are no Western text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from turbohtml.detect import detect

from cleaner.labels import LABELS, codec_of

HEAD_BYTES = 4096
"""Where `<meta charset>` is looked for: the standard says 1,024, templates put it later."""
SAMPLE_BYTES = 64 * 1024
"""What the detector sees; detectors are slow and, past this, no wiser."""
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,400}?\slang\s*=\s*["']?([a-z]{2,3})(?![a-z])""", re.IGNORECASE)
_OWN_LABEL = re.compile(rb"charset|encoding", re.IGNORECASE)
WESTERN = "cp1252"
"""what "iso-8859-1" and "ascii" mean (`labels.py`)"""
_LATIN = {
    language: codecs
    for codecs, languages in (
        (("cp1250", "iso8859-2"), "pl cs sk hu hr sl bs ro sq"),
        (("cp1254",), "tr az"),
        (("cp1257", "iso8859-13", "iso8859-4"), "lt lv et"),
    )
    for language in languages.split()
}
"""what languages were written in whose Latin letters Western Europe lacks, the most usual first"""
_DOUBLE_ACUTES = re.compile(rb"[\xd5\xdb\xf5\xfb]")
_HUNGARIAN = re.compile(rb"(?<![\w\x80-\xff])(?:hogy|egy|az)(?![\w\x80-\xff])", re.IGNORECASE)
"""words of Hungarian that no Western language has, whose Õ and Û those bytes are elsewhere"""
HUNGARIAN = 3
"""of them at least"""
_MAC_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x80-\x84\x86-\x90\x98-\x9f](?=[a-z])")
_OTHER_LETTERS = re.compile(rb"(?<=[A-Za-z])[\xc0-\xcd\xd6\xd7\xd9-\xff]|[\xc0-\xcd\xd6\xd7\xd9-\xff](?=[a-z])")
_OF_MAC = frozenset("ÄÅÇÉÑÖÜáàâäãåçéèêëôöõúùûü".encode("mac-roman"))
MAC, OTHERS = 3, 0.1
"""letters inside words where others have quotes and dashes, and how many of the others may stand beside each"""
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_WORDS = re.compile(rb"[\x80-\xff]{3,}")
IN_WORDS = 0.25
"""of the bytes beyond ASCII, that stand beside two others; in Western text none does, in Big5 hardly half do"""


def codecs_of(data: bytes, declared: Sequence[str]) -> Iterator[str]:
    """What such bytes may be written in, best first; the detector, which takes its time, is asked where it must be."""
    meant = [codec for codec in map(codec_of, declared) if not codec.startswith("utf")]
    yield from (codec for codec in meant if codec != WESTERN)
    usual = _of_language(data)
    if not usual and _is_mac(data):
        yield "mac-roman"
    if WESTERN in meant and not usual and not _stand_in_words(data):
        yield WESTERN
    detected = _detected(data)
    if usual and detected not in usual and (WESTERN in meant or detected in {WESTERN, ""}):
        detected = usual[0]
    if detected:
        yield detected
    yield WESTERN


def _stand_in_words(data: bytes) -> bool:
    """Whether bytes beyond ASCII make up words, as they do in no Western language: there they are single letters."""
    sample = data[:SAMPLE_BYTES]
    beyond = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    return sum(map(len, _WORDS.findall(sample))) > IN_WORDS * beyond


def _of_language(data: bytes) -> Sequence[str]:
    """What the language of `<html>` may have been written in, where that is not what Western languages are."""
    found = _LANGUAGE.search(data, 0, HEAD_BYTES)
    if found:
        return _LATIN.get(found[1].decode().lower(), ())
    sample = data[:SAMPLE_BYTES]
    is_hungarian = _DOUBLE_ACUTES.search(sample) and len(_HUNGARIAN.findall(sample)) >= HUNGARIAN
    return _LATIN["hu"] if is_hungarian else ()


def _is_mac(data: bytes) -> bool:
    """Whether letters with accents are where Mac Roman has them, and nearly none where all others do."""
    sample = data[:SAMPLE_BYTES]
    found = _MAC_LETTERS.findall(sample)
    if (
        len(found) < MAC
        or _stand_in_words(data)
        or sum(letter[0] in _OF_MAC for letter in found) < (1 - OTHERS) * len(found)
    ):
        return False
    return len(_OTHER_LETTERS.findall(sample)) <= OTHERS * len(found)


def _detected(data: bytes) -> str:
    """The detector's answer as a codec of the table; empty where it has none.

    The page's own label is hidden from it: where it was of use, it has been used.
    """
    sample = _OWN_LABEL.sub(b"", data[:SAMPLE_BYTES])
    name = (detect(sample).encoding or "").lower()
    codec = LABELS.get(name, "")
    return "" if codec.startswith("utf") else codec
