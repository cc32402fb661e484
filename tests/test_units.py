"""Between two products the compiled passes say what units.py says, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment.html import IS_COMPILED
from cleaner.select import units

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

from cleaner.select import _units

SEEDS = st.integers(0, 10_000)
LINES = st.integers(1, 40)


def some(seed: int, *shape: int) -> Any:
    found = np.random.default_rng(seed).normal(0, 3, shape).astype(np.float32)
    found[np.abs(found) < 0.3] = 0
    return found


@settings(max_examples=150, deadline=None)
@given(SEEDS, LINES, st.integers(1, 3), st.integers(1, 20))
def test_both_move_the_units_alike(seed: int, lines: int, fits: int, reach: int) -> None:
    wide = 1 + seed % 7
    bias = some(seed, fits, 3, wide)[:, 1]
    parts = some(seed + 1, fits, lines, 3 * wide)
    ours, theirs = some(seed + 2, fits, lines, wide), some(seed + 2, fits, lines, wide)
    assert np.array_equal(units.rectify(ours, bias), _units.rectify(theirs, bias))
    assert np.array_equal(ours, theirs)
    assert np.array_equal(units.mix(ours, parts, bias, reach), _units.mix(theirs, parts, bias, reach))
    assert np.array_equal(ours, theirs)


@settings(max_examples=150, deadline=None)
@given(SEEDS, LINES, st.data())
def test_both_let_the_same_through(seed: int, lines: int, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, lines - 1), max_size=12))
    lit = some(seed, lines, 5) > 0
    for back in (some(seed, 1, 5), some(seed, len(places), 5)):
        assert np.array_equal(units.through(back, lit, places), _units.through(back, lit, places))


def test_what_does_not_fit_is_refused() -> None:
    cells = some(1, 2, 4, 3)
    with pytest.raises(ValueError, match="another network"):
        _units.rectify(cells, some(1, 2, 4))
    with pytest.raises(ValueError, match="other lines"):
        _units.mix(cells, some(1, 2, 5, 9), some(1, 2, 3), 1)
    with pytest.raises(IndexError):
        _units.through(some(1, 1, 3), cells[0] > 0, [4])
