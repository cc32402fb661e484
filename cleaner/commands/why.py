"""What became of a record, or of one character of it? `clean why`."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.commands.options import Out, Source
from cleaner.commands.say import print_text
from cleaner.errors import UsageError


def why(
    out: Out,
    id: Annotated[str, typer.Argument(help="The id of a record.")],
    offset: Annotated[int | None, typer.Argument(help="A place in its decoded source, in characters.")] = None,
    source: Source = None,
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
