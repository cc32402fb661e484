"""What became of a record, or of one character of it? `clean why`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.commands.options import Out, Source
from cleaner.commands.say import print_text
from cleaner.errors import UsageError


def why(
    out: Out,
    id: Annotated[
        str | None, typer.Argument(help="The id of a record; without it, what was not kept.", metavar="[ID]")
    ] = None,
    place: Annotated[
        str | None,
        typer.Argument(help="Some words of the page, or an offset in its decoded source.", metavar="[PLACE]"),
    ] = None,
    source: Source = None,
) -> None:
    """Say which rule kept, changed or removed a text. Without an id, what was dropped or quarantined, and why."""
    from cleaner.corpus.audit.lookup import find_manifest
    from cleaner.corpus.audit.unkept import unkept

    if id is None:
        print_text(unkept(out))
        return
    row = find_manifest(out, id)
    if row["status"] == "quarantined":
        print_text(f"{id} is in quarantine: {row['reason']}")
    elif place is None:
        from cleaner.why import explain

        print_text(explain(row, ""))
    else:
        print_text(_of_place(out, row, place, source))


def _of_place(out: Path, row: dict[str, Any], place: str, source: Path | None) -> str:
    from cleaner.corpus.audit.lookup import find_bytes
    from cleaner.why import explain, explain_words

    name = row["id"]
    if not row["source"]["path"]:
        raise UsageError(
            f"{name}: a program added it, and its source was not kept; `clean why {out} {name}` sums it up"
        )
    found = find_bytes(out, row["source"], source)
    if found.reason:
        raise UsageError(f"{name}: {found.reason}")
    text = found.data.decode(row["source"]["encoding"], "surrogateescape")
    if place.isdecimal():
        if not 0 <= int(place) < max(1, len(text)):
            raise UsageError(f"{place}: the source of {name} has offsets from 0 to {len(text) - 1}")
        return explain(row, text, int(place))
    answer = explain_words(row, text, place)
    if not answer:
        raise UsageError(f"{place}: no reader of {name} sees these words one after the other; try fewer of them")
    return answer
