"""How long work takes, of which the rest of a suite knows nothing."""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable
from itertools import count


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The shortest time of this thread at the work. Garbage waits: what other tests left alive would be walked, too."""
    best = math.inf
    for _ in range(times):
        gc.collect()
        gc.disable()
        try:
            began = time.thread_time()
            work()
            best = min(best, time.thread_time() - began)
        finally:
            gc.enable()
    return best


def growth(work: Callable[[int], object], small: int, large: int, *, below: float) -> None:
    """Fail unless the large size takes less than ``below`` times as long as the small one, each at its shortest.

    Both are looked at in turn, eight times at most: a busy machine makes one look long.
    """
    least = most = math.inf
    for _ in range(8):
        least, most = min(least, seconds(lambda: work(small))), min(most, seconds(lambda: work(large)))
        if most < below * least:
            return
    raise AssertionError(f"{most:.4f} s for {large:,}, {least:.4f} s for {small:,}: not below {below} times")


def calls(work: Callable[[], object]) -> int:
    """How many functions the work calls, and how often it goes on with a generator: the same number every time."""
    seen, before = count(), sys.getprofile()
    sys.setprofile(lambda *_: next(seen) and None)
    try:
        work()
    finally:
        sys.setprofile(before)
    return next(seen)
