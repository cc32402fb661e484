"""Which fields do the rules for this page's source give it?

They come after everything the page declares, and before what came beside it in a row or a sidecar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.metadata.dates import read_stamp
from cleaner.metadata.names import clean_names
from cleaner.page import Page


def take_fields(page: Page, fields: Mapping[str, Sequence[str]]) -> None:
    """Put `title`, `authors` and `published` of the site's rules in place; a value that says nothing is left out."""
    found, given = page.metadata, page.fields
    if fields.get("title") and not given.get("title"):
        found.title = fields["title"][0]
    names = list(dict.fromkeys(name for value in fields.get("authors", ()) for name in clean_names(value)))
    if names and not given.get("authors"):
        found.authors = names
    stamps = [stamp for value in fields.get("published", ())[:1] if (stamp := read_stamp(value))]
    if stamps and not given.get("published"):
        found.published = stamps[0].iso
