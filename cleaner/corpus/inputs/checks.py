"""Are the inputs of a run there, none of them in its output, and what its settings name?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import UsageError
from cleaner.given import check_given
from cleaner.read.unit import is_remote
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.page import Template

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
        if (path / "state.sqlite").is_file():  # below another folder it is passed over
            raise UsageError(f"{given}: is an output of `clean run`; give its input, or {path / 'documents'}")


def check_settings(settings: Settings) -> dict[str, Template]:
    """The templates that the settings name, by source.

    Raises UsageError where what they name is not there, before an output is begun: a folder, a language.
    """
    if settings.against:
        from cleaner.corpus.copies.against import check_earlier  # noqa: PLC0415 - few runs name one

        check_earlier(settings.against, near=settings.sketches)
    return check_given(settings)


def _check_remote(given: str) -> None:
    from cleaner.read import remote  # noqa: PLC0415 - an extra

    try:
        is_there = remote.exists(given)
    except OSError as error:
        raise UsageError(str(error)) from error
    if not is_there:
        raise UsageError(f"{given}: does not exist; give a file or a folder")
