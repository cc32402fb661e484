"""Which blocks are the article?

Judges speak in the order of their ranks (SOURCE, LEARNED, GENERIC, CONTEXT); the first verdict stands. Nothing is
deleted, only labelled: a dropped block keeps its text, its rule and the evidence.
"""

from __future__ import annotations

from functools import cache

from cleaner.page import Page
from cleaner.rules import Judge, load
from cleaner.select import scorer


@cache
def _judges() -> tuple[Judge, ...]:
    return tuple(rule.function for rule in load("select") if rule.function is not None)  # type: ignore[misc]  # judges


def select(page: Page) -> None:
    """Give every block its verdict."""
    scorer.prepare(page)
    judges = _judges()
    for block in page.blocks:
        for judge in judges:
            verdict = judge(block, page)
            if verdict is not None:
                block.verdict = verdict
                break
