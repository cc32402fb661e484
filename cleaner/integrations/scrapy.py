"""Scrapy: an item pipeline that cleans, drops copies and writes while the spider crawls.

    ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanPipeline": 300}
    CLEAN_OUT = "out"               # an output folder, as `clean run` makes it; a later crawl goes on with it
    CLEAN_SETTINGS = "clean.toml"   # options, if any

An item has `html` (or `text`, or `body`) and `url`, and may have `title authors published language`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from cleaner import Corpus
from cleaner.extras import named
from cleaner.settings import Settings
from cleaner.settings_file import load_settings

with named("scrapy"):
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem, NotConfigured

GIVEN = ("text", "title", "authors", "published", "language")


class CleanPipeline:
    """Gives each item the article's text and fields; drops what is no article, and copies, with the reason."""

    def __init__(self, out: Path, settings: Settings) -> None:
        self._out = out
        self._settings = settings
        self._corpus: Corpus | None = None

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """The pipeline as a project's settings want it."""
        file = crawler.settings.get("CLEAN_SETTINGS")
        return cls(Path(crawler.settings.get("CLEAN_OUT", "cleaned")), load_settings(file) if file else Settings())

    def open_spider(self) -> None:
        """Take the output folder; a crawl that finds another in it stops."""
        self._corpus = Corpus(self._out, self._settings)

    def process_item(self, item: Any) -> Any:
        """The item, cleaned; Scrapy counts what is dropped."""
        corpus = self._corpus
        if corpus is None:
            raise NotConfigured("CleanPipeline: the spider was never opened")
        adapter = ItemAdapter(item)
        page = corpus.add(dict(adapter))
        if page.status != "kept":
            raise DropItem(f"{page.id}: {page.reason}")
        for name in GIVEN:
            if isinstance(item, dict) or name in adapter.field_names():
                adapter[name] = getattr(page, name)
        return item

    def close_spider(self) -> None:
        """Make everything last, and let the folder go."""
        if self._corpus:
            self._corpus.close()
            self._corpus = None
