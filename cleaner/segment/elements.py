"""How each HTML element takes part in a page's text: what begins a block, what holds none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cleaner import marks as m

INLINE, BLOCK, SKIP, LINK, BREAK, META, SCRIPT, TITLE, RULE, VOID, NOSCRIPT = range(11)

_BLOCKS = (
    "html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup label legend li main menu nav ol optgroup "
    "option p picture pre search section select slot summary table tbody td tfoot th thead tr ul listing xmp"
)
_SKIPPED = (
    "script style svg math template textarea iframe object canvas audio video applet noembed noframes datalist map"
)
_VOIDS = "area base basefont bgsound col embed frame img input keygen link param source track wbr"

ACTIONS: dict[str, int] = (
    dict.fromkeys(_BLOCKS.split(), BLOCK)
    | dict.fromkeys(_SKIPPED.split(), SKIP)
    | dict.fromkeys(_VOIDS.split(), VOID)
    | {"a": LINK, "br": BREAK, "hr": RULE, "meta": META, "link": META, "script": SCRIPT, "title": TITLE}
    | {"noscript": NOSCRIPT}
)
RAW = frozenset("script style textarea iframe noembed noframes xmp noscript".split())
"""elements whose content the tokenizer itself reads as text up to their end tag"""

KINDS = frozenset("p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption caption blockquote pre summary option button".split())

CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "option": frozenset(("option",)),
    "optgroup": frozenset(("option", "optgroup")),
    "tbody": frozenset(("tr", "td", "th", "tbody", "thead")),
    "body": frozenset(("head",)),
}
"""what an open element's start tag ends when it is the innermost (WHATWG, 'optional tags')"""

HOLDS_INLINE = frozenset("p h1 h2 h3 h4 h5 h6 li td th dt dd blockquote pre summary".split())
"""where a marked inline element is part of the sentence, not a block of its own"""

_STYLE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_NAMING = frozenset(
    ("class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-type", "property")
)


class Shape(NamedTuple):
    """What a start tag's attributes say: its names and the marks they give."""

    names: str
    marks: int


_EMPTY = Shape("", 0)
_shapes: dict[str, Shape] = {}
_LIMIT = 50_000


def read_shape(tag: str, attributes: Iterable[tuple[str, str | list[str] | None]]) -> Shape:
    """The names and marks of a start tag."""
    naming = ""
    extra = m.TAGS_OF.get(tag, 0)
    for name, raw in attributes:
        if name in _NAMING:
            value = raw if isinstance(raw, str) else " ".join(raw or ())
            if value:
                naming = f"{naming} {value}" if naming else value
                extra |= _said(name, value)
        elif name in _HIDING:
            extra |= _hides(tag, name, raw if isinstance(raw, str) else "")
    if not naming:
        return Shape("", extra) if extra else _EMPTY
    known = _read_naming(naming)
    if tag in ("html", "body"):  # classes of the whole page describe its layout, not its text
        return Shape(known.names, extra)
    return Shape(known.names, known.marks | extra) if extra else known


def _read_naming(naming: str) -> Shape:
    known = _shapes.get(naming)
    if known is None:
        known = Shape(*m.read_names(naming))
        if len(_shapes) > _LIMIT:
            _shapes.clear()
        _shapes[naming] = known
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
        hides = bool(_STYLE_HIDDEN.search(value[:1000]))
    else:
        hides = value.strip().lower() == "true"
    return m.HIDDEN if hides and tag not in ("html", "body", "main") else 0
