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


def _about(page: Page) -> list[Block]:
    return page.blocks if page.template else []


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
    about=_about,
)
def template(block: Block, page: Page) -> Verdict | None:
    learned = page.template
    if learned is None:
        return None
    key = key_of(block.trace.text)
    count = learned.lines.get(key)
    if count is None or key == key_of(page.metadata.title) or _is_inside(block, page, learned):
        return None
    return Verdict(False, "select.template", f"on {count} of {learned.pages} pages of {learned.source}")


def _is_inside(block: Block, page: Page, learned: Template) -> bool:
    """Whether it stands between two paragraphs that are the page's own."""
    if not 0 < block.index < len(page.blocks) - 1:
        return False
    return all(_is_own(page.blocks[place], learned) for place in (block.index - 1, block.index + 1))


def _is_own(block: Block, learned: Template) -> bool:
    """Whether it is a paragraph or a sentence that the template does not have."""
    text = block.trace.text
    is_text = block.kind != "region" and (width_of(text) >= PARAGRAPH or is_sentence(text))
    return is_text and key_of(text) not in learned.lines
