"""Which source rules are there, and which of them look dead? `clean sources`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Jobs, Sources
from cleaner.commands.say import print_text


def sources(
    place: Annotated[
        Path | None, typer.Argument(help="The output folder of a run, or pages to try.", metavar="[PLACE]")
    ] = None,
    against: Annotated[Path | None, typer.Option(help="An earlier output, or its run.json: what has shifted?")] = None,
    folder: Sources = None,
    jobs: Jobs = None,
) -> None:
    """List every source rule and its eras. With an output or pages, how often each fired, and which look dead."""
    from cleaner.corpus.audit.source_rules import rules_of, sources_of
    from cleaner.settings_file import choose

    print_text(sources_of(place, against, choose(None, sources=folder or rules_of(place), jobs=jobs)))
