"""LlamaIndex: a reader of cleaned pages, from files and folders or from the output of `clean run`.

documents = CleanReader().load_data("pages", "archive.warc.gz")
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.extras import named
from cleaner.integrations.articles import articles
from cleaner.settings import Settings

with named("llamaindex"):
    from llama_index.core.readers.base import BaseReader
    from llama_index.core.schema import Document

_UNSEEN = ["sha256", "confidence"]
"""fields that say nothing to a language model"""


class CleanReader(BaseReader):  # type: ignore[misc] # mypy does not follow the library
    """One document for each article; what is none is left out."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings

    def lazy_load_data(self, *inputs: str | Path) -> Iterator[Document]:
        """The articles, one after the other, with url, title, authors, published and language beside them."""
        for row in articles(inputs, self._settings):
            text = row.pop("text")
            yield Document(
                id_=row["id"],
                text=text,
                metadata={**row, "source": row["url"] or row["id"]},
                excluded_embed_metadata_keys=_UNSEEN,
                excluded_llm_metadata_keys=_UNSEEN,
            )
