"""Which lines of a flat text are its article, where none is likely to be one?

A few short sentences between a menu and a list of headlines, each of them beside an advertisement or a cross-reference:
line by line everything speaks against them, and a report of three sentences was lost whole. So where no line of a page
reaches one half, the sentences that come nearest are kept, if they come near enough.

The same where the lines that reach one half are the smaller part of what may be the article: a page like none that the
scorer learned from, with all of its paragraphs on one long line, or in a language whose words it hardly knows. Each of
them is doubted a little, and what is kept by chance is a tenth of the article. The threshold that gives the best
expected F1 is half the F1 that can be had (Lipton, Elkan and Naryanaswamy 2014), and that of such a page is .7 or less.
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
NEAR = 0.35
"""the chance that a sentence has at least where most of what may be the article does not reach one half"""
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def doubtful_lines(texts: list[str], chances: list[float]) -> list[int]:
    """The places of the lines to keep where nothing else is kept: sentences that are likely enough. Linear time."""
    if not chances or max(chances) >= HALF:
        return _outweighing(texts, chances)
    likely = [place for place, chance in enumerate(chances) if chance >= LEAST * SHARE]
    likely = [place for place in likely if _is_sentence(texts[place]) and not is_furniture(texts[place])]
    best = max((chances[place] for place in likely), default=0.0)
    return [place for place in likely if chances[place] >= best * SHARE] if best >= LEAST else []


def _outweighing(texts: list[str], chances: list[float]) -> list[int]:
    """The sentences that come near one half, where they are longer together than all that reaches it."""
    near = [place for place, chance in enumerate(chances) if NEAR <= chance < HALF]
    if not near:
        return []
    size = sum([len(text) for text, chance in zip(texts, chances, strict=True) if chance >= HALF])
    if sum([len(texts[place]) for place in near]) <= size:
        return []
    near = [place for place in near if _is_sentence(texts[place]) and not is_furniture(texts[place])]
    return near if sum([len(texts[place]) for place in near]) > size else []


def _is_sentence(text: str) -> bool:
    size = len(text) + len(_DENSE.findall(text[:SENTENCE]))
    return size >= SENTENCE and is_ended(text)
