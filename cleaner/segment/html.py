"""Which runs of characters does a reader of this page see as one block, and where do they stand in its source?

There are two readings that say the same: events by turbohtml's tokenizer (tokens.py) and blocks of them (gather.py),
and both once more for a C compiler (_scan.pyx, _gather.pyx), which takes little more than a third of the time. Where no
compiler was found when the package was installed, the first is used; tests hold them to each other.
"""

from __future__ import annotations

import re

from cleaner.segment.gather import Segmented, gather
from cleaner.segment.tokens import read_events

try:
    from cleaner.segment._gather import segment as _segment_compiled
    from cleaner.segment._scan import odd_characters as _odd_characters
except ImportError:
    IS_COMPILED = False

    def _odd_characters(text: str, letters: bytes = b"") -> int:
        del letters
        odd = _NUL * ("\0" in text) | _RETURN * ("\r" in text) | _SURROGATE * (not _encodes(text))
        return odd | _OPEN_COMMENT * (not _ends_comments(text))
else:
    IS_COMPILED = True

_COMMENT = re.compile("<!--([^<>]*)(>|(?=<))")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NUL, _RETURN, _SURROGATE, _OPEN_COMMENT = 1, 2, 4, 8


def segment(source: str, *, whole: bool = False, letters: bytes = b"") -> Segmented:
    """The blocks of an HTML page. Never raises for any input; time is linear in its length.

    `whole` reads menus line by line too instead of as regions (see region.py): for rules that point into them.
    `letters` are those of `decode.Decoded`, where they are at hand.
    """
    if IS_COMPILED:
        return _segment_compiled(source, _view, whole, letters)
    return segment_by_tokens(source, _view(source), whole=whole)


def segment_by_tokens(source: str, view: str, *, whole: bool) -> Segmented:
    """The same without a compiler's help."""
    return gather(source, view, read_events(view), whole=whole)


def _view(source: str, letters: bytes = b"") -> str:
    """The source with what the standard normalises replaced, character by character: offsets stay."""
    odd = _odd_characters(source, letters)
    if odd & _RETURN:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    if odd & _NUL:
        source = source.replace("\0", "\ufffd")
    if odd & _OPEN_COMMENT:
        source = _end_comments(source)
    if odd & _SURROGATE:
        source = _SURROGATES.sub("\ufffd", source)
    return source


def _ends_comments(source: str) -> bool:
    """Whether the last comment is closed, or there is none."""
    last = source.rfind("<!--")
    return last < 0 or source.find("-->", last + 2) >= 0 or source.find("--!>", last + 2) >= 0


def _encodes(text: str) -> bool:
    """Whether a text has no lone surrogates; asking the codec is ten times as fast as searching."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _end_comments(source: str) -> str:
    """The source with each comment that is never closed made one that ends with the next bracket, or before a tag.

    The standard takes all that follows for the comment's, after `-- >` too; whoever cleans a broken page wants the
    article.
    """
    closed = max(source.rfind("-->"), source.rfind("--!>"), 0)
    return source[:closed] + _COMMENT.sub(_ended, source[closed:])


def _ended(found: re.Match[str]) -> str:
    return f"<!?-{found[1]}>" if found[2] else f"<!?{found[1]}"[: len(found[0]) - 1] + ">"
