"""What becomes of a page that shows no article, but has one for machines?

A browser would fill such a shell with the text that its JSON-LD has, its framework's state, or an element that it does
not show. It is kept where nothing else of the page is, or only a notice that the article does not have ("Please
switch on JavaScript to read this page.").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter

from cleaner.lesson import PARAGRAPH, width_of
from cleaner.page import Block, Page, Verdict
from cleaner.repair import make_writable, repair
from cleaner.segment.closed import read_closed
from cleaner.segment.data import RULE, read_body, read_state
from cleaner.select import select
from cleaner.select.scorer import BRIEF
from cleaner.settings import Settings

_BODY = "articleBody of the page's JSON-LD"
_STATE = "the state of the page's framework"
_NOTICE = 200
"""characters that such a notice has at most"""
_TIMES = 5
"""how often as long the article is, at least"""
_ARTICLE = 150
"""the least width of what is an article without having been called one"""
_PARAGRAPHS = 3
"""of an article that stands in a template: dialogues and messages stand there, too"""
_TEMPLATE = re.compile("<template", re.IGNORECASE)
_FOUND = ("blocks", "containers", "head", "metadata", "body", "scores", "ruling", "memo")
"""what a page has been given when its blocks have their verdicts"""
_GAPS = re.compile(r"[\W_]+")


def keep_unshown(page: Page, settings: Settings) -> None:
    """Keep the text that a page has for machines, where nothing that it shows is kept, or a notice at most."""
    is_told = len(page.body) >= PARAGRAPH
    if not (is_told or BRIEF in page.memo) or page.kind != "html" or RULE in page.off:
        return
    notice = page.kept
    if _size(notice) > _NOTICE:
        return
    if is_told:
        found, what = (read_body(page) if _is_notice(notice, page.body) else []), _BODY
    else:
        found, what = read_state(page), _STATE
        said = "\n".join(block.trace.text for block in found)
        if width_of(said) < _ARTICLE or not _is_notice(notice, said):
            return
        page.body = said
    if found:
        _keep(page, settings, found, notice, what)


def _keep(page: Page, settings: Settings, found: list[Block], notice: list[Block], what: str) -> None:
    """Keep these blocks, and nothing else."""
    shown, page.blocks = page.blocks, found
    if "repair" in settings.skip:
        make_writable(page)
    else:
        repair(page)
    for block in found:
        block.verdict = Verdict(True, RULE, what)
    for block in notice:
        block.verdict = Verdict(False, RULE, f"a notice in place of {what}")
    added = set(map(id, found))
    page.blocks = sorted([*shown, *found], key=attrgetter("start"))
    places = {block.index: place for place, block in enumerate(page.blocks) if id(block) not in added}
    page.scores = {places[index]: score for index, score in page.scores.items()}
    page.metadata.used = {places[index]: name for index, name in page.metadata.used.items()}
    for place, block in enumerate(page.blocks):
        block.index = place
    page.notes.append(f"the text is that of {what}: it shows no article")


def open_closed(page: Page, again: Callable[[], None]) -> None:
    """Read a page that shows nothing once more, with what stands between tags that browsers do not show.

    `again` is what is done to a page between its blocks and their verdicts. Where no article is found, all
    is as before.
    """
    if BRIEF not in page.memo or page.kind != "html":
        return
    notice = page.kept
    found = read_closed(page) if _size(notice) <= _NOTICE else None
    if found is None:
        return
    before = {name: getattr(page, name) for name in _FOUND}
    page.blocks, page.containers, page.head = found
    page.body, page.scores, page.ruling, page.memo = "", {}, None, {}
    again()
    select(page)
    is_article = width_of(page.text) >= _ARTICLE and (
        len(page.kept) >= _PARAGRAPHS or not _TEMPLATE.search(page.source)
    )
    if is_article and _is_notice(notice, page.text):
        page.notes.append("the text stands between tags of which browsers show nothing")
        return
    for name, value in before.items():
        setattr(page, name, value)


def _size(kept: list[Block]) -> int:
    return sum(len(block.trace.text) for block in kept)


def _is_notice(kept: list[Block], body: str) -> bool:
    """Whether what is kept (at most a notice's length) is nothing of the article, which is far longer."""
    if len(body) < _TIMES * _size(kept):
        return False
    said = _GAPS.sub("", body.casefold()) if kept else ""
    return not any(_GAPS.sub("", block.trace.text.casefold()) in said for block in kept)
