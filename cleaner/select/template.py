"""Does this line stand on many pages of its source?

`clean learn`, or the first pass of a run, has read many pages of the source and found the lines that are the source's
and not an article's (learn.py): menu entries, prompts, what stands below every article. This is the strongest
evidence there is on flattened text, and it needs no language.

A line between two paragraphs of the article is spared, whatever was learned: there it is a subheading that another
section has as a menu entry, a quote, or a notice that the author put there. So is the page's own headline, which other
pages show among their most read.
"""

from __future__ import annotations

from cleaner.lesson import key_of, pages_of
from cleaner.page import Block, Page, Template, Verdict
from cleaner.rules import LEARNED, Example, judge

try:
    from cleaner._lesson import find_learned
except ImportError:
    from cleaner.lesson import find_learned

_PAGE = """\
Harbour
Most read today
Ferry returns to the outer islands after a winter of repairs
The ferry that links the outer islands with the mainland went back into service on Monday, after a winter of repairs.
Harbour
The harbour master said that the part for the engine had to be cast anew, which took four months longer than planned.
Tickets cost the same as last year, and the council will decide in spring whether Sundays get a second crossing.
Most read today
Send us your pictures of the harbour by post.
"""
_LEARNED = Template(
    "islands.example", 40, {"harbour": 40, "most read today": 38, "send us your pictures of the harbour by post.": 31}
)


def _court(page: Page) -> None:
    learned = page.template
    if learned is None:
        return
    for place, pages in find_learned(page.blocks, learned.lines, key_of(page.metadata.title)):
        if page.blocks[place].verdict is None:
            page.blocks[place].verdict = _verdict(pages, learned)


def _verdict(pages: int, learned: Template) -> Verdict:
    return Verdict(False, "select.template", f"on {pages} of {learned.pages} pages of {learned.source}")


@judge(
    rank=LEARNED,
    order=10,
    examples=[
        Example(
            _PAGE,
            drops=("Harbour", "Most read", "Send us"),
            spares=("Harbour", "Ferry returns", "Tickets"),
            template=_LEARNED,
        )
    ],
    court=_court,
)
def template(block: Block, page: Page) -> Verdict | None:
    learned = page.template
    if learned is None:
        return None
    pages = pages_of(block.index, page.blocks, learned.lines, key_of(page.metadata.title))
    return None if pages is None else _verdict(pages, learned)
