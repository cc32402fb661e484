"""Fit the network for pages of which next to nothing is kept, cross-validated by site.

    python bench/fit_brief.py DATA [--write]

DATA as for fit_scorer.py, which is to be run first where the features have changed. Prints word F1, 4-shingle F1, the
share of pages of which anything is kept, and the share with a word F1 of at least .9, by group: the collection's own
pages, and those made of them (briefs.py). `without` is the first network alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import briefs
import fit_confidence as fc
import fit_scorer as fs
import numpy as np

from cleaner import confidence as cf
from cleaner import pipeline
from cleaner.page import Page, Record
from cleaner.select import context as ctx
from cleaner.select import model, select
from cleaner.select.choice import is_brief, least_chance, of_both
from cleaner.select.table import Table
from cleaner.settings import Settings

SETTINGS = Settings(skip=("select", "language"), sources="none")
RECIPE = fs.Recipe(3, 10, 0.2)
"""epochs and seldom seen blocks as in the search for WEIGHTS"""
WEIGHTS = {"brief": 2.0, "plain": 1.0, "empty": 0.5, "fragment": 0.1}
"""what a page made of another one counts beside it; these four kept the collection's own pages as they were"""


def every(data: Path) -> Iterator[tuple[str, str, str, Page, str]]:
    """The collection's pages, and all that is made of them: name, site, group, page, and the text a reader wants."""
    with gzip.open(data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = {row["id"]: row for row in map(json.loads, file)}
    for record, name, group in fs.records(data, "html", {}):
        page = pipeline.process(record, SETTINGS)
        gold, site = rows[name]["gold"], fs.site_of(record.fields["url"])
        title = rows[name].get("title") or page.metadata.title
        for kind, one, wanted in made(page, group, gold, title, random.Random(name)):  # noqa: S311 - no secrets
            yield name, site, kind, one, wanted


def read(data: Path) -> list[fs.Sample]:
    samples = []
    for name, site, kind, page, wanted in every(data):
        found = seen(page, wanted)
        if found is not None:
            samples.append(found._replace(id=f"{kind}:{name}", group=kind, site=site))
    return samples


def seen(page: Page, gold: str) -> fs.Sample | None:
    """A page as a sample; None where there is nothing on it."""
    table = Table(page)
    if not table.blocks:
        return None
    fs.names["html"] = list(table.names)
    texts = [block.text for block in table.blocks]
    shares, counts = fs.targets(table.blocks, gold)
    ruled = [fs.is_dropped_by_rule(block, page) for block in table.blocks]
    share, count, size = (np.array(one, np.float32) for one in (shares, counts, [len(text) for text in texts]))
    return fs.Sample("", "", "", table.rows, share, count, size, texts, np.array(ruled), gold)


def made(page: Page, group: str, gold: str, title: str, chance: random.Random) -> Iterator[tuple[str, Page, str]]:
    """A page, and the pages made of it: group, page, and the text a reader wants of it."""
    blocks = [block for block in page.blocks if block.kind != "region" and block.trace.text]
    shares = dict(zip([block.index for block in blocks], fs.targets(blocks, gold)[0], strict=True))
    everything, used, body = list(page.blocks), page.metadata.used, page.body
    yield group, page, gold
    briefs.emptied(page, shares)
    yield "empty", renumbered(page), ""
    for index, block in enumerate(everything):
        block.index = index
    page.blocks, page.metadata.used, page.body = everything, used, body
    if text := briefs.shorten(page, shares, chance):
        yield "brief", renumbered(page), text
    for kind, source, wanted in briefs.written(title, gold, chance):
        yield kind, pipeline.process(Record(kind, source, "html"), SETTINGS), wanted


def renumbered(page: Page) -> Page:
    """The page after blocks were taken out of it."""
    places = {block.index: index for index, block in enumerate(page.blocks)}
    for index, block in enumerate(page.blocks):
        block.index = index
    used = page.metadata.used
    page.metadata.used = {places[index]: field for index, field in used.items() if index in places}
    page.memo.clear()
    return page


def fit(samples: list[fs.Sample]) -> Any:
    rows, target, weight = fs.stacked(samples)
    factors = [WEIGHTS.get(sample.group, 1.0) for sample in samples]
    return fs.fit_layer(rows, target, weight * np.repeat(factors, [len(sample.rows) for sample in samples]), RECIPE)


def gated(samples: list[fs.Sample], first: list[Any], brief: list[Any]) -> list[Any]:
    """The logits of the network that decides each page, as select/scorer.py has it."""
    column = fs.names["html"].index("log_size")
    found = []
    for sample, own, other in zip(samples, first, brief, strict=True):
        chances = ctx.sigmoid(own)
        kept = chances >= least_chance(chances, sample.size)
        if is_brief(kept, sample.rows[:, column]):
            second = ctx.sigmoid(other)
            stays = of_both(chances, second, least_chance(second, sample.size)) > second
            found.append(np.where(stays, own, other))
        else:
            found.append(own)
    return found


def cross_validate(samples: list[fs.Sample]) -> list[model.Model]:
    """For each fold the first network and the one for briefs, neither of which saw a page of its sites."""
    fitted = []
    for fold in range(fs.FOLDS):
        known = [sample for sample in samples if fs.fold_of(sample) != fold]
        own = [sample for sample in known if sample.group not in WEIGHTS]
        first, brief = fs.fit_layer(*fs.stacked(own), fs.RECIPES["html"]), fit(known)
        fitted.append(model.Model((*fs.names["html"],), first, None, brief))
    return fitted


def confidences(data: Path, fitted: list[model.Model], samples: list[fs.Sample]) -> dict[str, Any]:
    """The weights of the confidence of short texts; prints how well they are calibrated, by site."""
    folds = {sample.id: fs.fold_of(sample) for sample in samples}
    found = []
    for name, _, kind, page, wanted in every(data):
        fold = folds.get(f"{kind}:{name}")
        if fold is None:
            continue
        model.load = lambda _, one=fitted[fold]: one  # type: ignore[assignment]  # in place of the one that saw them
        page.confidence = None
        select(page)
        row = cf.features(page)
        if row is not None and row[0] < np.log1p(cf.BRIEF) / 10:
            found.append(fc.Seen(f"{kind}:{name}", kind, fold, row, fs.word_f1(page.text, wanted)))
        for block in page.blocks:
            block.verdict = None
    rows, right, _ = fc.arrays(found)
    print(f"short texts: {len(found)} pages, {right.mean():.3f} of them right")
    fc.reliability(fc.cross_validate(found), right)
    numbers = [round(float(weight), 5) for weight in fc.regress(rows, right)]
    return {"weights": numbers[:-1], "bias": numbers[-1]}


def report(samples: list[fs.Sample], logits: list[Any], title: str) -> None:
    fs.report(samples, logits, title)
    groups: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for sample, own in zip(samples, logits, strict=True):
        kept = fs.choose(sample, own, whole=False)
        text = "\n".join(text for text, keep in zip(sample.texts, kept, strict=True) if keep)
        groups[sample.group].append((bool(text), fs.word_f1(text, sample.gold) >= 0.9))
    for group, found in sorted(groups.items()):
        kept, right = np.mean(found, axis=0)
        print(f"    {group:9} {len(found):4} pages, kept anything {kept:.3f}, right {right:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    samples = read(options.data)
    fitted = cross_validate(samples)
    first, brief = [], []
    for sample in samples:
        one = fitted[fs.fold_of(sample)]
        first.append(one.first.logits(one.first.inputs(sample.rows)))
        brief.append(one.score_brief(sample.rows).logits)  # type: ignore[union-attr]  # there is one
    report(samples, first, "without")
    report(samples, gated(samples, first, brief), "with")
    weights = confidences(options.data, fitted, samples)
    if options.write:
        parts: dict[str, Any] = dict(np.load(fs.TABLE))
        for part, values in fit(samples)._asdict().items():
            parts[f"html_brief_{part}"] = np.asarray(values, np.float16 if part == "weights" else np.float32)
        np.savez_compressed(fs.TABLE, **parts)
        print(f"{fs.TABLE.name}: {fs.TABLE.stat().st_size:,} bytes")
        table = json.loads(fc.TABLE.read_text(encoding="utf-8")) | {"brief": weights}
        fc.TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
