"""Which runs of characters does a reader of this page see as one block, and where do they stand in its source?"""

from __future__ import annotations

import re

from cleaner.page import Head
from cleaner.segment import tokens, tree
from cleaner.segment.gather import Segmented

_NAMELESS, _COMMENT = "</>", "<!>"
"""An end tag without a name shows nothing, and the tokenizer gives no token for it, so that all offsets behind it would
be off by three; a comment shows nothing either, and has a token. It is the only such input that fuzzing has found.
"""
_SURROGATES = re.compile("[\ud800-\udfff]")


def segment(source: str, *, whole: bool = False, is_sound: bool = False) -> Segmented:
    """The blocks of an HTML page. Never raises for any input; time is linear in its length.

    `whole` reads menus line by line too instead of as regions (see region.py): for rules that point into them.
    `is_sound` says that the source is known to have no lone surrogates, which saves looking for them.
    """
    view = _view(source, is_sound=is_sound)
    try:
        found = tree.segment(source, view, whole=whole)
    except tree.Misaligned:
        found = tokens.segment(source, view)
    if _NAMELESS in source:
        _restore(found.head)
    return found


def _view(source: str, *, is_sound: bool) -> str:
    """The source with what the standard normalises replaced, character by character: offsets stay."""
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    if "\0" in source:
        source = source.replace("\0", "\ufffd")
    if _NAMELESS in source:
        source = source.replace(_NAMELESS, _COMMENT)
    if not is_sound:
        try:
            source.encode()
        except UnicodeEncodeError:  # asking the codec is ten times as fast as searching
            source = _SURROGATES.sub("\ufffd", source)
    return source


def _restore(head: Head) -> None:
    """The fields of the head as the page has them: there `</>` is text."""
    head.title = head.title.replace(_COMMENT, _NAMELESS)
    head.metas = [(name, content.replace(_COMMENT, _NAMELESS)) for name, content in head.metas]
    head.json_ld = [text.replace(_COMMENT, _NAMELESS) for text in head.json_ld]
