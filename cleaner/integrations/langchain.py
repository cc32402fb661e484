"""LangChain: a loader of cleaned pages, from files and folders or from the output of `clean run`.

documents = CleanLoader("pages", "archive.warc.gz").load()
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document

from cleaner.corpus.lookup import part_files, read_rows
from cleaner.corpus.work import work
from cleaner.read import read_units
from cleaner.read.folder import Walk
from cleaner.settings import Settings
from cleaner.wire import decode_row


class CleanLoader(BaseLoader):  # type: ignore[misc] # mypy does not follow the library
    """One document for each article; what is none is left out."""

    def __init__(self, *inputs: str | Path, settings: Settings | None = None) -> None:
        self._inputs = [Path(given) for given in inputs]
        self._settings = settings or Settings()

    def lazy_load(self) -> Iterator[Document]:
        """The articles, one after the other, with url, title, authors, published and language beside them."""
        for given in self._inputs:
            rows = self._output(given) if (given / "state.sqlite").is_file() else self._pages(given)
            for row in rows:
                text = row.pop("text")
                yield Document(id=row["id"], page_content=text, metadata={**row, "source": row["url"] or row["id"]})

    def _output(self, out: Path) -> Iterator[dict[str, Any]]:
        for file in part_files(out, "documents"):
            yield from read_rows(file)

    def _pages(self, given: Path) -> Iterator[dict[str, Any]]:
        for found in Walk().files(given):
            for unit in read_units(found.file, self._settings.limits):
                if unit.passed:
                    continue
                for outcome in work([unit], self._settings).rows:
                    if outcome.document:
                        yield decode_row(outcome.document)
