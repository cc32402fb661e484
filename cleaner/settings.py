"""What can be chosen: every option of a run, in one frozen value.

Names are those of the command line, and of a settings file (`settings_file.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
"""Options that may differ when an output is gone on with: they change nothing of what is written of a page. `strict`
only puts off what becomes of copies, where something looks wrong."""


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
        self._take_as_meant()
        for name, words in CHOICES.items():
            value = getattr(self, name)
            for word in value if isinstance(value, tuple) else (value,):
                _check_word(name, word, words)
        jobs: object = self.jobs
        if not isinstance(jobs, int) or jobs < 1:
            raise UsageError(f"jobs: {self.jobs} is no number of workers; give 1 or more")
        if self.foreign == "restore" and "dedup" in self.skip:
            raise UsageError(
                "foreign: 'restore' puts back what copies hold; take 'dedup', which finds them, out of skip"
            )
        code = str(self.language)
        is_code = code.isascii() and code.isalpha() and len(code) in {2, 3}
        if not (is_code or code == "auto"):  # no document is in a language called "english"
            raise UsageError(f"language: {self.language!r} is no language code; give auto or a code such as en")

    def _take_as_meant(self) -> None:
        """Words as the command line has them (`exact,near`, `none`) or in a list; a folder that is a Path or None."""
        for name in ("dedup", "skip"):
            value = getattr(self, name)
            words = split_words(value) if isinstance(value, str) else tuple(value or ())
            object.__setattr__(self, name, words)
        for name in ("against", "sources", "templates"):
            object.__setattr__(self, name, os.fspath(getattr(self, name) or ""))

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
        none = ", none" if name in ("dedup", "skip") else ""
        raise UsageError(f"{name}: {word!r} is unknown; choose from {', '.join(words)}{none}")


def split_words(text: str) -> tuple[str, ...]:
    """`exact,near` as a tuple; `none` and the empty text are no words."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    return () if words == ("none",) else words


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
