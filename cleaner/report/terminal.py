"""How is a page told in a terminal: what stayed, what went and why, as a diff of source and text?

A line begins with two spaces where it stayed, `-` where it was removed, `~` where something in the line above was
rewritten. A page's own control characters are shown as U+FFFD, so that no page can command a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    lines: list[str] = []
    kept: list[str] = []
    rewritten: list[str] = []

    def end_line() -> None:
        text = harmless("".join(kept)).strip()
        if text:
            lines.append(f"  {text}")
        lines.extend(rewritten)
        kept.clear()
        rewritten.clear()

    for part in view(row, source, NO_LIMIT)[0]:
        if isinstance(part, str):
            first, *rest = part.split("\n")
            kept.append(first)
            for piece in rest:
                end_line()
                kept.append(piece)
        elif part[0] == "~":
            kept.append(part[5])
            said = f"{_shown(part[1])} → {_shown(part[5])}"
            rewritten.append(_line("~", YELLOW, said, part, colour))
        else:
            end_line()
            lines += [_line("-", RED, _shown(piece), part, colour) for piece in part[1].split("\n") if piece.strip()]
    end_line()
    return "\n".join(lines)


def _shown(text: str) -> str:
    return harmless(" ".join(text.split())) or repr(text)[1:-1]


def _line(sign: str, ink: str, text: str, part: Part, colour: bool) -> str:
    reason = harmless(f"[{part[2]}: {part[4]}]" if part[4] else f"[{part[2]}]")
    return f"{ink}{sign} {PLAIN}{DIM}{reason}{PLAIN} {ink}{text}{PLAIN}" if colour else f"{sign} {reason} {text}"
