"""Which templates does a run use? Those it was given, those it has learned already, or those it learns now.

An output folder keeps to the templates it was begun with: a run that is gone on with, or gets new files later, reuses
them, and refuses to go on with others, since its documents would no longer be of one kind.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.corpus.journal.state import State
from cleaner.corpus.learning.lessons import MOST, learn_from
from cleaner.corpus.learning.survey import survey
from cleaner.corpus.workers.crew import Crew
from cleaner.errors import UsageError
from cleaner.page import Template
from cleaner.read.unit import InputFile
from cleaner.settings import Settings
from cleaner.templates import digest_of, load_templates, write_templates

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Tell

FOLDER = "templates"


class Chosen(NamedTuple):
    """The templates of a run: where they lie, where they came from, and how much they hold."""

    origin: str
    """`given`, `learned` (by this run), `reused` (learned by an earlier run on this OUT), or `none`"""
    folder: str = ""
    sources: int = 0
    lines: int = 0
    digest: str = ""

    def settings(self, settings: Settings) -> Settings:
        """The settings that workers are given."""
        return replace(settings, templates=self.folder if self.sources else "")

    def row(self) -> dict[str, Any]:
        """What `run.json` says of them; a folder inside OUT by its name, so that it is the same wherever OUT lies."""
        return self._asdict() | ({} if self.origin == "given" else {"folder": FOLDER if self.sources else ""})


def given_of(settings: Settings, templates: Mapping[str, Template]) -> Chosen:
    """What the settings name, and was read to be checked."""
    return _chosen("given", Path(settings.templates).resolve(), templates) if settings.templates else Chosen("none")


def choose_templates(state: State, settings: Settings, crew: Crew, given: Chosen, tell: Tell | None = None) -> Chosen:
    """The templates of this run, learned if need be; `given` is what the settings name.

    Raises UsageError where they are not those of the OUT.
    """
    known = json.loads(state.recall("templates") or "null")
    if settings.templates:
        return _noted(state, known, given)
    if not settings.learn or "select" in settings.skip:
        return Chosen("none")
    folder = state.out.resolve() / FOLDER
    if known:
        return _noted(state, known, _chosen("reused", folder, load_templates(folder) if folder.is_dir() else {}))
    # what lies here without an entry in the journal is from a run that was killed while it learned
    shutil.rmtree(folder, ignore_errors=True)

    def files() -> Iterator[tuple[int, InputFile]]:
        return ((listed.seq, listed.file) for listed in state.files.since(1))

    crew.start()
    found = survey(files(), settings.limits, MOST, tell=tell)
    learned = learn_from(files, settings, crew, found, tell)
    digest = write_templates(learned.templates, folder) if learned.templates else ""
    return _noted(state, None, _chosen("learned", folder, learned.templates, digest))


def _chosen(origin: str, folder: Path, templates: Mapping[str, Template], digest: str = "") -> Chosen:
    lines = sum(len(template.lines) for template in templates.values())
    return Chosen(origin, str(folder), len(templates), lines, digest or digest_of(templates))


def _noted(state: State, known: dict[str, Any] | None, chosen: Chosen) -> Chosen:
    if known is None:
        state.remember("templates", json.dumps({"digest": chosen.digest}))
    elif known["digest"] != chosen.digest:
        raise UsageError(
            f"{chosen.folder}: these are not the templates that {state.out} was begun with; put those back to go on, "
            f"or begin another OUT with --templates {chosen.folder}"
        )
    return chosen
