"""Does a folder of pages become a folder of text? `clean run`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Foreign, Inputs, Jobs, Language, Quiet, SettingsFile, Skip, Sources, Templates
from cleaner.commands.say import BROKEN, fail, say
from cleaner.errors import MachineError


def run(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the output goes.")],
    jobs: Jobs = None,
    format: Annotated[str | None, typer.Option(help="jsonl, parquet, or txt: also a file a page in OUT/text.")] = None,
    compress: Annotated[str | None, typer.Option(help="Pack the parts: none, gz, zst (a quarter).")] = None,
    foreign: Foreign = None,
    language: Language = None,
    dedup: Annotated[
        str | None, typer.Option(help="What counts as a copy: exact,near (the default), paragraph, none.")
    ] = None,
    keep: Annotated[str | None, typer.Option(help="Which of several copies: best, earliest, latest, or all.")] = None,
    stories: Annotated[
        bool | None, typer.Option("--stories", help="Give different articles on one event the same `story`.")
    ] = None,
    skip: Skip = None,
    settings_file: SettingsFile = None,
    engine: Annotated[str | None, typer.Option(help="local, or ray (an extra of the package).")] = None,
    against: Annotated[str | None, typer.Option(help="An earlier OUT whose documents are known.")] = None,
    sources: Sources = None,
    templates: Templates = None,
    learn: Annotated[
        bool | None, typer.Option("--learn/--no-learn", help="Learn templates where a source brings 5 pages or more.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit 1 if inputs were quarantined or copies look wrong.")
    ] = None,
    fast: Annotated[bool | None, typer.Option("--fast", help="Skip the costly checks of the promises.")] = None,
    quiet: Quiet = None,
) -> None:
    """Clean files and folders into OUT. Run again on the same OUT, it goes on where it stopped."""
    from cleaner.compiled import staleness
    from cleaner.corpus.counts.progress import progress_bar, summary
    from cleaner.corpus.run import run as run_corpus
    from cleaner.settings_file import choose

    settings = choose(
        settings_file,
        jobs=jobs, format=format, compress=compress, foreign=foreign, language=language, dedup=dedup, keep=keep,
        stories=stories, skip=skip,
        engine=engine, against=against, sources=sources, templates=templates, learn=learn, strict=strict, fast=fast,
        quiet=quiet,
    )  # fmt: skip
    if not settings.quiet and (said := staleness()):
        say(f"clean: {said}")
    try:
        with progress_bar(settings.quiet, say) as watch:
            result = run_corpus(inputs, out, settings, watch)
    except KeyboardInterrupt as error:
        raise MachineError("stopped; run the same command again to go on") from error
    if not settings.quiet:
        say(summary(result))
    if settings.strict and result.settled.alarms:
        said = "; ".join(result.settled.alarms)
        fail(f"no copy was dropped: {said}; look at them, then run again without --strict", BROKEN)
    if settings.strict and result.total.status["quarantined"]:
        fail(f"{result.total.status['quarantined']} inputs are in {out / 'quarantine'}, see its index.jsonl", BROKEN)
