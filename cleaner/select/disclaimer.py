"""Does this line only say whose opinion the article is not?

"The views expressed in this column are the author's own and do not necessarily reflect those of the paper", "Мнение
автора может не совпадать с мнением редакции": a sentence of lawyers above or below every column of a paper. It begins
and goes on in few ways in each language (`disclaimers.txt`); a report on somebody's views does not do both.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.prompt import LEAST, likely_lines, listed

try:
    from cleaner.select._edges import mark_starts, starting
except ImportError:
    from cleaner.select.edges import mark_starts, starting

RULE = "select.disclaimer"
_LONGEST = 400
"""characters; a paragraph that goes on has something else to say"""
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


def _about(page: Page) -> list[Block]:
    found, texts = likely_lines(page)
    return [found[number] for number in starting(texts, _marked())]


@judge(
    rank=GENERIC,
    order=61,
    examples=[
        Example(
            f"<article><p>{_STORY}</p><p>The views expressed in this article are those of the author and do not "
            "necessarily reflect the position of the Harbour Mail.</p></article>",
            drops=("The views expressed",),
            spares=("Three of nine",),
        ),
        Example(
            f"<article><p>{_STORY}</p><p>The views expressed by the nine members on Monday reflect those of the town, "
            "she said.</p><p>Court rulings do not necessarily reflect the views of those who wrote them.</p></article>",
            spares=("The views expressed", "Court rulings"),
        ),
    ],
    about=_about,
)
def disclaimer(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    if len(text) > _LONGEST or page.scores.get(block.index, 0.0) < LEAST:
        return None
    lowered = text.lower()
    if not lowered.startswith(_begins()) or not any(map(lowered.__contains__, _listed()["says"])):
        return None
    return Verdict(False, RULE, "whose opinion it is not")


@cache
def _listed() -> dict[str, list[str]]:
    return listed(PACKAGE / "select" / "disclaimers.txt")


@cache
def _begins() -> tuple[str, ...]:
    return tuple(_listed()["begins"])


@cache
def _marked() -> Any:
    return mark_starts(_begins())
