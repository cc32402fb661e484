"""Are the finished parts of an output that is gone on with still there?

Somebody who makes room may delete one, or move it away. A run that goes on beside the gap would say that all is well.
"""

from __future__ import annotations

from cleaner.corpus.journal.state import State
from cleaner.corpus.output.parts import missing_parts
from cleaner.errors import UsageError


def check_parts(state: State) -> None:
    """Raise UsageError where a part of the journal has no file."""
    if gone := missing_parts(state.out, [part.number for part in state.parts()]):
        raise UsageError(
            f"{state.out}: {gone} not there any more; put back what was taken away to go on, or give another OUT to "
            "begin anew"
        )
