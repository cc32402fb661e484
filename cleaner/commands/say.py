"""How does a command speak: to standard output, to standard error, and by its exit code?"""

from __future__ import annotations

import os
import sys

import typer

BROKEN, WRONG_USE, MACHINE = 1, 2, 3
"""exit codes: a promise is broken; wrong use; a fault of the machine"""


def print_text(text: str) -> None:
    """Print UTF-8, whatever the terminal says; what is no character is shown as U+FFFD."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def in_colour() -> bool:
    """Whether standard output is a terminal whose owner likes colours (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def fail(message: str, code: int) -> None:
    """Say what happened on standard error, and end."""
    print(f"clean: {message}".encode("utf-8", "replace").decode(), file=sys.stderr)
    raise typer.Exit(code)
