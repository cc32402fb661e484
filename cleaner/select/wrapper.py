"""Which elements stand around the whole article, so that what they call themselves says nothing of its parts?

A post filed under "comment" has the class `category-comment`, a page inside a dialogue, a newsletter or a form is all
article, templates never close a menu, and `<body>` tells what the page has anywhere. What holds the page's headline and
most of its prose is no menu, caption or note, whatever its name: a comment section or a sidebar does not hold the
headline, and a share bar that does holds no prose.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from cleaner import marks as m
from cleaner.page import Block, Container, Page

SAYS_NOTHING = (
    m.NAV
    | m.FOOTER
    | m.ASIDE
    | m.COMMENTS
    | m.RELATED
    | m.SHARE
    | m.PROMO
    | m.AD
    | m.COOKIE
    | m.TEASER
    | m.TAGS
    | m.BREADCRUMB
    | m.PAYWALL
    | m.FORM
    | m.DIALOG
    | m.HIDDEN
    | m.NOSCRIPT
    | m.AUTHOR_BOX
    | m.CAPTION
    | m.CREDIT
)
"""marks of menus and furniture; those of an article's own parts and of its make may be true of a wrapper too"""
PROSE = 30
"""characters of a line that is none of a menu; in Chinese a paragraph may have no more"""
_BY_INDEX = attrgetter("index")
MOST = 0.6
"""of the characters of the page's paragraphs"""


def unmark_wrappers(page: Page, blocks: list[Block], texts: list[str]) -> None:
    """Take such marks from the article's wrappers, and from what has them only from there.

    `blocks` are those of the page that are no region, in page order; `texts` are theirs.
    """
    head = _headline(page)
    if head is None or not head.container.marks & SAYS_NOTHING:
        return
    around = [step for step in head.container.ancestors() if step.own & SAYS_NOTHING]
    prose = _prose_of(blocks, texts, PROSE)
    at = bisect_left(blocks, head.index, key=_BY_INDEX)
    enough = MOST * sum(prose)
    for place, step in enumerate(around):
        first, last = _span_of(blocks, at, step)
        if sum(prose[first:last]) > enough:
            for wrapper in around[place:]:  # what stands around a wrapper is one
                wrapper.own &= ~SAYS_NOTHING
            _unmark(page.containers, page.blocks, SAYS_NOTHING)
            return


def _headline(page: Page) -> Block | None:
    """The last block that the headline was read from: above it stand bars that repeat it."""
    places = [index for index, field in page.metadata.used.items() if field == "headline"]
    return page.blocks[max(places)] if places else None


def prose_of(blocks: list[Block], texts: list[str], least: int) -> list[int]:
    """The characters of each line that has so many and is hardly linked, else 0. `_wrapper.pyx` does the same."""
    return [
        size if size >= least and block.linked * 2 < size else 0
        for block, size in zip(blocks, map(len, texts), strict=True)
    ]


def span_of(blocks: list[Block], at: int, step: Container) -> tuple[int, int]:
    """The blocks that stand in an element around the one at `at`: they stand in a row. `_wrapper.pyx` does the same."""

    def is_inside(block: Block) -> bool:
        container: Container | None = block.container
        while container is not None and container.depth > step.depth:
            container = container.parent
        return container is step

    first = bisect_left(blocks, True, 0, at, key=is_inside)
    return first, bisect_left(blocks, True, at, key=lambda block: not is_inside(block))


def unmark(containers: list[Container], blocks: list[Block], says_nothing: int) -> None:
    """Give what has such marks those of its own and of the element around it. `_wrapper.pyx` does the same."""
    for step in containers:  # each stands behind the one around it
        if step.marks & says_nothing and step.parent is not None:
            step.marks = step.own | step.parent.marks
    for block in blocks:
        if block.marks & says_nothing:
            block.marks = block.container.marks | (block.marks & m.LINK)


try:
    from cleaner.select._wrapper import prose_of as _prose_of
    from cleaner.select._wrapper import span_of as _span_of
    from cleaner.select._wrapper import unmark as _unmark
except ImportError:
    _prose_of, _span_of, _unmark = prose_of, span_of, unmark
