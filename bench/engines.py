"""Do Ray and Spark give the documents and clusters of a run of one machine? On an input of yours.

    python bench/engines.py ray INPUT [SETTINGS.toml]
    python bench/engines.py spark INPUT [SETTINGS.toml]

Ray's output is compared byte for byte; Spark's rows by status, reason, cluster, and each field of their documents.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.corpus.run import run
from cleaner.read import open_unit, read_units
from cleaner.read.folder import Walk
from cleaner.read.unit import Opened
from cleaner.settings import Settings
from cleaner.settings_file import load_settings


def files_of(out: Path) -> dict[str, bytes]:
    """Everything that must be the same."""
    names = [file for folder in ("documents", "manifest", "quarantine") for file in (out / folder).rglob("*")]
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in names if file.is_file()}


def rows_of(out: Path, folder: str) -> list[dict[str, Any]]:
    return [row for file in part_files(out, folder) for row in read_rows(file)]


def ray(given: str, folder: Path, settings: Settings) -> bool:
    began = time.monotonic()
    run([given], folder / "ray", replace(settings, engine="ray"))
    print(f"ray: {time.monotonic() - began:.0f} s")
    local, far = files_of(folder / "local"), files_of(folder / "ray")
    print(f"{len(local)} files, {sum(map(len, local.values())):,} bytes; byte-identical: {local == far}")
    return local == far


def frame_rows(given: str, settings: Settings) -> list[dict[str, Any]]:
    """The input as rows of a frame, in its order."""
    found: list[dict[str, Any]] = []
    for file in Walk().files(given):
        for unit in read_units(file.file, settings.limits):
            opened = open_unit(unit, settings.limits)
            if isinstance(opened, Opened):
                one = opened.record
                data = one.data if isinstance(one.data, bytes) else one.data.encode("utf-8", "surrogatepass")
                kind = one.kind or "text"
                row = {"place": len(found), "id": one.id, "html": None, "text": None, kind: bytearray(data)}
                found.append(row | {name: str(one.fields.get(name) or "") for name in ("url", "title", "published")})
    return found


def spark(given: str, folder: Path, settings: Settings) -> bool:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    from cleaner.corpus.engines.spark import clean_frame  # noqa: PLC0415 - the same

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = session.config("spark.driver.memory", "3g").getOrCreate()
    schema = "place long, id string, html binary, text binary, url string, title string, published string"
    frame = session.createDataFrame(frame_rows(given, settings), schema).repartition(16)
    templates = folder / "local" / "templates"
    if templates.is_dir():
        settings = replace(settings, templates=str(templates))
    began = time.monotonic()
    rows = [row.asDict() for row in clean_frame(frame, settings, order=["place"]).collect()]
    print(f"spark: {time.monotonic() - began:.0f} s")
    documents = {row["id"]: _told(row, FIELDS) for row in rows_of(folder / "local", "documents")}
    far = {row["id"]: _told(row, FIELDS) for row in rows if row["status"] == "kept"}
    print(f"{len(documents):,} documents; the same ids, texts and fields: {documents == far}")
    fates = {row["id"]: _told(row, FATE) for row in rows_of(folder / "local", "manifest")}
    far_fates = {row["id"]: _told(row, FATE) for row in rows}
    wrong = [name for name in fates if fates[name] != far_fates.get(name)]
    clusters = len({row["cluster"] for row in rows})
    print(f"{clusters:,} clusters; the same status, reason and cluster: {fates == far_fates} {wrong[:5]}")
    return documents == far and fates == far_fates


FIELDS = ("text", "title", "authors", "published", "language", "url", "host", "confidence", "sha256")
FATE = ("status", "reason", "cluster")


def _told(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def main() -> int:
    """One of the two, beside a local run."""
    what, given, *rest = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="clean-engines-"))
    settings = load_settings(rest[0], Settings(jobs=2)) if rest else Settings(jobs=2)
    try:
        began = time.monotonic()
        run([given], folder / "local", settings)
        print(f"local: {time.monotonic() - began:.0f} s")
        return not {"ray": ray, "spark": spark}[what](given, folder, settings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
