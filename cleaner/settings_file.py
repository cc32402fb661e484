"""Settings as a user writes them: a TOML file, and the options of a command over it.

A settings file has the names of the command line and an optional `[limits]` table.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from cleaner.errors import UsageError
from cleaner.settings import Limits, Settings, cores, split_words


def choose(file: Path | None, **options: Any) -> Settings:
    """The settings of a command: a job for each core, the file's, and over them the options that are not None."""
    start = Settings(jobs=cores())
    given = {name: value for name, value in options.items() if value is not None}
    for name in ("dedup", "skip"):
        if name in given:
            given[name] = split_words(given[name])
    return replace(load_settings(file, start) if file else start, **given)


def load_settings(file: str | Path, start: Settings | None = None) -> Settings:
    """Settings from a TOML file, over `start`.

    Raises UsageError with the file, the key and the mend for an unknown key or a bad value.
    """
    try:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); give a TOML file of settings") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: is not TOML: {error}") from error
    settings = start or Settings()
    try:
        limits = replace(settings.limits, **_checked(table.pop("limits", {}), settings.limits, "limits."))
        return replace(settings, limits=limits, **_checked(table, settings, ""))
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from error


def _checked(table: object, defaults: Settings | Limits, prefix: str) -> dict[str, Any]:
    """The table's values, each of the type its option has."""
    if not isinstance(table, dict):
        raise UsageError(f"{prefix.rstrip('.')}: must be a table")
    known = {option.name: getattr(defaults, option.name) for option in fields(defaults) if option.name != "limits"}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise UsageError(f"{prefix}{name}: unknown option; known are {', '.join(known)}")
        values[name] = _converted(prefix + name, value, known[name])
    return values


def _converted(name: str, value: Any, like: object) -> Any:
    if isinstance(like, tuple):
        if isinstance(value, str):
            return split_words(value)
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        raise UsageError(f'{name}: {value!r} is no list of words; write ["one", "two"]')
    if isinstance(like, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(like):
        raise UsageError(f"{name}: {value!r} must be a {_KINDS[type(like)]}")
    if isinstance(value, (int, float)) and value < 0:
        raise UsageError(f"{name}: {value!r} is below nought; give 0 or more")
    return value


_KINDS: dict[type, str] = {str: "text in quotes", int: "whole number", float: "number", bool: "true or false"}
