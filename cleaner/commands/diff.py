"""What did another version or setting change? `clean diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.say import print_text


def diff(
    out_a: Annotated[Path, typer.Argument(help="The output of a run.", metavar="OUT_A")],
    out_b: Annotated[Path, typer.Argument(help="Another output of the same input.", metavar="OUT_B")],
    documents: Annotated[int, typer.Option(help="How many documents are shown, those that changed most first.")] = 10,
) -> None:
    """Say what changed between two outputs. By rule, by source, and document by document."""
    from cleaner.report.changes import in_words
    from cleaner.report.compare import compare

    print_text(in_words(compare(out_a, out_b), max(documents, 0)))
