"""Fit the confidence of a document, cross-validated by site, and show how well it is calibrated.

    python bench/fit_confidence.py DATA [--kinds html,text] [--seeds 3] [--write] [--opinion] [--keep FOLDER]

DATA as for fit_scorer.py. Each page goes the whole way with a scorer that saw no page of its site; its text is right
where its word F1 against the gold is at least .9. A logistic regression of that on the page's features is fitted, again
by site, and printed as a reliability table: in each tenth of confidence the pages, the mean confidence and the share
that is right. `--write` fits on all pages and writes cleaner/confidence.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import fit_scorer as fs
import numpy as np
import trafilatura

from cleaner import confidence as cf
from cleaner import pipeline
from cleaner.page import Page, Record
from cleaner.select import model
from cleaner.settings import Settings

TABLE = Path(cf.__file__).parent / "confidence.json"
PRIOR = 1.0
"""strength of the pull of weights towards nought, in pages"""
SETTINGS = Settings(sources="none", fast=True)


class Seen(NamedTuple):
    """One page: the group it is reported in, its fold, its features and its F1."""

    id: str
    group: str
    fold: int
    row: list[float]
    score: float
    other: tuple[float, ...] = ()
    """of a second opinion: its F1, the F1 of our blocks chosen by it, and how far that agrees with ours"""


def fitted_without(samples: list[fs.Sample], fold: int, kind: str) -> model.Model:
    """The scorer as it would be had it never seen the sites of a fold."""
    return fs.fit_model([sample for sample in samples if fs.fold_of(sample) != fold], kind)


def see(data: Path, kind: str, *, opinion: bool = False, share: float = 1) -> list[Seen]:
    """Every page of a kind as the program sees it with a scorer that does not know its site."""
    if share < 1:
        read_less(share)
    samples = fs.read(data, kind)
    folds = {sample.id: fs.fold_of(sample) for sample in samples}
    golds = {sample.id: sample.gold for sample in samples}
    pages = [(record, group) for record, _, group in fs.records(data, kind, all_golds(data)) if record.id in folds]
    seen = []
    for fold in range(fs.FOLDS):
        fitted = fitted_without(samples, fold, kind)
        model.load = lambda _, one=fitted: one  # type: ignore[assignment]  # in place of the one that saw them
        for record, group in pages:
            if folds[record.id] == fold:
                page = pipeline.process(record, SETTINGS)
                row = cf.features(page)
                if row is not None:
                    gold = golds[record.id]
                    other = tuple(second(record, page, gold)) if opinion else ()
                    seen.append(Seen(record.id, group, fold, row, fs.word_f1(page.text, gold), other))
        print(f"{kind}: fold {fold + 1} of {fs.FOLDS}", flush=True)
    return seen


def read_less(share: float) -> None:
    """Have only a share of the sites read, whole sites, so that folds stay apart."""
    every = fs.records

    def some(data: Path, kind: str, golds: dict[str, str]) -> Iterator[tuple[Record, str, str]]:
        for record, name, group in every(data, kind, golds):
            site = fs.site_of(record.fields["url"])
            if hashlib.md5(site.encode(), usedforsecurity=False).digest()[0] < 256 * share:
                yield record, name, group

    fs.records = some


def second(record: Record, page: Page, gold: str) -> list[float]:
    """What following trafilatura would make of a page: see Seen.other."""
    data = record.data if isinstance(record.data, str) else record.data.decode("utf-8", "replace")
    theirs = trafilatura.extract(data, url=record.fields.get("url"), include_comments=False) or ""
    shares, _ = fs.targets([block for block in page.blocks if block.kind != "region"], theirs)
    blocks = [block for block in page.blocks if block.kind != "region"]
    chosen = "\n".join(block.text for block, share in zip(blocks, shares, strict=True) if share > 0.5)
    return [fs.word_f1(theirs, gold), fs.word_f1(chosen, gold), fs.word_f1(chosen, page.text)]


def ask(seen: list[Seen], found: Any) -> None:
    """What asking about the pages below a confidence would gain, followed always, or where it agrees little or much."""
    print("  asked below   pages   share   ours   theirs   our blocks by it   gain of all   better/worse")
    for limit in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        pages = [page for page, chance in zip(seen, found, strict=True) if chance < limit]
        if not pages:
            continue
        ours, theirs, chosen = (
            np.array([page.score for page in pages]),
            np.array([page.other[0] for page in pages]),
            np.array([page.other[1] for page in pages]),
        )
        gain = (chosen - ours).sum() / len(seen)
        print(
            f"  {limit:.1f}  {len(pages):>12}  {len(pages) / len(seen):>6.1%}  {ours.mean():.3f}  {theirs.mean():.3f}"
            f"  {chosen.mean():>12.3f}  {gain:>+17.4f}   {(chosen > ours + 0.01).sum()}/{(chosen < ours - 0.01).sum()}"
        )


def all_golds(data: Path) -> dict[str, str]:
    with gzip.open(data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        return {row["id"]: row["gold"] for row in map(json.loads, file)}


def regress(rows: Any, right: Any) -> Any:
    """Logistic regression by Newton's method, weights pulled towards nought; the last weight is the bias."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled = np.concatenate([(rows - mean) / spread, np.ones((len(rows), 1))], axis=1)
    weights = np.zeros(scaled.shape[1])
    pull = np.full(len(weights), PRIOR)
    pull[-1] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + pull * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull)
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def chances(rows: Any, weights: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(rows @ weights[:-1] + weights[-1], -30, 30)))


