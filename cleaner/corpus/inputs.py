"""Are the inputs of a run there, none of them in its output, and what its settings name?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.read.unit import is_remote
from cleaner.settings import Settings

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


def check_settings(settings: Settings) -> None:
    """Raise UsageError where what the settings name is not there, before an output is begun: a folder, a language."""
    if settings.language != "auto":
        from cleaner.language.codes import is_code  # noqa: PLC0415 - few runs name one

        if not is_code(settings.language):  # every document would be in another one
            raise UsageError(f"language: no language has the code {settings.language!r}; give auto or one such as en")
    if settings.against:
        from cleaner.corpus.lookup import check_output  # noqa: PLC0415 - few runs name one

        check_output(Path(settings.against))
    if settings.templates:
        from cleaner.templates import load_templates  # noqa: PLC0415

        load_templates(Path(settings.templates).resolve())


def _check_remote(given: str) -> None:
    from cleaner.read import remote  # noqa: PLC0415 - an extra

    try:
        is_there = remote.exists(given)
    except OSError as error:
        raise UsageError(str(error)) from error
    if not is_there:
        raise UsageError(f"{given}: does not exist; give a file or a folder")
