"""What does a page hold between tags of which browsers show nothing?

`<noframes>` was shown by browsers that knew no frames, a `<textarea>` or a `<template>` holds text to read on or what a
script is to show. Where the rest of the page has no article, it may stand there. Such a page is read once more with
these tags replaced by others of the same length, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.page import Page
from cleaner.segment import html
from cleaner.segment.gather import Segmented

LEAST = 100
"""characters of source between such tags that may be an article"""
_CLOSED = re.compile(r"<(/?)(noframes|textarea|template)\b(?=[\s/>])", re.IGNORECASE)


def read_closed(page: Page) -> Segmented | None:
    """The blocks of the page as if such elements were shown; None where there are none, or where it shows such tags."""
    source = page.source
    found = list(_CLOSED.finditer(source))
    if not any(two.start() - one.end() >= LEAST for one, two in pairwise(found) if not one[1]):
        return None
    segmented = html.segment(_CLOSED.sub(_opened, source), whole=page.whole)
    pieces = (piece for block in segmented.blocks for piece in block.trace.pieces if not piece.causes)
    if all(piece.text == source[piece.start : piece.end] for piece in pieces):
        return segmented
    return None


def _opened(match: re.Match[str]) -> str:
    """A tag of an element that browsers do show, as long as this one."""
    return f"<{match[1]}div".ljust(len(match.group()))
