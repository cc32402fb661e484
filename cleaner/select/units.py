"""What is done to the units of all lines between two products of matrices?

A product is the BLAS library's; what stands between two is some passes over the same few numbers, each of which costs
more to begin than to do. `_units.pyx` does in one pass what is several here, with the same roundings: the results are
the same bit for bit. Where a processor multiplies and adds in one step, `_products.pyx` does the products, too.
Everything is float32.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Lit = NDArray[np.bool_]

CLIP = 6.0
"""standard deviations a feature may be away from its mean"""


def scaled(rows: Array, more: Array, mean: Array, scale: Array) -> Array:
    """The features of two tables side by side, in standard deviations from their mean."""
    wide = np.concatenate([rows, more], axis=1) - mean
    wide *= scale
    np.minimum(wide, CLIP, out=wide)
    return np.maximum(wide, -CLIP, out=wide)


def hidden(inputs: Array, weights: Array, bias: Array) -> Array:
    """The units of a layer, rectified: (lines, C). `_products.pyx` says the same."""
    units: Array = inputs @ weights
    units += bias
    return np.maximum(units, 0, out=units)


def rectify(units: Array, bias: Array) -> Lit:
    """Add the bias (F, C) to the units (F, lines, C) and rectify them, in place; which are not at rest."""
    units += bias[:, None]
    np.maximum(units, 0, out=units)
    return units > 0


def mix(units: Array, parts: Array, bias: Array, reach: int) -> Lit:
    """Add what a layer makes of each line and those `reach` above and below, in place; which units it moved.

    `parts` (F, lines, 3C) are each line's products, for those below it, for itself, for those above it.
    """
    wide = units.shape[2]
    gained: Array = parts[..., wide : 2 * wide] + bias[:, None]
    if reach < units.shape[1]:
        gained[:, reach:] += parts[:, :-reach, :wide]
        gained[:, :-reach] += parts[:, reach:, 2 * wide :]
    np.maximum(gained, 0, out=gained)
    units += gained
    return gained > 0


def through(back: Array, lit: Lit, places: list[int]) -> Array:
    """What passes the rectifiers of one fit (lines, C) back at some lines: of `back`, (1 or places, C)."""
    found: Array = back * lit[places]
    return found
