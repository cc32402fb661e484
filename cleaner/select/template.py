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


_LETTERS = 4
_MOST = 512
_known: dict[int, tuple[dict[str, int], frozenset[str]]] = {}
"""the beginnings of some templates, by what their lines are in memory"""


def _about(page: Page) -> list[Block]:
    """The blocks that may be such a line, by their first letters: the key of each would take ten times as long."""
    if page.template is None:
        return []
    begins = _beginnings(page.template.lines)
    return [block for block in page.blocks if _may_begin(block.trace.text, begins)]


def _may_begin(text: str, begins: frozenset[str]) -> bool:
    """Whether a key of this text may begin so; letters begin it as they are, of digits and white space it has less."""
    head = text[:_LETTERS]
    begun = head[3:] == " " and head[:3].isalpha() and text[4:5].isalpha()
    told = begun or (len(head) == _LETTERS and head.isalpha())
    return not told or head.casefold()[:_LETTERS] in begins


def _beginnings(lines: dict[str, int]) -> frozenset[str]:
    """What the lines of a template begin with."""
    known = _known.get(id(lines))
    if known is None or known[0] is not lines:
        if len(_known) >= _MOST:
            _known.clear()
        known = _known[id(lines)] = lines, frozenset(line[:_LETTERS] for line in lines)
    return known[1]


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
