"""What becomes of a page that shows no article, but has one for machines?

A browser would fill such a shell with the text that its JSON-LD has. It is kept where nothing else of the page is, or
only a notice that the article does not have ("Please switch on JavaScript to read this page.").
"""

from __future__ import annotations

import re
from operator import attrgetter

from cleaner.lesson import PARAGRAPH
from cleaner.page import Block, Page, Verdict
from cleaner.repair import make_writable, repair
from cleaner.segment.data import RULE, read_body
from cleaner.settings import Settings

_NOTE = "articleBody of the page's JSON-LD"
_NOTICE = 200
"""characters that such a notice has at most"""
_TIMES = 5
"""how often as long the article is, at least"""
_GAPS = re.compile(r"[\W_]+")


def keep_unshown(page: Page, settings: Settings) -> None:
    """Keep the text that a page has for machines, where nothing that it shows is kept, or a notice at most."""
    if len(page.body) < PARAGRAPH or RULE in page.off:
        return
    notice = page.kept
    if notice and not _is_notice(page, notice):
        return
    shown, found = page.blocks, read_body(page)
    if not found:
        return
    page.blocks = found
    if "repair" in settings.skip:
        make_writable(page)
    else:
        repair(page)
    for block in found:
        block.verdict = Verdict(True, RULE, _NOTE)
    for block in notice:
        block.verdict = Verdict(False, RULE, "a notice in place of the articleBody of the page's JSON-LD")
    added = set(map(id, found))
    page.blocks = sorted([*shown, *found], key=attrgetter("start"))
    places = {block.index: place for place, block in enumerate(page.blocks) if id(block) not in added}
    page.scores = {places[index]: score for index, score in page.scores.items()}
    page.metadata.used = {places[index]: name for index, name in page.metadata.used.items()}
    for place, block in enumerate(page.blocks):
        block.index = place
    page.notes.append("the text is that of the page's JSON-LD: it shows no article")


def _is_notice(page: Page, kept: list[Block]) -> bool:
    size = sum(len(block.trace.text) for block in kept)
    if size > _NOTICE or len(page.body) < _TIMES * size:
        return False
    said = _GAPS.sub("", page.body.casefold())
    return not any(_GAPS.sub("", block.trace.text.casefold()) in said for block in kept)
