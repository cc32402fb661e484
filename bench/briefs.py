"""Samples that scraped collections lack: what stands beside a brief, and what a page is without an article.

Among pages chosen for their articles hardly one is short, and none is without an article, so a scorer that knows
nothing else takes one sentence for a teaser. Such pages are there all the same: news in brief, wire flashes, entries
of a feed, a newcomer's first try. So they are made of the collection's own pages, whose gold tells what is theirs:

brief     the page with only the first of its article's paragraphs, cut to a sentence or a few
empty     the page without its article
fragment  the article as a feed has it: paragraphs, nothing around them
plain     a brief in hand-written HTML: a headline, a sentence or a few, perhaps a menu and a footer
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from html import escape

from cleaner.lesson import width_of
from cleaner.page import Block, Page
from cleaner.trace import Edit

_END = re.compile(r"(?<=[.!?…])[\"”’»)]?\s+(?=\S)|(?<=[。！？])")
SENTENCES = (1, 1, 1, 2, 2, 3, 4, 6)
"""how many of them a brief has"""
_ENDS = ".!?…。！？।"
_LAST = _ENDS + '”’»"'
_LONGEST = 300
"""characters of a sentence that a brief is made of"""
SUBHEAD = 0.3
"""how many of the briefs in hand-written HTML that have room for one have a subheading"""
RIGHT = 0.8
"""of a block's words that gold must have, where the article is cut at it"""
_SUBHEADS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = ("article", "main", "div class='article-body'", "div class='content'", "div", "section", "")
_HEADS = ("h1", "h1", "h1", "h2", "")


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _END.split(text) if part.strip()]


def shorten(page: Page, shares: dict[int, float], chance: random.Random) -> str:
    """Cut a page's article to a few sentences; the text that is left of it ('' where it has no such paragraph).

    `shares` are of each block's words those of the gold, by index.
    """
    left = chance.choice(SENTENCES)
    kept: list[Block] = []
    parts: list[str] = []
    heading: Block | None = None
    for block in page.blocks:
        share = shares.get(block.index, 0.0)
        if share < 0.2 or block.index in page.metadata.used:
            kept.append(block)
        elif left and share >= RIGHT and block.kind in _SUBHEADS:
            heading = block
        elif left and share >= RIGHT and (cut := _cut(block, left)):
            if heading is not None:
                kept.append(heading)
                parts.append(heading.trace.text)
                heading = None
            left = max(0, left - len(sentences(cut))) if chance.random() < 0.8 else 0
            kept.append(block)
            parts.append(cut)
    kept.sort(key=lambda block: block.index)
    page.blocks = kept
    page.body = "\n".join(parts) if page.body else ""
    return "\n".join(parts)


def _cut(block: Block, most: int) -> str:
    """Cut a paragraph behind its first sentences; '' where it does not begin with one."""
    text = block.trace.text
    if block.kind not in ("p", "div", "li", "blockquote", "section", "article") or len(text) < 20:
        return ""
    found = sentences(text)
    if len(found[0]) > _LONGEST or found[0][-1] not in _LAST:
        return ""
    end = text.find(found[min(most, len(found)) - 1]) + len(found[min(most, len(found)) - 1])
    if end < len(text):
        share = end / len(text)
        block.trace = block.trace.edit([Edit(end, len(text))], "bench.briefs")
        block.linked = round(block.linked * share)
        block.anchors = round(block.anchors * share)
    return block.trace.text


def emptied(page: Page, shares: dict[int, float]) -> None:
    """Take a page's article away."""
    page.blocks = [block for block in page.blocks if shares.get(block.index, 0.0) < 0.2]
    page.body = ""


def written(title: str, gold: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Pages made of an article's text: group, HTML, and the text a reader wants."""
    lines = [line for line in gold.split("\n") if line.strip()]
    yield "fragment", "".join(f"<p>{escape(line)}</p>" for line in lines), gold
    found = [line for text in lines for line in sentences(text) if 15 < width_of(line) < _LONGEST and line[-1] in _ENDS]
    if not found:
        return
    start = chance.randrange(max(1, len(found) - 4))
    some = found[start : start + chance.choice(SENTENCES)]
    if len(some) > 1 and chance.random() < SUBHEAD:
        some.insert(1, " ".join(found[start - 1].split()[:5]).rstrip(_LAST + ",;:"))
    yield "plain", _page(title, some, chance), "\n".join(some)


def _page(title: str, some: list[str], chance: random.Random) -> str:
    head, box = chance.choice(_HEADS), chance.choice(_BOXES)
    body = f"<{head}>{escape(title)}</{head}>" if head and title else ""
    if chance.random() < 0.3:
        body += "<p class='byline'>" + chance.choice(("By Ada Quill", "Ada Quill", "3 May 2024")) + "</p>"
    tag = "p" if chance.random() < 0.8 or len(some) > 1 else "div"
    rank = chance.choice(_SUBHEADS[:3])
    for number, line in enumerate(some):
        own = rank if number == 1 and line[-1] not in _LAST else tag
        body += f"<{own}>{escape(line)}</{own}>"
    if box:
        body = f"<{box}>{body}</{box.split()[0]}>"
    return f"<html><body>{_around(chance)}{body}{_below(chance)}</body></html>"


_MENUS = ("Home News Sport Weather Culture", "Start Politik Wirtschaft Sport", "Accueil Monde Sport", "Inicio Deportes",
    "首页 新闻 体育", "الرئيسية رياضة اقتصاد", "Главная Спорт Мир", "होम खेल देश")  # fmt: skip
_FEET = ("© 2024 The Islander", "All rights reserved.", "Privacy policy", "Impressum", "Contact us", "Terms of use")
_TEASERS = (
    "Bridge opens after nine years of work",
    "Keeper retires",
    "Dog swims home",
    "Die Brücke ist offen",
    "Le bac repart",
)


def _around(chance: random.Random) -> str:
    """What stands above: nothing, or a menu in one of the ways menus are written."""
    links = "".join(f"<a href='/{n}'>{word}</a> " for n, word in enumerate(chance.choice(_MENUS).split()))
    listed = "".join(f"<li>{link}</li>" for link in links.split("</a> ") if link)
    ways = ("", "", f"<nav>{links}</nav>", f"<div>{links}</div>", f"<ul>{listed}</ul>", f"<p>{links}</p>")
    return chance.choice(ways)


def _below(chance: random.Random) -> str:
    """What stands below: nothing, a footer, a list of others."""
    foot = chance.choice(_FEET)
    others = "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(chance.sample(_TEASERS, 3)))
    listed = f"<ul>{others}</ul>"
    ways = ("", "", f"<footer>{foot}</footer>", f"<p>{foot}</p>", f"<div>{foot}</div>", listed)
    return chance.choice((*ways, f"<h3>More</h3>{listed}<p>{foot}</p>"))
