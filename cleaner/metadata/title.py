"""What is the headline, as a reader of the article sees it?

`<title>` and Open Graph carry the site's name behind it, or another wording for search engines and social media; a
page's first `<h1>` may be the site's name. Where they agree, it is the headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner import marks as m
from cleaner.lesson import is_sentence
from cleaner.metadata.alike import closest
from cleaner.metadata.claims import LONGEST, Names, find_blog, read_claims, tidy
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.undress import part_of, undress
from cleaner.page import Block, of_kind

_LONG = 200
"""characters of a main heading that is rather a paragraph, where the page declares a headline"""
_LOOKED_AT = 400
"""blocks among which a headline is looked for that no main heading shows"""
_ALIKE = 0.5
"""a heading that is less like every claim is asked whether another line repeats one"""
_AWAY = m.RELATED | m.NAV | m.FOOTER | m.COMMENTS
"""where a line that repeats it is a link to the article"""
_TRAIL = m.BREADCRUMB | m.NAV
"""where a main heading ends a trail of crumbs, worded for search engines; the headline below it has another rank"""
_HEADINGS = ("h1", "h2", "h3")
_UNRELATED = 0.15
"""a heading that shares fewer of its words with every claim is the site's name or a section's (measured: 15 of 20)"""
_TOLD = 6
"""words from which a heading tells something: names of sites and sections have fewer"""


_BETWEEN = " \t|-–—:»«·•/"
_CUT = 16
"""letters of a claim that is cut off, at least"""
_KICKER = 40
"""characters a kicker has at most"""


class Headline(NamedTuple):
    """The headline, and the block that shows it (None where none does)."""

    text: str
    block: Block | None


def choose_title(declared: Sequence[str], title: str, blocks: list[Block], names: Names) -> Headline:
    """The headline among what the page declares (best source first), its `<title>` and the main headings of its
    blocks.
    """
    claims = read_claims(declared, title, names)
    seen = [block for block in of_kind(blocks, "h1") if _may_be(block, names, is_claimed=bool(claims))]
    if claims and (blog := find_blog(declared, title, names)):
        seen = [block for block in seen if key_of(block.trace.text) != blog]
    if seen and (beside := _beside_name(tidy(title), seen[0], blocks)):
        return Headline(tidy(beside.trace.text), beside)
    block, alike = closest(seen, claims) if seen else (None, 0.0)
    if block is not None and alike < _ALIKE and _leads_away(block):
        stay = [other for other in seen if not _leads_away(other)]
        block, alike = closest(stay, claims) if stay else (block, alike)
    in_trail = block is not None and bool(block.marks & _TRAIL)
    if in_trail and declared and declared[0] and (below := _shown(blocks, declared[:1], _HEADINGS)):
        return Headline(tidy(below.trace.text), below)
    if alike < _ALIKE and claims:
        shown = _shown(blocks, claims)
        if shown is not None:
            return Headline(claims[0] if claims[0] in tidy(shown.trace.text) else undress(shown, claims, names), shown)
    if block is None or (alike < _UNRELATED and claims and not _is_told(block.trace.text)):
        return _unheaded(claims, title, blocks, names, is_headed=block is not None)
    if declared and declared[0] and _adds_kicker(claims, tidy(block.trace.text)):
        return Headline(claims[0], block)
    return Headline(undress(block, claims, names), block)


def _unheaded(claims: Sequence[str], title: str, blocks: Sequence[Block], names: Names, *, is_headed: bool) -> Headline:
    """The headline of a page whose main headings are none of it: what it claims, as a whole where a line shows it."""
    if not claims:
        found = _first_heading(blocks)
        return found if found.text else Headline(tidy(title), None)
    headings = [block for block in blocks[:_LOOKED_AT] if block.kind in ("h2", "h3") and not block.marks & _AWAY]
    if not is_headed and (part := part_of(tidy(title), headings)) and len(part.trace.text) < len(claims[0]):
        return Headline(tidy(part.trace.text), part)
    if not is_headed and (top := _above_text(blocks)):
        block, alike = closest(top, claims)
        if alike >= _ALIKE:
            return Headline(claims[0] if claims[0] in tidy(block.trace.text) else undress(block, claims, names), block)
    whole = None if is_headed else _whole(claims, blocks)
    return Headline(tidy(whole.trace.text), whole) if whole else Headline(claims[0], None)


def _above_text(blocks: Sequence[Block]) -> list[Block]:
    """The headings of lower ranks, and the lines that call themselves a title, above the first paragraph."""
    found: list[Block] = []
    for block in blocks[:_LOOKED_AT]:
        if block.kind == "p" and is_sentence(block.trace.text):
            break
        if (block.kind in ("h2", "h3") or (block.marks & m.TITLE and block.kind != "region")) and not (
            block.marks & _AWAY or len(block.trace.text) > LONGEST
        ):
            found.append(block)
    return found


def _first_heading(blocks: Sequence[Block]) -> Headline:
    """The heading of any rank that stands first, on a page that declares nothing: a fragment, a hand-written page; or
    else the line that its template calls the headline.
    """
    marked = [
        block
        for block in blocks[:_LOOKED_AT]
        if block.marks & m.TITLE and block.kind != "region" and not block.marks & _AWAY and len(block.trace.text) >= 12
    ]
    if marked and len(marked[0].trace.text) < LONGEST:
        return Headline(tidy(marked[0].trace.text), marked[0])
    for block in blocks[:_LOOKED_AT]:
        if block.kind in ("h2", "h3") and not block.marks & _AWAY:
            return Headline(tidy(block.trace.text), block)
        if block.kind == "p" and len(block.trace.text) > _KICKER:
            break
    return Headline("", None)


def _beside_name(title: str, heading: Block, blocks: Sequence[Block]) -> Block | None:
    """The heading that repeats what `<title>` says beside the main heading, which is the site's name then: a blog's."""
    name = tidy(heading.trace.text)
    if len(name) > _KICKER:
        return None
    ahead = title[len(name) :] if title.startswith(name) else ""
    behind = title[: -len(name)] if title.endswith(name) else ""
    for rest in filter(None, (ahead.strip(), behind.strip())):
        part = rest.strip(_BETWEEN)
        if part != rest and len(part) > len(name):
            return _shown(blocks, [part], _HEADINGS)
    return None


def _whole(claims: Sequence[str], blocks: Sequence[Block]) -> Block | None:
    """The line that shows as a whole what the page claims cut off: `Council votes to close old mil...`."""
    begins = [key for claim in claims if claim.endswith(("...", "…")) and len(key := key_of(claim)) >= _CUT]
    for block in blocks[:_LOOKED_AT] if begins else ():
        away = block.kind == "region" or block.marks & _AWAY
        if not away and len(block.trace.text) < _LONG and key_of(block.trace.text).startswith(tuple(begins)):
            return block
    return None


def _leads_away(block: Block) -> bool:
    """Whether a main heading is nothing but a link, as in templates that make one of every teaser."""
    return block.linked >= len(block.trace.text)


def _is_told(text: str) -> bool:
    """Whether a heading that no claim resembles is a headline all the same: claims may be written for searches."""
    return len(text.split()) >= _TOLD and text[-1] not in ":."


def _adds_kicker(claims: Sequence[str], text: str) -> bool:
    """Whether everything declared agrees on a kicker before the heading, which the page sets in a line of its own."""
    lead = claims[0][: -len(text)].rstrip() if claims and claims[0].endswith(text) else ""
    return lead[-1:] in (":", "-", "–", "—") and len(claims) > 1 and len({key_of(claim) for claim in claims}) == 1


def _shown(blocks: Sequence[Block], claims: Sequence[str], kinds: Sequence[str] = ()) -> Block | None:
    """The heading of another rank, or the line, that repeats what the page claims; of these kinds, if any are given."""
    keys = {key_of(claim) for claim in claims if len(claim) >= 12}
    longest = max(map(len, claims)) + 8
    for block in blocks[:_LOOKED_AT]:
        text = block.trace.text
        away = block.kind == "region" or block.marks & _AWAY
        if 12 <= len(text) <= longest and not away and (not kinds or block.kind in kinds) and key_of(text) in keys:
            return block
    return None


def _may_be(block: Block, names: Names, *, is_claimed: bool) -> bool:
    """Whether a main heading may be the headline: it is neither the site's name nor a paragraph."""
    text = block.trace.text
    return 2 < len(text) < (_LONG if is_claimed else LONGEST) and key_of(text) not in names.keys
