"""Is this the article's last paragraph, right above the heading of a section of links?

Where an article ends, the scorer doubts: below the last paragraph everything speaks against what stands near. But
between a paragraph of the article and a section's heading ("More Latest News") nine of ten sentences were the
article's own on the pages measured (110 of 123), so the one line there is kept.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.choice import HALF
from cleaner.select.section import ENDS, sections_of

LEAST = 60
"""characters of a paragraph here: it is no label, and no name below a quote"""

_PARAGRAPHS = "\n\n".join(
    f"At meeting {number} the council spoke about the pier, which has been closed since the storm of last winter, and "
    f"again it could not agree on who should pay for the {part}, said the mayor, who looked tired."
    for number, part in enumerate("planks lamps railing paint".split(), start=1)
)
_LINKS = "More Latest News\n\nA dog\n\nDog swims home\n\nSinger buys lighthouse\n\nA woman on a pier\n\nTides\n"
_LAST = "Snow is expected in Oberland tonight, so drive with chains or stay where you are."


def _about(page: Page) -> list[Block]:
    if page.kind != "text":
        return []
    sections, blocks = sections_of(page), page.blocks
    tops = [index for index in sections if index > 1 and index - 1 not in sections]
    return [blocks[index - 1] for index in tops if _is_paragraph(blocks[index - 1])]


@judge(
    rank=GENERIC,
    order=80,
    examples=[Example(f"{_PARAGRAPHS}\n\n{_LAST}\n\n{_LINKS}", drops=(), spares=("Snow is expected", "At meeting 4"))],
    about=_about,
)
def closing(block: Block, page: Page) -> Verdict | None:
    if block not in _about(page) or page.scores.get(block.index, HALF) >= HALF:
        return None
    above = page.blocks[block.index - 1]
    if above.verdict is None and page.scores.get(above.index, 0) >= HALF and _is_paragraph(above):
        return Verdict(True, "select.closing", "below a paragraph, above the heading of a section")
    return None


def _is_paragraph(block: Block) -> bool:
    text = block.trace.text
    return len(text) >= LEAST and text[-1] in ENDS
