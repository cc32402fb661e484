"""Which options do several commands share?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.", metavar="INPUT...")]
Out = Annotated[Path, typer.Argument(help="The output folder of a run.", metavar="OUT")]
Foreign = Annotated[
    str | None, typer.Option(help="Foreign text: remove, mark, keep, drop-sentence, drop-paragraph, restore.")
]
Language = Annotated[str | None, typer.Option(help="The documents' language: auto, or a code such as en.")]
Skip = Annotated[str | None, typer.Option(help="Stages to leave out: repair, metadata, select, language, dedup.")]
Templates = Annotated[str | None, typer.Option(help="A folder of templates, as `clean learn` writes them.")]
Sources = Annotated[
    str | None, typer.Option("--sources", help="A folder of source rules of your own; none: leave all out.")
]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A TOML file of options.")]
Jobs = Annotated[int | None, typer.Option(help="Worker processes; default: one for each core.")]
Source = Annotated[Path | None, typer.Option(help="Where the input lies now, if it was moved.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
