"""Which lines of a flat text are its article, where none is likely to be one?

A few short sentences between a menu and a list of headlines, each of them beside an advertisement or a cross-reference:
line by line everything speaks against them, and a report of three sentences was lost whole. So where no line of a page
reaches one half, the sentences that come nearest are kept, if they come near enough.
"""

from __future__ import annotations

from cleaner.late import late
from cleaner.select.choice import HALF
from cleaner.select.ended import is_ended

try:
    from cleaner.select._phrases import is_furniture
except ImportError:
    from cleaner.select.phrases import is_furniture

LEAST = 0.2
"""a page whose likeliest sentence has less has no article"""
HOPED = 0.8
"""the chance that such sentences are given: enough to bridge the furniture between them (apart.py)"""
SHARE = 0.5
"""of the likeliest sentence's chance that another has at least"""
SENTENCE = 40
"""characters of a sentence here: a label is shorter"""
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def doubtful_lines(texts: list[str], chances: list[float]) -> list[int]:
    """The places of the lines to keep where nothing else is kept: sentences that are likely enough. Linear time."""
    if not chances or max(chances) >= HALF:
        return []
    likely = [place for place, chance in enumerate(chances) if chance >= LEAST * SHARE]
    likely = [place for place in likely if _is_sentence(texts[place]) and not is_furniture(texts[place])]
    best = max((chances[place] for place in likely), default=0.0)
    return [place for place in likely if chances[place] >= best * SHARE] if best >= LEAST else []


def _is_sentence(text: str) -> bool:
    size = len(text) + len(_DENSE.findall(text[:SENTENCE]))
    return size >= SENTENCE and is_ended(text)
