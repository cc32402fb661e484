"""What the scorer's first opinion of the lines around a line says of it.

A paragraph between two paragraphs of the article is one too; a good sentence after the last of them, among menu
lines, is a teaser. So the opinions of the whole page are laid beside a block's own features, and asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

REACH = (3, 8, 20)
FADE = 0.8
NAMES = (
    ["own"]
    + [f"own{shift:+d}" for shift in (-4, -3, -2, -1, 1, 2, 3, 4)]
    + [f"kept_{reach}" for reach in REACH]
    + ["kept_before", "kept_after", "kept", "kept_share", "best_before", "best_after", "run_before", "run_after"]
)


def sigmoid(logits: Array) -> Array:
    """The logistic function, safe for large arguments."""
    out: Array = np.asarray(1 / (1 + np.exp(-np.minimum(np.maximum(logits, -30), 30))), np.float32)
    return out


def context(logits: Array, size: Array) -> Array:
    """One row a block: columns as in NAMES. `logits` are the first opinions, `size` the blocks' characters."""
    count = len(logits)
    own = np.clip(logits, -8, 8) / 4
    chance = sigmoid(logits)
    padded = np.full(count + 8, -1.5, np.float32)
    padded[4:-4] = own
    columns: list[Any] = [own, *(padded[4 + shift : 4 + shift + count] for shift in (-4, -3, -2, -1, 1, 2, 3, 4))]
    mass = chance * size
    sums = np.zeros((2, count + 1))
    np.cumsum(np.stack([mass, size]), axis=1, out=sums[:, 1:])
    index = np.arange(count)
    for reach in REACH:
        around = sums[:, np.minimum(index + reach + 1, count)] - sums[:, np.maximum(index - reach, 0)]
        columns.append(around[0] / np.maximum(around[1], 1))
    total = float(sums[0, -1]) + 1
    upto = sums[0, 1:]
    columns += [(upto - mass) / total, (total - upto) / total]
    columns += [np.full(count, np.log1p(total) / 10), np.full(count, total / (float(sums[1, -1]) + 1))]
    best = np.maximum.accumulate(own)
    columns.append(np.concatenate([[-2], best[:-1]]))
    best = np.maximum.accumulate(own[::-1])[::-1]
    columns.append(np.concatenate([best[1:], [-2]]))
    worth = ((chance - 0.5) * np.minimum(size, 200) / 100).tolist()
    columns += [_faded(worth), _faded(worth[::-1])[::-1]]
    return np.stack(columns, axis=1).astype(np.float32)


def _faded(worth: list[float]) -> list[float]:
    """What lies before each place, the nearer the heavier."""
    out = []
    total = 0.0
    for value in worth:
        out.append(total)
        total = total * FADE + value
    return out
