"""Are the captions of this page its story?

A gallery tells its story below its pictures: a headline, perhaps a sentence or two, and a caption each. A caption is
furniture where an article stands beside it. Where hardly anything but captions is prose, they are the article's
paragraphs, and what they call themselves says nothing.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.page import Block, Page

GALLERY = "select.gallery"
"""under which a page remembers that it is one"""
FEWEST = 4
"""captions; an article of three sentences may have as many pictures"""
MOST = 0.75
"""of the characters of the page's prose"""
_MARKS = m.CAPTION | m.CREDIT | m.FIGURE


def unmark_captions(page: Page, blocks: list[Block], prose: list[int]) -> None:
    """Make paragraphs of a gallery's captions. `prose` are the characters of each of the blocks, 0 where it is none."""
    captions = [place for place, block in enumerate(blocks) if block.marks & m.CAPTION]
    told = [prose[place] for place in captions if prose[place]]
    if len(told) < FEWEST or sum(told) <= MOST * sum(prose):
        return
    page.memo[GALLERY] = True
    for place in captions:
        block = blocks[place]
        block.kind = "p" if block.kind == "figcaption" else block.kind
        block.marks &= ~_MARKS
