"""Are the finished parts of an output that is gone on with still there?

Somebody who makes room may delete one, or move it away. A run that goes on beside the gap would say that all is well.
"""

from __future__ import annotations

from cleaner.corpus.journal.state import State
from cleaner.corpus.output.parts import part_files
from cleaner.errors import UsageError

FOLDERS = ("documents", "manifest")


def check_parts(state: State) -> None:
    """Raise UsageError where a part of the journal has no file."""
    numbers = [part.number for part in state.parts()]
    for folder in FOLDERS:
        there = {file.name.partition(".")[0] for file in part_files(state.out, folder)}
        gone = [name for name in (f"part-{number:05}" for number in numbers) if name not in there]
        if gone:
            more = f" and {len(gone) - 1} more are" if len(gone) > 1 else " is"
            raise UsageError(
                f"{state.out / folder}: {gone[0]}{more} not there any more; put back what was taken away to go on, or "
                "give another OUT to begin anew"
            )
