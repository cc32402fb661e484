"""Does this line stand in a section of links that follows the article: its heading, or anything under it?

Below the article a news page lists others: "More Latest News", "Meistgelesen", "The News Explained". Flattened, such a
section is a heading and then lines that no paragraph follows: the text behind a picture, the headline, the next one.
Some of them are whole sentences, so line by line they look like text; under their heading they do not. A heading is
known by its words (`sections/`), or, in any language, by the link below it that repeats it ("Royals", "See more
Royals"), in words known for that or used below two headings. The section ends where paragraphs begin again. With a
colon ("Related:"), or in words for that ("Lees ook"), its heading often announces but one link inside the article, so
that there one paragraph is enough.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.ended import is_ended, is_paragraph
from cleaner.select.phrases import announces_one, is_furniture, is_section_heading
from cleaner.select.resumed import without_article

HEADING = 50
"""characters a section's heading has at most"""
LONG = 250
"""characters from which one paragraph is enough"""
MORE = 20
"""characters of "See more" before the heading that it repeats, at most"""
LINKS = 4
"""lines a section has at least: a heading alone proves nothing"""
MENU = 40
"""lines above a heading among which the article must have begun: a menu above it is no section below it"""

_PAGE = (
    "The ferry that links the outer islands with the mainland went back into service on Monday, after a winter in "
    "which residents had to rely on fishing boats for their post.\n\nThe harbour master said that repairs had taken "
    "four months longer than planned, because a part for the engine had to be cast anew, and that nobody had been "
    "willing to say so.\n\nIslands\n\nSee more Islands\n\nA woman on a pier\n\nSinger buys lighthouse and will not say "
    "why\n\nThe lighthouse was sold in March.\n\nKeeper of lost light returns after 30 years\n\nA dog\n\nDog swims "
    "home\n"
)
_LINK = (
    "Related:\n\nTen ropes that last\n\nA rope that lies in the sun for a summer is worth half of what it was worth in "
    "spring, and nobody can tell from looking at it how much it will still bear.\n\nHemp\n\nSisal\n\nNylon\n\n"
    "Cotton\n\nCoir\n"
)


def _about(page: Page) -> list[Block]:
    return [page.blocks[index] for index in sections_of(page)] if page.kind == "text" else []


@judge(
    rank=GENERIC,
    order=45,
    examples=[
        Example(
            _PAGE,
            drops=(
                "Islands",
                "A woman on a pier",
                "Singer buys lighthouse",
                "The lighthouse was sold",
                "Dog swims home",
            ),
            spares=("The ferry that links", "The harbour master said"),
        ),
        Example(
            f"{_PAGE[: _PAGE.index('Islands')]}{_LINK}",
            drops=("Related:", "Ten ropes that last"),
            spares=("A rope that lies in the sun",),
        ),
    ],
    about=_about,
)
def section(block: Block, page: Page) -> Verdict | None:
    if page.kind != "text":
        return None
    heading = sections_of(page).get(block.index)
    return Verdict(False, "select.section", f"under “{heading}”") if heading else None


def sections_of(page: Page) -> dict[int, str]:
    """The heading of each line that stands in a section of links; found once for a page."""
    known = page.memo.get("select.section")
    if known is None:
        table = page.memo.get("select.seen")
        if table is None or len(table.texts) < len(page.blocks):
            lines = [block.trace.text for block in page.blocks]
        else:
            lines = table.texts
        known = _find(lines)
        if known:
            known = without_article(known, lines, page.scores)
        page.memo["select.section"] = known
    return known


def find_sections(lines: list[str]) -> dict[int, str]:
    """The heading of each line that stands in a section of links. Linear in the lines."""
    found: dict[int, str] = {}
    heading, announces = "", False
    leads = leads_of([said for line, following in pairwise(lines) if (said := lead(line, following))])
    prose = [is_paragraph(line) for line in lines]
    for index, line in enumerate(lines):
        if (
            _is_heading(lines, index, leads)
            and _links_follow(prose, index + 1)
            and any(prose[max(0, index - MENU) : index])
        ):
            heading, announces = line, announces_one(line)
        elif heading and prose[index] and (len(line) >= LONG or announces or any(prose[index + 1 : index + 2])):
            heading = ""
        if heading:
            found[index] = heading
    return found


def _is_heading(lines: list[str], index: int, leads: set[str]) -> bool:
    """Whether a line has the make and the words of a section's heading."""
    line = lines[index]
    if not 2 < len(line) <= HEADING or is_ended(line):
        return False
    return lead(line, *lines[index + 1 : index + 2]) in leads or is_section_heading(line)


def lead(line: str, following: str = "") -> str:
    """What the line below says before it repeats this one: "See more"; empty where it does not, or is a mere bullet."""
    if not len(line) < len(following) <= len(line) + MORE or not following.endswith(" " + line):
        return ""
    return following[: -len(line) - 1].strip(" *•·-–—>»").casefold()


def leads_of(said: list[str]) -> set[str]:
    """The leads that make a line a link to a section: words known to do so, or the same below two headings."""
    if not said:
        return set()
    return {lead for lead, count in Counter(said).items() if count > 1 or is_furniture(lead)}


def _links_follow(prose: list[bool], start: int) -> bool:
    """Whether the next lines are those of a section: enough of them, and hardly a sentence among them."""
    coming = prose[start : start + 2 * LINKS]
    return len(coming) >= LINKS and sum(coming) * 4 <= len(coming)


try:
    from cleaner.select._section import find_sections as _find
except ImportError:
    _find = find_sections
