"""Does this block stand in what the page puts below its article: a row of teasers, readers' comments, the page's foot?

Such boxes hold whole sentences, and where nothing tells what they are (generated classes, none at all), beside an
article of two or three sentences they look like more of it. But a teaser is a headline that is a link with a summary
below it, and stands in a row of others that lead to the same site, with no text between; comments stand below a heading
that says so and nothing more, or each says who wrote it, and when; and what holds the page's "© 2024" beside a list of
links, and not the article, is its foot. They are looked for from the end of the page upwards, for as long as what is
kept last stands in one: what the article goes on below may be its own list.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.select.boxes import Shown, box_of_last, is_prose, may_end_in_box

RULE = "select.below"
BOXES = 8
"""below an article, at most"""
_STORY = (
    "<h1>Pool stays open</h1><p>The council voted by nine to two on Monday to keep the old swimming pool open.</p>"
    "<p>Its roof will be mended in May, said the mayor, who had wanted to close it.</p>"
)
_TEASERS = "".join(
    f"<div><h3><a href='/{number}'>{name}</a></h3><p>{name} again, as it did in May, and nobody knows why.</p></div>"
    for number, name in enumerate(("Hail destroys harvest", "Ferry runs late", "Keeper wins prize"))
)
_SAID = (
    "<h3>2 comments</h3><div><b>Tom K.</b><p>About time, my sister learned to swim there fifty years ago.</p></div>"
    "<div><b>Anna</b><p>And who pays for it? We do, as always, with our taxes.</p></div>"
)
_FOOT = (
    "<div><p>The Mail has reported from the valley since 1871.</p><ul><li><a href=/a>Us</a><li><a href=/b>Terms</a>"
    "<li><a href=/c>Jobs</a></ul><p>© 2024 The Mail</p></div>"
)


def _about(page: Page) -> list[Block]:
    found, table, heads = page.memo.get("select.scorer"), page.memo.get("select.seen"), page.metadata.used
    if page.kind != "html" or found is None or table is None or "headline" not in heads.values():
        return []
    blocks, chances, least = found.blocks, found.chances, found.least
    last = len(blocks) - 1
    while last >= 0 and not (chances[last] >= least and _may_stay(blocks[last])):
        last -= 1
    head = max(index for index, name in heads.items() if name == "headline")
    if last < 1 or not may_end_in_box(page, table, last, page.blocks[head]):
        return []
    kept = [
        place
        for place, chance in enumerate(chances)
        if (chance >= least if (verdict := blocks[place].verdict) is None else verdict.keep)
    ]
    prose = [place for place in kept if blocks[place].index > head and is_prose(blocks[place])]
    seen = Shown(page, blocks, prose, head)
    end = len(blocks)
    for _ in range(BOXES):
        if (start := box_of_last(seen)) is None:
            break
        end = start
        seen = seen._replace(prose=[place for place in seen.prose if place < end])
    return [blocks[place] for place in kept if place >= end]


@judge(
    rank=GENERIC,
    order=89,
    examples=[
        Example(
            f"<html><body><div>{_STORY}</div><div>{_TEASERS}</div></body></html>",
            drops=("Hail destroys harvest again", "Keeper wins prize again"),
            spares=("The council voted", "Its roof"),
        ),
        Example(
            f"<html><body><div>{_STORY}{_SAID}</div>{_FOOT}</body></html>",
            drops=("About time", "And who pays", "The Mail has reported"),
            spares=("The council voted", "Its roof"),
        ),
    ],
    about=_about,
)
def below(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "in a box below the article")


def _may_stay(block: Block) -> bool:
    """Whether nobody has dropped a sentence yet."""
    return (block.verdict is None or block.verdict.keep) and is_prose(block)
