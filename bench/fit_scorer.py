"""Fit the scorer's table from pages with gold text, cross-validated by site.

    python bench/fit_scorer.py DATA [--write]

DATA holds `pages-dev/` (pages with `.meta.json` sidecars), `text-dev/input.jsonl.gz` and `pages-gold.jsonl.gz`. A
block's target is the share of its words that the gold text has, in their order. Prints word F1 of the pages by set,
each page scored by a model that saw no page of its site; `--write` fits on all pages and writes the table. Flat text
needs JAX (sequence.py); `--kinds html` does not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from cleaner import pipeline
from cleaner.page import Block, Page, Record, Verdict
from cleaner.rules import load
from cleaner.select import context as ctx
from cleaner.select import vocabulary
from cleaner.select.apart import far_from_article
from cleaner.select.cells import article_cells, find_grids
from cleaner.select.choice import HALF, least_chance
from cleaner.select.model import Layer, Model, around, mixed
from cleaner.select.sequence import Sequence
from cleaner.select.standfirst import standfirsts
from cleaner.select.table import Table
from cleaner.select.twice import printed_again
from cleaner.settings import Settings

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "cleaner" / "select" / "scorer.npz"
WORD = re.compile(r"\w+")
FOLDS = 5
HIDDEN = 32
BATCH = 1024
RATE = 3e-3
DROPOUT = 0.1


class Recipe(NamedTuple):
    """How many networks are averaged, how often each sees the pages, and which blocks it sees seldom."""

    fits: int
    epochs: int
    seldom: float
    """times the mean weight, below which a block is not seen in every epoch"""
    decay: float = 1e-3


RECIPES = {"html": Recipe(4, 24, 1e-6, 2e-3), "text": Recipe(3, 10, 2.0)}
"""flat text has ten times the lines, so they are seen less often"""
SEED = [0]
"""of the weights at the start and of the order; by others F1 of the smaller sets differs by .001"""


class Sample(NamedTuple):
    """One page: its features, each block's target and word count, what it is scored by."""

    id: str
    group: str
    site: str
    rows: Any
    target: Any
    words: Any
    size: Any
    texts: list[str]
    dropped: Any
    gold: str
    spared: Any = False
    """standfirsts: kept where no judge drops them"""
    grids: Any = ()
    """the places of the cells of each table that may be the article's as a whole"""


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def targets(blocks: list[Block], gold: str) -> tuple[list[float], list[int]]:
    """The share of each block's words that gold has; short lines must be a line of it."""
    tokens = words(gold)
    shingles = {tuple(tokens[at : at + 4]) for at in range(len(tokens) - 3)}
    lines = {" ".join(words(line)) for line in gold.split("\n")}
    joined = f" {' '.join(tokens)} "
    shares, counts = [], []
    for block in blocks:
        own = words(block.text)
        counts.append(len(own))
        if len(own) >= 5:
            hits = sum(tuple(own[at : at + 4]) in shingles for at in range(len(own) - 3))
            shares.append(hits / (len(own) - 3))
        else:
            line = " ".join(own)
            inside = len(own) >= 3 and f" {line} " in joined
            shares.append(1.0 if own and line in lines else 0.6 if inside else 0.0)
    return shares, counts


def site_of(url: str) -> str:
    """The registrable part of a host, near enough to keep a site's pages in one fold."""
    parts = (urlsplit(url).hostname or "").split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def trimmed(text: str, gold: str) -> Iterator[tuple[str, str]]:
    """The same page as others have it: the article alone, without what came before, or after."""
    yield "alone", gold
    own = set(filter(None, (" ".join(words(line)) for line in gold.split("\n"))))
    lines = text.split("\n")
    inside = [index for index, line in enumerate(lines) if len(line) > 60 and " ".join(words(line)) in own]
    if len(inside) > 2:
        yield "headless", "\n".join(lines[inside[0] :])
        yield "endless", "\n".join(lines[: inside[-1] + 1])


