"""Is this line a known phrase of news-page furniture?

"Listen to this article", "Loading audio...", "Read more: …", "Lesen Sie auch: …": players, prompts and cross-references
that scrapers bring along with the text. Only short lines are looked at, and only phrases from the lists in
`furniture/`; on the pages measured, 98 of 100 words in such lines were no article text. A longer sentence that begins
so ("Click here to see the full list of plants and how far apart they want to stand.") is left to the scorer.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.phrases import is_weak
from cleaner.select.unseen import unseen
from cleaner.stops import is_stop

try:
    from cleaner.select._phrases import first_phrase, whole_phrase
except ImportError:
    from cleaner.select.phrases import first_phrase, whole_phrase

_LONGEST = 160
"""characters; a cross-reference names a headline, a longer line is a sentence that happens to begin so"""
_SENTENCE = 60
"""characters from which a line with a sentence end is rather a sentence of the article"""


def _about(page: Page) -> list[Block]:
    """The lines that a first look took for furniture, or did not see; one of the greatest length was not looked at."""
    table = page.memo.get("select.seen")
    if table is None:
        return page.blocks
    places = table.places("furniture")
    if _LONGEST in table.sizes:
        places = sorted({*places, *(place for place, size in enumerate(table.sizes) if size == _LONGEST)})
    return [*(table.blocks[place] for place in places), *unseen(page)]


@judge(
    rank=GENERIC,
    order=50,
    examples=[
        Example(
            "Listen to this article\n\nLoading audio...\n\nRead more: Ferry returns to the outer islands\n\nShare "
            "prices fell on Monday, as they had on Friday.\n\nClick here to see the full list of plants, and how far "
            "apart they want to stand.\n\nLatest news on the ferry that does not return: its captain has been found.\n",
            drops=("Listen to this article", "Loading audio...", "Read more: Ferry returns"),
            spares=("Share prices fell", "Click here to see", "Latest news on"),
        ),
        Example(
            "Lesen Sie auch: Die Brücke ist offen\n\nWeitere Artikel\n", drops=("Lesen Sie auch", "Weitere Artikel")
        ),
    ],
    about=_about,
)
def furniture(block: Block, _: Page) -> Verdict | None:
    text = block.trace.text
    if len(text) > _LONGEST:
        return None
    if whole_phrase(text):
        return Verdict(False, "select.furniture", "a known line")
    phrase = first_phrase(text)
    if not phrase or is_weak(phrase) or (len(text) >= _SENTENCE and is_stop(text[-1], len(text))):
        return None
    return Verdict(False, "select.furniture", f"begins “{phrase}”")
