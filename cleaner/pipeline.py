"""The way of a page: read → decode → segment → repair → metadata → select → language.

Each stage asks one question. All of them are pure functions of one page, so they run in parallel and on any engine;
dedup, which needs a memory of other pages, is the corpus's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from time import perf_counter

from cleaner import account
from cleaner.decode import decode
from cleaner.language.document import detect_document
from cleaner.metadata import read_metadata
from cleaner.page import Kind, Origin, Page, Record
from cleaner.read.kind import sniff
from cleaner.repair import repair
from cleaner.segment import html, text
from cleaner.select import select
from cleaner.settings import Settings


def _segment(page: Page) -> None:
    found = html.segment(page.source, is_sound=page.is_sound) if page.kind == "html" else text.segment(page.source)
    page.blocks, page.containers, page.head = found


def _metadata(page: Page) -> None:
    page.metadata = read_metadata(page)


def _language(page: Page) -> None:
    page.language = detect_document(page)


STAGES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("segment", _segment),
    ("repair", repair),
    ("metadata", _metadata),
    ("select", select),
    ("language", _language),
)


def process(record: Record, settings: Settings, clock: dict[str, float] | None = None) -> Page:
    """Clean one record. Pure: the same record and settings give the same page.

    `clock` is given the seconds of each stage. Raises `account.BrokenPromise` where the ledger would not add up.
    """
    began = perf_counter()
    page, data = _open(record)
    _tick(clock, "decode", began)
    for name, stage in STAGES:
        if name in settings.skip:
            continue
        began = perf_counter()
        stage(page)
        _tick(clock, name, began)
    if not settings.fast:
        began = perf_counter()
        account.check(page, None if page.is_sound else data)
        _tick(clock, "check", began)
    return page


def _tick(clock: dict[str, float] | None, name: str, began: float) -> None:
    if clock is not None:
        clock[name] = clock.get(name, 0.0) + perf_counter() - began


def _open(record: Record) -> tuple[Page, bytes]:
    data = record.data if isinstance(record.data, bytes) else record.data.encode("utf-8", "surrogatepass")
    decoded = decode(data, record.kind, record.fields)
    kind: Kind = record.kind or sniff(decoded.text)
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(record.path, record.number, digest, len(data), decoded.encoding)
    page = Page(record.id, decoded.text, kind, origin, fields=dict(record.fields), is_sound=decoded.is_sound)
    return page, data
