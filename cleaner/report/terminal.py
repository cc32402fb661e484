"""How is a page told in a terminal: what stayed, what went and why, as a diff of source and text?

A line begins with two spaces where it stayed; what was taken out of it stands in `[- -]`. Below it, as for a line that
was removed whole, `-` tells the rule and its evidence, `~` what was rewritten. A page's control characters are shown
as U+FFFD, so that no page can command a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.report.view import Part, view

RED, YELLOW, DIM, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
NO_LIMIT = 1 << 62
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    """The text without what a terminal would take for a command."""
    return _COMMANDS.sub("\ufffd", text)


def as_diff(row: Mapping[str, Any], source: str, *, colour: bool = False) -> str:
    """A page's source and text as a diff, each removed stretch with its rule and evidence."""
    return "\n".join(line for pieces in _lines(view(row, source, NO_LIMIT)[0]) for line in _told(pieces, colour))


Piece = tuple[str, Part | None]
"""what stands on this line, and the part it is of; None for text that stayed"""


def _lines(parts: list[Part]) -> list[list[Piece]]:
    """Parts, cut where lines end."""
    lines: list[list[Piece]] = [[]]
    for part in parts:
        text = part if isinstance(part, str) else part[5] if part[0] == "~" else part[1]
        first, *rest = text.split("\n")
        lines[-1].append((first, None if isinstance(part, str) else part))
        lines += [[(piece, None if isinstance(part, str) else part)] for piece in rest]
    return lines


def _told(pieces: list[Piece], colour: bool) -> Iterator[str]:
    """A line of a page: as removed, or as kept with what was taken out of it in `[- -]`, and then the reasons."""
    pieces = [(text, part) for text, part in pieces if text or (part and part[0] == "~")]
    if all(part and part[0] == "-" for _, part in pieces):
        yield from (_line("-", RED, _shown(text), part, colour) for text, part in pieces if part and text.strip())
        return
    shown = [harmless(text) if not part or part[0] == "~" else _cut(text, colour) for text, part in pieces]
    line = "".join(shown).strip()
    if line:
        yield f"  {line}"
    for text, part in pieces:
        if part and part[0] == "~":
            yield _line("~", YELLOW, f"{_shown(part[1])} → {_shown(text)}", part, colour)
        elif part and text.strip():
            yield _line("-", RED, _shown(text), part, colour)


def _cut(text: str, colour: bool) -> str:
    inner = f"[-{harmless(text)}-]"
    return f"{RED}{inner}{PLAIN}" if colour else inner


def _shown(text: str) -> str:
    return harmless(" ".join(text.split())) or repr(text)[1:-1]


def _line(sign: str, ink: str, text: str, part: Part, colour: bool) -> str:
    reason = harmless(f"[{part[2]}: {part[4]}]" if part[4] else f"[{part[2]}]")
    return f"{ink}{sign} {PLAIN}{DIM}{reason}{PLAIN} {ink}{text}{PLAIN}" if colour else f"{sign} {reason} {text}"
