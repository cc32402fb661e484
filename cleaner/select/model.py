"""The fitted scorer: two small networks for each kind of page, evaluated for a whole page at once.

The first sees a block's features, the second those and what the first said of the blocks around (context.py). Both
are one hidden layer (rectified), a matrix product each; the table is below 1 MB. `bench/fit_scorer.py` fits it,
cross-validated by site.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.select import context as ctx

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_CLIP = 6.0
"""standard deviations a feature may be away from its mean"""


class Layer(NamedTuple):
    """One network: features are scaled, go through `hidden` rectified units, and give one logit."""

    mean: Array
    scale: Array
    weights: Array
    bias: Array
    out: Array
    offset: Array

    def inputs(self, rows: Array) -> Array:
        scaled: Array = np.clip((rows - self.mean) * self.scale, -_CLIP, _CLIP)
        return scaled

    def logits(self, inputs: Array) -> Array:
        found: Array = np.maximum(inputs @ self.weights + self.bias, 0) @ self.out + self.offset
        return found

    def evidence(self, inputs: Array) -> Array:
        """What each feature adds to each logit, to first order: gradient times input."""
        slope = ((inputs @ self.weights + self.bias) > 0) * self.out
        shares: Array = (slope @ self.weights.T) * inputs
        return shares


class Model(NamedTuple):
    """The two networks for one kind of page, and the names of their features."""

    names: tuple[str, ...]
    first: Layer
    second: Layer

    def score(self, rows: Array, size: Array) -> tuple[Array, Array]:
        """Logits of a page's blocks, and the second network's inputs, which `second.evidence` explains."""
        first = self.first.inputs(rows)
        around = ctx.context(self.first.logits(first), size)
        inputs = self.second.inputs(np.concatenate([rows, around], axis=1))
        return self.second.logits(inputs), inputs


@cache
def load(kind: str) -> Model:
    """The model for `html` or `text` pages."""
    with (files("cleaner.select") / "scorer.npz").open("rb") as file, np.load(file) as table:
        names = tuple(str(table[f"{kind}_names"]).split())
        layers = [Layer(*(table[f"{kind}_{number}_{part}"].astype(np.float32) for part in Layer._fields)) for number in (1, 2)]
    return Model((*names, *ctx.NAMES), *layers)
