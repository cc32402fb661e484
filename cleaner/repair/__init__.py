"""Which characters of this text are damage, and what stood there before?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import cast

from cleaner.page import Page
from cleaner.rules import Editor, Rule, load
from cleaner.trace import Trace

_SIGN = re.compile("[ÂÃÄÅÎÏÐÑØÙàâãäåæçèéêëìíîïðñÒвГ][^\x00-\x7fa-zß-öø-ÿА-яёЁ]|\ufffd")
"""A letter that mojibake begins with, before something that is no letter of the same kind."""
_WRITABLE = frozenset(("repair.bad_bytes", "repair.invisible"))
_ROUNDS = 4
"""an edit may bring a new sign to light (a no-break space in mojibake); it has never taken more than two rounds"""


def repair(page: Page) -> None:
    """Run the editors over every block until nothing changes. Regions are boilerplate: they stay as they are."""
    for block in page.blocks:
        if block.kind != "region" and not is_clean(block.trace.text):
            block.trace = repair_trace(block.trace)


def repair_text(text: str) -> str:
    """A text beside the blocks (a title, a name) as the editors leave it."""
    return text if is_clean(text) else repair_trace(Trace.verbatim(text, 0, len(text))).text


def make_writable(page: Page) -> None:
    """Mend only what no file can hold, lone surrogates and NUL: for pages whose repair is skipped."""
    rules = [rule for rule in load("repair") if rule.id in _WRITABLE]
    for block in page.blocks:
        if "\0" in block.trace.text or not _encodes(block.trace.text):
            block.trace = _apply(block.trace, rules)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
        trace = _apply(trace, load("repair"))
        if trace is before or is_clean(trace.text):
            break
    return trace


def _apply(trace: Trace, rules: Sequence[Rule]) -> Trace:
    for rule in rules:
        editor = cast("Editor", rule.function)
        edits = list(editor(trace.text))
        if edits:
            trace = trace.edit(edits, rule.id)
    return trace
