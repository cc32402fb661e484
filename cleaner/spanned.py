"""A trace of verbatim stretches, whose pieces are made when somebody asks for them: most menus are never opened.

A third of a news page's pieces stand in its menus. Whoever drops a menu as a whole needs to know where its stretches
are and what its text is, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Any

from cleaner.trace import Piece, Trace

_SPAN = Struct("=qq")
_KNOWN: Any = vars(Trace)["pieces"]
"""the slot of what `Spanned.pieces` has made"""


class Spanned(Trace):
    """The stretches `source[start:end]`, in their order, each as it stands there.

    `spans` holds the start and the end of each in the source, as two integers of 64 bits.
    """

    __slots__ = ("source", "spans")

    def __init__(self, source: str, spans: Iterable[tuple[int, int]]) -> None:
        self.source = source
        self.spans = b"".join([_SPAN.pack(start, end) for start, end in spans])
        self.text = "".join([source[start:end] for start, end in _SPAN.iter_unpack(self.spans)])

    @property
    def pieces(self) -> tuple[Piece, ...]:  # type: ignore[override]  # a slot elsewhere, and nobody changes it
        """A piece for each of the spans."""
        try:
            made: tuple[Piece, ...] = _KNOWN.__get__(self)
        except AttributeError:
            source = self.source
            made = tuple([Piece(start, end, source[start:end]) for start, end in _SPAN.iter_unpack(self.spans)])
            _KNOWN.__set__(self, made)
        return made

    def holds(self) -> bool:
        """Whether its text is still that of its stretches."""
        return "".join([piece.text for piece in self.pieces]) == self.text

    @property
    def start(self) -> int:
        start: int = _SPAN.unpack_from(self.spans)[0]
        return start

    @property
    def end(self) -> int:
        end: int = _SPAN.unpack_from(self.spans, len(self.spans) - _SPAN.size)[1]
        return end
