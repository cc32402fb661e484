"""The library: one page, many pages, or a corpus that grows while it is scraped.

What a page is given as is told by what it can do, so no scraper or parser needs to be installed: a `str` or `bytes`,
a BeautifulSoup or its Tag, an lxml element, a response of Scrapy, requests or httpx, a dict like a JSON row.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from cleaner import account, pipeline
from cleaner.corpus.ledger import Ledger
from cleaner.corpus.state import Position, State
from cleaner.corpus.work import Outcomes, work
from cleaner.corpus.workers import Workers, run_here
from cleaner.page import Kind, Record
from cleaner.read import open_unit
from cleaner.read.kind import sniff
from cleaner.read.unit import Opened, Unit
from cleaner.settings import Settings
from cleaner.wire import decode_row


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
    def edits(self) -> list[dict[str, Any]]:
        """`{start, end, rule, note?, text?}` of each stretch that did not arrive unchanged."""
        return list(self.manifest["edits"])

    @property
    def pieces(self) -> list[list[Any]]:
        return list(self.manifest["pieces"])


def clean(page: object, url: str | None = None, settings: Settings | None = None) -> Cleaned:
    """One page, cleaned. Pure: nothing is written, nothing is remembered.

    Raises TypeError for something that holds no page.
    """
    done = pipeline.process(record_of(page, url), settings or Settings())
    manifest = account.manifest_row(done)
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
    opened = open_unit(_row_unit(row, url, ""), Settings().limits)
    if not isinstance(opened, Opened):
        raise TypeError(f"{opened.reason}: give a row with 'html' or 'text'")
    return opened.record


def _row_unit(row: Mapping[Any, Any], url: str | None, name: str) -> Unit:
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
    if hasattr(page, "headers") and (hasattr(page, "content") or hasattr(page, "body")):
        return _response(page)
    if hasattr(page, "find_all") and hasattr(page, "decode"):
        return str(page), "html", {}
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
    value = page.headers.get("Content-Type") or page.headers.get(b"Content-Type") or ""
    header = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    kind: Kind | None = "html" if "html" in header.lower() else None
    return data, kind, {"url": str(getattr(page, "url", "") or ""), "content_type": header}


class _Batch(NamedTuple):
    units: list[Unit]


def clean_many(pages: Iterable[object], jobs: int = 1, settings: Settings | None = None) -> Iterator[Cleaned]:
    """Pages, cleaned, in their order; with more than one job by other processes.

    A page that fails does not end it: its `status` is `quarantined`, with the `reason`. No page is compared with
    another; a Corpus does that.
    """
    chosen = replace(settings or Settings(), jobs=jobs)
    batches = _batched(pages)
    if jobs == 1:
        for _, outcomes in run_here(batches, chosen):
            yield from _cleaned(outcomes)
        return
    with Workers[_Batch](chosen) as workers:
        for _, outcomes in workers.run(batches):
            yield from _cleaned(outcomes)


def _batched(pages: Iterable[object], most: int = 32) -> Iterator[_Batch]:
    units: list[Unit] = []
    for number, page in enumerate(pages, 1):
        units.append(_unit(page, f"{number}"))
        if len(units) == most:
            yield _Batch(units)
            units = []
    if units:
        yield _Batch(units)


def _unit(page: object, name: str) -> Unit:
    """A page as workers are sent it: as a file's bytes and sidecar, or as a row."""
    if isinstance(page, Mapping):
        return _row_unit(page, None, name)
    record = record_of(page)
    if isinstance(record.data, str):
        row = {**record.fields, ("html" if record.kind == "html" else "text"): record.data, "id": record.id or name}
        return Unit("jsonl", name, record.path, record.number, json.dumps(row, default=str).encode())
    sidecar = json.dumps({**record.fields, "id": record.id or name}, default=str).encode()
    return Unit("html" if record.kind == "html" else "text", name, record.path, record.number, record.data, sidecar)


def _cleaned(outcomes: Outcomes) -> Iterator[Cleaned]:
    for row in outcomes.rows:
        yield Cleaned(decode_row(row.document) if row.document else {}, decode_row(row.manifest))


class Corpus:
    """An output folder that grows page by page: what a scraper holds.

    `add` cleans, drops copies of what is there, and writes; every `flush` pages, and when it is closed, what was
    added is made to last. The folder is locked while it is open. Open it again to go on.
    """

    def __init__(self, out: str | os.PathLike[str], settings: Settings | None = None, flush: int = 1000) -> None:
        self.settings = settings or Settings()
        self._flush = flush
        self._state = State(Path(out), self.settings)
        try:
            self._ledger = Ledger(self._state, self.settings)
        except BaseException:
            self._state.close()
            raise

    def add(self, page: object, url: str | None = None) -> Cleaned:
        """Clean a page and write it; the result says whether it was kept, and why not."""
        unit = _row_unit(page, url, "") if isinstance(page, Mapping) else _unit(record_of(page, url), "")
        unit = unit._replace(id=unit.id or f"page-{self._ledger.total.status.total() + 1}")
        written = self._ledger.add([unit], work([unit], self.settings))
        if self._ledger.records >= self._flush:
            self.flush()
        return next(_cleaned(Outcomes(written, {})))

    def flush(self) -> None:
        """Make everything added so far last."""
        self._ledger.close_part(Position())

    def close(self) -> None:
        """Make everything last, and let the folder go."""
        try:
            self.flush()
        finally:
            self._ledger.close()
            self._state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


__all__: Sequence[str] = ("Cleaned", "Corpus", "clean", "clean_many")
