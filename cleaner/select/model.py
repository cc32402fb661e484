"""The fitted scorer: small networks, evaluated for a whole page at once.

On flat text there are two: the first sees a block's features, the second those, what the first said of the blocks
around (context.py), and whose words the block uses (vocabulary.py). On HTML, whose containers say as much, a second
one gained nothing and is left out; there another judges the pages of which the first keeps next to nothing, fitted on
briefs and on pages without an article (`bench/fit_brief.py`). Each is the mean of several fits that share one hidden
layer (rectified), a matrix product; the table is below 1 MB. `bench/fit_scorer.py` fits it, cross-validated by site.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.select import context as ctx
from cleaner.select.vocabulary import NAMES, vocabulary

try:
    from cleaner.select._features import strongest
except ImportError:
    from cleaner.select.features import strongest

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
        return self.scaled(rows - self.mean)

    def beside(self, rows: Array, more: Array) -> Array:
        """The same for rows of which a part stands in another table."""
        wide = np.empty((len(rows), len(self.mean)), np.float32)
        seam = rows.shape[1]
        np.subtract(rows, self.mean[:seam], out=wide[:, :seam])
        np.subtract(more, self.mean[seam:], out=wide[:, seam:])
        return self.scaled(wide)

    def scaled(self, shifted: Array) -> Array:
        """What has lost its mean, in standard deviations."""
        shifted *= self.scale
        np.minimum(shifted, _CLIP, out=shifted)
        return np.maximum(shifted, -_CLIP, out=shifted)

    def hidden(self, inputs: Array) -> Array:
        """The hidden units, rectified."""
        units: Array = inputs @ self.weights
        units += self.bias
        return np.maximum(units, 0, out=units)

    def logits(self, inputs: Array) -> Array:
        return self.read(self.hidden(inputs))

    def read(self, hidden: Array) -> Array:
        """The logits of hidden units."""
        found: Array = hidden @ self.out + self.offset
        return found

    def slopes(self, hidden: Array) -> Array:
        """How each logit grows with each input, from the hidden units."""
        found: Array = ((hidden > 0) * self.out) @ self.weights.T
        return found


class Opinion(NamedTuple):
    """What a model says of a page: the logits of its blocks, and what explains them."""

    logits: Array
    inputs: Array
    hidden: Array
    layer: Layer
    names: tuple[str, ...]

    def notes(self, places: list[int]) -> list[str]:
        """For each of these blocks the three signs that spoke most against it, the strongest first.

        What a sign adds to a logit is its input times the slope there, to first order.
        """
        slopes = self.layer.slopes(self.hidden[places])
        rows = strongest(slopes, self.inputs[places])
        names = self.names
        return [f"{names[first]} {names[second]} {names[third]}" for first, second, third in rows]


class Model(NamedTuple):
    """The networks for one kind of page, and the names of their features."""

    names: tuple[str, ...]
    first: Layer
    second: Layer | None
    brief: Layer | None = None
    """for pages with little to keep"""

    def score(self, rows: Array, texts: list[str]) -> Opinion:
        """The opinion of a page's blocks by the network that decides."""
        layer = self.first
        inputs = layer.inputs(rows)
        hidden = layer.hidden(inputs)
        logits = layer.read(hidden)
        if self.second is not None:
            layer = self.second
            inputs = layer.beside(rows, _around(logits, texts))
            hidden = layer.hidden(inputs)
            logits = layer.read(hidden)
        return Opinion(logits, inputs, hidden, layer, self.names)

    def score_brief(self, rows: Array) -> Opinion | None:
        """The opinion of the network for pages with little to keep; None where there is none."""
        layer = self.brief
        if layer is None:
            return None
        inputs = layer.inputs(rows)
        hidden = layer.hidden(inputs)
        return Opinion(layer.read(hidden), inputs, hidden, layer, self.names)


def around(logits: Array, texts: list[str]) -> Array:
    """What the second network sees beside a block's own features, from the first one's opinions of the whole page."""
    size = np.array([len(text) for text in texts], np.float32)
    return np.concatenate([ctx.context(logits, size), vocabulary(texts, ctx.sigmoid(logits), size)], axis=1)


try:
    from cleaner.select._around import around as _around
except ImportError:
    _around = around


@cache
def load(kind: str) -> Model:
    """The model for `html` or `text` pages."""
    with (files("cleaner.select") / "scorer.npz").open("rb") as file, np.load(file) as table:
        names = tuple(str(table[f"{kind}_names"]).split())
        first, second, brief = (_layer(table, f"{kind}_{part}") for part in ("1", "2", "brief"))
    if first is None:
        raise RuntimeError(f"the scorer's table has nothing for {kind}; run bench/fit_scorer.py --write")
    return Model((*names, *ctx.NAMES, *NAMES), first, second, brief)


def _layer(table: Mapping[str, Array], name: str) -> Layer | None:
    if f"{name}_out" not in table:
        return None
    return Layer(*(table[f"{name}_{part}"].astype(np.float32) for part in Layer._fields))
