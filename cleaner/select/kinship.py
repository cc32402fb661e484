"""How a block's containers compare with where most of the page's prose stands, and what blocks of its make are like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.page import Block, Page

    Array = NDArray[np.float32]
    Column = tuple[str, object]

LEVELS = 4


def container_columns(
    page: Page, blocks: Sequence[Block], weight: Array, size: Array, linked: Array
) -> Iterator[Column]:
    """Shares of the page's prose around a block, level by level, and its distance from where most of it stands.

    That place is the container with most prose in itself and its children, as in readability (Arc90, 2009).
    """
    number = {id(container): index for index, container in enumerate(page.containers)}
    parent = [number[id(c.parent)] if c.parent is not None else -1 for c in page.containers]
    home = [number[id(block.container)] for block in blocks]
    sums, best = _sums(parent, home, weight.tolist(), size.tolist(), (linked * size).tolist())
    distance, inside = _distances(parent, best)
    at = np.array(home)
    total = max(1.0, float(sums[0, 0]))
    yield "distance", np.minimum(np.array(distance)[at], 10) / 3
    yield "inside", np.array(inside)[at]
    yield "best_share", sums[best, 0] / total
    up = np.maximum(np.array(parent), 0)
    for level in range(LEVELS):
        prose, chars, links, count = sums[at].T
        yield f"prose_share_{level}", prose / total
        yield f"prose_density_{level}", prose / np.maximum(chars, 1)
        yield f"link_density_{level}", links / np.maximum(chars, 1)
        yield f"count_{level}", np.log1p(count) / 5
        at = up[at]


def _sums(
    parent: list[int], home: list[int], weight: list[float], size: list[float], links: list[float]
) -> tuple[NDArray[np.float64], int]:
    """Prose, characters, linked characters and blocks inside each container; and the container of the most prose.

    Where a site's rules have opened regions there is a second tree behind the first, whose root has no parent either.
    """
    count = len(parent)
    prose, chars, linked, blocks = [0.0] * count, [0.0] * count, [0.0] * count, [0] * count
    for index, at in enumerate(home):
        prose[at] += weight[index]
        chars[at] += size[index]
        linked[at] += links[index]
        blocks[at] += 1
    direct = prose.copy()
    for index in range(1, count):
        if prose[index] and parent[index] >= 0:
            direct[parent[index]] += 0.9 * prose[index]
    best = max(range(count), key=direct.__getitem__)
    for index in range(count - 1, 0, -1):
        above = parent[index]
        if blocks[index] and above >= 0:
            prose[above] += prose[index]
            chars[above] += chars[index]
            linked[above] += linked[index]
            blocks[above] += blocks[index]
    return np.array([prose, chars, linked, blocks], dtype=np.float64).T, best


def _distances(parent: list[int], best: int) -> tuple[list[int], list[bool]]:
    """How many levels up from `best` one must go to hold each container, and whether it is inside `best`."""
    chain: dict[int, int] = {}
    at, level = best, 0
    while at >= 0:
        chain[at] = level
        at = parent[at]
        level += 1
    distance = [0] * len(parent)
    inside = [False] * len(parent)
    inside[best] = True
    for index in range(len(parent)):
        known = chain.get(index)
        above = max(parent[index], 0)
        distance[index] = distance[above] if known is None else known
        if index > best:
            inside[index] = inside[above]
    return distance, inside


def kin_columns(blocks: Sequence[Block], weight: Array, size: Array, linked: Array) -> Iterator[Column]:
    """Blocks of the same make (tag, names and parent's names): paragraphs have prose kin, teasers have not."""
    groups: dict[tuple[str, str, str, str], int] = {}
    ids = []
    for block in blocks:
        container = block.container
        above = container.parent
        key = (container.tag, container.names, above.tag if above else "", above.names if above else "")
        ids.append(groups.setdefault(key, len(groups)))
    kin = np.array(ids)
    count = np.bincount(kin)
    prose = np.bincount(kin, weights=weight)
    chars = np.bincount(kin, weights=size)
    links = np.bincount(kin, weights=linked * size)
    yield "kin", np.log1p(count)[kin] / 4
    yield "kin_prose", (prose / np.maximum(chars, 1))[kin]
    yield "kin_share", (prose / max(1.0, float(weight.sum())))[kin]
    yield "kin_link", (links / np.maximum(chars, 1))[kin]
    yield "kin_size", np.log1p(chars / count)[kin] / 6
