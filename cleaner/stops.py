"""What ends a sentence, in scripts that have a sign for it and in those that have none?"""

from __future__ import annotations

from typing import Final

STOPS: Final = ".!?…。！？؟।॥۔։።፧།။។៕"
"""Latin, Chinese, Arabic, Indic, Urdu, Armenian, Ethiopic, Tibetan, Burmese, Khmer"""
FIRST_UNMARKED, LAST_UNMARKED = "\u0e00", "\u0eff"
"""Thai and Lao: a space parts their sentences, and nothing ends the last one of a line"""
JOINED: Final = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
"""those, Tibetan, Burmese and Khmer, as ranges of a pattern: no space parts their words"""
LONG: Final = 80
"""characters from which a line in a script without stops is a sentence or more: headlines are shorter"""

_STOPS = frozenset(STOPS)


def is_stop(last: str, size: int) -> bool:
    """Whether a line of so many characters is ended like a sentence by its last one, quotation marks aside."""
    return last in _STOPS or (size >= LONG and FIRST_UNMARKED <= last <= LAST_UNMARKED)
