"""Does this site's own template say whether the block is article?

Whoever has looked at a site knows more of it than any general rule: which element holds the article, which boxes stand
inside it, with which words a line to another story begins. That knowledge is data, one file a site in dated eras
(cleaner/sources/). What it says goes before everything else; what it does not speak of is judged as on any other page.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import SOURCE, Example, judge

_RULES = """\
[[era]]
body = ["div.story"]
keep = ["div.story p.lead"]
drop = ["div.promo"]
[era.lines]
drop = ["^Also: "]
"""
_PAGE = (
    "<html><body><p>The weather will be fine on all islands today, with a light wind from the west, says the keeper of "
    "the lamp, who has been right before.</p><div class=story><p class=lead>A lamp, a keeper</p><p>The ferry that "
    "links the outer islands with the mainland went back into service on Monday, after a winter of repairs and two of "
    "waiting.</p><div class=promo><p>Every morning the most important news of all islands, told in five minutes by "
    "those who were there: order our letter now.</p></div><p>Also: the keeper who wrote letters to every ship that "
    "passed his lamp</p></div></body></html>"
)


def _about(page: Page) -> list[Block]:
    return [page.blocks[index] for index in page.ruling.verdicts] if page.ruling else []


@judge(
    rank=SOURCE,
    order=10,
    examples=[
        Example(
            _PAGE,
            drops=("The weather will be fine", "Every morning the most", "Also: the keeper"),
            spares=("A lamp, a keeper", "The ferry that links"),
            source=_RULES,
        )
    ],
    about=_about,
)
def source(block: Block, page: Page) -> Verdict | None:
    return page.ruling.verdicts.get(block.index) if page.ruling else None
