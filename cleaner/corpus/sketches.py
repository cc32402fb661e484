"""The sketches of many documents on disk, so that only one kind of key is in memory at a time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

KEY: Final = np.dtype("<u4")


class Sketches:
    """The sketches of so many documents, a kind of key after the other, in a file of a folder that has no name."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._rows = rows
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see close

    def put(self, at: int, keys: NDArray[np.uint32]) -> None:
        """Sketches, one a row, of the documents from the `at`-th on."""
        for column, values in enumerate(keys.T):
            self._file.seek(KEY.itemsize * (column * self._rows + at))
            self._file.write(values.astype(KEY).tobytes())
        self._file.flush()

    def column(self, number: int) -> NDArray[np.uint32]:
        """One key of each document."""
        size = KEY.itemsize * self._rows
        return np.frombuffer(os.pread(self._file.fileno(), size, number * size), KEY)

    def close(self) -> None:
        """Nothing is left on disk."""
        self._file.close()
