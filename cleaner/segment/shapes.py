"""What does an element say of itself: its class, its role, whether it is hidden?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cleaner import marks as m
from cleaner.segment.attributes import read_wanted

STYLE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
NAMING = frozenset(("class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-type", "property"))
TELLING = _HIDING | NAMING


class Shape(NamedTuple):
    """What a start tag's attributes say: its names and the marks they give."""

    names: str
    marks: int


EMPTY = Shape("", 0)
namings_known: dict[str, Shape] = {}
_tags: dict[str, Shape] = {}
LIMIT = 50_000
_LONGEST = 400
"""characters of a start tag that is remembered; longer ones hold addresses or data, and do not come again"""


def shape_of(tag: str, source: str) -> Shape:
    """What the start tag `source` of a `tag` says; the same tags come again and again on a page and on a site."""
    known = _tags.get(source)
    if known is None:
        known = read_shape(tag, read_wanted(source, TELLING) if len(source) > len(tag) else ())
        if len(_tags) > LIMIT:
            _tags.clear()
        if len(source) < _LONGEST:
            _tags[source] = known
    return known


def read_shape(tag: str, attributes: Iterable[tuple[str, str]]) -> Shape:
    """The names and marks of a start tag."""
    naming = ""
    extra, told = m.TAGS_OF.get(tag, 0), -1
    for name, raw in attributes:
        if name in NAMING:
            if raw:
                naming = f"{naming} {raw}" if naming else raw
                if name == "role" or raw == "author":
                    extra |= _said(name, raw)
                if name == "role" and raw.strip().lower() in m.PANELS:
                    told = ~m.HIDDEN
        else:
            extra |= _hides(tag, name, raw)
    if not naming:
        return Shape("", extra) if extra else EMPTY
    known = _read_naming(naming)
    if tag in ("html", "body"):  # classes of the whole page describe its layout, not its text
        return Shape(known.names, extra)
    return Shape(known.names, (known.marks | extra) & told) if extra or told != -1 else known


def _read_naming(naming: str) -> Shape:
    known = namings_known.get(naming)
    if known is None:
        known = Shape(*m.read_names(naming))
        if len(namings_known) > LIMIT:
            namings_known.clear()
        namings_known[naming] = known
    return known


def _said(name: str, value: str) -> int:
    """What a naming attribute says beyond its words."""
    if name == "role":
        return m.ROLES.get(value.strip().lower(), 0)
    return m.AUTHOR if value == "author" else 0


def _hides(tag: str, name: str, value: str) -> int:
    """HIDDEN where this attribute hides the element."""
    if name == "hidden":
        hides = value.lower() != "until-found"
    elif name == "style":
        hides = bool(STYLE_HIDDEN.search(value[:1000]))
    else:
        hides = value.strip().lower() == "true"
    return m.HIDDEN if hides and tag not in ("html", "body", "main") else 0
