"""Is this a page that a browser saved with its pictures in one file (MHTML), and where in it is the page?

Such a file is written like a mail: headers, and parts between lines of a boundary, of which the first in HTML is the
page (RFC 2557). Its letters are quoted (`=E2=80=93`), or all of it is in base64.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message
from email.parser import BytesHeaderParser
from quopri import decodestring
from typing import NamedTuple

HEAD = 4096
"""bytes among which such a file says what it is"""
DEEP = 3
"""parts within parts"""
_PAGES = ("text/html", "application/xhtml+xml")
_BEGINS = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}: ")
_SAYS = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")


class Saved(NamedTuple):
    """The page inside such a file, and what the file says of it."""

    data: bytes
    url: str
    charset: str


def is_saved(data: bytes) -> bool:
    """Whether a file begins like one."""
    head = data[:HEAD]
    return bool(_BEGINS.match(head) and _MAIL.search(head) and _SAYS.search(head))


def read_saved(data: bytes, deep: int = DEEP) -> Saved | None:
    """The page of such a file; None where none is in it. Linear in its length."""
    top, body = _headers(data)
    boundary = top.get_boundary()
    if top.get_content_maintype() != "multipart" or not boundary:
        return _page(top, body) if top.get_content_type() in _PAGES else None
    parts = body.split(b"--" + boundary.encode("ascii", "replace"))[1:] if deep else []
    return next((page for part in parts if (page := read_saved(part.lstrip(b"\r\n"), deep - 1))), None)


def _headers(data: bytes) -> tuple[Message, bytes]:
    end = _BLANK.search(data)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    return BytesHeaderParser().parsebytes(head[:HEAD]), body


def _page(headers: Message, content: bytes) -> Saved | None:
    """The page of a part, its letters as they were."""
    way = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        data = decodestring(content) if way == "quoted-printable" else content
        data = binascii.a2b_base64(data) if way == "base64" else data
    except binascii.Error:
        return None
    address = str(headers.get("Content-Location", "")).strip()
    is_address = address.startswith(("http://", "https://")) and len(address.split()) == 1
    return Saved(data, address if is_address else "", headers.get_content_charset() or "") if data.strip() else None
