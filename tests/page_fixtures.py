"""Reads the folders below `fixtures/`: a page written for the project, and what a reader wants of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "fixtures"


@dataclass(frozen=True)
class Fixture:
    name: str
    source: Path
    expected: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def fails_today(self) -> bool:
        return self.source.parent.parent.name == "failures"


def read(folder: Path) -> Fixture:
    """One fixture; ValueError where a part of it is missing."""
    sources = sorted(folder.glob("source.*"))
    if len(sources) != 1:
        raise ValueError(f"{folder} needs exactly one source.html or source.txt")
    expected = (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    head = (folder / "about.md").read_text(encoding="utf-8").split("---")[1]
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return Fixture(folder.name, sources[0], expected, fields)


def every() -> list[Fixture]:
    """All fixtures, those that must fail today last."""
    folders = [path.parent for path in FOLDER.rglob("about.md")]
    return sorted((read(folder) for folder in folders), key=lambda fixture: (fixture.fails_today, fixture.name))
