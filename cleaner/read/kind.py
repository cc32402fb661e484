"""Is this HTML or text? Decided by the first bytes, for what the name does not tell."""

from __future__ import annotations

import re

from cleaner.page import Kind

SNIFFED = 2048
"""Bytes looked at: banners in comments come before the first tag."""
FAR = 32 * SNIFFED
"""The same where all those are comments and blank lines: licences, and what a server's includes left of themselves."""

# possessive: a comment ends with its first `-->`, else there are 2^n ways to read a row of n comments
_PRELUDE = r"[\ufeff\s]*+(?:<!--(?>.*?-->)\s*+|<\?xml[^>]{0,200}+>\s*+)*+"
_OPENING = (
    rf"{_PRELUDE}"
    r"<(?:!doctype\s+html|!doctype>|(?:html|head|body|title|meta|link|script|style|main|article|section|header|nav|div|p|h[1-6]"
    r"|span|table|ul|ol|br|img|a)[\s>/])"
)
_HTML = re.compile(_OPENING, re.IGNORECASE | re.DOTALL)
_NO_MORE = re.compile(rf"{_PRELUDE}(?:<!-.*|<?!?)\Z", re.DOTALL)
_CLOSING = re.compile(r"</(?:p|div|html|body|head|script|article|span|li|table|h[1-6])\s*>", re.IGNORECASE)


def sniff(data: bytes | str) -> Kind:
    """`html` or `text`, by the beginning of a file or a field."""
    return "html" if looks_like_html(data) else "text"


def looks_like_html(data: bytes | str) -> bool:
    """Whether the first thing is a tag that pages begin with, or the beginning holds several closing tags."""
    head = _beginning(data, SNIFFED)
    if len(data) > SNIFFED and _NO_MORE.match(head):
        head = _beginning(data, FAR)
    if "<" not in head:
        return False
    return bool(_HTML.match(head)) or len(_CLOSING.findall(head)) >= 3


def _beginning(data: bytes | str, size: int) -> str:
    if isinstance(data, str):
        return data[:size].replace("\0", "")
    return data[:size].replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufffd")


_WIDE_MARKS = ((b"\xff\xfe\0\0", 4), (b"\0\0\xfe\xff", 4), (b"\xff\xfe", 2), (b"\xfe\xff", 2))


def torn(data: bytes) -> str:
    """Why a page cannot be decoded so that its bytes come back: UTF-16 or UTF-32 that ends in half a character."""
    width = next((width for mark, width in _WIDE_MARKS if data.startswith(mark)), 1)
    return f"is UTF-{8 * width} and ends in the middle of a character" if len(data) % width else ""


_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file",
    b"PK\x03\x04": "a zip archive",
    b"\x7fELF": "a program",
    b"Rar!": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"OggS": "an Ogg file",
    b"ID3": "an MP3",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
_BEGINNINGS = tuple(_MAGIC)
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\f\r\x1b") + b"\x7f"


def binary(data: bytes) -> str:
    """What a file that is no page is, as far as its first bytes tell; empty for a page.

    Text has hardly a control character, whatever its encoding; NUL is left out of the count, since UTF-16 and the
    logs of some scrapers are full of it.
    """
    if data.startswith(_BEGINNINGS):
        return next(name for magic, name in _MAGIC.items() if data.startswith(magic))
    head = data[:4096]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > 32 and controls * 10 > len(head) else ""
