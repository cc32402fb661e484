"""The library: one page, cleaned.

What a page is given as is told by what it can do, so no scraper or parser needs to be installed: a `str` or `bytes`,
a BeautifulSoup or its Tag, an lxml element, a response of Scrapy, requests or httpx, a dict like a JSON row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleaner import account, pipeline
from cleaner.page import Kind, Record
from cleaner.read import open_unit
from cleaner.read.kind import sniff
from cleaner.read.unit import Opened, Unit
from cleaner.settings import Settings


class Cleaned:
    """One page, cleaned: the rows of the contract, read by name.

    `document` is its row of the documents (empty where nothing was kept), `manifest` that of the manifest.
    """

    __slots__ = ("document", "manifest")

    def __init__(self, document: dict[str, Any], manifest: dict[str, Any]) -> None:
        self.document = document
        self.manifest = manifest

    def __repr__(self) -> str:
        return f"Cleaned({self.id!r}, {self.status}, {self.title!r}, {len(self.text)} characters)"

    @property
    def id(self) -> str:
        return str(self.manifest["id"])

    @property
    def status(self) -> str:
        """`kept`, `dropped` or `quarantined`."""
        return str(self.manifest["status"])

    @property
    def reason(self) -> str:
        """Why it was not kept."""
        return str(self.manifest.get("reason") or "")

    @property
    def text(self) -> str:
        """The article, one paragraph or subheading a line."""
        return str(self.document.get("text") or "")

    @property
    def title(self) -> str:
        return str(self.document.get("title") or "")

    @property
    def authors(self) -> list[str]:
        return list(self.document.get("authors") or ())

    @property
    def published(self) -> str:
        """ISO 8601; empty where the page does not say."""
        return str(self.document.get("published") or "")

    @property
    def language(self) -> str:
        return str(self.manifest["language"].get("code") or "")

    @property
    def confidence(self) -> float | None:
        """The chance that the text is right, 0 to 1; None where nothing was selected."""
        value = self.manifest.get("confidence")
        return None if value is None else float(value)

    @property
    def flags(self) -> list[str]:
        """The states the page is in: `paywalled`, `truncated`, `section` … (cleaner/states)."""
        return list(self.manifest.get("flags") or ())

    @property
    def edits(self) -> list[dict[str, Any]]:
        """`{start, end, rule, note?, text?}` of each stretch that did not arrive unchanged."""
        return list(self.manifest["edits"])

    @property
    def pieces(self) -> list[list[Any]]:
        return list(self.manifest["pieces"])


def clean(page: object, url: str | None = None, settings: Settings | None = None) -> Cleaned:
    """One page, cleaned. Pure: nothing is written, nothing is remembered.

    Bytes that are no page, as those of a PDF, are `quarantined`, with the `reason`. Raises TypeError for something that
    holds no page.
    """
    settings = settings or Settings()
    record = record_of(page, url)
    if isinstance(record.data, bytes) and not isinstance(page, Record):
        opened = open_unit(unit_of(record), settings.limits)
        if not isinstance(opened, Opened):
            return Cleaned({}, account.refused_row(record.id, record.path, record.number, record.data, opened.reason))
        record = opened.record
    done = pipeline.process(record, settings, whole="select" in settings.skip)
    manifest = account.manifest_row(done, fast=settings.fast)
    return Cleaned(account.document_row(done) if manifest["status"] == "kept" else {}, manifest)


def record_of(page: object, url: str | None = None) -> Record:
    """The record of anything that holds a page; TypeError where it holds none."""
    if isinstance(page, Record):
        return page
    if isinstance(page, Mapping):
        return _from_row(page, url)
    data, kind, found = _content(page)
    fields = {name: value for name, value in {**found, **({"url": url} if url else {})}.items() if value}
    return Record(str(fields.get("url", "")), data, kind or sniff(data), fields=fields)


def _from_row(row: Mapping[Any, Any], url: str | None) -> Record:
    opened = open_unit(row_unit(row, url), Settings().limits)
    if not isinstance(opened, Opened):
        raise TypeError(f"{opened.reason}: give a row with 'html' or 'text'")
    return opened.record


def row_unit(row: Mapping[Any, Any], url: str | None = None, name: str = "") -> Unit:
    """A dict like a JSON row as workers are sent it."""
    values = dict(row) | ({"url": url} if url else {})
    values = {key: _text(value) for key, value in values.items()}
    return Unit("jsonl", name or str(values.get("url") or ""), "", None, json.dumps(values, default=str).encode())


def _text(value: object) -> object:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _content(page: object) -> tuple[bytes | str, Kind | None, dict[str, Any]]:
    """What a page holds, its kind where that is known, and its fields."""
    if isinstance(page, str):
        return page, None, {}
    if isinstance(page, (bytes, bytearray, memoryview)):
        return bytes(page), None, {}
    if hasattr(page, "find_all") and hasattr(page, "decode_contents"):
        return str(page), "html", {}
    if hasattr(page, "headers") and (hasattr(page, "content") or hasattr(page, "body")):
        return _response(page)
    if hasattr(page, "getroot"):
        page = page.getroot()
    if hasattr(page, "iterchildren") and hasattr(page, "nsmap"):
        from lxml import etree  # noqa: PLC0415 - it is there: the page is one of its elements

        return etree.tostring(page, encoding="unicode", method="html", with_tail=False), "html", {}
    raise TypeError(
        f"{type(page).__name__} holds no page: give str, bytes, a dict, a BeautifulSoup or Tag, an lxml element, "
        "or a response"
    )


def _response(page: Any) -> tuple[bytes | str, Kind | None, dict[str, Any]]:
    """A response of requests or httpx (`content`) or Scrapy (`body`)."""
    data = page.content if hasattr(page, "content") else page.body
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"{type(page).__name__} has not been read: give the bytes of its body, and url=")
    headers = page.headers or {}
    value = headers.get("Content-Type") or headers.get(b"Content-Type") or ""
    header = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    kind: Kind | None = "html" if "html" in header.lower() else None
    return data, kind, {"url": str(getattr(page, "url", "") or ""), "content_type": header}


def unit_of(page: object, url: str | None = None, name: str = "") -> Unit:
    """Anything that holds a page as workers are sent it: as a file's bytes and sidecar, or as a row."""
    if isinstance(page, Mapping):
        return row_unit(page, url, name)
    record = record_of(page, url)
    if isinstance(record.data, str):
        row = {**record.fields, ("html" if record.kind == "html" else "text"): record.data, "id": record.id or name}
        return Unit("jsonl", name, record.path, record.number, json.dumps(row, default=str).encode())
    sidecar = json.dumps({**record.fields, "id": record.id or name}, default=str).encode()
    return Unit("html" if record.kind == "html" else "text", name, record.path, record.number, record.data, sidecar)
