"""Is a folder an output of ours, or none yet, and does nobody else write there?"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from cleaner.errors import MachineError, UsageError


def check_ours(out: Path) -> None:
    """Raise UsageError where it holds what is not ours."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder for the output")
    names = {entry.name for entry in out.iterdir()} - {".lock"}
    if names and "state.sqlite" not in names:
        raise UsageError(f"{out}: is not empty and no output of this program; give another folder")


def locked(out: Path) -> int:
    """The open file by which it is held; MachineError where another process holds it."""
    handle = os.open(out / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise MachineError(f"{out}: another run is writing there; wait for it, or give another OUT") from error
    return handle


def check_new(out: Path) -> None:
    """Raise UsageError where an empty journal lies beside parts: to begin there anew would be to delete them."""
    if any((out / "manifest").glob("part-*")):
        raise UsageError(
            f"{out / 'state.sqlite'}: is empty, though finished parts lie beside it; put the journal back to go on, or "
            "give another OUT to begin anew"
        )
