"""Is this one of the last lines of the article, and a lawyer's: no advice, no offer, no promise?

"This material is for informational purposes only and does not constitute investment advice", "Yatırım tavsiyesi
değildir", "以上内容不构成投资建议": below reports on money, health and law, in a paragraph like any other. What it says
has few forms in each language (`legal_notices.txt`). The same words higher up belong to the article: a report on a
court that asked what constitutes legal advice, a meal plan that is not for everybody.
"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.prompt import QUOTES, likely_lines, listed

try:
    from cleaner.select._mention import Mentions
except ImportError:
    from cleaner.select.mention import Mentions

RULE = "select.legal_notice"
LAST = 4
"""lines of what is likely article, from its end, among which such notices stand"""
ABOVE = 3
"""lines that the article has above them, at least: of a page of legal notices they are the text"""
_LONGEST = 1500
"""characters"""
_SAYS = ('," ', ",” ", "”, ", '", ', "» ", "“ ")
"""how a speaker's words end within a line"""
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."
_MORE = "It will be built by the yard on the east pier, which had drawn it, and nobody spoke for the ferry's keeper."


def _about(page: Page) -> list[Block]:
    """The notices among the last lines of what is likely to be kept."""
    found, texts = likely_lines(page)
    least = page.memo["select.scorer"].least if found else 0.0
    last: list[int] = []
    for place in range(len(found) - 1, ABOVE - 1, -1):
        if page.scores[found[place].index] >= least:
            last.append(place)
            if len(last) == LAST:
                break
    last.reverse()
    near = _mentions().places([texts[place] for place in last])
    return [found[last[at]] for at in near if _said(texts[last[at]])]


@cache
def _mentions() -> Mentions:
    return Mentions(_phrases(), _LONGEST)


@judge(
    rank=GENERIC,
    order=62,
    examples=[
        Example(
            f"<article><p>{_STORY}</p><p>{_MORE}</p><p>{_STORY}</p><p>Tickets cost the same as last year, the council "
            "said.</p><p>This article is for informational purposes only and does not constitute investment advice.</p>"
            "</article>",
            drops=("This article is for",),
            spares=("Three of nine", "Tickets cost"),
        ),
        Example(
            f"<article><p>{_STORY}</p><p>The leaflet was sent out for informational purposes only, the court found, "
            f"and that does not constitute legal advice.</p><p>{_MORE}</p><p>{_STORY}</p><p>Tickets cost the same as "
            "last year.</p><p>The council will decide in spring on Sundays.</p><p>The keeper has to leave his lamp.</p>"
            "</article>",
            spares=("The leaflet was sent",),
        ),
    ],
    about=_about,
)
def legal_notice(block: Block, page: Page) -> Verdict | None:
    said = _said(block.trace.text) if block in _about(page) else ""
    return Verdict(False, RULE, f"says “{said}”") if said else None


def _said(text: str) -> str:
    """What of a lawyer's phrases a line says, if any."""
    if len(text) > _LONGEST or text.startswith(QUOTES) or any(map(text.__contains__, _SAYS)):
        return ""
    lowered = text.lower()
    return next((phrase for phrase in _phrases() if phrase in lowered), "")


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(listed(PACKAGE / "select" / "legal_notices.txt")["says"])
