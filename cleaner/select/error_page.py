"""Does this line stand on a page that a server sent in place of an article: not found, access denied, are you a robot?

Crawls are full of them, many sent as if all were well, and what they say is a good sentence: "Sorry, the page you are
looking for does not exist." They say what they are in their title or heading (`error_pages.txt`, in thirty languages,
and the numbers of HTTP). A page with the length of an article is one, whatever it is called.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.phrases import EDGES

_LONGEST = 1000
"""characters outside of menus on such a page; its advice on what to do is short"""
_TITLE = 120
"""characters of a title that says no more than that"""
_PARTS = re.compile(r"[|｜:–—·»-]")
_STATUS = re.compile(r"(?:error|http|status|fehler|erreur|errore|error code|code)?\s*(?:40[0134]|410|429|50[0234])")

_MESSAGE = (
    "<html><head><title>{} | The Islander</title></head><body><h1>{}</h1><p>Sorry, the page you are looking for does "
    "not exist.</p></body></html>"
)


def _about(page: Page) -> list[Block]:
    if page.kind != "html":
        return []
    said = page.head.title, page.metadata.title
    return page.blocks if any(map(says_error, said)) and _is_short(page) else []


@judge(
    rank=GENERIC,
    order=10,
    examples=[
        Example(_MESSAGE.format("Page not found", "Nothing here"), drops=("Sorry, the page",)),
        Example(_MESSAGE.format("404", "Oops"), drops=("Sorry, the page",)),
        Example(_MESSAGE.format("404 days at sea", "404 days at sea"), spares=("Sorry, the page",)),
    ],
    about=_about,
)
def error_page(_: Block, page: Page) -> Verdict | None:
    known: Verdict | None = page.memo.get("select.error_page")
    if known is None:
        said = next((text for text in (page.head.title, page.metadata.title) if says_error(text)), "")
        if page.kind != "html" or not said or not _is_short(page):
            return None
        known = page.memo["select.error_page"] = Verdict(False, "select.error_page", f"“{said[:_TITLE]}”")
    return known


def says_error(title: str) -> bool:
    """Whether a title is that of an error message."""
    if not title or len(title) > _TITLE:
        return False
    phrases = _phrases()
    has_number = "4" in title or "5" in title
    for part in (title, *_PARTS.split(title)):
        folded = part.casefold().replace("’", "'")
        if folded.strip(EDGES) in phrases or (has_number and _STATUS.fullmatch(folded.strip(" .!"))):
            return True
    return False


def _is_short(page: Page) -> bool:
    return sum([len(block.trace.text) for block in page.blocks if block.kind != "region"]) <= _LONGEST


@cache
def _phrases() -> frozenset[str]:
    lines = (PACKAGE / "select" / "error_pages.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))
