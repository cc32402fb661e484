"""Are the inputs of a run there, and none of them in its output?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.read.unit import is_remote


def check_inputs(inputs: Sequence[str], out: Path) -> None:
    """Raise UsageError where one is not."""
    if not inputs:
        raise UsageError("no input; give files or folders, or - for standard input")
    for given in inputs:
        if given == "-":
            continue
        if is_remote(given):
            _check_remote(given)
            continue
        path = Path(given)
        if not path.exists():
            raise UsageError(f"{given}: does not exist; give a file or a folder")
        if path.resolve().is_relative_to(out.resolve()):
            raise UsageError(f"{given}: is inside the output {out}; give another OUT")


def _check_remote(given: str) -> None:
    from cleaner.read import remote  # noqa: PLC0415 - an extra

    try:
        is_there = remote.exists(given)
    except OSError as error:
        raise UsageError(str(error)) from error
    if not is_there:
        raise UsageError(f"{given}: does not exist; give a file or a folder")
