"""How good is an output by the user's own gold? `clean score`."""

from __future__ import annotations

import json as json_
from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Out
from cleaner.commands.say import BROKEN, fail, print_text


def score(
    out: Out,
    gold: Annotated[
        Path, typer.Argument(help="JSON lines: id or url, and any of text, title, authors, published.", metavar="GOLD")
    ],
    floor: Annotated[Path | None, typer.Option(help="A TOML file with the least value of measures.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    worst: Annotated[int, typer.Option(help="How many of the least good documents to name.")] = 5,
) -> None:
    """Measure an output by gold of your own. With a floor, exit 1 where a measure fell below it."""
    from cleaner.corpus.audit.score import below
    from cleaner.corpus.audit.score import score as score_output

    found = score_output(out, gold, max(worst, 0))
    fallen = below(found.measures, floor) if floor else []
    print_text(json_.dumps(found._asdict(), ensure_ascii=False) if json else "\n".join(found.lines()))
    for line in fallen:
        print_text(line)
    if fallen:
        fail(f"below {floor}: {', '.join(line.split()[0] for line in fallen)}", BROKEN)
