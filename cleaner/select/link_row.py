"""Is this block one of a row of links that leads around: a table of contents, or a list below the last paragraph?

A long article begins with a list of its own headings, each a link to the place below; whoever reads the text has them
there. And a dozen links with nothing but links below them are where the site goes on, not where the article ends. A
row of links that names no headings, between paragraphs, may be what the article is about: a directory, a list of
sources, the courses that it recommends.
"""

from __future__ import annotations

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.select.features import squash

RULE = "select.link_row"
FEWEST = 5
"""links of a table of contents; of 15 such that the scorer kept, on the 893 pages measured, 11 were no article"""
NAMED = 0.8
"""of them, that a heading below says again"""
LAST = 12
"""links in a row below the last paragraph; of 2 such both were none"""
LEAST = -2.2
"""the logit of a link in such a row, a chance of one in ten; a menu's have less"""
LONGEST = 200
"""characters of a heading that are compared"""
PARAGRAPH = 60
"""characters of a line that is rather a paragraph than a label"""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DIGITS = "0123456789"

_PARTS = (
    "What the storm broke, and what it left",
    "Who pays for the planks of the pier",
    "How long the work will take",
    "Where the boats may land until then",
    "What comes next for the harbour",
)
_CONTENTS = "".join(f"<p><a href='#p{number}'>{part}</a></p>" for number, part in enumerate(_PARTS))
_TEXT = (
    "<p>At meeting {} the council spoke about the pier, which has been closed since the storm, and could not agree.</p>"
)
_STORY = "".join(f"<h2 id=p{number}>{part}</h2>{_TEXT.format(number)}" for number, part in enumerate(_PARTS))
_PAGE = "<html><body><article class='entry-content'><h1>The pier</h1>{}</article></body></html>"


def _about(page: Page) -> list[Block]:
    found = page.memo.get("select.scorer")
    seen = page.memo.get("select.seen")
    if page.kind != "html" or found is None or seen is None:
        return []
    chances: list[float] = found.chances
    linked, logits = seen.places("whole_link"), found.opinion.logits
    places: list[int] = [place for place in linked if logits[place] > LEAST] if len(linked) >= FEWEST else []
    if len(places) < FEWEST or max([chances[place] for place in places]) < found.least:
        return []
    rows = [row for row in _rows(places) if len(row) >= FEWEST]
    return [seen.blocks[place] for row in _leading(rows, seen.blocks, chances, found.least) for place in row]


def _leading(rows: list[list[int]], blocks: list[Block], chances: list[float], least: float) -> list[list[int]]:
    """Those of the rows of links that lead around."""
    rows = [row for row in rows if any(chances[place] >= least for place in row)]
    if not rows:
        return []
    said = {_name(block): place for place, block in enumerate(blocks) if block.kind in _HEADINGS}
    end = _last_paragraph(blocks, chances, least)
    return [row for row in rows if _is_contents(row, blocks, said) or (len(row) >= LAST and row[0] > end)]


@judge(
    rank=GENERIC,
    order=87,
    examples=[
        Example(
            _PAGE.format(_TEXT.format(7) + _CONTENTS + _STORY),
            drops=(_PARTS[0], _PARTS[4]),
            spares=("At meeting 7",),
        ),
        Example(_PAGE.format(_TEXT.format(7) + _CONTENTS + _TEXT.format(8)), spares=(_PARTS[0], _PARTS[4])),
    ],
    about=_about,
)
def link_row(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "in a row of links that leads around")


def _rows(places: list[int]) -> list[list[int]]:
    """The places that follow one another."""
    rows: list[list[int]] = []
    for place in places:
        if rows and rows[-1][-1] == place - 1:
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _is_contents(row: list[int], blocks: list[Block], said: dict[str, int]) -> bool:
    """Whether headings below say most of these links again; `said` are the last places of each."""
    return sum([said.get(_name(blocks[place]), -1) > row[-1] for place in row]) >= NAMED * len(row)


def _name(block: Block) -> str:
    """What a heading says, without its number."""
    return squash(block.trace.text[:LONGEST]).lstrip(_DIGITS)


def _last_paragraph(blocks: list[Block], chances: list[float], least: float) -> int:
    """The place of the last line of the article that is no link and no label; -1 without one."""
    for place in range(len(blocks) - 1, -1, -1):
        if chances[place] >= least:
            size = len(blocks[place].trace.text)
            if size >= PARAGRAPH and blocks[place].linked * 2 < size:
                return place
    return -1
