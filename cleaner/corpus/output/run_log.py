"""What happened when, for whoever comes back in the morning: `OUT/run.log`, a line for each event.

It is only ever added to. Names and reasons come from the input, so they are written as JSON strings: no line of
it can be forged, and no terminal be addressed.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from cleaner.wire import encode_row

NAME = "run.log"
MOST_CHARS = 400
"""of a name or a reason"""


class Log:
    """The log of an output folder. A full disk stops the run where rows are written, not here."""

    def __init__(self, out: Path) -> None:
        self._path = out / NAME

    def say(self, event: str, **values: object) -> None:
        """Add a line: the time, what happened, and to what."""
        shown = {name: value[:MOST_CHARS] if isinstance(value, str) else value for name, value in values.items()}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with contextlib.suppress(OSError), self._path.open("ab") as file:
            file.write(f"{now} {event} ".encode() + encode_row(shown).replace(b"\x7f", b"\\u007f"))
