"""Give back to the system what this process no longer uses.

The C library keeps what was freed between blocks that are in use. After a run's pages, and after each stage of the look
for copies, that is some 30 MB, which the next stage would lie on top of.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from typing import Final

_trim = None
with suppress(OSError, TypeError, AttributeError):  # not the GNU C library
    _trim = ctypes.CDLL(None).malloc_trim


_MANY: Final = 20_000
"""documents: what fewer leave behind is not worth the time, four times 20 ms"""


def give_back(documents: int) -> None:
    """Return the memory that is free after a stage that dealt with this many; only where the C library has a call."""
    if documents < _MANY:
        return
    gc.collect()
    if _trim is not None:
        _trim(0)
