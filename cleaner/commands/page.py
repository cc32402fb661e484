"""What does one page become? `clean page`."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.commands.options import Foreign, Language, SettingsFile, Skip, Sources, Templates
from cleaner.commands.say import in_colour, print_bytes, print_text, say


def page(
    file: Annotated[str, typer.Argument(help="A page; - for standard input.", metavar="FILE")],
    url: Annotated[str | None, typer.Option(help="The page's address.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole record: document and manifest row.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also show what was removed, each with its rule.")] = False,
    foreign: Foreign = None,
    language: Language = None,
    skip: Skip = None,
    sources: Sources = None,
    templates: Templates = None,
    settings_file: SettingsFile = None,
) -> None:
    """Clean one page to standard output."""
    from cleaner.corpus.onepage import clean_file, whole_record
    from cleaner.settings_file import choose

    settings = choose(
        settings_file, foreign=foreign, language=language, skip=skip, sources=sources, templates=templates
    )
    one = clean_file(file, url, settings)
    cleaned = one.cleaned
    if json:
        print_bytes(whole_record(cleaned))
    elif explain:
        from cleaner.report.terminal import as_diff

        print_text(as_diff(cleaned.manifest, one.source, colour=in_colour()))
    else:
        print_text(cleaned.text)
    if cleaned.status != "kept":
        hint = "" if explain or json or not cleaned.edits else "; --explain shows each line with its rule"
        say(f"clean: {file}: nothing kept ({cleaned.reason or 'no text'}){hint}")
