"""Which blocks are the article?

Judges speak in the order of their ranks (SOURCE, LEARNED, GENERIC, CONTEXT); the first verdict stands. Nothing is
deleted, only labelled: a dropped block keeps its text, its rule and the evidence.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import cast

from cleaner.page import Page
from cleaner.rules import About, Court, Judge, load
from cleaner.select import scorer

_every_block: About = attrgetter("blocks")


@cache
def _judges(off: tuple[str, ...]) -> tuple[tuple[Judge, About, Court | None], ...]:
    rules = [rule for rule in load("select") if rule.id not in off]
    return tuple((cast("Judge", rule.function), rule.about or _every_block, rule.court) for rule in rules)


def select(page: Page) -> None:
    """Give every block its verdict."""
    scorer.prepare(page)
    for judge, about, court in _judges(page.off):
        if court is not None:
            court(page)
            continue
        for block in about(page):
            if block.verdict is None:
                block.verdict = judge(block, page)