def records(data: Path, kind: str, golds: dict[str, str]) -> Iterator[tuple[Record, str, str]]:
    """Each record, the id of its gold and the group it is reported in."""
    if kind == "html":
        for path in sorted((data / "pages-dev").glob("*/*.html.gz")):
            name = path.name.removesuffix(".html.gz")
            fields = json.loads((path.parent / f"{name}.meta.json").read_text())
            yield Record(name, gzip.decompress(path.read_bytes()), "html", fields=fields), name, path.parent.name
    else:
        with gzip.open(data / "text-dev" / "input.jsonl.gz", "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                fields = {"url": row["url"]}
                yield Record(row["id"], row["text"], "text", fields=fields), row["page"], f"{row['set']}/{row['style']}"
                if row["style"] == "innertext":
                    for name, text in trimmed(row["text"], golds[row["page"]]):
                        yield Record(f"{name}:{row['page']}", text, "text", fields=fields), row["page"], name


def read(data: Path, kind: str) -> list[Sample]:
    with gzip.open(data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        golds = {row["id"]: row["gold"] for row in map(json.loads, file)}
    samples = []
    for record, name, group in records(data, kind, golds):
        page: Page = pipeline.process(record, Settings(skip=("select", "language"), sources="none"))
        table = Table(page)
        if not table.blocks:
            continue
        shares, counts = targets(table.blocks, golds[name])
        ruled = [is_dropped_by_rule(block, page) for block in table.blocks]
        samples.append(
            Sample(
                record.id,
                group,
                site_of(record.fields["url"]),
                table.rows,
                np.array(shares, np.float32),
                np.array(counts, np.float32),
                np.array([len(block.text) for block in table.blocks], np.float32),
                [block.text for block in table.blocks],
                np.array(ruled),
                golds[name],
                np.isin(
                    np.arange(len(ruled)), standfirsts(page, table.blocks, [0] * len(ruled)) if kind == "html" else []
                ),
                find_grids(table) if kind == "html" else (),
            )
        )
        names[kind] = list(table.names)
    return samples


def is_dropped_by_rule(block: Block, page: Page) -> bool:
    """Whether a judge drops the block before the scorer is asked."""
    for rule in load("select"):
        verdict = rule.function(block, page) if rule.function and rule.id != "select.scorer" else None
        if isinstance(verdict, Verdict):
            return not verdict.keep
    return False


names: dict[str, list[str]] = {}
"""the features' names by kind of page, as the last page gave them"""


def fit_layer(rows: Any, target: Any, weight: Any, recipe: Recipe) -> Layer:
    """The mean of several networks of one hidden layer, fitted side by side and written as one wider layer.

    By Adam (Kingma and Ba 2015) with cosine decay and input dropout. A block of little weight is seen seldom, but then
    weighs more, so that an epoch costs half and its sum stays the same: importance sampling.
    """
    mean, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    inputs = np.clip((rows - mean) * scale, -6, 6).astype(np.float32)
    random = np.random.default_rng(SEED[0])
    weight = (weight / weight.mean()).astype(np.float32)
    often = np.minimum(1, weight / recipe.seldom)
    state = start(inputs.shape[1], recipe.fits, random)
    slow, spread = ([np.zeros_like(part) for part in state] for _ in range(2))
    steps, step = recipe.epochs * -(-int(often.sum()) // BATCH), 0
    for _ in range(recipe.epochs):
        order = random.permutation(len(inputs))
        order = order[random.random(len(order)) < often[order]]
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            seen = inputs[chosen] * (random.random((len(chosen), inputs.shape[1]), dtype=np.float32) > DROPOUT)
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * min(1, step / steps)))
            found = slopes(state, seen, target[chosen], weight[chosen] / often[chosen], recipe.decay)
            for index, slope in enumerate(found):
                slow[index] = 0.9 * slow[index] + 0.1 * slope
                spread[index] = 0.999 * spread[index] + 0.001 * slope**2
                move = slow[index] / (1 - 0.9**step) / (np.sqrt(spread[index] / (1 - 0.999**step)) + 1e-8)
                state[index] = (state[index] - rate * move).astype(np.float32)
    weights, bias, out, offset = state
    return Layer(mean, scale, weights, bias, (out / recipe.fits).ravel(), np.array([offset.mean()], np.float32))


def start(width: int, fits: int, random: Any) -> list[Any]:
    """Weights and bias of all networks' hidden units, then each network's own output and offset."""
    return [
        random.normal(0, np.sqrt(2 / width), (width, fits * HIDDEN)).astype(np.float32),
        np.zeros(fits * HIDDEN, np.float32),
        random.normal(0, np.sqrt(1 / HIDDEN), (fits, HIDDEN)).astype(np.float32),
        np.zeros(fits, np.float32),
    ]


def slopes(state: list[Any], seen: Any, target: Any, weight: Any, decay: float) -> list[Any]:
    """The gradient of the weighted cross entropy of each network, summed over a batch."""
    weights, bias, out, offset = state
    lit = np.maximum(seen @ weights + bias, 0).reshape(-1, *out.shape)
    chances = ctx.sigmoid(np.einsum("nkh,kh->nk", lit, out) + offset)
    error = (chances - target[:, None]) * (weight / len(target))[:, None]
    back = (error[:, :, None] * out * (lit > 0)).reshape(len(target), -1)
    return [
        seen.T @ back + decay * weights,
        back.sum(0),
        np.einsum("nkh,nk->kh", lit, error) + decay * out,
        error.sum(0),
    ]


def stacked(samples: list[Sample]) -> tuple[Any, Any, Any]:
    """All blocks of the samples; a block weighs by its share of its page's words, so that pages count alike."""
    weights = [np.minimum((sample.words + 4) / (sample.words.sum() + 300) * 300, 20) for sample in samples]
    rows = np.concatenate([sample.rows for sample in samples])
    return rows, np.concatenate([sample.target for sample in samples]), np.concatenate(weights)


def with_context(samples: list[Sample], logits: list[Any]) -> list[Sample]:
    return [
        sample._replace(rows=np.concatenate([sample.rows, around(own, sample.texts)], axis=1))
        for sample, own in zip(samples, logits, strict=True)
    ]


def fold_of(sample: Sample) -> int:
    return int(hashlib.md5(sample.site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


Fitted = Callable[[Any], Any]
"""the logits of a page's rows"""


def cross_validate(samples: list[Sample], fit: Callable[[list[Sample]], Fitted]) -> list[Any]:
    """Logits of every page from a model that saw no page of its site."""
    logits: list[Any] = [None] * len(samples)
    for fold in range(FOLDS):
        fitted = fit([sample for sample in samples if fold_of(sample) != fold])
        for index, sample in enumerate(samples):
            if fold_of(sample) == fold:
                logits[index] = fitted(sample.rows)
    return logits


def fit_first(samples: list[Sample], kind: str) -> Layer:
    return fit_layer(*stacked(samples), RECIPES[kind])


def fit_pair(samples: list[Sample]) -> tuple[Layer, Sequence]:
    """The two networks that decide on flat text; they share their inputs."""
    layer = fit_first(samples, "text")
    inputs = np.concatenate([layer.inputs(sample.rows) for sample in samples])
    fit = importlib.import_module("sequence").fit_sequence  # JAX, which HTML does not need
    return layer, fit(inputs, samples)


def one(layer: Layer) -> Fitted:
    return lambda rows: layer.logits(layer.inputs(rows))


def both(layer: Layer, row: Sequence) -> Fitted:
    def found(rows: Any) -> Any:
        inputs = layer.inputs(rows)
        return mixed(layer.logits(inputs), row.read(row.hidden(inputs)[0]))

    return found


def fit_model(samples: list[Sample], kind: str, logits: list[Any] | None = None) -> Model:
    """All networks for a kind of page; `logits` are the first one's, from where it had not seen the page."""
    first = fit_first(samples, kind)
    known = (*names[kind], *ctx.NAMES, *vocabulary.NAMES)
    if kind == "html":  # others gained nothing
        return Model(known, first)
    logits = logits or [one(first)(sample.rows) for sample in samples]
    second, row = fit_pair(with_context(samples, logits))
    return Model(known, first, second, row=row)


def word_f1(text: str, gold: str) -> float:
    ours, theirs = Counter(words(text)), Counter(words(gold))
    hits = sum((ours & theirs).values())
    return 2 * hits / (sum(ours.values()) + sum(theirs.values())) if hits else float(not ours and not theirs)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = WORD.findall(text)
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3))) if tokens else Counter()


