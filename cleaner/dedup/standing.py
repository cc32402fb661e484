"""Which of several copies stands for the others?

In this order: not cut off by a paywall or a teaser's dots > more complete > cleaner > earlier > from an address of its
own > what it says, as a number > its id. `earliest` and `latest` put the day of publication first. The order is total
and asks nothing but the documents themselves, so it is the same whichever way the input was read.

*More complete* is counted in steps of a quarter, so that the page furniture around a copy does not win; *cleaner* is
the number of lines that are no sentences and of foreign fragments: of two copies with the same article the one with
fewer has less furniture, and was not spoilt by a translating mirror.
"""

from __future__ import annotations

import math
import re
import struct
from datetime import UTC, datetime
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.guard import UNDATED
from cleaner.dedup.words import split_words

STANDING: Final = np.dtype(
    [("cut", "u1"), ("step", "u1"), ("clutter", "<u2"), ("address", "u1"), ("words", "<u4"), ("published", "<i8"),
     ("page", "<u8"), ("source", "<u8")]
)  # fmt: skip
"""What is remembered of a document beside its sketch, 33 bytes. `page` is a digest of its address, `source`
of its host, or of its file where it has none."""

PACKED: Final = struct.Struct("<BBHBIqQQ")
"""one row of it, in a fiftieth of the time that the array takes"""

STEP: Final = math.log(1.25)
CLUTTER_WORDS: Final = 3

_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…|\+\d+ chars)\])\W*$"
    r"|\b(?:continue reading|read more|read the full (?:story|article)|subscribe to (?:read|continue)"
    r"|(?:log|sign) in to (?:read|continue)|subscribers only|for subscribers)\b[^.!?]{0,40}\W*$",
    re.IGNORECASE,
)


_SIGNS = ("...", "…", "]", "read", "ubscr", "cont")
"""what every such end has, without a letter that another stands for in a pattern that asks for no case"""


def is_cut(text: str) -> bool:
    """Whether a text ends where a paywall or a teaser cut it."""
    tail = text[-120:]
    lowered = tail.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return False
    return bool(_CUT.search(tail))


def clutter(text: str) -> int:
    """Lines of one to three words, up to 65,535: what furniture adds to an article."""
    lines = (line for line in text.split("\n") if line and len(line) < 60)
    return min(0xFFFF, sum(0 < len(split_words(line)) <= CLUTTER_WORDS for line in lines))


def seconds_of(published: str) -> int:
    """Seconds since 1970 of an ISO 8601 date, noon where it tells no time; UNDATED where it is none."""
    try:
        moment = datetime.fromisoformat(published if len(published) > 10 else f"{published}T12:00:00")
    except ValueError:
        return UNDATED
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def steps(words: int) -> int:
    """How complete a text of so many words is, in steps of a quarter."""
    return int(math.log(words) / STEP) if words else 0


class Standing(Protocol):
    """The fields of STANDING, a column each."""

    def __getitem__(self, field: str, /) -> NDArray[Any]: ...


def in_order(
    standing: Standing, ties: NDArray[np.integer[Any]], keep: str, last: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """The rows of some columns, the highest first, all `last` ones behind the others; `ties` decide between equals."""
    published = standing["published"]
    earlier = np.where(published == UNDATED, np.iinfo(np.int64).max, published)
    best = [
        ties, standing["address"], earlier, standing["clutter"], 255 - standing["step"], standing["cut"],
    ]  # fmt: skip
    if keep == "earliest":
        best.append(earlier)
    elif keep == "latest":
        best.append(-np.where(published == UNDATED, -np.iinfo(np.int64).max, published))
    return np.lexsort([*best, last])


def equals(standing: Standing, order: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Which rows, in this order, stand as high as the one before, so that only ties decide."""
    same = np.zeros(len(order), np.bool_)
    same[1:] = True
    for field in ("cut", "step", "clutter", "address", "published"):
        values = standing[field][order]
        same[1:] &= values[1:] == values[:-1]
    return same
