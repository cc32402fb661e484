"""What can be chosen: every option of a run, in one frozen value.

Names are those of the command line. A settings file is TOML with the same names and an optional `[limits]` table.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from cleaner.errors import UsageError

MiB = 1024 * 1024

CHOICES: dict[str, tuple[str, ...]] = {
    "foreign": ("remove", "mark", "drop-sentence", "drop-paragraph", "restore", "keep"),
    "format": ("jsonl", "parquet", "txt"),
    "compress": ("none", "gz", "zst"),
    "engine": ("local", "ray"),
    "dedup": ("exact", "near", "paragraph"),
    "keep": ("best", "earliest", "latest", "all"),
    "skip": ("repair", "metadata", "select", "language", "dedup"),
}
"""The words an option may take; `dedup` and `skip` take several."""

NO_SOURCES = "none"
"""as `sources`: no source rules at all"""
WITHOUT_EFFECT = frozenset({"jobs", "quiet", "strict", "engine"})
"""Options that change how a run is done, and nothing of what it writes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one record may ask for. What exceeds a limit goes to quarantine with the reason.

    25 MB pages are real (live blogs with inlined images); above that, nothing that was looked at was an article.
    `max_ratio` is far above honest HTML (10 to 60 times; gzip itself ends at 1,032) and only looked at above
    `ratio_from` bytes, since a page of blank lines is harmless while it is small.
    """

    max_input_bytes: int = 64 * MiB
    """of a file that is one record, or of one line, as found"""
    max_decompressed_bytes: int = 64 * MiB
    """of one record, unpacked"""
    max_ratio: int = 400
    ratio_from: int = 16 * MiB
    record_seconds: float = 60.0
    """a worker that takes longer over one record is killed"""
    worker_bytes: int = 4096 * MiB
    """address space of a worker process; 0 for no limit"""
    part_records: int = 10_000
    part_bytes: int = 1024 * MiB


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run."""

    foreign: str = "remove"
    language: str = "auto"
    dedup: tuple[str, ...] = ("exact", "near")
    keep: str = "best"
    stories: bool = False
    """whether different articles on one event get the same `story`"""
    skip: tuple[str, ...] = ()
    against: str = ""
    sources: str = ""
    """a folder of source rules that go before those of the package; `none` leaves out both"""
    templates: str = ""
    """a folder of templates that `clean learn` has written"""
    learn: bool = True
    """whether a run learns templates from its own input where a source brings pages enough; one page never does"""
    format: str = "jsonl"
    compress: str = "none"
    engine: str = "local"
    jobs: int = 1
    strict: bool = False
    quiet: bool = False
    fast: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for name, words in CHOICES.items():
            value = getattr(self, name)
            for word in value if isinstance(value, tuple) else (value,):
                _check_word(name, word, words)
        if self.jobs < 1:
            raise UsageError(f"jobs: {self.jobs} is no number of workers; give 1 or more")
        if self.foreign == "restore" and "dedup" in self.skip:
            raise UsageError("foreign: 'restore' puts back what copies hold, and skip leaves the copies out")
        is_code = self.language.isascii() and self.language.isalpha() and len(self.language) in {2, 3}
        if not (is_code or self.language == "auto"):  # no document is in a language called "english"
            raise UsageError(f"language: {self.language!r} is no language code; give auto or a code such as en")

    @property
    def compares(self) -> bool:
        """Whether documents are compared with one another."""
        return bool(self.dedup or self.stories or self.foreign == "restore") and "dedup" not in self.skip

    @property
    def sketches(self) -> bool:
        """Whether near copies are looked for, be it to drop them or to learn from them."""
        return "near" in self.dedup or self.foreign == "restore"

    @property
    def digest(self) -> str:
        """SHA-256 of every option that changes what is written."""
        values = {name: value for name, value in asdict(self).items() if name not in WITHOUT_EFFECT}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def differences(self, other: Mapping[str, Any]) -> list[str]:
        """`name was → is` for each option that changes what is written and differs from an earlier run's."""
        mine = json.loads(json.dumps(asdict(self)))
        names = [name for name in mine if name not in WITHOUT_EFFECT and mine[name] != other.get(name)]
        return [f"{name} was {json.dumps(other.get(name))}, is {json.dumps(mine[name])}" for name in names]


def _check_word(name: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise UsageError(f"{name}: {word!r} is unknown; choose from {', '.join(words)}")


def split_words(text: str) -> tuple[str, ...]:
    """`exact,near` as a tuple; `none` and the empty text are no words."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    return () if words == ("none",) else words


def choose(file: Path | None, **options: Any) -> Settings:
    """The settings of a command: a job for each core, the file's, and over them the options that are not None."""
    start = Settings(jobs=cores())
    given = {name: value for name, value in options.items() if value is not None}
    for name in ("dedup", "skip"):
        if name in given:
            given[name] = split_words(given[name])
    return replace(load_settings(file, start) if file else start, **given)


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        raise UsageError(f"{name}: {value!r} is below nought")
    return value


_KINDS: dict[type, str] = {str: "text in quotes", int: "whole number", float: "number", bool: "true or false"}
