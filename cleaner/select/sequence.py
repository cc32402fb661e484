"""A network that reads a flat text's lines one after another, as a whole.

Where an article begins and ends, that a list belongs to it, that names, dates and paragraphs in turn are comments: no
line says so, only how lines follow each other. So each line's units are mixed with those of the lines 1, 2, 4, 8 and
16 above and below, layer by layer (dilated convolutions with residuals, van den Oord et al. 2016; here over lines, both
ways), which sees 31 lines each way; between the layers each line also sees the mean of the page, weighted by what the
network attends to. A page is a few products of small matrices. `bench/sequence.py` fits it.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Sequential
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

try:
    from cleaner.select._units import mix, rectify, through
except ImportError:
    from cleaner.select.units import mix, rectify, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

REACH = (1, 2, 4, 8, 16)
"""lines above and below that each layer looks at"""
AFTER = 2
"""the layer behind which a line sees the whole page"""
BOUND = 8.0
"""of what attention is the exponential of"""
_LEAST = np.float32(1e-6)
IN_A_ROW = 0.5
"""how much this network counts beside the other; .5 to .7 differ by .001, either alone is worse"""


class Sequence(NamedTuple):
    """The weights of F fits, each C units wide, whose logits are averaged.

    The fit is the first index of every array. Inputs are scaled as those of the network beside it (model.Layer).
    """

    weights: Array
    """(F, features, C)"""
    bias: Array
    steps: Array
    """(F, layers, C, 3C): from the line above, the line itself, the line below"""
    biases: Array
    gaze: Array
    """(F, C): what is attended to"""
    whole: Array
    """(F, 2C, C): from the line, from the page"""
    out: Array
    offset: Array

    def hidden(self, inputs: Array) -> tuple[Array, Sequential[Any]]:
        """The units of each line (F, lines, C), and where the rectifiers on their way let through, in their order."""
        return _read_lines(self, inputs)

    def page(self, units: Array) -> Array:
        """What each line gains from the mean of the page, weighted by attention."""
        gained: Array = units @ self.whole[:, : units.shape[2]]
        gained += self.from_page(units)
        return np.maximum(gained, 0, out=gained)

    def from_page(self, units: Array) -> Array:
        """What the mean of the page adds for all lines alike (F, 1, C)."""
        added = np.empty((len(units), 1, units.shape[2]), np.float32)
        for fit, lines in enumerate(units):  # a product of all fits at once costs more to begin
            share = lines @ self.gaze[fit]
            np.maximum(share, -BOUND, out=share)
            np.minimum(share, BOUND, out=share)
            mean = np.exp(share, out=share) @ lines
            mean /= share.sum() + _LEAST
            added[fit, 0] = mean @ self.whole[fit, units.shape[2] :]
        return added

    def read(self, units: Array) -> Array:
        """The logits of units."""
        found: Array
        if len(units) == 1:
            found = units[0] @ self.out[0]
            found += self.offset[0]
        else:
            found = (units @ self.out[:, :, None])[..., 0].mean(0) + self.offset.mean()
        return found

    def slopes(self, lit: Sequential[Any], places: list[int]) -> Array:
        """How the logit of each line at `places` grows with its own inputs in the first of the fits.

        What neighbours pass back is left aside: the signs are those of the line.
        """
        wide = self.out.shape[1]
        passed = [at[0] for at in lit]
        back: Array = self.out[:1]
        for layer in reversed(range(len(REACH))):
            if layer == AFTER:
                back = back + through(back, passed.pop(), places) @ self.whole[0, :wide].T
            back = back + through(back, passed.pop(), places) @ self.steps[0, layer, :, wide : 2 * wide].T
        found: Array = through(back, passed.pop(), places) @ self.weights[0].T
        return found


def read_lines_by_layer(row: Sequence, inputs: Array) -> tuple[Array, Sequential[Any]]:
    """The units of each line, and where they were let through. `_products.pyx` says the same."""
    units: Array = inputs @ row.weights
    lit = [rectify(units, row.bias)]
    for layer, reach in enumerate(REACH):
        lit.append(mix(units, units @ row.steps[:, layer], row.biases[:, layer], reach))
        if layer == AFTER:
            gained = row.page(units)
            lit.append(gained > 0)
            units += gained
    return units, lit


def load(table: Mapping[str, Array], name: str) -> Sequence:
    """The weights that stand in a file of arrays under `name`."""
    return Sequence(*(np.ascontiguousarray(table[f"{name}_{part}"], np.float32) for part in Sequence._fields))


try:
    from cleaner.select._products import read_lines as _read_lines
except ImportError:
    _read_lines = read_lines_by_layer
