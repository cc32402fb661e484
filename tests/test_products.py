"""Products of small matrices, multiplied and added in one step: what the definitions by numpy say, nearly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment.html import IS_COMPILED
from cleaner.select import context, features, model, sequence, units

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)
products: Any = pytest.importorskip("cleaner.select._products", reason="a processor without the instructions for it")

SEEDS = st.integers(0, 10_000)
LINES = st.integers(1, 40)
FEATURES, WIDE = 37, 32


def some(seed: int, *shape: int) -> Any:
    found = np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)
    found[np.abs(found) < 0.3] = 0
    return found


def network(seed: int) -> sequence.Sequence:
    layers = len(sequence.REACH)
    shapes = {
        "weights": (1, FEATURES, WIDE), "bias": (1, WIDE), "steps": (1, layers, WIDE, 3 * WIDE),
        "biases": (1, layers, WIDE), "gaze": (1, WIDE), "whole": (1, 2 * WIDE, WIDE), "out": (1, WIDE), "offset": (1,),
    }  # fmt: skip
    return sequence.Sequence(**{name: some(seed + at, *shape) / 3 for at, (name, shape) in enumerate(shapes.items())})


@settings(max_examples=100, deadline=None)
@given(SEEDS, LINES, st.integers(1, 9), st.integers(0, 40))
def test_both_scale_alike(seed: int, lines: int, first: int, second: int) -> None:
    tables = some(seed, lines, first) * 9, some(seed + 1, lines, second) * 9
    mean, scale = some(seed + 2, first + second), some(seed + 3, first + second)
    expected = units.scaled(*tables, mean, scale)
    assert np.array_equal(products.scaled(*tables, mean, scale), expected)
    assert np.array_equal(products.scaled(np.asfortranarray(tables[0]), tables[1], mean, scale), expected)
    assert np.abs(expected).max() <= units.CLIP


@settings(max_examples=100, deadline=None)
@given(SEEDS, LINES, st.integers(1, 80), st.sampled_from([32, 64, 96, 128, 7]))
def test_both_fill_the_same_units(seed: int, lines: int, terms: int, wide: int) -> None:
    given = some(seed, lines, terms), some(seed + 1, terms, wide), some(seed + 2, wide)
    assert products.hidden(*given) == pytest.approx(units.hidden(*given), abs=1e-4)


@settings(max_examples=100, deadline=None)
@given(SEEDS, LINES)
def test_both_read_the_lines_alike(seed: int, lines: int) -> None:
    row, inputs = network(seed), some(seed + 9, lines, FEATURES)
    (ours, passed), (theirs, let) = sequence.read_lines_by_layer(row, inputs), products.read_lines(row, inputs)
    assert theirs == pytest.approx(ours, rel=1e-3, abs=1e-3)
    differ = [np.count_nonzero(one != other) for one, other in zip(passed, let, strict=True)]
    assert sum(differ) <= lines // 10  # a unit that is all but at rest


@settings(max_examples=100, deadline=None)
@given(SEEDS, LINES, st.booleans())
def test_both_find_the_same_signs(seed: int, lines: int, alone: bool) -> None:
    row, inputs = network(seed), some(seed + 9, lines, FEATURES)
    bias, out = some(seed + 2, 2, 96)
    weights = some(seed + 1, FEATURES, 96)
    layer = model.Layer(some(seed, FEATURES), some(seed, FEATURES), weights, bias, out, some(1, 1))
    hidden = layer.hidden(inputs)
    lit = row.hidden(inputs)[1]
    opinion = model.Opinion(layer.read(hidden), inputs, hidden, layer, (), None if alone else row, lit)
    places = list(range(0, lines, 2))
    products_ = opinion.slopes(places) * inputs[places]
    for line, found, expected in zip(
        products_,
        products.strongest(opinion, places),
        features.strongest(opinion.slopes(places), inputs[places]),
        strict=True,
    ):
        assert line[found] == pytest.approx(line[list(expected)], abs=1e-4)


@pytest.mark.parametrize(("against", "expected"), [((), [0, 1, 2]), ((5, 30), [5, 30, 0]), ((36,), [36, 0, 1])])
def test_of_signs_that_say_as_much_the_first_are_named(against: tuple[int, ...], expected: list[int]) -> None:
    weights = np.zeros((FEATURES, 96), np.float32)
    weights[list(against)] = -1
    around = np.zeros(FEATURES, np.float32)
    layer = model.Layer(around, around, weights, np.zeros(96, np.float32), np.ones(96, np.float32), around[:1])
    hidden, inputs = np.ones((3, 96), np.float32), np.ones((3, FEATURES), np.float32)
    opinion = model.Opinion(np.zeros(3, np.float32), inputs, hidden, layer, ())
    assert products.strongest(opinion, [0, 2]).tolist() == [expected, expected]


@settings(max_examples=100, deadline=None)
@given(SEEDS, LINES)
def test_both_give_the_same_chances(seed: int, lines: int) -> None:
    first, second = some(seed, lines) * 20, some(seed + 1, lines) * 20
    assert np.array_equal(products.mixed(first, second), model.mixed(first, second))
    assert np.array_equal(products.sigmoid(first), context.sigmoid(first))


def test_what_does_not_fit_is_refused() -> None:
    cells = some(1, 4, 32)
    with pytest.raises(ValueError, match="another table"):
        products.scaled(cells, cells, some(1, 5), some(1, 5))
    with pytest.raises(ValueError, match="another network"):
        products.hidden(cells, some(2, 31, 32), some(1, 32))
    with pytest.raises(ValueError, match="another network"):
        products.read_lines(network(1), cells)
