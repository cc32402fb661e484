"""What text does a run of inline markup show, white space collapsed as a browser does?"""

from __future__ import annotations

import re

from cleaner.trace import Cause, Piece, Trace

Part = tuple[int, int, str, bool, tuple[Cause, ...]]
"""One token's share of a run: `source[start:end]` shows `text`; whether in a link; why it differs. A plain tuple:
some 400 of them are made for a page."""

BLANK = " \t\n\f\r"
WHITE_ONLY = frozenset((" ", "\n", "\t"))
_SPACE = re.compile(r"[ \t\n\f\r]+")
WHITE = (Cause("segment.html", "white space"),)
_new = tuple.__new__
"""makes a Piece at half the price of its constructor"""


def trace_of(run: list[Part]) -> tuple[Trace | None, int]:
    """The trace of a run and how many of its characters are links; None where it shows nothing but white space.

    Layout white space (indents, line ends next to a space, a run's margins) is markup and stays between the
    pieces, so that text which is verbatim to a reader is verbatim in the ledger.
    """
    if len(run) == 1:
        start, end, text, in_link, causes = run[0]
        if not causes:
            bare = text.strip(BLANK)
            if not bare.strip():
                return None, 0
            if is_even(bare):
                if len(bare) < len(text):
                    start += text.index(bare[0])
                    end = start + len(bare)
                return Trace((_new(Piece, (start, end, bare, ())),), bare), len(bare) if in_link else 0
    joined = "".join([part[2] for part in run])
    bare = joined.strip()
    if not bare:
        return _hidden_only(run), 0
    linked = sum([len(part[2]) for part in run if part[3]])
    if len(joined) == len(bare) and is_even(joined):
        return Trace([_new(Piece, (part[0], part[1], part[2], part[4])) for part in run], joined), linked
    return Trace(_collapse(run)), min(linked, len(bare))


def is_even(text: str) -> bool:
    """Whether the text has no white space that a browser would collapse."""
    return not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text)


def _hidden_only(run: list[Part]) -> Trace | None:
    pieces = [Piece(start, end, "", causes) for start, end, text, _, causes in run if causes and not text]
    return Trace(pieces, "") if pieces else None


def _collapse(run: list[Part]) -> list[Piece]:
    pieces: list[Piece] = []
    spaced = True  # white space at the start shows nothing
    for start, end, text, _, causes in run:
        if causes:
            shown = " " if text in WHITE_ONLY else text
            if shown == " " and spaced:
                continue
            pieces.append(_new(Piece, (start, end, shown, causes)))
            spaced = shown == " " if shown else spaced
        elif text:
            spaced = _collapse_verbatim(start, text, pieces, spaced=spaced)
    return _trim(pieces)


def _collapse_verbatim(start: int, text: str, pieces: list[Piece], *, spaced: bool) -> bool:
    """Add the pieces of one verbatim text; returns whether the shown text now ends with a space."""
    if is_even(text) and not (spaced and text[0] == " "):
        pieces.append(_new(Piece, (start, start + len(text), text, ())))
        return text[-1] == " "
    at = 0
    size = len(text)
    for match in _SPACE.finditer(text):
        low, high = match.span()
        if high - low == 1 and low > 0 and high < size and text[low] == " ":
            continue
        if low > at:
            pieces.append(_new(Piece, (start + at, start + low, text[at:low], ())))
            spaced = False
        at = high
        if spaced:
            continue
        if text[high - 1] == " ":
            if high < size:
                at = high - 1
                continue
            pieces.append(Piece(start + high - 1, start + high, " "))
        else:
            pieces.append(Piece(start + low, start + high, " ", WHITE))
        spaced = True
    if at < size:
        pieces.append(_new(Piece, (start + at, start + size, text[at:], ())))
        spaced = False
    return spaced


def _trim(pieces: list[Piece]) -> list[Piece]:
    """Drop the white space that a run ends with; what is hidden behind it stays on record."""
    at = len(pieces) - 1
    while at >= 0:
        piece = pieces[at]
        bare = piece.text.rstrip(BLANK)
        if bare == piece.text and bare:
            break
        if piece.text:
            if bare and not piece.causes:
                pieces[at] = Piece(piece.start, piece.start + len(bare), bare)
                break
            if bare:
                break
            del pieces[at]
        at -= 1
    return pieces
