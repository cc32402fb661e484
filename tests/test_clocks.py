"""What measures the others: work that grows too fast is told from work that does not."""

from __future__ import annotations

import gc

import pytest
from clocks import growth, seconds


def test_growth_tells_a_square_from_a_line() -> None:
    growth(lambda size: sum(range(size)), 20_000, 160_000, below=32)
    with pytest.raises(AssertionError, match="not below 32 times"):
        growth(lambda size: [sum(range(size)) for _ in range(size)], 200, 1_600, below=32)


def test_garbage_is_collected_again_after_work_that_failed() -> None:
    with pytest.raises(ZeroDivisionError):
        seconds(lambda: 1 // 0)
    assert gc.isenabled()
