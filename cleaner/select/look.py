"""What does one text look like: how long, how ended, how written?

`_look.pyx` says the same for a C compiler; tests hold the two to each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner.late import late
from cleaner.select.phrases import is_furniture, notice_share
from cleaner.stops import FIRST_UNMARKED, JOINED, STOPS, is_stop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.page import Block

CLOSERS = "\"'”’»)］］」』›"
_SENTENCE = late(rf"[{STOPS}][\s\"'”’»]|[。！？]")
_JOINED = re.compile(f"[{JOINED}]")
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WIDTH = 2.2
"""Latin letters that say as much as one Chinese or Japanese character (parallel texts: 2 to 2.5)"""
SYLLABLE = 1.7
"""the same of a Korean syllable, on HTML: of flat text the networks know Korean lines as short as they are"""
_SYLLABLES = late(r"[\uac00-\ud7a3]")
SAMPLE = 40
"""characters of a text by which its script is told"""
WORD = 5.5
"""characters of a word where no spaces say so"""
DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_DIGIT = re.compile(r"\d")
BULLET = re.compile(r"[*•·▪◦‣●○■►▸–—-]\s|\d{1,2}[.)]\s")
SHORT = 160
"""characters up to which a line is looked at as a headline, a label or a menu entry"""

COUNTS = "size words links anchors sentences commas".split()
SIGNS = "ends colon date upper capitals lower_start separators furniture bullet quote ellipsis digits notice".split()
SENTENCE = 120
"""characters of a sentence, where hardly a sign ends one"""
SENTENCES = 30
"""characters from which a text is searched for the ends of sentences inside it"""
NOTICE = 300
"""characters of a text that are searched for the words of notices: those say what they are at once"""


def look_at(blocks: Sequence[Block], syllable: float = 1.0) -> NDArray[np.float32]:
    """What is seen of each block's text, which must not be empty: float32, a row a block, COUNTS and then SIGNS.

    `syllable` is the width of a Korean character.
    """
    return np.array([_count(block, syllable) for block in blocks], dtype=np.float32)


def _look(text: str, size: int) -> tuple[float, ...]:
    """What takes a look at the text itself."""
    last = text.rstrip(CLOSERS)[-1:]
    quote = '"' in text or "“" in text or "„" in text or "«" in text
    if size >= SHORT:
        bullet, dots = text[1:2] == " " and not text[0].isalnum(), text.endswith(("...", "…"))
        notice = notice_share(text[:NOTICE].lower().split())
        return is_stop(last, size), last == ":", 0, 0, 0, text[0].islower(), 0, 0, bullet, quote, dots, 0, notice
    parts = text.split()
    capitals = sum([part[0].isupper() for part in parts]) / max(1, len(parts))
    digits = _DIGIT.search(text) is not None
    return (
        is_stop(last, size),
        last == ":" or last == "：",
        digits and DATE.search(text) is not None,
        text.isupper(),
        capitals,
        text[0].islower(),
        "|" in text or "©" in text or "/" in text or "»" in text,
        is_furniture(text),
        BULLET.match(text) is not None,
        quote,
        text.endswith(("...", "…")),
        digits,
        notice_share(text.lower().split()),
    )


def _count(block: Block, syllable: float) -> tuple[float, ...]:
    text = block.trace.text
    size = len(text)
    sentences = 0 if size < SENTENCES else len(_SENTENCE.findall(text))
    if not text.isascii() and is_dense(text):
        commas = text.count("、") + text.count("，")
        words = size * WIDTH / WORD
        return (size * WIDTH, words, block.linked * WIDTH, block.anchors, sentences, commas, *_look(text, size))
    if not text.isascii() and is_joined(text):
        sentences = max(sentences, size // SENTENCE)
        return (size, size / WORD, block.linked, block.anchors, sentences, text.count(","), *_look(text, size))
    wide = syllable if not text.isascii() and is_syllabic(text) else 1
    words = text.count(" ") + 1
    return (size * wide, words, block.linked * wide, block.anchors, sentences, text.count(","), *_look(text, size))


def is_syllabic(text: str) -> bool:
    """Whether a text is written in syllables, with spaces between its words (Korean)."""
    sample = text[:SAMPLE]
    return max(sample) > "\u3000" and len(_SYLLABLES.findall(sample)) * 3 > len(sample)


def is_dense(text: str) -> bool:
    """Whether a text is written without spaces, each character a word or half of one (Chinese, Japanese)."""
    sample = text[:SAMPLE]
    return max(sample) > "\u3000" and len(_DENSE.findall(sample)) * 3 > len(sample)


def is_joined(text: str) -> bool:
    """Whether a text is written in letters and without spaces between its words (Thai, Khmer, Burmese)."""
    sample = text[:SAMPLE]
    return max(sample) >= FIRST_UNMARKED and len(_JOINED.findall(sample)) * 3 > len(sample)
