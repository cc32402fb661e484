"""Will the disk hold what a run writes? Told hours before it is full, not when it is.

What a run takes is seen from what is free, by whoever it was taken: parts, journal and text files, and whatever else
is written to that disk meanwhile, which fills it as well.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

SURE_FROM: Final = 50
"""a run's course is judged from the fiftieth part of its input on: before that a part more or less is half of it"""
LEAST: Final = 64 << 20
"""bytes: what is less comes and goes on any disk"""


class Disk:
    """The disk below a folder, looked at from now on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first = free(folder)

    def missing(self, done: int, of: int) -> int:
        """Bytes that will be missing in the end, if the rest of the input takes as much as `done` of it; 0 if none."""
        if done * SURE_FROM < of or not done:
            return 0
        left = free(self._folder)
        taken = self._first - left
        return max(0, taken * (of - done) // done - left) if taken >= LEAST else 0


def free(folder: Path) -> int:
    """Bytes that may still be written below a folder."""
    return shutil.disk_usage(folder).free
