"""Does this line end like a sentence or a quotation, and is it long enough for a paragraph?"""

from __future__ import annotations

from cleaner.stops import is_stop

PARAGRAPH = 110
"""characters from which a line with a sentence end is a paragraph; two in a row end a section"""
CLOSERS = frozenset("”’»\"'")
WIDE_STOPS = frozenset("。！？")
DENSE = 50
"""characters of a paragraph that ends with one of those: Chinese says as much in half as many"""
FIRST_COMPACT, LAST_COMPACT = "\u0590", "\u06ff"
COMPACT = 88
"""characters of one in Hebrew or Arabic letters, which leave the vowels out"""


def is_ended(line: str) -> bool:
    """Whether a line ends like a sentence or a quotation."""
    return line[-1] in CLOSERS or is_stop(line[-1], len(line))


def is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph rather than a sentence, which a teaser may be."""
    is_compact = FIRST_COMPACT <= line[-2:-1] <= LAST_COMPACT
    least = DENSE if line[-1:] in WIDE_STOPS else COMPACT if is_compact else PARAGRAPH
    return len(line) >= least and is_ended(line)
