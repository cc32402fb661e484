"""LangChain: a loader of cleaned pages, from files and folders or from the output of `clean run`.

documents = CleanLoader("pages", "archive.warc.gz").load()
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.extras import named
from cleaner.integrations.articles import articles
from cleaner.settings import Settings

with named("langchain"):
    from langchain_core.document_loaders import BaseLoader
    from langchain_core.documents import Document


class CleanLoader(BaseLoader):  # type: ignore[misc] # mypy does not follow the library
    """One document for each article; what is none is left out."""

    def __init__(self, *inputs: str | Path, settings: Settings | None = None) -> None:
        self._inputs = inputs
        self._settings = settings

    def lazy_load(self) -> Iterator[Document]:
        """The articles, one after the other, with url, title, authors, published and language beside them."""
        for row in articles(self._inputs, self._settings):
            text = row.pop("text")
            yield Document(id=row["id"], page_content=text, metadata={**row, "source": row["url"] or row["id"]})
