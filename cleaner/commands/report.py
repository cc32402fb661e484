"""What did a run do, for somebody who would rather look? `clean report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Out, Source
from cleaner.commands.say import print_text


def report(
    out: Out,
    source: Source = None,
    against: Annotated[
        Path | None, typer.Option(help="An earlier output of the same input: show what changed.")
    ] = None,
) -> None:
    """Write OUT/report.html, a page to look into OUT. What came in, what went where, and why."""
    from cleaner.corpus.counts.progress import counted
    from cleaner.report.build import write_report

    changes = None
    if against:
        from cleaner.report.changes import as_facts
        from cleaner.report.compare import compare

        changes = as_facts(compare(against, out))
    made = write_report(out, source, changes)
    print_text(f"{made.file}: {counted(made.records, 'record')} counted, {made.shown:,} shown one by one")
    if made.without_source:
        print_text(
            f"  of {made.without_source:,} only what was kept is shown: their sources are not where they were, "
            "or have changed; --source tells where the input lies now"
        )
