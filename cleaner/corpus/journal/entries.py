"""What is remembered of many documents, a column for each thing, on disk: so that only what is asked for is in memory.

Of a million documents it is 225 MB: their digests, the keys they are found by, their standing.
"""

from __future__ import annotations

import os
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup import DIGEST_BYTES
from cleaner.dedup.sketch import KEYS
from cleaner.dedup.standing import STANDING

ENTRY: Final = np.dtype([("digest", "<u8", (DIGEST_BYTES // 8,)), ("keys", "<u4", (KEYS,)), ("standing", STANDING)])
"""what is remembered of one document, as it lies in the journal"""

_KINDS: Final[dict[str, np.dtype[Any]]] = {
    **{f"digest {half}": np.dtype("<u8") for half in range(DIGEST_BYTES // 8)},
    **{f"key {number}": np.dtype("<u4") for number in range(KEYS)},
    **{name: STANDING[name] for name in STANDING.names or ()},
}
_STARTS: Final = dict(zip(_KINDS, accumulate((kind.itemsize for kind in _KINDS.values()), initial=0), strict=False))
"""where a column begins, in bytes a document"""


class Entries:
    """So many documents; `folder` holds the file, which has no name."""

    def __init__(self, folder: Path, count: int) -> None:
        self.numbers = np.empty(count, np.uint32)
        self.states = np.empty(count, np.uint8)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see close

    def __len__(self) -> int:
        return len(self.numbers)

    def put(self, at: int, rows: list[tuple[int, int, bytes]]) -> None:
        """The number, the state and the entry of each document from the `at`-th on."""
        end = at + len(rows)
        self.numbers[at:end] = [row[0] for row in rows]
        self.states[at:end] = [row[1] for row in rows]
        data = np.frombuffer(b"".join([row[2] for row in rows]), ENTRY)
        columns = [*data["digest"].T, *data["keys"].T, *(data["standing"][name] for name in STANDING.names or ())]
        for name, values in zip(_KINDS, columns, strict=True):
            self._file.seek(_STARTS[name] * len(self) + _KINDS[name].itemsize * at)
            self._file.write(values.tobytes())
        self._file.flush()

    def column(self, name: str) -> NDArray[Any]:
        """`digest 0`, `digest 1`, `key 0` to `key 43`, or a field of STANDING, of each document."""
        kind = _KINDS[name]
        return np.frombuffer(os.pread(self._file.fileno(), kind.itemsize * len(self), _STARTS[name] * len(self)), kind)

    def close(self) -> None:
        """Nothing is left on disk."""
        self._file.close()
