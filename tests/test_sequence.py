"""The network that reads lines in a row: it is what its layers say, line by line, and explains itself by its slopes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.select import model
from cleaner.select.sequence import AFTER, BOUND, REACH, Sequence

FITS, UNITS, FEATURES = 2, 4, 6


def network(seed: int, page: float = 1.0) -> Sequence:
    random = np.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return random.normal(0, 0.5, shape).astype(np.float32)

    whole = some(FITS, 2 * UNITS, UNITS)
    whole[:, UNITS:] *= page
    return Sequence(
        weights=some(FITS, FEATURES, UNITS),
        bias=some(FITS, UNITS),
        steps=some(FITS, len(REACH), UNITS, 3 * UNITS),
        biases=some(FITS, len(REACH), UNITS),
        gaze=some(FITS, UNITS),
        whole=whole,
        out=some(FITS, UNITS),
        offset=some(FITS),
    )


def one_by_one(fitted: Sequence, fit: int, inputs: Any) -> Any:
    """The same, as the words say it: each line looks at the lines above and below, then at the page."""
    units = [np.maximum(row @ fitted.weights[fit] + fitted.bias[fit], 0) for row in inputs]
    for layer, reach in enumerate(REACH):
        above, own, below = np.split(fitted.steps[fit, layer], 3, axis=1)
        sums = []
        for at, line in enumerate(units):
            gained = line @ own + fitted.biases[fit, layer]
            if at >= reach:
                gained = gained + units[at - reach] @ above
            if at + reach < len(units):
                gained = gained + units[at + reach] @ below
            sums.append(line + np.maximum(gained, 0))
        units = sums
        if layer == AFTER:
            shares = [np.exp(np.clip(line @ fitted.gaze[fit], -BOUND, BOUND)) for line in units]
            mean = sum(share * line for share, line in zip(shares, units, strict=True)) / (sum(shares) + 1e-6)
            units = [line + np.maximum(np.concatenate([line, mean]) @ fitted.whole[fit], 0) for line in units]
    return np.array([line @ fitted.out[fit] + fitted.offset[fit] for line in units])


def logits(fitted: Sequence, inputs: Any) -> Any:
    return fitted.read(fitted.hidden(inputs)[0])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 70))
def test_it_says_what_its_layers_say_line_by_line(seed: int, lines: int) -> None:
    fitted = network(seed)
    inputs = np.random.default_rng(seed).normal(0, 1, (lines, FEATURES)).astype(np.float32)
    expected = np.mean([one_by_one(fitted, fit, inputs) for fit in range(FITS)], axis=0)
    assert logits(fitted, inputs) == pytest.approx(expected, rel=1e-3, abs=1e-3)


def test_lines_beyond_its_reach_are_not_seen_but_as_the_page() -> None:
    inputs = np.random.default_rng(1).normal(0, 1, (100, FEATURES)).astype(np.float32)
    other = inputs.copy()
    other[: 50 - sum(REACH)] += 1
    for page, same in ((0.0, True), (1.0, False)):
        moves = [
            float(logits(network(seed, page), inputs)[50] - logits(network(seed, page), other)[50]) for seed in range(9)
        ]
        assert (max(map(abs, moves)) < 1e-4) is same


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_slopes_are_how_a_line_s_logit_grows_with_its_own_signs(seed: int) -> None:
    both = network(seed, page=0.0)
    fitted = both._replace(**{name: part[:1] for name, part in both._asdict().items()})
    inputs = np.random.default_rng(seed).normal(0, 1, (1, FEATURES)).astype(np.float32)
    _, lit = fitted.hidden(inputs)
    slopes = both.slopes(both.hidden(inputs)[1], [0])[0]
    step = 1e-3
    for column in range(FEATURES):
        moved = [inputs + sign * step * np.eye(FEATURES, dtype=np.float32)[column] for sign in (-1, 1)]
        if all(np.array_equal(a, b) for side in moved for a, b in zip(lit, fitted.hidden(side)[1], strict=True)):
            low, high = (float(logits(fitted, side)[0]) for side in moved)
            assert (high - low) / (2 * step) == pytest.approx(slopes[column], rel=0.05, abs=0.02)


def test_the_shipped_table_has_one_for_flat_text_only() -> None:
    assert isinstance(model.load("text").row, Sequence)
    assert model.load("html").row is None


def test_the_signs_are_those_of_both_networks() -> None:
    fitted = model.load("text")
    rows = np.random.default_rng(2).normal(size=(9, len(fitted.first.mean))).astype(np.float32)
    opinion = fitted.score(rows, ["word word"] * 9)
    assert fitted.second
    assert fitted.row
    ours = fitted.second.slopes(opinion.hidden, [4]), fitted.row.slopes(opinion.lit, [4])
    assert opinion.slopes([4]) == pytest.approx(model.mixed(*ours), abs=1e-5)
