"""What recurs on the pages of each source? `clean learn`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Inputs, Jobs, Quiet, SettingsFile
from cleaner.commands.say import say
from cleaner.errors import MachineError


def learn(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder that gets a file for each source.")],
    jobs: Jobs = None,
    settings_file: SettingsFile = None,
    quiet: Quiet = None,
) -> None:
    """Learn what stands on many pages of each source. `clean run --templates` uses it."""
    from cleaner.corpus.learning.learn import learn_files
    from cleaner.settings_file import choose

    settings = choose(settings_file, jobs=jobs, quiet=quiet)
    try:
        said = learn_files(inputs, out, settings)
    except KeyboardInterrupt as error:
        raise MachineError("stopped; nothing was written, run the same command again") from error
    if not settings.quiet:
        say(said)
