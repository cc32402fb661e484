"""Which names does a row give what we look for? Those of scrapers, crawling services and datasets, in any spelling."""

from __future__ import annotations

from typing import Final

FIELDS: Final = ("url", "title", "authors", "published", "language", "charset", "content_type", "source")
_OTHER_NAMES = {
    "url": "link uri page_url article_url web_url canonical_url original_url final_url target_uri permalink source_url",
    "title": "headline article_title",
    "authors": "author byline author_name author_names article_authors creator",
    "published": (
        "date date_published published_at publish_date date_publish published_date publication_date pub_date"
        " published_time publish_time published_on web_publication_date"
    ),
    "language": "lang language_code in_language",
    "charset": "encoding",
    "content_type": "mime_type",
}
"""of a field, the best first. When a page was crawled, and whose site it is, are other things."""
_BODIES = (
    "html raw_html html_content content_html page_html html_body body_html html_source source_html page_source"
    " browser_html response_body http_response_body article_html"
    " text content body maintext main_text article article_body article_text full_text body_text page_content"
    " text_content plain_text"
)
"""Where a row keeps its page, the best first; a `text` may hold HTML all the same."""


def _spellings(name: str) -> tuple[str, ...]:
    """`raw_html` as it is, `rawHtml`, `rawHTML`, `RawHtml`, `RAW_HTML`, `rawhtml`, `raw-html`, `raw html` …"""
    first, *rest = name.split("_")
    capitals = "".join(word.title() for word in rest)
    return (
        name,
        first + capitals,
        first + "".join([word.title() for word in rest[:-1]] + [word.upper() for word in rest[-1:]]),
        first.title() + capitals,
        name.upper(),
        *(mark.join((first, *rest)) for mark in ("", "-", " ")),
        *(mark.join((first, *rest)).title() for mark in "- "),
    )


KNOWN: Final = {
    spelling: (field, rank)
    for field in FIELDS
    for rank, name in enumerate((field, *_OTHER_NAMES.get(field, "").split()))
    for spelling in _spellings(name)
}
"""the field that a name means, and how good a name for it that is, 0 the best"""
RANK: Final = {spelling: rank for rank, name in enumerate(_BODIES.split()) for spelling in _spellings(name)}
"""names of a page, and how good a one that is, 0 the best"""
PAGES: Final = frozenset(name for name in RANK if "html" in name.lower() or name.lower().endswith("source"))
"""those that hold HTML for certain"""
URLS: Final = tuple(
    sorted((name for name, (field, _) in KNOWN.items() if field == "url"), key=lambda name: KNOWN[name][1])
)
"""names of the URL, the best first"""
