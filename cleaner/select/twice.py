"""Does this block stand in a stretch that the page prints once more?

Templates print an article again for another width of the screen, for printers, behind an accordion that a script
opens: the same paragraphs, one after the other, a second and a third time. One paragraph that comes again is no sign of
that: a refrain, a condition of every offer in a list, a form of words. A stretch has at least three different texts and
some eight hundred characters, all of which stood above; of the 893 pages of a collection that were measured, the 8 that
changed all became better (bench/RESULTS.md). Where two elements side by side hold nothing else that is kept, one for
narrow screens and one for wide ones, two paragraphs are enough; and one is, right below itself.
"""

from __future__ import annotations

from cleaner.lesson import is_wide, width_of
from cleaner.page import Block, Container, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge

LEAST = 800
"""characters of a stretch; from 500 on one page in ten lost by it"""
TEXTS = 3
"""different texts of a stretch"""
BESIDE = 150
"""width of what stands in two elements side by side"""
PAIR = 2
"""texts of that"""
PARAGRAPH = 60
"""width of a text that nobody says twice in a row; of the texts of those pages none has one such pair"""
_CELLS = frozenset(("td", "th"))

_STORY = "".join(
    f"<p>At meeting {number} the council spoke about the pier, which has been closed since the storm of last winter, "
    f"and again it could not agree on who should pay for the {part}, said the mayor, who looked tired. “We shall meet "
    f"again,” she said, “and then we shall see what becomes of it, and of us all, and of the pier.”</p>"
    for number, part in enumerate(("planks", "lamps", "railing", "paint"), start=1)
)
_ONCE_MORE = (
    "<p>The council meets again on Monday, and whoever wishes to be heard may come to the town hall at nine.</p>"
)
_BRIEF = (
    "<p>The pier has been closed since the storm of last winter, and nobody knows who should pay for it.</p>"
    "<p>Its planks are to be sold in May, said the mayor, who looked tired.</p>"
)


def _about(page: Page) -> list[Block]:
    """The blocks of such stretches, among those that the scorer would keep."""
    found = page.memo.get("select.scorer")
    if found is None or not (count := _repeated(page, found.least)):
        return []
    scores, least = page.scores, found.least
    kept = [
        block
        for block in found.blocks
        if (scores[block.index] >= least if block.verdict is None else block.verdict.keep)
    ]
    texts = [block.trace.text for block in kept]
    places = set(_right_below(kept, texts))
    if count >= TEXTS:
        places.update(printed_again(texts) or (_beside(kept, texts) if page.kind == "html" else []))
    return [kept[place] for place in sorted(places)]


@judge(
    rank=GENERIC,
    order=88,
    examples=[
        Example(
            f"<html><body><main><h1>The pier</h1><div>{_STORY}{_ONCE_MORE}</div><div class='wide'>{_STORY}{_ONCE_MORE}"
            "</div></main></body></html>",
            drops=("At meeting 1 the council", "The council meets again"),
            spares=("At meeting 1 the council", "The council meets again"),
        ),
        Example(
            f"<html><body><main><h1>The pier</h1>{_ONCE_MORE}{_STORY}{_ONCE_MORE}</main></body></html>",
            spares=("The council meets again",),
        ),
        Example(
            f"<html><body><h1>The pier</h1><div class='narrow'>{_BRIEF}</div><div class='wide'>{_BRIEF}</div></body>",
            drops=("The pier has been closed", "Its planks are"),
            spares=("The pier has been closed", "Its planks are"),
        ),
        Example(
            f"<html><body><main><h1>The pier</h1>{_ONCE_MORE}{_ONCE_MORE}<p>No.</p><p>No.</p></main></body></html>",
            drops=("The council meets again",),
            spares=("The council meets again", "No."),
        ),
    ],
    about=_about,
)
def twice(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, "select.twice", _about):
        return None
    return Verdict(False, "select.twice", "in a stretch that stands above already")


def _repeated(page: Page, least: float) -> int:
    """How many of the lines that may be kept stand on the page twice, up to as many as make a stretch."""
    table = page.memo.get("select.seen")
    if table is None:
        return TEXTS
    count = 0
    for place in table.places("repeated"):
        block = table.blocks[place]
        if page.scores[block.index] >= least or (block.verdict and block.verdict.keep):
            count += 1
            if count == TEXTS:
                break
    return count


def _right_below(kept: list[Block], texts: list[str]) -> list[int]:
    """The places of paragraphs that say what the one above says; of all such lines where there are many paragraphs."""
    found = [
        place for place in range(1, len(texts)) if texts[place] == texts[place - 1] and kept[place].kind not in _CELLS
    ]
    wide = [place for place in found if is_wide(texts[place], PARAGRAPH)]
    return found if len({texts[place] for place in wide}) >= TEXTS else wide


def printed_again(texts: list[str]) -> list[int]:
    """The places of the texts that stand in a stretch of texts which stood before. Linear time."""
    if len(texts) - len(set(texts)) < TEXTS:
        return []
    seen: set[str] = set()
    found: list[int] = []
    stretch: list[int] = []
    for place, text in enumerate(texts):
        if text in seen:
            stretch.append(place)
            continue
        if stretch:
            found += _if_long(stretch, texts)
            stretch = []
        seen.add(text)
    return found + _if_long(stretch, texts)


def _if_long(stretch: list[int], texts: list[str]) -> list[int]:
    if len(stretch) < TEXTS:
        return []
    own = [texts[place] for place in stretch]
    return stretch if len(set(own)) >= TEXTS and sum(map(len, own)) >= LEAST else []


def _beside(kept: list[Block], texts: list[str]) -> list[int]:
    """The places of what an element says that stands beside one which says all of it."""
    first: dict[str, int] = {}
    again = [place for place, text in enumerate(texts) if first.setdefault(text, place) != place]
    if len(again) < PAIR or again[-1] - again[0] != len(again) - 1:
        return []
    if sum([width_of(texts[place]) for place in again]) < BESIDE:
        return []
    other = _alone(kept, again[0], again[-1])
    if other is None or other.parent is None:
        return []
    stand = {_under(other.parent, kept[first[texts[place]]]) for place in again}
    return again if len(stand) == 1 and stand.isdisjoint((None, other)) else []


def _under(parent: Container, block: Block) -> Container | None:
    """The element right below another that holds a block; None where none does."""
    return next((step for step in block.container.ancestors() if step.parent is parent), None)


def _alone(kept: list[Block], begin: int, end: int) -> Container | None:
    """The outermost element that holds the blocks from one place to another and no other block that is kept."""
    last = set(kept[end].container.ancestors())
    outside = set(kept[begin - 1].container.ancestors()) if begin else set()
    if end + 1 < len(kept):
        outside |= set(kept[end + 1].container.ancestors())
    found = None
    for step in kept[begin].container.ancestors():
        if step in last and step not in outside:
            found = step
    return found
