"""Is this line of a text in Markdown nothing but links, two or more?

Markdown keeps what flattening loses: which words were a link. A line of several and no word beside them is a menu, a
trail of crumbs, a row of tags; authors who stand so are fields already. Of one link alone, or of links that make a
sentence, nothing is said.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.stops import STOPS

RULE = "select.link_line"
FEWEST = 2
"""links of a line"""
LONG = 60
"""characters from which a line that ends with a stop is a sentence"""
_STORY = (
    "The ferry that links the outer islands with the mainland went back into service on Monday, after a long winter.",
    "The [harbour master](/people/brae) said that [repairs](/repairs) had taken four months longer than planned.",
)


def _about(page: Page) -> list[Block]:
    if page.kind != "text" or "]" not in page.source or "](" not in page.source:
        return []
    return [block for block in page.blocks if _is_links(block, page.source)]


def _is_links(block: Block, source: str) -> bool:
    links, inside = 0, False
    for start, end, text, causes in block.trace.pieces:
        taken = source[start:end] if causes and not text else ""
        if taken.startswith(("[", "](")):
            links += taken.count("](")
            inside = taken.endswith("[")
        elif not inside and any(map(str.isalnum, text)):
            return False
    text = block.trace.text
    return links >= FEWEST and not (len(text) >= LONG and text.endswith(tuple(STOPS)))


@judge(
    rank=GENERIC,
    order=6,
    examples=[
        Example(
            "\n\n".join(["[Home](/) [News](/news) | [Sport](/sport)", "# Ferry returns to the islands", *_STORY]),
            drops=("Home News | Sport",),
            spares=("The harbour master said that repairs had taken four months longer than planned.",),
        )
    ],
    about=_about,
)
def link_line(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "nothing but links")
