"""Does this line of flat text stand apart from the article, though it looks like one of its lines?

An article is one stretch of the page, sometimes a few: it begins, it ends, and what looks like text far above or below
is a teaser, a notice, a comment. So the scorer's opinions are read as a whole: each line adds its logit, weighted by
its length, and the stretches whose sum cannot be bettered are found (all maximal scoring subsequences, Ruzzo and Tompa
1999, in linear time). Lines in a stretch that is worth less than a tenth of the best are dropped. On HTML, where
containers say where the article is, this gained nothing and is not asked.
"""

from __future__ import annotations

import math

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.choice import HALF
from cleaner.select.ended import is_ended

LEAST = 0.1
"""of the best stretch's worth; between .02 and .1 the figures differ by .001"""
DOUBT = 0.5
"""how much a line against counts beside one for: an article holds lines that are not its own"""
LONG = 250
"""characters above which a line's length says no more"""
SURE = 4.0
"""the logit above which the scorer is not believed more"""

BRIEF, NEAR, SENTENCE = 1500, 8, 30
"""characters of an article that is short, where a sentence of so many, so few lines away, is its own: a box stands
between them, and what a tenth of its worth is a single doubt decides"""

_PARTS = "planks lamps railing paint ribbon nails bolts posts ropes buoys steps flags".split()
_ARTICLE = "\n\n".join(
    f"At meeting {number} the council spoke about the pier, which has been closed since the storm of last winter, and "
    f"again it could not agree on who should pay for the {part}, said the mayor, who looked tired. “We shall meet "
    f"again,” she said, “and then we shall see.”"
    for number, part in enumerate(_PARTS, start=1)
)
_MENU = "Home Islands Weather Ferries Letters Births Deaths Prizes Tides Boats Jobs".replace(" ", "\n\n")
_TEASER = (
    "The mayor of the islands was found in the lamp room on Sunday. She had been reading about the council, the pier "
    "and the storm of last winter, she said, and “had not looked at the clock once”."
)


def _about(page: Page) -> list[Block]:
    return [page.blocks[index] for index in _far(page)] if page.kind == "text" else []


@judge(
    rank=GENERIC,
    order=85,
    examples=[
        Example(
            "\n\n".join([_TEASER, *[_MENU] * 8, _ARTICLE]),
            drops=(_TEASER,),
            spares=("At meeting 1 the council", "At meeting 12 the council"),
        )
    ],
    about=_about,
)
def apart(block: Block, page: Page) -> Verdict | None:
    if page.kind != "text":
        return None
    if block.index not in _far(page):
        return None
    return Verdict(False, "select.apart", "a text of its own, far from the article")


def _far(page: Page) -> frozenset[int]:
    """The indexes of the blocks that the scorer would keep but that stand in no stretch of the article."""
    known: frozenset[int] | None = page.memo.get("select.apart")
    if known is None:
        far: list[int] = []
        if (found := page.memo.get("select.scorer")) is not None:
            table = page.memo["select.seen"]
            places = _find(found.chances, table.sizes)
            if places:
                places = _without_near(places, found.chances, table.texts)
            far = [found.blocks[place].index for place in places]
        known = page.memo["select.apart"] = frozenset(far)
    return known


def _without_near(places: list[int], chances: list[float], texts: list[str]) -> list[int]:
    """The places without those of sentences that are a few lines away from a short article."""
    far = set(places)
    own = [place for place, chance in enumerate(chances) if chance >= HALF and place not in far]
    if sum([len(texts[place]) for place in own]) > BRIEF:
        return places
    near = {place + step for place in own for step in range(-NEAR, NEAR + 1)}
    spared = {place for place in far & near if len(texts[place]) >= SENTENCE and is_ended(texts[place])}
    return [place for place in places if place not in spared]


def far_away(chances: list[float], sizes: list[int]) -> list[int]:
    """The places of the lines that are likely to be article but stand in no stretch of it. Linear time."""
    logits = [math.log(max(chance, 1e-9) / max(1 - chance, 1e-9)) for chance in chances]
    far = far_from_article(logits, sizes)
    return [place for place, logit in enumerate(logits) if far[place] and logit >= 0]


def far_from_article(logits: list[float], sizes: list[int]) -> list[bool]:
    """Whether each line stands in no stretch of the article, from the lines' logits and lengths in characters."""
    worth = []
    for logit, size in zip(logits, sizes, strict=True):
        value = max(-SURE, min(SURE, logit)) * min(size, LONG)
        worth.append(value if value > 0 else value * DOUBT)
    found = stretches(worth)
    least = LEAST * max((total for _, _, total in found), default=0.0)
    far = [True] * len(worth)
    for start, end, total in found:
        if total >= least:
            far[start:end] = [False] * (end - start)
    return far


def stretches(worth: list[float]) -> list[tuple[int, int, float]]:
    """All maximal scoring subsequences of `worth`: (start, end, sum), half open, in order. Linear time."""
    starts: list[int] = []
    ends: list[int] = []
    lows: list[float] = []  # the sum of everything before the stretch
    highs: list[float] = []  # and up to its end
    links: list[int] = []  # the nearest earlier stretch with a smaller sum before it
    total = 0.0
    for index, value in enumerate(worth):
        before, total = total, total + value
        if value <= 0:
            continue
        start, low = index, before
        while True:
            at = len(starts) - 1
            while at >= 0 and lows[at] >= low:
                at = links[at]
            if at < 0 or highs[at] >= total:
                break
            start, low = starts[at], lows[at]  # better together with that one and all between
            del starts[at:], ends[at:], lows[at:], highs[at:], links[at:]
        starts.append(start)
        ends.append(index + 1)
        lows.append(low)
        highs.append(total)
        links.append(at)
    return [(start, end, high - low) for start, end, low, high in zip(starts, ends, lows, highs, strict=True)]


try:
    from cleaner.select._apart import far_away as _find
except ImportError:
    _find = far_away
