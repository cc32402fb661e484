"""Is this block the page's headline, which is a field and not text?

The headline stands above the article, and often again in a share bar or a sticky header. The metadata say which blocks
it was read from.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge


def _about(page: Page) -> Iterator[Block]:
    return (page.blocks[index] for index in page.metadata.used)


@judge(
    rank=GENERIC,
    order=30,
    examples=[
        Example(
            "<html><body><h1>Bridge opens after nine years</h1><p>The bridge over the Senn was opened on "
            "Monday.</p></body></html>",
            drops=("Bridge opens after nine years",),
            spares=("The bridge over the Senn",),
        )
    ],
    about=_about,
)
def headline(block: Block, page: Page) -> Verdict | None:
    if page.metadata.used.get(block.index) != "headline":
        return None
    return Verdict(False, "select.headline", "the title field")
