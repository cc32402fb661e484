"""A spider whose pages are cleaned, and written to build/scrapy, while it crawls: python examples/scrapy_pages.py."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


class Pages(scrapy.Spider):  # type: ignore[misc] # the library ships no types
    """Reads two pages of a folder, one of them twice; a real spider follows links."""

    name = "pages"
    pages = ("modern-page.html", "old-page.html", "modern-page.html")

    async def start(self) -> Any:
        """One request for each."""
        for page in self.pages:
            yield scrapy.Request((SEEDS / page).as_uri(), dont_filter=True)

    def parse(self, response: Any, **_: Any) -> Iterator[dict[str, Any]]:
        """One item for each page."""
        yield {"url": response.url.replace("file://", "https://www.example.org"), "html": response.body}


if __name__ == "__main__":
    process = CrawlerProcess({
        "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanPipeline": 300},
        "CLEAN_OUT": sys.argv[1] if len(sys.argv) > 1 else "build/scrapy",
        "LOG_LEVEL": "INFO",
    })  # fmt: skip
    process.crawl(Pages)
    process.start()
