"""WARC and WET: a record of an archive is a record. What is no page is passed over by its headers, and counted.

Pages are the responses with a status of 2xx, the resources and the conversions (WET) that say they are HTML or text, or
say nothing. Requests, metadata, revisits, redirects, errors, images and the like are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.packing import Damaged
from cleaner.page import Kind
from cleaner.page import Record as Page
from cleaner.read import http
from cleaner.read.archive import Broken, Record, read_archive
from cleaner.read.kind import binary, sniff, torn
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable
from cleaner.settings import Limits
from cleaner.wire import encode_row, writable

SUFFIXES = (".warc", ".wet")

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([A-Za-z-]{1,60})[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_OURS = {"response", "resource", "conversion"}
_OTHERS = {"warcinfo", "request", "metadata", "revisit", "continuation"}
_PAGES = ("text/html", "text/plain", "application/xhtml+xml")
_MAJOR = {"application", "audio", "font", "image", "message", "model", "multipart", "text", "video"}


class Header(NamedTuple):
    """What a record says of itself, names lower-cased, and where its content begins."""

    fields: dict[str, str]
    size: int

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


def units(file: InputFile, limits: Limits) -> Iterator[Unit]:
    """Each record as it lies there, unpacked; they are counted from 1, those that are passed over too."""
    path = printable(file.path)
    number = 0
    try:
        with file.open() as handle:
            for number, found in enumerate(read_archive(handle, path, limits), 1):
                yield _unit(path, number, found)
    except OSError as error:
        number += 1
        yield Unit("warc", f"{path}#{number}", path, number, b"", b"", f"cannot be read: {error.strerror or error}")


def _unit(path: str, number: int, found: Record | Broken) -> Unit:
    name = f"{path}#{number}"
    raw = found.raw if isinstance(found, Record) else found.head
    header = read_header(raw)
    sidecar = encode_row({"id": header.get("warc-record-id") or name, "url": _url(header)})
    if isinstance(found, Record) or found.is_long:
        if why := passed_over(header, raw):
            return Unit("warc", name, path, number, b"", b"", "", why)
        return Unit("warc", name, path, number, raw, sidecar, "" if isinstance(found, Record) else found.reason)
    return Unit("warc", name, path, number, raw, sidecar if header.fields else b"", found.reason)


def open_unit(unit: Unit, limits: Limits) -> Opened | Refusal:
    """The page of a record: an HTTP response is taken out of its packing and chunks."""
    header = read_header(unit.raw)
    kind = header.get("warc-type").lower()
    fields = {"url": _url(header), "fetched": header.get("warc-date"), "content_type": header.get("content-type")}
    notes: tuple[str, ...] = (f"cut by the crawler ({cut[:40]})",) if (cut := header.get("warc-truncated")) else ()
    data = unit.raw[header.size :]
    if kind == "response":
        try:
            answer = http.read_response(data, limits)
        except Damaged as error:
            return Refusal(str(error))
        data, notes = answer.body, (*notes, *answer.notes)
        fields["content_type"] = answer.content_type
    if kind == "conversion":
        fields["language"] = header.get("warc-identified-content-language").partition(",")[0]
        fields["charset"] = "utf-8"
    if what := binary(data):
        return Refusal(f"is {what}, not a page")
    if why := torn(data):
        return Refusal(why)
    name = writable(header.get("warc-record-id")) or unit.id
    kept = {key: writable(value) for key, value in fields.items() if value}
    return Opened(Page(name, data, _kind(kept, data), unit.path, unit.number, kept), notes)


def _kind(fields: dict[str, str], data: bytes) -> Kind:
    return "html" if "html" in fields.get("content_type", "").lower() else sniff(data)


def read_header(raw: bytes) -> Header:
    """The header of a record; no fields where it has none."""
    end = _HEAD_END.search(raw)
    if end is None:
        return Header({}, len(raw))
    fields = {
        name.decode().lower(): value.decode("utf-8", "replace")
        for name, value in _FIELD.findall(raw, 0, end.start() + 1)
    }
    return Header(fields, end.end())


def passed_over(header: Header, raw: bytes) -> str:
    """What a record is that holds no page, in words of ours; empty for one that may."""
    kind = header.get("warc-type").lower()
    if kind not in _OURS:
        return f"{kind if kind in _OTHERS else 'other'} records"
    content_type = header.get("content-type")
    if kind == "response":
        if "http" not in content_type.lower() and not raw.startswith(b"HTTP/", header.size):
            return "responses that are not HTTP"
        answer = http.read_head(raw[header.size : header.size + http.MOST_HEAD])
        if answer.status and not 200 <= answer.status < 300:
            return f"responses of status {answer.status // 100}xx"
        content_type = answer.content_type
    mime = content_type.partition(";")[0].strip().lower()
    if not mime or mime.startswith(_PAGES):
        return ""
    major = mime.partition("/")[0]
    return f"{kind}s that are no page ({'other text' if major == 'text' else major if major in _MAJOR else 'unknown'})"


def _url(header: Header) -> str:
    return header.get("warc-target-uri").strip("<> ")
