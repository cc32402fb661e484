"""Does this line stand on many pages of its source?

`clean learn`, or the first pass of a run, has read many pages of the source and found the lines that are the source's
and not an article's (learn.py): menu entries, prompts, what stands below every article. This is the strongest
evidence there is on flattened text, and it needs no language.

A line between two paragraphs of the article is spared, whatever was learned: there it is a subheading that another
section has as a menu entry, a quote, or a notice that the author put there. So is the page's own headline, which other
pages show among their most read.
"""

from __future__ import annotations

from cleaner.lesson import PARAGRAPH, is_sentence, key_of, width_of
from cleaner.page import Block, Page, Template, Verdict
from cleaner.rules import LEARNED, Example, judge

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


def find_learned(blocks: list[Block], lines: dict[str, int], headline: str) -> list[tuple[int, int]]:
    """The places of the blocks to be dropped, and on how many pages the line of each stands.

    `lines` are those that were learned, `headline` the page's own, as a key. `_lesson.pyx` says the same.
    """
    found = ((place, _pages(place, blocks, lines, headline)) for place in range(len(blocks)))
    return [(place, pages) for place, pages in found if pages is not None]


def _pages(place: int, blocks: list[Block], lines: dict[str, int], headline: str) -> int | None:
    """On how many pages a line stands; None for one that is to be spared."""
    key = key_of(blocks[place].trace.text)
    if key not in lines or key == headline:
        return None
    is_inside = 0 < place < len(blocks) - 1 and all(_is_own(blocks[other], lines) for other in (place - 1, place + 1))
    return None if is_inside else lines[key]


def _is_own(block: Block, lines: dict[str, int]) -> bool:
    """Whether it is a paragraph or a sentence that was not learned."""
    text = block.trace.text
    is_text = block.kind != "region" and (width_of(text) >= PARAGRAPH or is_sentence(text))
    return is_text and key_of(text) not in lines


def _court(page: Page) -> None:
    learned = page.template
    if learned is None:
        return
    for place, pages in _find_learned(page.blocks, learned.lines, key_of(page.metadata.title)):
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
    pages = _pages(block.index, page.blocks, learned.lines, key_of(page.metadata.title))
    return None if pages is None else _verdict(pages, learned)


try:
    from cleaner._lesson import find_learned as _find_learned
except ImportError:
    _find_learned = find_learned
