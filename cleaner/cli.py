"""The command `clean`. Thin: each command calls one function, and imports it only then, so that `--help` is quick."""

# A command's signature is its command line: an option is a parameter, named as the user writes it.
# ruff: noqa: A002, PLR0913, PLR0917
# Imports stand inside commands, so that --help and wrong use are answered at once.
# ruff: noqa: PLC0415
# Printing is what a command is for.
# ruff: noqa: T201

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.errors import MachineError, UsageError

BROKEN, WRONG_USE, MACHINE = 1, 2, 3

app = typer.Typer(
    name="clean",
    help="News pages in, clean article text out, with a ledger that accounts for every character.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Out = Annotated[Path, typer.Argument(help="The output folder of a run.")]
Foreign = Annotated[str | None, typer.Option(help="Foreign text: remove, mark, keep, drop-sentence, drop-paragraph.")]
Language = Annotated[str | None, typer.Option(help="The documents' language: auto, or a code such as en.")]
Skip = Annotated[str | None, typer.Option(help="Stages to leave out: repair, metadata, select, language, dedup.")]
Templates = Annotated[str | None, typer.Option(help="A folder of templates, as `clean learn` writes them.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A TOML file of options.")]


@app.command()
def run(
    inputs: Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.", metavar="INPUT...")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the output goes.")],
    jobs: Annotated[int | None, typer.Option(help="Worker processes; default: one for each core.")] = None,
    format: Annotated[str | None, typer.Option(help="jsonl, or txt: also one file a page, in OUT/text.")] = None,
    compress: Annotated[str | None, typer.Option(help="Pack the parts: none, gz, zst.")] = None,
    foreign: Foreign = None,
    language: Language = None,
    dedup: Annotated[str | None, typer.Option(help="What counts as a copy: exact, or none.")] = None,
    skip: Skip = None,
    settings_file: SettingsFile = None,
    engine: Annotated[str | None, typer.Option(help="local.")] = None,
    against: Annotated[str | None, typer.Option(hidden=True)] = None,
    sources: Annotated[str | None, typer.Option(hidden=True)] = None,
    templates: Templates = None,
    learn: Annotated[
        bool | None, typer.Option("--learn/--no-learn", help="Learn templates where a source brings 5 pages or more.")
    ] = None,
    strict: Annotated[bool | None, typer.Option("--strict", help="Exit 1 if an input was quarantined.")] = None,
    fast: Annotated[bool | None, typer.Option("--fast", help="Skip the costly checks of the promises.")] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = None,
) -> None:
    """Clean files and folders into OUT. Run again on the same OUT, it goes on where it stopped."""
    from cleaner.corpus.progress import progress_bar, summary
    from cleaner.corpus.run import run as run_corpus
    from cleaner.settings import choose

    settings = choose(
        settings_file,
        jobs=jobs, format=format, compress=compress, foreign=foreign, language=language, dedup=dedup, skip=skip,
        engine=engine, against=against, sources=sources, templates=templates, learn=learn, strict=strict, fast=fast,
        quiet=quiet,
    )  # fmt: skip
    try:
        with progress_bar(settings.quiet) as watch:
            result = run_corpus(inputs, out, settings, watch)
    except KeyboardInterrupt as error:
        raise MachineError("stopped; run the same command again to go on") from error
    if not settings.quiet:
        print(summary(result), file=sys.stderr)
    if settings.strict and result.total.status["quarantined"]:
        fail(f"{result.total.status['quarantined']} inputs are in {out / 'quarantine'}, see its index.jsonl", BROKEN)


@app.command()
def page(
    file: Annotated[str, typer.Argument(help="A page; - for standard input.")],
    url: Annotated[str | None, typer.Option(help="The page's address.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole record: document and manifest row.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also show what was removed, each with its rule.")] = False,
    foreign: Foreign = None,
    language: Language = None,
    skip: Skip = None,
    templates: Templates = None,
    settings_file: SettingsFile = None,
) -> None:
    """Clean one page to standard output."""
    from cleaner.corpus.onepage import clean_file, explained, whole_record
    from cleaner.settings import choose

    settings = choose(settings_file, foreign=foreign, language=language, skip=skip, templates=templates)
    one = clean_file(file, url, settings)
    cleaned = one.cleaned
    if json:
        sys.stdout.buffer.write(whole_record(cleaned))
    elif explain:
        print_text(explained(one))
    else:
        print_text(cleaned.text)
    if cleaned.status != "kept":
        print(f"clean: {file}: nothing kept ({cleaned.reason or 'no text'})", file=sys.stderr)


