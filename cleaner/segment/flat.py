"""What of a flat text is said of the page, and what are its paragraphs?"""

from __future__ import annotations

from cleaner.page import Page
from cleaner.segment import leftovers
from cleaner.segment.front_matter import read_header
from cleaner.segment.gather import Segmented


def segment(page: Page) -> Segmented:
    """The paragraphs of a flat text; what stands above it are fields, but for those that came beside it."""
    header = read_header(page.source)
    if header is None:
        return leftovers.segment(page.source)
    page.fields = {**header.fields, **page.fields}
    return leftovers.segment(page.source, header.end)
