"""Which characters of this text are damage, and what stood there before?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import cast

from cleaner.page import Block, Page
from cleaner.repair.misread import Witness
from cleaner.repair.signs import has_sign
from cleaner.rules import Editor, Rule, load
from cleaner.trace import Trace

COMPOSED = (
    (0x80, 0x2FF), (0x400, 0x482), (0x48A, 0x52F), (0x5D0, 0x5EA), (0x621, 0x64A), (0x2010, 0x205E), (0x20A0, 0x20BF),
    (0x2190, 0x21FF), (0x25A0, 0x27BF), (0x3001, 0x3029), (0x3041, 0x3096), (0x309D, 0x30FF), (0x3400, 0x9FFF),
    (0xAC00, 0xD7A3), (0xFF01, 0xFF5E),
)  # fmt: skip
"""characters, from and to, that normalisation form C leaves as they are whatever stands beside them"""
_WRITABLE = frozenset(("repair.bad_bytes", "repair.invisible"))
_ROUNDS = 4
"""an edit may bring a new sign to light (a no-break space in mojibake); it has never taken more than two rounds"""


def repair(page: Page) -> None:
    """Run the editors over every block until nothing changes. Regions are boilerplate: they stay as they are."""
    witness = Witness(repair_trace, _has_sign)
    _mend(page.blocks, witness)
    witness.mend(page.blocks)


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
    if text.isascii():
        return True
    return "\ufffd" not in text and not _has_sign(text) and unicodedata.is_normalized("NFC", text)


def repair_trace(trace: Trace) -> Trace:
    """The trace with every editor's edits applied, in their order, until none has more to say."""
    for _ in range(_ROUNDS):
        before = trace
        trace = _apply(trace, load("repair"))
        if trace is before or _is_clean(trace.text):
            break
    return trace


SURROGATES, INVISIBLES = 1, 2
_ASKS = {"repair.bad_bytes": SURROGATES, "repair.invisible": INVISIBLES}
"""what these editors look for: they are not asked about a text that has none"""
_SURROGATES = re.compile("[\ud800-\udfff]")


def find_odd(text: str) -> int:
    """Which of SURROGATES and INVISIBLES may be in a text. `_clean.pyx` says the same, more closely."""
    return INVISIBLES if text.isascii() or not _SURROGATES.search(text) else SURROGATES | INVISIBLES


def _apply(trace: Trace, rules: Sequence[Rule]) -> Trace:
    odd, seen = -1, ""
    for rule in rules:
        if rule.id in _ASKS:
            if odd < 0 or seen is not trace.text:
                odd, seen = _find_odd(trace.text), trace.text
            if not odd & _ASKS[rule.id]:
                continue
        editor = cast("Editor", rule.function)
        edits = list(editor(trace.text))
        if edits:
            trace = trace.edit(edits, rule.id)
    return trace


def mend(blocks: list[Block], repair_trace: Callable[[Trace], Trace]) -> None:
    """Repair the blocks that are no regions, by `repair_trace`. `_clean.pyx` says the same."""
    for block in blocks:
        if block.kind != "region" and not is_clean(block.trace.text):
            block.trace = repair_trace(block.trace)


try:
    from cleaner.repair._clean import find_odd as _find_odd
    from cleaner.repair._clean import has_sign as _has_sign
    from cleaner.repair._clean import is_clean as _is_clean
    from cleaner.repair._clean import mend as _mend
except ImportError:
    _find_odd, _has_sign, _is_clean, _mend = find_odd, has_sign, is_clean, mend
