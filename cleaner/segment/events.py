"""What a page's markup says, tag by tag: the events that both ways of reading it (tokens.py, _scan.pyx) give."""

from __future__ import annotations

from typing import NamedTuple

TEXT, REFERENCE, OPEN, INLINE, LINK, CLOSE, BREAK, RULE, META, TITLE, JSON, NOSCRIPT, NOSCRIPT_END = range(13)

Event = tuple[int, int, int, str]
"""`(code, start, end, data)`, a plain tuple, for some 2,000 of them are made for a page. `start` and `end` are its
place in the source; `data` is the tag of OPEN, INLINE, LINK and CLOSE, what a REFERENCE shows, the text of a TITLE
or of a JSON script, and else empty. A NOSCRIPT stands before the events of its content, NOSCRIPT_END behind them."""


class Events(NamedTuple):
    """The events of a page in the order of its source; what shows nothing (comments, scripts) is left out.

    `ends[i]` is the index of the end tag that closes the element which event `i` opens, -1 where there is none: for
    every other event, and where an element is closed by what follows it. `long_lines` and `headings` are where text
    of more than a menu entry's length and `<h1>` begin, ascending.
    """

    events: list[Event]
    ends: list[int]
    long_lines: list[int]
    headings: list[int]
