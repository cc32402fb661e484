"""Reads the folders below `fixtures/`: a page written for the project, and what a reader wants of it."""

from __future__ import annotations

from pathlib import Path

from cleaner.corpus.audit.fixture import Fixture, read

__all__ = ["FOLDER", "HOUSE", "Fixture", "every"]

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "fixtures"


def every() -> list[Fixture]:
    """All fixtures, those that must fail today last."""
    folders = [path.parent for path in FOLDER.rglob("about.md")]
    return sorted((read(folder) for folder in folders), key=lambda fixture: (fixture.fails_today, fixture.name))
