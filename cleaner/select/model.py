"""The fitted scorer: small networks, evaluated for a whole page at once.

On flat text there are three: the first sees a block's features; the second those, what the first said of the blocks
around (context.py), and whose words the block uses (vocabulary.py); the third sees the same of all lines in a row
(sequence.py), and the mean of both decides. On HTML, whose containers say as much, these gained nothing and are left
out; there another judges the pages of which the first keeps next to nothing, fitted on briefs and on pages without an
article (`bench/fit_brief.py`). All but the third are each the mean of several fits that share one hidden layer
(rectified), a matrix product; the table is below 1 MB. `bench/fit_scorer.py` fits it, cross-validated by site.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.package import PACKAGE
from cleaner.select import context as ctx
from cleaner.select import sequence
from cleaner.select.sequence import IN_A_ROW, Sequence
from cleaner.select.vocabulary import NAMES, vocabulary

try:
    from cleaner.select._features import strongest
except ImportError:
    from cleaner.select.features import strongest

try:
    from cleaner.select._products import hidden, scaled
except ImportError:
    from cleaner.select.units import hidden, scaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]


class Layer(NamedTuple):
    """One network: features are scaled, go through `hidden` rectified units, and give one logit."""

    mean: Array
    scale: Array
    weights: Array
    bias: Array
    out: Array
    offset: Array

    def inputs(self, rows: Array) -> Array:
        return scaled(rows, rows[:, :0], self.mean, self.scale)

    def hidden(self, inputs: Array) -> Array:
        """The hidden units, rectified."""
        return hidden(inputs, self.weights, self.bias)

    def logits(self, inputs: Array) -> Array:
        return self.read(self.hidden(inputs))

    def read(self, hidden: Array) -> Array:
        """The logits of hidden units."""
        found: Array = hidden @ self.out
        found += self.offset
        return found

    def slopes(self, hidden: Array, places: list[int]) -> Array:
        """How the logit of each row at `places` grows with each input, from the hidden units."""
        found: Array = ((hidden[places] > 0) * self.out) @ self.weights.T
        return found


class Opinion(NamedTuple):
    """What a model says of a page: the logits of its blocks, and what explains them."""

    logits: Array
    inputs: Array
    hidden: Array
    layer: Layer
    names: tuple[str, ...]
    row: Sequence | None = None
    lit: Any = ()
    """what `row` needs to find its slopes"""

    def slopes(self, places: list[int]) -> Array:
        """How the logits of these blocks grow with their own inputs."""
        return self.agreed(self.layer.slopes(self.hidden, places), places)

    def agreed(self, slopes: Array, places: list[int]) -> Array:
        """The mean of these slopes and those of the network that reads the lines in a row, where there is one."""
        if self.row is not None:
            slopes *= 1 - IN_A_ROW
            slopes += IN_A_ROW * self.row.slopes(self.lit, places)
        return slopes

    def notes(self, places: list[int]) -> list[str]:
        """For each of these blocks the three signs that spoke most against it, the strongest first.

        What a sign adds to a logit is its input times the slope there, to first order.
        """
        rows = strongest(self.slopes(places), self.inputs[places])
        names = self.names
        return [f"{names[first]} {names[second]} {names[third]}" for first, second, third in rows]


MOST_LINES = 20_000
"""of a text: those that the second and third network were fitted on have fewer, and they see a page as a whole"""


class Model(NamedTuple):
    """The networks for one kind of page, and the names of their features."""

    names: tuple[str, ...]
    first: Layer
    second: Layer | None = None
    brief: Layer | None = None
    """for pages with little to keep"""
    row: Sequence | None = None
    """reads all lines in a row, with the inputs of the second"""

    def score(self, rows: Array, texts: list[str]) -> Opinion:
        """The opinion of a page's blocks by the networks that decide."""
        inputs = self.first.inputs(rows)
        hidden = self.first.hidden(inputs)
        logits = self.first.read(hidden)
        if self.second is None or self.row is None or len(texts) > MOST_LINES:
            return Opinion(logits, inputs, hidden, self.first, self.names)
        inputs = scaled(rows, _around(logits, texts), self.second.mean, self.second.scale)
        hidden = self.second.hidden(inputs)
        units, lit = self.row.hidden(inputs)
        logits = _mixed(self.second.read(hidden), self.row.read(units))
        return Opinion(logits, inputs, hidden, self.second, self.names, self.row, lit)

    def score_brief(self, rows: Array) -> Opinion | None:
        """The opinion of the network for pages with little to keep; None where there is none."""
        layer = self.brief
        if layer is None:
            return None
        inputs = layer.inputs(rows)
        hidden = layer.hidden(inputs)
        return Opinion(layer.read(hidden), inputs, hidden, layer, self.names)


def mixed(second: Array, third: Array) -> Array:
    """The logits that decide on flat text."""
    return (1 - IN_A_ROW) * second + IN_A_ROW * third


try:
    from cleaner.select._products import mixed as _mixed
except ImportError:
    _mixed = mixed


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
    with (PACKAGE / "select" / "scorer.npz").open("rb") as file, np.load(file) as table:
        names = tuple(str(table[f"{kind}_names"]).split())
        first, second, brief = (_layer(table, f"{kind}_{part}") for part in ("1", "2", "brief"))
        row = sequence.load(table, f"{kind}_row") if f"{kind}_row_out" in table else None
    if first is None:
        raise RuntimeError(f"the scorer's table has nothing for {kind}; run bench/fit_scorer.py --write")
    return Model((*names, *ctx.NAMES, *NAMES), first, second, brief, row)


def _layer(table: Mapping[str, Array], name: str) -> Layer | None:
    if f"{name}_out" not in table:
        return None
    return Layer(*(np.ascontiguousarray(table[f"{name}_{part}"], np.float32) for part in Layer._fields))
