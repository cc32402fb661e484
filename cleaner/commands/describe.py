"""What will other people's programs know of an output? `clean describe`."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.commands.options import Out
from cleaner.commands.say import print_text


def describe(
    out: Out,
    name: Annotated[str, typer.Option(help="What the dataset is called; default: the folder's name.")] = "",
    licence: Annotated[str, typer.Option("--license", help="Under which licence you give it on, as cc-by-4.0.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be had.")] = "",
    each: Annotated[
        bool | None, typer.Option("--each/--no-each", help="Name every record in PROV; default: up to 100,000.")
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Write README.md again though it is there.")] = False,
) -> None:
    """Write a dataset card and metadata into OUT. Croissant and W3C PROV for machines, tables for a spreadsheet."""
    from cleaner.describe.write import About
    from cleaner.describe.write import describe as write_descriptions

    written = write_descriptions(out, About(name, licence, url), each=each, anew=anew)
    for file in written.files:
        print_text(str(file))
    for file in written.left:
        print_text(f"{file} is there already and was left alone; --anew writes it again")
    if not written.has_records:
        print_text("prov.jsonld names the run, not every record; --each does")
    if not licence:
        print_text("no licence was given: fill it in where README.md asks for it, or say --license")
