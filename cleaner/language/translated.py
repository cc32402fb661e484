"""Does the markup say that a machine translated this page, and from or to which language?

Browsers and mirrors leave `<html class="translated-ltr" lang="af">` or `lang="af-x-mtfrom-en"`. What is left of the one
language in a page of the other is then no loan: what there is of it counts several times.
"""

from __future__ import annotations

import re

from cleaner.language.codes import to_iso
from cleaner.page import Page

_FROM = re.compile(r"([a-z]{2,3})\b.*-x-mtfrom-([a-z]{2,3})\b", re.IGNORECASE)
_ROOTS = frozenset(("html", "body"))
_CLASSES = frozenset(("translated-ltr", "translated-rtl"))


def other_language(page: Page, own: str) -> str:
    """The language beside `own`, the page's, that a machine translated from or to; '' where the markup does not say."""
    declared = page.head.language
    between = _FROM.match(declared)
    if between:
        codes = {to_iso(code) for code in between.groups()}
        return max(codes - {own}, default="") if own in codes else ""
    code = to_iso(declared)
    return code if code != own and _is_marked(page) else ""


def _is_marked(page: Page) -> bool:
    """Whether the page's root has the class that a browser gives what it has translated."""
    steps = page.blocks[0].container.ancestors() if page.blocks else ()
    return any(step.tag in _ROOTS and not _CLASSES.isdisjoint(step.names.split()) for step in steps)
