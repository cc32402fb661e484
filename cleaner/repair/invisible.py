"""Which characters can no reader see?

Control characters, soft hyphens, zero-width spaces, byte-order marks in mid-text, bidirectional overrides and the
like are leftovers of editors and of attacks; they break words for every program behind. Joiners stay where scripts
and emoji need them: between letters of Arabic, Persian, Indic and similar scripts, and between pictographs; behind a
virama also at a word's end, where one is half of a letter in Malayalam and Bengali. Khmer, Lao, Thai and Burmese put
no spaces between words, and whoever types them may part words with a zero-width one: it stays there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.late import late
from cleaner.rules import editor
from cleaner.trace import Edit

_NEVER = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    r"\ufeff\ufff9-\ufffb\U000e0001-\U000e007f"
)
_INVISIBLE = re.compile(rf"[{_NEVER}]+|[\u200c\u200d]+")
_ANY = re.compile(rf"[{_NEVER}\u200c\u200d]+")
"""the same as one class, which is found sooner"""
_JOINERS = frozenset("\u200c\u200d")
_JOINING = late(
    r"[\u0600-\u07bf\u08a0-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufeff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
)
_UNSPACED = late(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\u200b[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_VIRAMA = 9
"""Unicode's combining class of the signs that take a consonant's vowel away"""


def runs(text: str) -> list[tuple[int, int]]:
    """From where to where invisible characters stand in a text, joiners among them. `_clean.pyx` says the same."""
    return [match.span() for match in _ANY.finditer(text)]


try:
    from cleaner.repair._clean import invisible_runs as _runs
except ImportError:
    _runs = runs


@editor(
    order=30,
    examples=[
        ("co\u00adop\u00ader\u00ada\u00adtion", "cooperation"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\x00b\x07c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("plain\ttext", "plain\ttext"),
        ("അവന്\u200d പറഞ്ഞു", "അവന്\u200d പറഞ്ഞു"),
        ("ប្រទេស\u200bកម្ពុជា\u200b", "ប្រទេស\u200bកម្ពុជា"),
    ],
)
def invisible(text: str) -> Iterator[Edit]:
    if text.isascii() and text.isprintable():
        return
    for match in (found for run in _runs(text) for found in _INVISIBLE.finditer(text, *run)):
        start, end = match.span()
        if (
            text[start] in _JOINERS
            and start
            and end < len(text)
            and _JOINING.match(text, start - 1)
            and _JOINING.match(text, end)
        ):
            continue
        if start and end - start == 1 and _belongs(text, start):
            continue
        if text[start] >= "\U000e0020" and start and text[start - 1] == "\U0001f3f4":
            continue  # the tag sequence of a regional flag
        yield Edit(start, end, "", "U+" + " U+".join(f"{ord(char):04X}" for char in match.group()[:4]))


def _belongs(text: str, place: int) -> bool:
    """Whether a joiner is half of the letter before it, or a zero-width space stands between two words."""
    if text[place] == "\u200d":
        return unicodedata.combining(text[place - 1]) == _VIRAMA
    return text[place] == "\u200b" and _UNSPACED.match(text, place - 1) is not None