@app.command()
def learn(
    inputs: Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.", metavar="INPUT...")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder that gets a file for each source.")],
    jobs: Annotated[int | None, typer.Option(help="Worker processes; default: one for each core.")] = None,
    settings_file: SettingsFile = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = None,
) -> None:
    """Learn each source's repeated boilerplate from many of its pages, for `clean run --templates`."""
    from cleaner.corpus.teach import learn_files
    from cleaner.settings import choose

    settings = choose(settings_file, jobs=jobs, quiet=quiet)
    try:
        said = learn_files(inputs, out, settings)
    except KeyboardInterrupt as error:
        raise MachineError("stopped; nothing was written, run the same command again") from error
    if not settings.quiet:
        print(said, file=sys.stderr)


@app.command()
def why(
    out: Out,
    id: Annotated[str, typer.Argument(help="The id of a record.")],
    offset: Annotated[int | None, typer.Argument(help="A place in its decoded source, in characters.")] = None,
    source: Annotated[Path | None, typer.Option(help="Where the input lies now, if it was moved.")] = None,
) -> None:
    """Say which rule kept, changed or removed the text of a record, and on what evidence."""
    from cleaner.corpus.lookup import find_bytes, find_manifest
    from cleaner.why import explain

    row = find_manifest(out, id)
    if row["status"] == "quarantined":
        print_text(f"{id} is in quarantine: {row['reason']}")
        return
    found = find_bytes(out, row["source"], source)
    if found.reason:
        raise UsageError(f"{id}: {found.reason}")
    text = found.data.decode(row["source"]["encoding"], "surrogateescape")
    if offset is not None and not 0 <= offset < max(1, len(text)):
        raise UsageError(f"{offset}: the source of {id} has offsets from 0 to {len(text) - 1}")
    print_text(explain(row, text, offset))


@app.command()
def verify(
    out: Out,
    source: Annotated[Path | None, typer.Option(help="Where the input lies now, if it was moved.")] = None,
    jobs: Annotated[int | None, typer.Option(help="Processes; default: one for each core.")] = None,
) -> None:
    """Check every promise against the sources; exit 1 and a list where one is broken."""
    from cleaner.corpus.verify import verify as verify_output
    from cleaner.settings import cores

    found = verify_output(out, source, jobs or cores())
    for line in found.broken:
        print_text(line)
    if found.broken:
        fail(f"{len(found.broken)} broken promises in {found.rows} records", BROKEN)
    print_text(f"{found.rows} records, every promise kept")


@app.command()
def rules(id: Annotated[str | None, typer.Argument(help="The address of one rule.")] = None) -> None:
    """List every rule and its question; with ID, what it says of itself and its examples."""
    from cleaner.rules import all_rules

    known = {rule.id: rule for rule in all_rules()}
    if id is None:
        width = max(map(len, known), default=0)
        print_text("\n".join(f"{name:<{width}}  {rule.question}" for name, rule in known.items()))
    elif id in known:
        examples = "\n".join(f"  {example}" for example in known[id].examples)
        print_text(f"{id}\n\n{known[id].doc}\n\nExamples:\n{examples}")
    else:
        near = ", ".join(name for name in known if id in name)
        raise UsageError(f"{id}: no such rule; {f'do you mean {near}' if near else '`clean rules` lists them'}")


def print_text(text: str) -> None:
    """Print UTF-8, whatever the terminal says; what is no character is shown as U+FFFD."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def fail(message: str, code: int) -> None:
    """Say what happened on standard error, and end."""
    print(f"clean: {message}".encode("utf-8", "replace").decode(), file=sys.stderr)
    raise typer.Exit(code)


def main(arguments: list[str] | None = None) -> None:
    """The console script."""
    # a page's products are small: threads only wait for one another (numpy reads this when it is imported)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = 0
    command: Callable[..., Any] = app
    try:
        code = command(arguments, prog_name="clean", standalone_mode=True)
    except UsageError as error:
        print(f"clean: {error}", file=sys.stderr)
        code = WRONG_USE
    except MachineError as error:
        print(f"clean: {error}", file=sys.stderr)
        code = MACHINE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
