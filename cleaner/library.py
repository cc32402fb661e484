"""The library: one page, cleaned. What a page may be given as, `offered.py` knows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cleaner import account, pipeline
from cleaner.given import check_given
from cleaner.offered import record_of, unit_of
from cleaner.page import Record
from cleaner.read import open_unit
from cleaner.read.unit import Opened
from cleaner.settings import Settings


class Cleaned:
    """One page, cleaned: the rows of the contract, read by name.

    `document` is its row of the documents (empty where nothing was kept), `manifest` that of the manifest.
    """

    __slots__ = ("document", "manifest")

    def __init__(self, document: dict[str, Any], manifest: dict[str, Any]) -> None:
        self.document = document
        self.manifest = manifest

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cleaned):
            return NotImplemented
        return self.document == other.document and self.manifest == other.manifest

    def __hash__(self) -> int:
        return hash((self.id, self.text))

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
    def url(self) -> str:
        """Its address, as it was given or as the page says; empty where nothing was kept."""
        return str(self.document.get("url") or "")

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


def clean(page: object, url: object = None, settings: Settings | None = None) -> Cleaned:
    """One page, cleaned. Pure: nothing is written, nothing is remembered.

    Bytes that are no page, as those of a PDF, are `quarantined`, with the `reason`. Raises TypeError for something that
    holds no page, UsageError where the settings name something that is not there.
    """
    settings = chosen(settings)
    record = record_of(page, url)
    if isinstance(record.data, bytes) and not isinstance(page, Record):
        opened = open_unit(unit_of(record), settings.limits)
        if not isinstance(opened, Opened):
            return Cleaned({}, account.refused_row(record.id, record.path, record.number, record.data, opened.reason))
        record = opened.record
    done = pipeline.process(record, settings, whole="select" in settings.skip)
    manifest = account.manifest_row(done, fast=settings.fast)
    return Cleaned(account.document_row(done) if manifest["status"] == "kept" else {}, manifest)


def chosen(settings: Settings | None) -> Settings:
    """The settings, or those that hold where none were given; TypeError or UsageError where they cannot be used."""
    if settings is None:
        return Settings()
    if not isinstance(settings, Settings):
        raise TypeError(f"settings: {type(settings).__name__} is none; give cleaner.Settings(foreign=…), say")
    _check(settings.language, settings.sources, settings.templates)
    return settings


@lru_cache(maxsize=64)
def _check(language: str, sources: str, templates: str) -> None:
    """Once, not for every page: folders are read for it."""
    check_given(Settings(language=language, sources=sources, templates=templates))