def cross_validate(seen: list[Seen]) -> Any:
    """Each page's confidence by weights that saw no page of its site."""
    rows, right, folds = arrays(seen)
    found = np.zeros(len(seen))
    for fold in range(fs.FOLDS):
        here = folds == fold
        found[here] = chances(rows[here], regress(rows[~here], right[~here]))
    return found


def arrays(seen: list[Seen]) -> tuple[Any, Any, Any]:
    rows = np.array([page.row for page in seen])
    right = np.array([page.score >= cf.RIGHT for page in seen], float)
    return rows, right, np.array([page.fold for page in seen])


def reliability(found: Any, right: Any) -> None:
    """The table, and a bar for each tenth: `·` where the confidence says, `#` where the truth is."""
    print("  confidence   pages   said   right")
    for tenth in range(10):
        here = (found >= tenth / 10) & (found < tenth / 10 + 0.1 + (tenth == 9))
        if here.any():
            said, true = found[here].mean(), right[here].mean()
            bar = ["-"] * 41
            bar[round(said * 40)] = "·"
            bar[round(true * 40)] = "#"
            edge = f"{tenth / 10:.1f} – {tenth / 10 + 0.1:.1f}"
            print(f"  {edge}  {here.sum():>6}   {said:.3f}  {true:.3f}  {''.join(bar)}")
    gaps = [
        here.sum() * abs(found[here].mean() - right[here].mean())
        for tenth in range(10)
        if (here := (found >= tenth / 10) & (found < tenth / 10 + 0.1 + (tenth == 9))).any()
    ]
    order = np.argsort(found)
    ranks = np.empty(len(found))
    ranks[order] = np.arange(len(found))
    wrong = right == 0
    area = (ranks[~wrong].mean() - ranks[wrong].mean()) / len(found) + 0.5
    brier = ((found - right) ** 2).mean()
    base = right.mean() * (1 - right.mean())
    print(f"  gap {sum(gaps) / len(found):.3f}, Brier {brier:.3f} (base rate alone {base:.3f}), ROC area {area:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--kinds", default="html,text")
    parser.add_argument("--seeds", type=int, help="fits of the scorer that are averaged; default: as it is fitted")
    parser.add_argument("--share", type=float, default=1, help="of the sites, where all would take too long")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--opinion", action="store_true", help="measure a second opinion by trafilatura, on HTML")
    parser.add_argument("--keep", type=Path, help="a file for what was seen, to be read again instead of seen again")
    options = parser.parse_args()
    if options.seeds:
        fs.RECIPES = {kind: recipe._replace(fits=options.seeds) for kind, recipe in fs.RECIPES.items()}
    table = json.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    for kind in options.kinds.split(","):
        kept = options.keep / f"{kind}.json" if options.keep else None
        if kept and kept.exists():
            seen = [Seen(*page) for page in json.loads(kept.read_text(encoding="utf-8"))]
        else:
            seen = see(options.data, kind, opinion=options.opinion and kind == "html", share=options.share)
            if kept:
                kept.write_text(json.dumps(seen), encoding="utf-8")
        rows, right, _ = arrays(seen)
        found = cross_validate(seen)
        print(f"{kind}: {len(seen)} pages, {right.mean():.3f} of them right")
        reliability(found, right)
        if seen[0].other:
            ask(seen, found)
        weights = regress(rows, right)
        for name, weight, spread in zip(cf.NAMES, weights, rows.std(0), strict=False):
            print(f"    {name:14} {weight * spread:+.2f}")
        numbers = [round(float(weight), 5) for weight in weights]
        table |= {"names": list(cf.NAMES), kind: {"weights": numbers[:-1], "bias": numbers[-1]}}
    if options.write:
        TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
