"""Fit the network that reads a flat text's lines one after another (cleaner/select/sequence.py).

Needs JAX (`pip install jax`), which nothing else here does: it finds the slopes. `fit_scorer.py` calls it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from cleaner.select.sequence import AFTER, BOUND, REACH, Sequence

jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # random numbers are a third of the time otherwise
LINES = 4096
"""of a batch, which holds whole pages beside each other"""
PAGES = 128
MOST = 384
"""lines of a page that are seen at a time"""
UNITS = 32
FITS = 1
"""networks whose logits are averaged"""
EPOCHS = 9
PART = 0.6
"""of the pages, seen in each epoch: each page is there in three styles"""
RATE = 3e-3
DROPOUT = 0.1
DECAY = 3e-4
WARM = 30
"""steps in which the rate rises"""

Weights = dict[str, Any]


def fit_sequence(inputs: Any, samples: list[Any]) -> Sequence:
    """The networks fitted to the scaled inputs of samples, each with `target` and `words`: weighted cross entropy."""
    target = np.concatenate([sample.target for sample in samples]).astype(np.float32)
    weight = np.concatenate([weights_of(sample.words) for sample in samples])
    weight = (weight / weight.mean()).astype(np.float32)
    edges = np.cumsum([0, *(len(sample.words) for sample in samples)])
    fits = [fit_one((inputs, target, weight), edges, seed) for seed in range(FITS)]
    return Sequence(**{name: np.stack([np.asarray(fit[name], np.float32) for fit in fits]) for name in fits[0]})


def fit_one(lines: tuple[Any, Any, Any], edges: Any, seed: int) -> Weights:
    """One network, fitted by Adam to inputs, targets and weights of all lines; pages lie between `edges`."""
    inputs, target, weight = lines
    random = np.random.default_rng(seed)
    state = start(inputs.shape[1], seed)
    slow = spread = jax.tree_util.tree_map(jnp.zeros_like, state)
    steps, number = len(batches(edges, random)) * EPOCHS, 0
    for _ in range(EPOCHS):
        for batch in batches(edges, random):
            places, page = laid_out(batch)
            seen = (inputs[places], page, target[places], weight[places] * (page >= 0))
            rate = RATE * 0.5 * (1 + np.cos(np.pi * min(1, number / steps))) * min(1, (number + 1) / WARM)
            state, slow, spread = step((state, slow, spread), number, rate, seen)
            number += 1
    return state


def weights_of(words: Any) -> Any:
    """A line weighs by its share of its page's words, so that pages count alike."""
    return np.minimum((words + 4) / (words.sum() + 300) * 300, 20)


def start(width: int, seed: int) -> Weights:
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 5))

    def scattered(*shape: int, size: float) -> Any:
        return jax.random.normal(next(keys), shape) * size

    return {
        "weights": scattered(width, UNITS, size=(2 / width) ** 0.5),
        "bias": jnp.zeros(UNITS),
        "steps": scattered(len(REACH), UNITS, 3 * UNITS, size=0.5 * (2 / (3 * UNITS)) ** 0.5),
        "biases": jnp.zeros((len(REACH), UNITS)),
        "gaze": jnp.zeros(UNITS),
        "whole": scattered(2 * UNITS, UNITS, size=0.5 * (1 / UNITS) ** 0.5),
        "out": scattered(UNITS, size=(1 / UNITS) ** 0.5),
        "offset": jnp.zeros(()),
    }


def batches(edges: Any, random: Any) -> list[list[tuple[int, int]]]:
    """Stretches (start, end) of a part of the pages in any order, as many as a batch can hold."""
    found: list[list[tuple[int, int]]] = [[]]
    room = LINES
    for page in random.permutation(len(edges) - 1)[: max(1, int(PART * (len(edges) - 1)))]:
        low, high = int(edges[page]), int(edges[page + 1])
        if high - low > MOST:
            low += int(random.integers(0, high - low - MOST + 1))
            high = low + MOST
        if high - low > room or len(found[-1]) == PAGES:
            found.append([])
            room = LINES
        found[-1].append((low, high))
        room -= high - low
    return found


def laid_out(batch: list[tuple[int, int]]) -> tuple[Any, Any]:
    """Which line stands at each place of a batch, and in which of its pages, -1 where none does."""
    lines, page = np.zeros(LINES, np.int64), np.full(LINES, -1, np.int32)
    at = 0
    for number, (low, high) in enumerate(batch):
        lines[at : at + high - low] = np.arange(low, high)
        page[at : at + high - low] = number
        at += high - low
    return lines, page


def logits(state: Weights, inputs: Any, page: Any, key: Any) -> Any:
    """What Sequence says of the pages of a batch, some of its inputs and units left out."""
    first, later = jax.random.split(key)
    inputs = inputs * jax.random.bernoulli(first, 1 - DROPOUT, inputs.shape)
    units = jax.nn.relu(inputs @ state["weights"] + state["bias"])
    for layer, reach in enumerate(REACH):
        sides = units * jax.random.bernoulli(jax.random.fold_in(later, layer), 1 - DROPOUT, units.shape)
        wide = jnp.concatenate([shifted(sides, page, reach), units, shifted(sides, page, -reach)], 1)
        taps = jnp.concatenate(jnp.split(state["steps"][layer], 3, axis=1))
        units = units + jax.nn.relu(wide @ taps + state["biases"][layer])
        if layer == AFTER:
            share = jnp.exp(jnp.clip(units @ state["gaze"], -BOUND, BOUND)) * (page >= 0)
            here = (page[:, None] == jnp.arange(PAGES)[None, :]).astype(jnp.float32)
            mean = (here.T @ (units * share[:, None])) / (here.T @ share + 1e-6)[:, None]
            units = units + jax.nn.relu(jnp.concatenate([units, here @ mean], 1) @ state["whole"])
    return units @ state["out"] + state["offset"]


def shifted(units: Any, page: Any, reach: int) -> Any:
    """Each line's units at the line `reach` below it, nothing where another page begins."""
    same = (jnp.roll(page, reach) == page) & (page >= 0)
    return jnp.roll(units, reach, axis=0) * same[:, None]


def loss(state: Weights, key: Any, seen: Any) -> Any:
    inputs, page, target, weight = seen
    found = logits(state, inputs, page, key)
    wrong = (jax.nn.softplus(found) - target * found) * weight
    size = sum((part**2).sum() for part in state.values())
    return wrong.sum() / (weight.sum() + 1e-6) + DECAY / 2 * size


@partial(jax.jit)
def step(states: Any, number: Any, rate: Any, seen: Any) -> Any:
    """One step of Adam (Kingma and Ba 2015), slopes cut to length one."""
    state, slow, spread = states
    key = jax.random.fold_in(jax.random.PRNGKey(7), number)
    slopes = jax.grad(loss)(state, key, seen)
    length = jnp.sqrt(sum((slope**2).sum() for slope in slopes.values()))
    new: tuple[Weights, Weights, Weights] = ({}, {}, {})
    for name, slope in slopes.items():
        cut = slope * jnp.minimum(1, 1 / (length + 1e-9))
        slowed, spreading = 0.9 * slow[name] + 0.1 * cut, 0.999 * spread[name] + 0.001 * cut**2
        move = slowed / (1 - 0.9 ** (number + 1.0)) / (jnp.sqrt(spreading / (1 - 0.999 ** (number + 1.0))) + 1e-8)
        for part, value in zip(new, (state[name] - rate * move, slowed, spreading), strict=True):
            part[name] = value
    return new
