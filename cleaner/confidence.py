"""How likely is it that the text kept of this page is right?

The chance that the text has a word F1 of at least .9 against what a careful reader would keep. It is read off what the
scorer said of all blocks together: how much of what was kept it doubted, how much of what was dropped it would rather
have kept, whether the article is one stretch, and whether the page's own JSON-LD tells of a text of the same length.
Weights are those of a logistic regression, fitted and calibrated by `bench/fit_confidence.py`, cross-validated by site;
bench/RESULTS.md has the reliability table. Short texts of HTML pages, briefs and what was taken for them, have weights
of their own (`bench/fit_brief.py`). It takes 0.05 ms for a page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import exp, log, log1p

from cleaner.package import PACKAGE
from cleaner.page import Block, Page

NAMES = (
    "kept", "share", "doubt_kept", "doubt_dropped", "worst", "stretches", "other_prose", "body", "body_ratio", "blocks",
    "longest",
)  # fmt: skip
RIGHT = 0.9
"""word F1 from which a text counts as right"""
PROSE = 80
"""characters from which a dropped block may have been a paragraph"""
MOST = 300
"""characters of a block that count where its chance is neither high nor low"""
BRIEF = 500
"""characters of a short text"""
UNKNOWN = 0.02
"""the chance of a block that was not scored: a region"""

_BRIEF = log1p(BRIEF) / 10

Sums = tuple[float, float, float, float, float, float, int, int, int]
"""characters kept, dropped, doubted among the kept, hoped for among the dropped, of dropped prose, of blocks in doubt;
how many stretches and blocks are kept; characters of the longest"""


def confidence(page: Page) -> float:
    """The chance, 0 to 1, that the page's text is right; 0 for a page without text."""
    row = features(page)
    if row is None:
        return 0.0
    weights, bias = _table()["brief" if page.kind == "html" and row[0] < _BRIEF else page.kind]
    logit = bias + sum([weight * value for weight, value in zip(weights, row, strict=True)])
    return round(1 / (1 + exp(-max(-30.0, min(30.0, logit)))), 3)


def features(page: Page) -> list[float] | None:
    """The page as numbers, in the order of NAMES; None where nothing is kept."""
    kept, dropped, doubted, missed, prose, worst, stretches, blocks, longest = _add_up(page.blocks, page.scores)
    if not kept:
        return None
    body = len(page.body)
    return [
        log1p(kept) / 10,
        kept / (kept + dropped),
        log(0.003 + doubted / kept),
        log(0.003 + missed / kept),
        log(0.003 + worst / kept),
        log(stretches),
        log(0.01 + prose / kept),
        float(body > 0),
        abs(log(max(min(kept / body, 20.0), 0.05))) if body else 0.0,
        log(blocks),
        longest / kept,
    ]


def add_up(blocks: list[Block], scores: dict[int, float]) -> Sums:
    """What is kept, dropped and doubted of a page's blocks, in characters. `_confidence.pyx` says the same."""
    kept = dropped = doubted = missed = prose = worst = 0.0
    stretches = count = longest = 0
    before = False
    for block in blocks:
        size = len(block.trace.text)
        found = scores.get(block.index)
        chance = UNKNOWN if found is None else found
        verdict = block.verdict
        is_kept = (verdict is None or verdict.keep) and size > 0
        if is_kept:
            kept += size
            count += 1
            doubted += size * (1 - chance)
            stretches += not before
            longest = max(longest, size)
        else:
            dropped += size
            if block.kind != "region":
                missed += size * chance
                if size >= PROSE:
                    prose += size
        if 0.2 < chance < 0.8:
            worst += min(size, MOST)
        before = is_kept
    return kept, dropped, doubted, missed, prose, worst, stretches, count, longest


try:
    from cleaner._confidence import add_up as _add_up
except ImportError:
    _add_up = add_up


@cache
def _table() -> dict[str, tuple[Sequence[float], float]]:
    """Weights and bias by kind of page."""
    table = json.loads((PACKAGE / "confidence.json").read_text(encoding="utf-8"))
    if table["names"] != list(NAMES):
        raise RuntimeError("confidence.json was fitted with other features; run bench/fit_confidence.py --write")
    return {kind: (tuple(table[kind]["weights"]), table[kind]["bias"]) for kind in ("html", "text", "brief")}
