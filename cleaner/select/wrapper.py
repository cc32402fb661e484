"""Which elements stand around the whole article, so that what they call themselves says nothing of its parts?

A post filed under "comment" has the class `category-comment`, a page inside a dialogue, a newsletter or a form is all
article, templates never close a menu, and `<body>` tells what the page has anywhere. What holds the page's headline and
most of its prose is no menu, caption or note, whatever its name: a comment section or a sidebar does not hold the
headline, and a share bar that does holds no prose.

A body may stand below its headline in an element of its own, under such a name or folded behind a button. Comments and
authors' boxes stand there too, but each comment in an element of its own, and both below the article: what directly
holds most of the page's paragraphs, with the headline and no prose above, is the body.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from cleaner import marks as m
from cleaner.page import Block, Container, Page
from cleaner.select.gallery import unmark_captions

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
FORBIDS = m.HIDDEN | m.COMMENTS | m.RELATED | m.AUTHOR_BOX | m.FOOTER
"""marks of what has paragraphs of its own, and is no article"""
OVERLAYS = m.COOKIE | m.DIALOG | m.NAV | m.PROMO | m.AD
"""what has such paragraphs on a page without an article too, as a footer has, if it is the page's"""
HEADINGS = "select.headings"
"""under which a page that has main headings below its headline remembers that"""
NEAR = 12
"""lines below the headline, among which the body begins"""
PARAGRAPHS = CAPTIONS = 3
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
    if head is None:
        return
    if head.container.marks & SAYS_NOTHING:
        _unmark_around(page, head, blocks, texts)
    folded, captions, headings = _count_below(blocks, head.index, NEAR, FORBIDS, m.CAPTION)
    if folded >= PARAGRAPHS:
        _unmark_body(page, head, blocks, texts)
    if headings:
        page.memo[HEADINGS] = head
    if captions >= CAPTIONS:
        unmark_captions(page, blocks, _prose_of(blocks, texts, PROSE))


def _unmark_around(page: Page, head: Block, blocks: list[Block], texts: list[str]) -> None:
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


def _unmark_body(page: Page, head: Block, blocks: list[Block], texts: list[str]) -> None:
    """Take such marks from the element that directly holds most paragraphs, if it stands below the headline."""
    prose = _prose_of(blocks, texts, PROSE)
    held: dict[Container, list[int]] = {}
    for place, block in enumerate(blocks):
        if block.index in page.metadata.used:
            prose[place] = 0
        elif block.marks & FORBIDS and (holder := block.container.parent if block.kind == "p" else block.container):
            held.setdefault(holder, []).append(place)
    sizes = {holder: sum(prose[place] for place in places) for holder, places in held.items()}
    body = max(sizes, key=sizes.__getitem__, default=None)
    if body is None or len(held[body]) < PARAGRAPHS or sizes[body] <= MOST * sum(prose):
        return
    above = set(head.container.ancestors())
    around = [step for step in body.ancestors() if step not in above]
    marks = 0
    for step in around:
        marks |= step.own
    at = bisect_left(blocks, head.index, key=_BY_INDEX)
    is_first = at < held[body][0] and not any(prose[at + 1 : held[body][0]])
    if marks & m.FOOTER and not _has_other_footer(page, around[-1]):
        return
    if marks & FORBIDS and not marks & OVERLAYS and (is_first or marks & m.HIDDEN):
        for step in around:
            step.own &= ~(FORBIDS | m.AUTHOR)
        _unmark(page.containers, page.blocks, FORBIDS | m.AUTHOR)


def _has_other_footer(page: Page, body: Container) -> bool:
    """Whether a footer is not the page's: it stands in its article, or above another."""
    around = body.parent.marks if body.parent is not None else 0
    footers = page.marked(m.FOOTER)
    return bool(around & m.ARTICLE) or body not in footers[-1].container.ancestors()


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


def count_below(blocks: list[Block], index: int, reach: int, first: int, second: int) -> tuple[int, int, int]:
    """How many of so many lines below a block have either mark; how many below it are main headings.

    `_wrapper.pyx` does the same.
    """
    below = blocks[bisect_right(blocks, index, key=_BY_INDEX) :]
    marks = [block.marks for block in below[:reach]]
    headings = sum(block.kind == "h1" for block in below)
    return sum(one & first != 0 for one in marks), sum(one & second != 0 for one in marks), headings


def unmark(containers: list[Container], blocks: list[Block], says_nothing: int) -> None:
    """Give what has such marks those of its own and of the element around it. `_wrapper.pyx` does the same."""
    for step in containers:  # each stands behind the one around it
        if step.marks & says_nothing and step.parent is not None:
            step.marks = step.own | step.parent.marks
    for block in blocks:
        if block.marks & says_nothing:
            block.marks = block.container.marks | (block.marks & m.LINK)


try:
    from cleaner.select._wrapper import count_below as _count_below
    from cleaner.select._wrapper import prose_of as _prose_of
    from cleaner.select._wrapper import span_of as _span_of
    from cleaner.select._wrapper import unmark as _unmark
except ImportError:
    _count_below, _prose_of, _span_of, _unmark = count_below, prose_of, span_of, unmark
