"""Fit the network that reads a polluted text a second time (`cleaner/language/context.npz`).

    python bench/language/fit_context.py DATA [--write]

DATA is a file of rows as `fit_spans.py` takes. Prints token precision, recall and F1 of the fragments found and the
recall of each kind, the page's language told: read once, with the shipped network, with networks that saw no version of
the article, and with networks that saw no document of the pair of languages. `--write` fits on all.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from zlib import crc32

import numpy as np
from fit_spans import labels, read_rows

from cleaner.language import context
from cleaner.language.codes import to_iso
from cleaner.language.context import BELIEVED, BEYOND_DOUBT, Network, find_fragments, how_sure
from cleaner.language.fragments import Foreign, find_foreign
from cleaner.language.shape import shape
from cleaner.language.surroundings import look_around
from cleaner.language.table import load_table
from cleaner.language.words import Words, read_words

HERE = Path(__file__).resolve().parent
NETWORK = HERE.parent.parent / "cleaner" / "language" / "context.npz"
HIDDEN, FITS, EPOCHS, BATCH = 32, 4, 14, 256
RATE, DROPOUT, DECAY = 3e-3, 0.2, 1e-4


class Text(NamedTuple):
    """One document: what is found in it, its row and language, and what the network is to learn from it."""

    row: dict[str, Any]
    own: int
    found: tuple[Words, list[Foreign]] | None
    rows: Any
    target: Any
    weight: Any


def read(row: dict[str, Any]) -> Text:
    own = load_table().number[to_iso(row["language"])]
    found = find_foreign(row["text"], own)
    if found is None:
        return Text(row, own, None, None, None, None)
    words, foreign = found
    parts = [part for part in shape(words, foreign[0]) if how_sure(part, foreign[0]) >= BELIEVED]
    if not parts:
        return Text(row, own, found, None, None, None)
    places, rows = look_around(words, own, foreign[0], parts)
    target, counts = labels(words, row["spans"])
    weight = counts
    return Text(row, own, found, rows, target[places].astype("f4"), weight[places].astype("f4"))


def fit(texts: list[Text]) -> Network:
    """A few networks beside each other, whose log odds are averaged."""
    seen = [text for text in texts if text.rows is not None]
    rows, target, weight = (
        np.concatenate([getattr(text, part) for text in seen]) for part in ("rows", "target", "weight")
    )
    fits = [fit_one(rows, target, weight, seed) for seed in range(FITS)]
    joined = [np.concatenate([one[part] for one in fits], axis=axis) for part, axis in ((0, 1), (1, 0), (2, 0))]
    outputs: Any = joined[2] / FITS
    offset: Any = np.mean([one[3] for one in fits])
    return Network(joined[0], joined[1], outputs, offset)


def fit_one(rows: Any, target: Any, weight: Any, seed: int) -> list[Any]:
    """One network, by Adam (Kingma and Ba 2015), with dropout of what is seen."""
    lots = np.random.default_rng(seed)
    size = rows.shape[1]
    now = [
        lots.normal(0, (2 / size) ** 0.5, (size, HIDDEN)).astype("f4"), np.zeros(HIDDEN, "f4"),
        lots.normal(0, HIDDEN**-0.5, HIDDEN).astype("f4"), np.full((), -2, "f4"),
    ]  # fmt: skip
    mean, square = [np.zeros_like(part) for part in now], [np.zeros_like(part) for part in now]
    steps, step = EPOCHS * (len(rows) // BATCH), 0
    for _ in range(EPOCHS):
        order = lots.permutation(len(rows))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            seen = rows[chosen] * ((lots.random((BATCH, size), dtype=np.float32) > DROPOUT) / np.float32(1 - DROPOUT))
            slopes = slope(now, seen, target[chosen], weight[chosen])
            step += 1
            rate = RATE * (1 - step / steps) + 1e-5
            for part, each in enumerate(slopes):
                mean[part] = 0.9 * mean[part] + 0.1 * each
                square[part] = 0.999 * square[part] + 0.001 * each**2
                pace = np.sqrt(square[part] / (1 - 0.999**step)) + 1e-8
                now[part] = (now[part] - rate * (mean[part] / (1 - 0.9**step)) / pace).astype("f4")
    return now


def slope(now: list[Any], seen: Any, target: Any, weight: Any) -> list[Any]:
    """The gradient of the weighted cross entropy."""
    before = seen @ now[0] + now[1]
    hidden = np.maximum(before, 0)
    wrong = weight * (1 / (1 + np.exp(-(hidden @ now[2] + now[3]))) - target) / len(seen)
    back = np.outer(wrong, now[2]) * (before > 0)
    return [seen.T @ back + DECAY * now[0], back.sum(0), hidden.T @ wrong + DECAY * now[2], wrong.sum()]


def kind_at(spans: list[Any], start: int, end: int) -> str:
    return next(str(kind) for low, high, kind in spans if low < end and start < high)


def measure(texts: list[Text], network: Network | None) -> Counter[str]:
    """Words foreign, found, and both; a name inside a span belongs to no language and does not count."""
    total = Counter[str]()
    with (
        mock.patch.object(context, "load_network", return_value=network),
        mock.patch.object(context, "BEYOND_DOUBT", BEYOND_DOUBT if network else np.inf),
    ):
        for text in texts:
            words = text.found[0] if text.found else read_words(text.row["text"])
            parts = find_fragments(words, text.own, text.found[1]) if text.found else []
            inside = {place for part in parts for place in range(part.first, part.last)}
            target, counts = labels(words, text.row["spans"])
            for place in np.flatnonzero(counts):
                foreign, hit = bool(target[place]), place in inside
                total += Counter(foreign=foreign, found=hit, both=foreign and hit)
                if foreign:
                    kind = kind_at(text.row["spans"], words.starts[place], words.ends[place])
                    total += Counter({f"{kind} foreign": 1, f"{kind} both": hit})
            total["clean"] += not text.row["spans"] and bool(inside)
    return total


def show(name: str, total: Counter[str]) -> None:
    precision, recall = total["both"] / total["found"], total["both"] / total["foreign"]
    kinds = "  ".join(
        f"{kind} {total[f'{kind} both'] / total[f'{kind} foreign']:.3f}" for kind in ("phrase", "headline", "sentence")
    )
    score = 2 * precision * recall / (precision + recall)
    print(f"{name:26} P {precision:.4f}  R {recall:.4f}  F1 {score:.4f}  {kinds}  clean touched {total['clean']}")


def cross_validate(texts: list[Text], groups: list[str]) -> None:
    total, worst = Counter[str](), []
    for group in sorted(set(groups)):
        network = fit([text for text, of in zip(texts, groups, strict=True) if of != group])
        scored = measure([text for text, of in zip(texts, groups, strict=True) if of == group], network)
        total += scored
        if scored["foreign"]:
            worst.append((2 * scored["both"] / (scored["foreign"] + scored["found"]), group))
    show(f"  {len(set(groups))} groups left out in turn", total)
    print("  ", "  ".join(f"{group} {score:.3f}" for score, group in sorted(worst)[:14]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = [read(row) for row in read_rows(options.data)]
    if options.write:
        network = fit(texts)
        np.savez_compressed(
            NETWORK, **{name: np.round(part, 3).astype("f2") for name, part in network._asdict().items()}
        )
        context.load_network.cache_clear()
    show("read once", measure(texts, None))
    show("network as shipped", measure(texts, context.load_network()))
    cross_validate(texts, [str(crc32(text.row["id"].rsplit("-", 1)[-1].encode()) % 5) for text in texts])
    cross_validate(texts, [f"{text.row['language']}<{text.row['foreign']}" for text in texts])


if __name__ == "__main__":
    main()
