"""Does an output keep its promises? `clean verify`."""

from __future__ import annotations

from cleaner.commands.options import Jobs, Out, Source
from cleaner.commands.say import BROKEN, fail, print_text


def verify(
    out: Out,
    source: Source = None,
    jobs: Jobs = None,
) -> None:
    """Check every promise against the sources. Exit 1 and a list where one is broken."""
    from cleaner.corpus.audit.checking import GONE
    from cleaner.corpus.audit.verify import verify as verify_output
    from cleaner.corpus.counts.progress import counted
    from cleaner.corpus.output.run_json import unfinished
    from cleaner.settings import cores

    found = verify_output(out, source, jobs or cores())
    for line in found.broken:
        print_text(line)
    if found.broken:
        moved = not source and any(GONE in line for line in found.broken)
        advice = "; has the input been moved? --source tells where it lies now" if moved else ""
        fail(f"{counted(len(found.broken), 'broken promise')} in {counted(found.rows, 'record')}{advice}", BROKEN)
    print_text(f"{found.rows} record{'s' * (found.rows != 1)}, every promise kept{unfinished(out)}")
