"""Which characters do these bytes stand for? Bytes to str, and back to the very same bytes.

`text.encode(encoding, "surrogateescape")` gives the input again, whatever the input was: the ledger counts characters
of this text, so nothing is stripped, normalised or replaced here. A byte order mark stays in the text as U+FEFF.

What a page declares is often wrong, and what the bytes say seldom is. So valid UTF-8 wins over a legacy label (legacy
text with accents is practically never valid UTF-8), a page of UTF-8 with a few torn characters stays UTF-8, and
"iso-8859-1", which is also what servers and clients say that were told nothing, is no Cyrillic or Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.labels import SUPERSETS, codec_of
from cleaner.legacy import HEAD_BYTES, SAMPLE_BYTES, codecs_of

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|\?xml\s[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40}))""",
    re.IGNORECASE,
)
_IN_META = (b"charset", b"encoding")
"""one of which stands in each match, and no bracket before it"""
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_JAPANESE_ESCAPE = (b"\x1b$", b"\x1b(J")


class Decoded(NamedTuple):
    """A source's characters, the Python codec that gives its bytes back, and the label it declared."""

    text: str
    encoding: str
    declared: str = ""
    is_sound: bool = False
    """whether it is known already that the text has no lone surrogate and gives its bytes back"""
    letters: bytes = b""
    """where a compiler helps: the text as one byte a character, ASCII as it is, which HTML is read by"""


def decode_utf8(data: bytes) -> tuple[str, bytes, bool]:
    """The text of these bytes, no letters, whether there is a NUL; UnicodeDecodeError where they are no UTF-8.

    `_decode.pyx` says the same, and has the letters.
    """
    return data.decode(), b"", b"\0" in data


try:
    from cleaner._decode import decode_utf8 as _decode_utf8
except ImportError:
    _decode_utf8 = decode_utf8


def decode(
    data: bytes, kind: str | None = None, fields: Mapping[str, Any] | None = None, *, was_text: bool = False
) -> Decoded:
    """The text of `data`; never fails, never loses a byte.

    The order is: byte order mark, UTF-8 where valid, HTTP header or sidecar (`charset`, `content_type` of `fields`),
    `<meta>` where `kind` is html, a detector on the first 64 KB; what declares nothing but "iso-8859-1" comes behind
    the page's other label, and behind the detector where its bytes are no Western text (`legacy.py`). What `was_text`
    is UTF-8 whatever is torn in it: half an emoji, where somebody cut a string of JSON.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (text := _exact(data, encoding)) is not None:
            return Decoded(text, encoding)
    declared = list(_declared(data, kind, fields))
    label = declared[0] if declared else ""
    try:
        text, letters, has_nul = _decode_utf8(data)
    except UnicodeDecodeError as error:
        if was_text:
            return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", label)
        is_cut = error.reason == "unexpected end of data" and codec_of(label) == "utf-8"
        return _legacy(data, declared, label, is_cut)
    encoding = "utf-8"
    has_nul = has_nul and "\0" in text[:SAMPLE_BYTES]
    if has_nul and (wide := _wide_encoding(data)) and (other := _exact(data, wide)) is not None:
        text, encoding, letters = other, wide, b""
    elif b"\x1b" in data and any(escape in data for escape in _JAPANESE_ESCAPE):
        is_declared = "iso2022-jp" in map(codec_of, declared)
        text, encoding = _japanese(data, surely=is_declared) or (text, encoding)
        letters = b"" if encoding != "utf-8" else letters
    return Decoded(text, encoding, label, is_sound=encoding == "utf-8", letters=letters)


def _japanese(data: bytes, *, surely: bool) -> tuple[str, str] | None:
    """The text of bytes with Japanese escapes: where nobody says so, there must be nothing else in them."""
    if surely:
        return _first_exact(data, ("iso2022-jp", "iso2022-jp-2004"))
    text = _exact(data, "iso2022-jp", "strict")
    return (text, "iso2022-jp") if text is not None and not text.isascii() else None


def _declared(data: bytes, kind: str | None, fields: Mapping[str, Any] | None) -> Iterator[str]:
    """The labels that mean an encoding, the most binding first."""
    if fields:
        for name in ("charset", "encoding", "content_type", "content-type", "Content-Type"):
            value = fields.get(name)
            if isinstance(value, str):
                found = _HEADER.search(value)
                label = found[1] if found else value
                if codec_of(label):
                    yield label.strip().lower()
    if kind == "html":
        for match in _in_markup(data):
            label = (match[1] or match[2]).decode("ascii", "replace").lower()
            if codec_of(label):
                yield label


def _in_markup(data: bytes) -> Iterator[re.Match[bytes]]:
    """The matches of _META at a page's beginning, looked for in the tags alone that hold one of its words."""
    head = data[:HEAD_BYTES].lower()
    at = 0
    while places := [place for word in _IN_META if (place := head.find(word, at)) >= 0]:
        match = _META.search(data, max(at, head.rfind(b">", 0, min(places)) + 1), HEAD_BYTES)
        if match is None:
            return
        yield match
        at = match.end()


