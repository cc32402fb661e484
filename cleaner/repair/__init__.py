"""Which characters of this text are damage, and what stood there before?"""

from __future__ import annotations

import re
import unicodedata

from cleaner.page import Page
from cleaner.rules import load
from cleaner.trace import Trace

_SIGN = re.compile("[ÂÃÄÅÎÏÐÑØÙàâãäåæçèéêëìíîïðñÒвГ][^\x00-\x7fa-zß-öø-ÿА-яёЁ]|\ufffd")
"""A letter that mojibake begins with, before something that is no letter of the same kind."""
_ROUNDS = 4
"""an edit may bring a new sign to light (a no-break space in mojibake); it has never taken more than two rounds"""


def repair(page: Page) -> None:
    """Run the editors over every block until nothing changes. Regions are boilerplate: they stay as they are."""
    for block in page.blocks:
        if block.kind != "region" and not is_clean(block.trace.text):
            block.trace = repair_trace(block.trace)


def is_clean(text: str) -> bool:
    """Whether the text shows no sign of damage: a first look that costs next to nothing.

    `isprintable` is false for controls, formats, surrogates and all white space but the space.
    """
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    return text.isascii() or (not _SIGN.search(text) and unicodedata.is_normalized("NFC", text))


def repair_trace(trace: Trace) -> Trace:
    """The trace with every editor's edits applied, in their order, until none has more to say."""
    for _ in range(_ROUNDS):
        before = trace
        for rule in load("repair"):
            editor = rule.function
            assert editor is not None
            edits = list(editor(trace.text))  # type: ignore[call-overload]  # an editor, as load() says
            if edits:
                trace = trace.edit(edits, rule.id)
        if trace is before or is_clean(trace.text):
            break
    return trace
