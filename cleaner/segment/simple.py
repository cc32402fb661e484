"""Is this CSS selector one of the simple ones, that a pass over a page's tags can answer?

Elements by tag, id, class and attribute, `:not` of those, inside, below and behind one another: nearly all that source
rules are made of. What else there is in CSS, and what depends on more than the page's own words (the names of elements
that need not be written, values of attributes that HTML compares without regard to case), is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_IDENT = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_ATTRIBUTE = rf"""\[\s*({_IDENT})\s*(?:([*^$~]?=)\s*(?:"([^"\\&\n]*)"|'([^'\\&\n]*)'|({_IDENT}))\s*)?\]"""
_PART = re.compile(rf"({_IDENT})|#({_IDENT})|\.({_IDENT})|{_ATTRIBUTE}|:not\(\s*", re.ASCII)
_STEP = re.compile(r"\s*([>+,])\s*|(\s+)(?=[^\s>+,~])", re.ASCII)
_END = re.compile(r"\s*\)", re.ASCII)
_UNWRITTEN = frozenset(("html", "head", "body"))
_EXACT = frozenset("class id itemprop itemtype itemid href src title name property alt role".split())
"""attributes whose values are compared as they are, as are those of `data-…` and `aria-…`"""


class Compound(NamedTuple):
    """What one element must be: its tag ('' for any), id, classes and attributes, each `(name, operator, value)`; and
    what it must not be. The empty operator asks for the attribute alone.
    """

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    others: tuple[Compound, ...] = ()


Path = tuple[tuple[str, Compound], ...]
"""elements from the last to the first, each with how the next one stands to it: ' ' above it, '>' right above it, '+'
right before it, '' for the first
"""


@lru_cache(maxsize=2048)
def read_selector(selector: str) -> tuple[Path, ...] | None:
    """The paths of a simple selector; None for any other one, whether it is CSS or not."""
    text, at = selector.strip(), 0
    paths: list[Path] = []
    steps: list[tuple[str, Compound]] = []
    how = ""
    while True:
        found = _compound(text, at, inner=False)
        if found is None:
            return None
        compound, at = found
        steps.append((how, compound))
        step = _STEP.match(text, at) if at < len(text) else None
        if at < len(text) and step is None:
            return None
        how = (step[1] or " ") if step else ","
        if how == ",":
            hows = [one for one, _ in steps]
            if hows.count(" ") > 1 and {">", "+"} & set(hows):
                return None  # there are too many ways to look for it
            paths.append(tuple(reversed(steps)))
            steps, how = [], ""
        if step is None:
            return tuple(paths)
        at = step.end()


def _compound(text: str, at: int, *, inner: bool) -> tuple[Compound, int] | None:
    tag = ""
    ids: list[str] = []
    classes: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    others: list[Compound] = []
    start = at
    while (part := _PART.match(text, at)) is not None:
        name, value = part[4], part[6] or part[7] or part[8] or ""
        if part[1]:
            if at != start:
                return None
            tag = part[1].lower()
        elif part[2] or part[3]:
            (ids if part[2] else classes).append(part[2] or part[3])
        elif name:
            if not _is_exact(name.lower()) or (
                part[5] and part[5] != "=" and (not value or (" " in value and part[5] == "~="))
            ):
                return None
            attributes.append((name.lower(), part[5] or "", value))
        else:
            found = None if inner else _compound(text, part.end(), inner=True)
            closed = _END.match(text, found[1]) if found else None
            if found is None or closed is None:
                return None
            others.append(found[0])
            at = closed.end()
            continue
        at = part.end()
    told = tag or ids or classes or attributes
    if not told or tag in _UNWRITTEN:
        return None
    return Compound(tag, tuple(ids), tuple(classes), tuple(attributes), tuple(others)), at


def _is_exact(name: str) -> bool:
    return name in _EXACT or name.startswith(("data-", "aria-"))