def _legacy(data: bytes, declared: list[str], label: str, is_cut: bool) -> Decoded:
    """Bytes that are not valid UTF-8; `is_cut` where they are but for a last character that ends early."""
    if wide := _wide_encoding(data):
        found = _first_exact(data, (wide,))
        if found:
            return Decoded(*found, label)
    text = data.decode("utf-8", "surrogateescape")
    if is_cut or _is_torn_utf8(text):
        return Decoded(text, "utf-8", label)
    # a label in the page's own bytes that says utf-16 cannot be true: it was read as ASCII
    for codec in codecs_of(data, declared):
        found = _first_exact(data, SUPERSETS.get(codec, (codec,)))
        if found:
            return Decoded(*found, label)
    return Decoded(text, "utf-8", label)


def _first_exact(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str] | None:
    """The first encoding that takes all bytes and gives them back, or else the first that may leave some over."""
    for errors in ("strict", "surrogateescape"):
        for encoding in encodings:
            text = _exact(data, encoding, errors)
            if text is not None:
                return text, encoding
    return None


def _exact(data: bytes, encoding: str, errors: str = "surrogateescape") -> str | None:
    """The text, where it gives the same bytes back; None otherwise."""
    try:
        text = data.decode(encoding, errors)
        return text if text.encode(encoding, errors) == data else None
    except (UnicodeError, LookupError):
        return None


def _is_torn_utf8(text: str) -> bool:
    """UTF-8 that was cut or pasted badly: more whole characters beyond ASCII than bytes that fit nowhere.

    Accents in a legacy encoding form a valid UTF-8 sequence only by accident, so there the bytes that fit nowhere are
    the large majority. Codecs count them in a tenth of the time that patterns take.
    """
    sample = text[: SAMPLE_BYTES * 4]
    whole = sample.encode("utf-8", "ignore").decode()  # without the bytes that fit nowhere
    return len(whole) - len(whole.encode("ascii", "ignore")) > len(sample) - len(whole)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: nearly every other byte of Western markup is NUL."""
    sample = data[:1024]
    length = len(sample)
    if length < 4 or len(data) % 2:
        return ""
    counts = [sample[offset::4].count(0) * 4 / length for offset in range(4)]
    low, high = 0.1, 0.6
    if len(data) % 4 == 0 and counts[0] < low and min(counts[1:]) > high:
        return "utf-32-le"
    if len(data) % 4 == 0 and counts[3] < low and min(counts[:3]) > high:
        return "utf-32-be"
    if max(counts[0], counts[2]) < low and min(counts[1], counts[3]) > high:
        return "utf-16-le"
    if max(counts[1], counts[3]) < low and min(counts[0], counts[2]) > high:
        return "utf-16-be"
    return ""
