"""Is this line a label that stands below each entry of a live blog: "Share", "Copy link"?

A live blog is entries: a time of day, a heading, a paragraph or two, a button to share them. Flattened, the button's
label stands below every paragraph, and what follows each paragraph makes it doubtful: of an invented live blog of seven
entries, in sixteen languages, a fifth was lost. So where a text has as many labels as times, each below a sentence,
the scorer is not shown them. Of lists of teasers, which have times and labels too, the labels stand below headlines; of
comments ("Reply") no time stands on a line of its own as often as they do.
"""

from __future__ import annotations

import re
from collections import Counter

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.select.phrases import is_furniture
from cleaner.select.unseen import hidden_by
from cleaner.stops import is_stop

MANY = 4
"""entries a live blog has at least"""
_LONGEST, _CLOCKS = 40, 12
"""characters of a label, which has no colon (that is a picture's credit), and of a time of day"""
_SENTENCE = 30
"""characters of a sentence"""
_BELOW = 0.75
"""of the labels stand below a sentence"""
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?: ?(?:[ap]\.?m\.?|uhr|h|[a-z]{2,4}))?$", re.IGNORECASE)
RULE = "select.entries"
_about = hidden_by(RULE)
_TOLD = (
    "The ferry that links the outer islands with the mainland is back in service, the harbour master says.",
    "The first passengers are on board. Some of them waited for four months, and all of them have a ticket.",
    "The ferry has passed the lighthouse. There is hardly a wave, and the band on deck plays on.",
    "Nobody can say when the ferry will be back.",
)


def find_labels(texts: list[str]) -> list[int]:
    """The places of the labels of a flat text's entries; none where it is no live blog."""
    tiny = [text for text in texts if len(text) <= _CLOCKS]
    clocks = sum(1 for text in tiny if text[0].isdigit() and _CLOCK.match(text))
    if clocks < MANY:
        return []
    short = Counter(text for text in texts if len(text) < _LONGEST and ":" not in text)
    often = {text for text, count in short.items() if abs(count - clocks) < 2 and is_furniture(text)}
    places = [place for place, text in enumerate(texts) if text in often]
    below = sum(1 for place in places if place and _is_sentence(texts[place - 1]))
    return places if len(places) >= MANY and below >= _BELOW * len(places) else []


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and is_stop(text[-1], len(text))


@judge(
    rank=GENERIC,
    order=6,
    examples=[
        Example(
            "\n\n".join(f"1{place}:32\n\n{line}\n\nShare this post" for place, line in enumerate(_TOLD)),
            drops=("Share this post",),
            spares=_TOLD,
        )
    ],
    about=_about,
)
def entries(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "a label below each entry of a live blog")
