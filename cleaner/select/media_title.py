"""Is this the title of a player that stood inside the article?

An embedded video or podcast leaves its prompt ("Listen and subscribe …", "Watch: …") and, on the line below, its
title: no sentence, and about the same thing as the headline. A subheading may follow a prompt too, but it rarely says
the headline again. A mere button ("Play video") is no prompt: it stands on the picture, and any line may follow.
"""

from __future__ import annotations

import re

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

try:
    from cleaner.select._phrases import first_phrase
except ImportError:
    from cleaner.select.phrases import first_phrase

_PROMPTS = (
    "listen", "watch", "hören", "anhören", "artikel anhören", "écouter", "en vidéo", "escuch", "ver video",
    "ascolta", "guarda", "ouça", "ouvir", "luister", "lyssna", "lyt", "lytt", "kuuntele", "posłuchaj",
)  # fmt: skip
_WORD = re.compile(r"\w{4,}")
_SHARE = 0.4
"""of its words that the headline has too; an unrelated subheading shares one word in ten"""
_LONGEST = 120


def _about(page: Page) -> list[Block]:
    """The lines below one that a first look took for furniture, as it takes every prompt."""
    table = page.memo.get("select.seen")
    if table is None or page.kind != "text":
        return page.blocks if page.kind == "text" else []
    below = [table.blocks[place].index + 1 for place in table.places("furniture")]
    return [page.blocks[index] for index in below if index < len(page.blocks)]


@judge(
    rank=GENERIC,
    order=55,
    examples=[
        Example(
            "Ferry captain on trial for leaving without her passengers\n\n16 May 2023, 22:20\n\nBy Ada Quill\n\nThe "
            "captain of the island ferry went on trial on Monday for leaving the pier eleven minutes early, without "
            "forty passengers who were still buying their tickets.\n\nListen and subscribe to Harbour Voices\n\nFerry "
            "captain explains leaving her passengers behind\n\nShe said in court that the tide waits for nobody, and "
            "that her passengers had been told so on every morning of that week.\n",
            drops=("Ferry captain explains",),
            spares=("The captain of the island ferry", "She said in court"),
        )
    ],
    about=_about,
)
def media_title(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    if page.kind != "text" or not block.index or len(text) > _LONGEST or text[-1:] in ".!?…":
        return None
    before = page.blocks[block.index - 1].trace.text
    if len(before) > _LONGEST or not first_phrase(before).startswith(_PROMPTS):
        return None
    words = _roots(text)
    shared = words & _roots(page.metadata.title)
    if len(shared) < 2 or len(shared) < _SHARE * len(words):
        return None
    return Verdict(
        False, "select.media_title", f"below “{before[:40]}”, says the headline again: {' '.join(sorted(shared)[:4])}"
    )


def _roots(text: str) -> set[str]:
    """The words of a line by their first five letters, so that "passenger" and "passengers" are one."""
    return {word[:5] for word in _WORD.findall(text.casefold())}
