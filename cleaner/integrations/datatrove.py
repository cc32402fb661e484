"""datatrove: a step that takes the place of an extractor, and of the filters behind it.

    pipeline = [WarcReader("crawl"), CleanPages(), JsonlWriter("out")]

A document's `text` is its page (HTML or flattened text); `url title authors published language` of its metadata are
used. What is no article is left out, and counted by its reason in the step's statistics.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner import clean_many
from cleaner.extras import named
from cleaner.settings import Settings

with named("datatrove"):
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep

FIELDS = ("url", "title", "authors", "published", "language")


class CleanPages(PipelineStep):  # type: ignore[misc] # the library ships no types
    """Gives each document the article's text and fields."""

    name = "newspage-cleaner"
    type = "EXTRAC"

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self._settings = settings

    # datatrove calls every step with its rank and the number of ranks, whether it asks or not
    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        """The documents that hold an article."""
        waiting: deque[Document] = deque()
        for page in clean_many(self._rows(data, waiting), settings=self._settings):
            document = waiting.popleft()
            self.stat_update(
                page.status if page.status == "kept" else f"{page.status}: {page.reason.partition(':')[0]}"
            )
            if page.status == "kept":
                document.text = page.text
                document.metadata |= {name: page.document[name] for name in (*FIELDS, "host")}
                yield document

    def _rows(self, data: Iterable[Document], waiting: deque[Document]) -> Iterator[dict[str, Any]]:
        for document in data:
            waiting.append(document)
            said = {name: value for name in FIELDS if (value := document.metadata.get(name))}
            yield {**said, "id": document.id, "text": document.text}
