"""How does a command speak: to standard output, to standard error, and by its exit code?"""

from __future__ import annotations

import os
import sys
from typing import TextIO

import typer

BROKEN, WRONG_USE, MACHINE = 1, 2, 3
"""exit codes: a promise is broken; wrong use; a fault of the machine"""


def print_text(text: str) -> None:
    """Print UTF-8, whatever the terminal says; what is no character is shown as U+FFFD."""
    print_bytes(text.encode("utf-8", "replace") + b"\n")


def print_bytes(data: bytes) -> None:
    """Print bytes as they are. Where nobody reads on (`clean rules | head`), what follows is for nobody."""
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        _let_go(sys.stdout)


def say(text: str) -> None:
    """Tell something beside the output: on standard error, where somebody reads it."""
    try:
        print(text.encode("utf-8", "replace").decode(), file=sys.stderr, flush=True)
    except BrokenPipeError:
        _let_go(sys.stderr)


def open_streams() -> None:
    """Streams that were closed (`>&-`, some daemons) are nowhere, before a file of ours gets their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the lowest number that is free is the stream's own
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def end_streams() -> None:
    """Nothing is left to write when Python ends, which has no word for a pipe that nobody reads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            _let_go(stream)


def _let_go(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def in_colour() -> bool:
    """Whether standard output is a terminal whose owner likes colours (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def fail(message: str, code: int) -> None:
    """Say what happened on standard error, and end."""
    say(f"clean: {message}")
    raise typer.Exit(code)
