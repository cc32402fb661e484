"""How does the command start, so that Ctrl-C is told in a line from its first moment to its last?

Nothing of weight is imported before somebody listens; what the command does is in `cleaner/cli.py`.
"""

from __future__ import annotations

import signal
import sys

STOPPED = 3
"""the exit code of what the machine, or its user, has stopped"""


def main() -> None:
    """The console script, and `python -m cleaner`."""
    try:
        from cleaner.cli import main as command  # noqa: PLC0415 - it takes the tenth of a second that is listened in

        command()
    except KeyboardInterrupt:  # while it loads, or once more while it ends
        sys.stderr.write("clean: stopped; run the same command again\n")
        sys.exit(STOPPED)
    finally:  # all is written: a third one would only spoil the exit code
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
