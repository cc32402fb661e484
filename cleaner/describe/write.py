"""How are the descriptions of an output made? Its rows are read once, and each file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.output.parts import check_output, part_files
from cleaner.corpus.output.run_json import read_run
from cleaner.describe.card import card
from cleaner.describe.croissant import croissant
from cleaner.describe.prov import graph
from cleaner.describe.spreadsheet import rules_table, sources_table
from cleaner.report.rows import records
from cleaner.report.tables import Tables
from cleaner.wire import encode_row

MOST_RECORDS = 100_000
"""Records up to which each has its own entities in PROV without being asked for: 600 bytes each."""


class About(NamedTuple):
    """What only the dataset's owner knows; empty where it is not said."""

    name: str = ""
    licence: str = ""
    address: str = ""


class Written(NamedTuple):
    """The files, those that were left alone, and whether PROV has every record."""

    files: list[Path]
    left: list[Path]
    has_records: bool


def describe(out: Path, about: About, *, each: bool | None = None, anew: bool = False) -> Written:
    """Write README.md, croissant.json, prov.jsonld and tables/*.csv into an output.

    A README.md that is there is left alone, because somebody may have filled it in, but for `anew`. `each` says
    whether PROV names every record. Raises UsageError where `out` is no output.
    """
    check_output(out)
    tables = Tables()
    for found in records(out):
        tables.add(found.row)
    run = read_run(out)
    name = about.name or out.resolve().name
    has_records = tables.records <= MOST_RECORDS if each is None else each
    parts = {folder: part_files(out, folder) for folder in ("documents", "manifest")}
    described: dict[str, Iterable[str]] = {
        "README.md": [card(about._replace(name=name), run, tables)],
        "croissant.json": [encode_row(croissant(about._replace(name=name), run, tables, parts)).decode()],
        "prov.jsonld": graph(run, parts, has_records=has_records),
        "tables/sources.csv": sources_table(tables),
        "tables/rules.csv": rules_table(tables),
    }
    files, left = [], []
    for file, text in described.items():
        path = out / file
        if file == "README.md" and path.exists() and not anew:
            left.append(path)
            continue
        _write(path, text)
        files.append(path)
    return Written(files, left, has_records)


def _write(path: Path, text: Iterable[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(path.name + ".tmp")
    with aside.open("w", encoding="utf-8", newline="") as handle:
        for piece in text:
            handle.write(piece)
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(path)
