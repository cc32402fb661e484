"""Give back to the system what this process no longer uses.

The C library keeps what was freed between blocks that are in use. After a run's pages, and after each stage of the look
for copies, that is some 30 MB, which the next stage would lie on top of.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_trim = None
with suppress(OSError, TypeError, AttributeError):  # not the GNU C library
    _trim = ctypes.CDLL(None).malloc_trim


def give_back() -> None:
    """Return free memory; nothing where the C library has no such call."""
    gc.collect()
    if _trim is not None:
        _trim(0)