def shingle_shares(text: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the runs of four words."""
    ours, theirs = shingles(text), shingles(gold)
    hits = sum((ours & theirs).values())
    return tuple(hits / total if total else float(ours == theirs) for total in (ours.total(), theirs.total()))  # type: ignore[return-value]  # two


def choose(sample: Sample, own: Any, *, whole: bool) -> Any:
    """Which blocks the program would keep, by the logits of the last network."""
    chances = ctx.sigmoid(own)
    if whole:
        far = np.array(far_from_article(own.tolist(), sample.size.tolist()))
        kept = ((chances >= HALF) & ~far | sample.spared) & ~sample.dropped
    else:
        least = least_chance(chances, sample.size)
        chances[article_cells(sample.grids, chances.tolist(), least)] = 1
        kept = ((chances >= least) | sample.spared) & ~sample.dropped
    places = np.flatnonzero(kept)
    kept[places[printed_again([sample.texts[place] for place in places])]] = False
    return kept


def report(samples: list[Sample], logits: list[Any], title: str, *, whole: bool = False) -> list[tuple[float, str]]:
    """Print word F1 and 4-shingle F1 (of the mean precision and the mean recall, as score.py has it) by group."""
    groups: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    pages = []
    for sample, own in zip(samples, logits, strict=True):
        kept = choose(sample, own, whole=whole)
        text = "\n".join(text for text, keep in zip(sample.texts, kept, strict=True) if keep)
        groups[sample.group].append((word_f1(text, sample.gold), *shingle_shares(text, sample.gold)))
        pages.append((groups[sample.group][-1][0], sample.id))
    told = []
    for group, scores in sorted(groups.items()):
        word, precision, recall = np.mean(scores, axis=0)
        told.append(f"{group} {word:.4f}/{2 * precision * recall / max(1e-9, precision + recall):.4f}")
    print(f"{title:18}", "  ".join(told), flush=True)
    return sorted(pages)


def written(model: Model, kind: str) -> dict[str, Any]:
    """The arrays of a model under the names that model.load looks for."""
    parts = {f"{kind}_names": np.array(" ".join(names[kind]))}
    for name, layer in (("1", model.first), ("2", model.second), ("row", model.row)):
        for part, values in zip(layer._fields, layer, strict=True) if layer else ():
            narrow = part in {"weights", "steps", "whole"}
            parts[f"{kind}_{name}_{part}"] = np.asarray(values, np.float16 if narrow else np.float32)
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--kinds", default="html,text")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if "text" in options.kinds.split(",") and not find_spec("jax"):
        raise SystemExit("flat text is fitted with JAX, which is not installed: pip install jax, or --kinds html")
    SEED[0] = options.seed
    parts: dict[str, Any] = dict(np.load(TABLE)) if TABLE.exists() else {}
    for kind in options.kinds.split(","):
        samples = read(options.data, kind)
        first = cross_validate(samples, lambda known: one(fit_first(known, kind)))  # noqa: B023  (called at once)
        report([sample._replace(dropped=False, spared=False) for sample in samples], first, f"{kind} no rules")
        report(samples, first, f"{kind} first")
        logits = first
        if kind == "text":
            logits = cross_validate(with_context(samples, first), lambda known: both(*fit_pair(known)))
            report(samples, logits, f"{kind} in a row")
        for score, name in report(samples, logits, f"{kind} in all", whole=kind == "text")[: options.worst]:
            print(f"  {score:.3f} {name}")
        if options.write:
            parts = {name: part for name, part in parts.items() if not re.match(f"{kind}_(?:names|1|2|row)", name)}
            parts |= written(fit_model(samples, kind, first), kind)
    if options.write:
        np.savez_compressed(TABLE, **parts)
        print(f"{TABLE.name}: {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
