"""Are the inputs of a run there, and none of them in its output?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.read.unit import is_remote

_URL = re.compile(r"[a-z][a-z0-9+.-]+:/")
"""how a path begins that was a URL, as `s3:/bucket` of `s3://bucket`"""


def check_inputs(inputs: Sequence[str], out: Path) -> None:
    """Raise UsageError where one is not, or the output is no folder of this machine."""
    if not inputs:
        raise UsageError("no input; give files or folders, or - for standard input")
    if _URL.match(str(out)):
        raise UsageError(f"{out}: is no folder of this machine; give one, and copy it there when the run is finished")
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
