"""How each HTML element takes part in a page's text: what begins a block, what holds none."""

from __future__ import annotations

import re

INLINE, BLOCK, SKIP, LINK, BREAK, META, SCRIPT, TITLE, RULE, VOID, NOSCRIPT = range(11)

_BLOCKS = (
    "html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup label legend li main menu nav ol optgroup "
    "option p picture pre search section select slot summary table tbody td tfoot th thead tr ul listing xmp"
)
_SKIPPED = "script style svg math template textarea iframe canvas audio video noembed noframes datalist map"
"""`object` and `applet` are not among them: what they hold is shown where the plug-in is missing, by now everywhere"""
_VOIDS = "area base basefont bgsound col embed frame img input keygen link param source track wbr"

ACTIONS: dict[str, int] = (
    dict.fromkeys(_BLOCKS.split(), BLOCK)
    | dict.fromkeys(_SKIPPED.split(), SKIP)
    | dict.fromkeys(_VOIDS.split(), VOID)
    | {"a": LINK, "br": BREAK, "hr": RULE, "meta": META, "link": META, "script": SCRIPT, "title": TITLE}
    | {"noscript": NOSCRIPT}
)


def action_of(tag: str) -> int:
    """What becomes of an element: custom ones (`<my-teaser>`) are blocks, unknown ones inline."""
    found = ACTIONS.get(tag)
    return found if found is not None else (BLOCK if "-" in tag else INLINE)


RAW = frozenset("script style textarea iframe noembed noframes xmp noscript".split())
"""elements whose content the tokenizer itself reads as text up to their end tag"""

ANCHOR = re.compile(r"<a\s(?:name\s*=(?![^>]*href)|id\s*=\s*[\"']?[\w:.-]+[\"']?\s*>)", re.ASCII | re.IGNORECASE)
"""a place that links lead to, and no link: old pages put their whole text between `<a name=top>` and its end"""

OWN_PLACE = re.compile(r"<a\s(?:[^>]*\s)?href\s{0,9}=\s{0,9}[\"']?#\w", re.ASCII | re.IGNORECASE)
"""a link to a place on the same page: an entry of a table of contents, or a paragraph that leads to itself"""

ENDS = ".。।۔։።။៕…”»」』"
"""how a paragraph ends that is all such a link, and no heading does"""

SHADOW = re.compile(r"<template\s[^>]*shadowroot", re.ASCII | re.IGNORECASE)
"""a template that is shown as it stands, without a script: the shadow root of the element around it"""

READINGS = frozenset(("rt", "rp"))
"""how the word before is read, above it in small print, and the brackets around that"""
READING = re.compile(r"[^<]{0,80}</r[tp]", re.ASCII | re.IGNORECASE)
"""what follows such a start tag where its end tag is not left out"""

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
