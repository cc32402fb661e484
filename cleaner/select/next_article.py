"""Does this block stand in the next article, which the site puts below the one that the page is about?

Where readers scroll on, the next story follows the last line: an element of the same make, with a main heading or one
of the second rank, a date or a byline and a text of its own. An item of a live blog or of a list stands within the
article, or is one of many; a page that is a row of posts has the site's name for a title.
"""

from __future__ import annotations

import re

from cleaner import marks as m
from cleaner.lesson import width_of
from cleaner.metadata.dates import find_stamps
from cleaner.metadata.glance import DATED, glance
from cleaner.metadata.json_ld import key_of
from cleaner.page import Block, Container, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.select.wrapper import HEADINGS, PROSE

RULE = "select.next_article"
MOST = 20
"""main headings that are looked at"""
NEAR = 4
"""lines around a headline among which its date or byline stands"""
DATELINE = 50
"""characters of a line that says a day"""
FEW = 3
"""such articles under headings of the second rank; more are the entries of a list or a live blog"""
LEAST = 20
"""times what an article has as text of its own, the most that each of the others has"""
_DIGITS = re.compile(r"\d+")
_SIGNED = m.BYLINE | m.DATE | m.AUTHOR

_STORY = "<p>The council voted by nine to two on Monday to keep the old swimming pool open for another year.</p>"
_OTHER = "<p>Rain and hail have destroyed a third of the harvest in the valley, its farmers said on Tuesday.</p>"
_DAY = "<time datetime=2024-05-04>4 May</time>"
_PAGE = (
    "<html><head><title>{title}</title></head><body>"
    f"<article class='post'><h1>Pool stays open</h1>{_DAY}{_STORY}</article>"
    f"<article class='post'><h1>Hail destroys harvest</h1>{_DAY}{_OTHER}</article>"
)


def _about(page: Page) -> list[Block]:
    head = _headline(page)
    if head is None or not _is_title(head, page):
        return []
    beside = {id(step.parent): step for step in head.container.ancestors()}
    found: dict[str, dict[int, bool]] = {"h1": {}, "h2": {}}
    doubtful = 0
    for heading in _headings(head, page):
        step = heading.container
        while step.parent is not None and id(step.parent) not in beside:
            step = step.parent
        own = beside.get(id(step.parent))
        if own is not None and _is_next(own, step, head, heading, page):
            found[heading.kind][id(step)] = True
            doubtful += not own.names or own.names != step.names
    others = found["h1"] | (found["h2"] if len(found["h2"]) <= FEW else {})
    if not others:
        return []
    count, below = len(others), page.blocks[head.index + 1 :]
    theirs = [block for block in below if _is_in(block.container, others)]
    # elements of two names may be the head and the body of one article
    if doubtful and LEAST * count * (_prose_in(below) - _prose_in(theirs)) < _prose_in(theirs):
        return []
    return theirs


def _prose_in(blocks: list[Block]) -> int:
    return sum([len(block.trace.text) for block in blocks if block.kind != "region" and _is_prose(block)])


def _headline(page: Page) -> Block | None:
    """The page's main heading, if there may be an article below its own."""
    head: Block | None = page.memo.get(HEADINGS)
    if head is None and (len(page.head.times) > 1 or len(page.head.authors) > 1):
        places = [index for index, field in page.metadata.used.items() if field == "headline"]
        head = page.blocks[max(places)] if places else None
    return head if head is not None and head.kind == "h1" else None


def _headings(head: Block, page: Page) -> list[Block]:
    """The headings below the headline that may be another's: of the first rank, or of the second."""
    return [block for block in page.blocks[head.index + 1 :] if block.kind == "h1" or block.kind == "h2"][:MOST]


@judge(
    rank=GENERIC,
    order=57,
    examples=[
        Example(
            _PAGE.format(title="Pool stays open - The Mail"), drops=("Hail", "Rain and hail"), spares=("The council",)
        ),
        Example(_PAGE.format(title="The Mail"), spares=("The council", "Rain and hail")),
    ],
    about=_about,
)
def next_article(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "an article of its own below the page's")


def _is_title(head: Block, page: Page) -> bool:
    """Whether the page is called after this headline, as a row of posts is not."""
    key = key_of(head.trace.text)
    return bool(key) and key in key_of(page.head.title)


def _is_next(own: Container, step: Container, head: Block, heading: Block, page: Page) -> bool:
    """Whether the element with this heading is of the make of the headline's own, and has what an article has."""
    if step is own or not _is_alike(own, step, heading.kind):
        return False
    if key_of(head.trace.text) in key_of(heading.trace.text):  # once more, or an answer to it
        return False
    return (
        any(_is_prose(block) for block in _lines_below(heading, step, page))
        and any(_is_prose(block) for block in _lines_below(head, own, page))
        and _is_signed(heading, step, page)
    )


def _is_alike(own: Container, step: Container, kind: str) -> bool:
    """Whether two elements are of one make, numbers aside; below a heading of second rank by more than their tag."""
    if step.tag != own.tag or step.marks & m.LIVE:
        return False
    one, other = (_DIGITS.sub("", element.names) for element in (own, step))
    if one and one == other:
        return True
    # without a name only <article> says what it is: the cells of a table are not each an article
    return step.tag == "article" and (kind == "h1" or not {*one.split()}.isdisjoint(other.split()))


def _is_prose(block: Block) -> bool:
    return width_of(block.trace.text) >= PROSE and block.linked * 2 < len(block.trace.text)


def _lines_below(heading: Block, step: Container, page: Page) -> list[Block]:
    """The paragraphs that follow in the same element, those of a few lines at most."""
    found = page.blocks[heading.index + 1 : heading.index + 1 + NEAR * 2]
    return [block for block in found if block.index not in page.metadata.used and step in block.container.ancestors()]


def _is_signed(heading: Block, step: Container, page: Page) -> bool:
    """Whether a date or a byline stands beside this heading, in the same element."""
    around = page.blocks[max(0, heading.index - NEAR) : heading.index + 1 + NEAR]
    near = [block for block in around if step in block.container.ancestors()]
    if any(block.index in page.metadata.used or block.marks & _SIGNED for block in near):
        return True
    if any(near[0].index <= before <= near[-1].index for _, before, _ in page.head.times):
        return True
    # chapters of one article may each begin with a day too, but hardly under a main heading
    return heading.kind == "h1" and any(_is_dated(block.trace.text) for block in near if block.kind != "region")


def _is_dated(text: str) -> bool:
    """Whether a line says a day and hardly more."""
    return len(text) <= DATELINE and bool(glance(text) & DATED) and bool(next(find_stamps(text), None))


def _is_in(container: Container, known: dict[int, bool]) -> bool:
    """Whether an element is one of those, or stands in one; what was asked is known."""
    asked: list[Container] = []
    step: Container | None = container
    while step is not None and id(step) not in known:
        asked.append(step)
        step = step.parent
    found = step is not None and known[id(step)]
    known.update(dict.fromkeys(map(id, asked), found))
    return found
