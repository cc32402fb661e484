"""Which blocks are the article?

What is known of the site and learned from its pages comes first, so that the scorer knows which blocks are spoken of.
Judges speak in the order of their ranks (SOURCE, LEARNED, GENERIC, CONTEXT); the first verdict stands. Nothing is
deleted, only labelled: a dropped block keeps its text, its rule and the evidence.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import cast

from cleaner.page import Page
from cleaner.rules import LEARNED, About, Court, Judge, load
from cleaner.select import scorer

_every_block: About = attrgetter("blocks")


_Bench = tuple[tuple[Judge, About, Court | None], ...]


@cache
def _judges(off: tuple[str, ...]) -> tuple[_Bench, _Bench]:
    """The judges that know the site, and the others, each bench in the order in which they speak."""
    rules = [rule for rule in load("select") if rule.id not in off]
    named = [(cast("Judge", rule.function), rule.about or _every_block, rule.court) for rule in rules]
    known = sum(rule.rank <= LEARNED for rule in rules)
    return tuple(named[:known]), tuple(named[known:])


def select(page: Page) -> None:
    """Give every block its verdict."""
    known, others = _judges(page.off)
    _ask(page, known)
    scorer.prepare(page)
    _ask(page, others)


def _ask(page: Page, judges: _Bench) -> None:
    for judge, about, court in judges:
        if court is not None:
            court(page)
            continue
        for block in about(page):
            if block.verdict is None:
                block.verdict = judge(block, page)
