"""Batches of columns, and the engines that work on them: the same documents as a run of one machine.

The engines' tests run where their library is installed: `make test-engines` installs it.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from archives import OK, record
from corpora import article, clean, flat, lines, pages, rows, snapshot

import cleaner.arrow
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.engines.compare import Row, change_row, compare
from cleaner.library import clean as clean_page
from cleaner.settings import Limits, Settings
from cleaner.wire import decode_row


def batch(**columns: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_a_batch_gives_what_each_page_gives() -> None:
    given = batch(
        ID=["a", "b", "c", "d", "e"],
        html=[article(1), None, None, "%PDF-1.7", None],
        text=[None, flat(2), "", None, None],
        url=["https://www.example.org/a", None, None, None, None],
        unknown=[1, 2, 3, 4, 5],
    )
    cleaned = cleaner.arrow.clean_batch(given).to_pylist()
    assert [row["id"] for row in cleaned] == ["a", "b", "c", "d", "e"]
    assert [row["status"] for row in cleaned] == ["kept", "kept", "dropped", "quarantined", "quarantined"]
    page = clean_page({"id": "a", "html": article(1), "url": "https://www.example.org/a"})
    assert {name: cleaned[0][name] for name in page.document if name != "source"} == {
        name: value for name, value in page.document.items() if name != "source"
    }
    assert decode_row(cleaned[0]["manifest"].encode())["pieces"] == page.pieces
    assert cleaned[2]["text"] is None
    assert cleaned[3]["reason"] == "is a PDF, not a page"
    assert cleaned[4]["reason"] == "the row has neither 'html' nor 'text'"


def test_bytes_of_any_encoding_and_copies() -> None:
    latin = article(1).replace("bridge", "brücke").replace("utf-8", "iso-8859-1").encode("latin-1")
    cleaned = cleaner.arrow.clean_batch(batch(html=[latin, latin, article(2).encode()])).to_pylist()
    assert "brücke" in cleaned[0]["text"]
    assert cleaned[0]["digest"] == cleaned[1]["digest"] != cleaned[2]["digest"]


def test_an_empty_batch() -> None:
    empty = batch(html=pa.array([], pa.string()))
    cleaned = cleaner.arrow.clean_batch(empty)
    assert cleaned.num_rows == 0
    assert cleaned.schema == cleaner.arrow.clean_batch(batch(html=["x"])).schema


def copied(count: int) -> list[dict[str, Any]]:
    """Rows of which some say the same, some nearly the same, some nothing; two ids come twice."""
    rows = [{"id": f"row-{(7 * n) % count:03}", "text": flat(n % 40), "number": n} for n in range(count)]
    for row in rows[::7]:
        row["text"] = f"{row['text']}\n\nThe story was corrected on Tuesday, since it gave a wrong number of places."
    rows += [{"id": f"row-{n:03}", "text": flat(n + 500), "number": count + n} for n in (1, 1, 2)]
    return [*rows, {"id": "row-bad", "text": "", "number": count + 4}]


def test_what_an_engine_is_told_of_copies_is_what_one_machine_writes(tmp_path: Path) -> None:
    given = copied(120)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given))
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    found = cleaner.arrow.clean_batch(pa.RecordBatch.from_pylist(given)).to_pylist()
    asked: list[int] = []

    def fetch(keys: list[int]) -> list[tuple[int, dict[str, Any]]]:
        asked.extend(keys)
        return [(key, found[key]) for key in reversed(keys)]

    told = compare((Row(key, row["id"], row["memory"]) for key, row in enumerate(found)), fetch, Settings())
    far = {change.key: change_row(found[change.key], change.id, change.fate) for change in told.changes}
    manifest = rows(tmp_path / "out", "manifest")
    assert 0 < len(far) < len(found)
    assert set(asked) <= {key for key, row in enumerate(found) if row["memory"]}
    for key, row in enumerate(manifest):
        mine = far.get(key, found[key] | {"cluster": found[key]["id"]})
        own = decode_row(mine["manifest"].encode())
        assert {name: own[name] for name in own if name != "source"} == {
            name: row[name] for name in row if name != "source"
        }
        assert (mine["id"], mine["status"], mine["cluster"]) == (row["id"], row["status"], row["cluster"])
        assert (mine["text"] is None) == (row["status"] != "kept")
    assert {row["reason"] for row in manifest} >= {"dedup.exact", "dedup.near"}


def inputs(folder: Path) -> Path:
    pages(folder, 60)
    lines(folder / "rows.jsonl", 90)
    (folder / "copy.html").write_text(article(4))
    (folder / "bad.html").write_bytes(b"%PDF-")
    archive = [record(0, b"x: y", "warcinfo"), *(record(n, OK + article(n + 500).encode()) for n in range(1, 20))]
    (folder / "z.warc.gz").write_bytes(b"".join(map(gzip.compress, archive)))
    return folder


@pytest.fixture
def ray() -> Any:
    library = pytest.importorskip("ray", reason="the extra [ray] is not installed; `make test-engines` installs it")
    yield library
    library.shutdown()


@pytest.mark.engines
@pytest.mark.filterwarnings("ignore")
def test_ray_writes_the_same_bytes_as_one_machine(tmp_path: Path, ray: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)]))
    source = inputs(tmp_path / "in")
    limits = Limits(part_records=40)
    local = clean(source, tmp_path / "local", limits=limits)
    clean(source, tmp_path / "ray", limits=limits, jobs=2, engine="ray")
    assert snapshot(tmp_path / "ray") == snapshot(tmp_path / "local")
    assert verify(tmp_path / "ray").broken == []
    assert ray.is_initialized()
    pages(source, 10, start=900)
    again = clean(source, tmp_path / "ray", limits=limits, jobs=2, engine="ray")
    assert again.here == {"kept": 10}
    assert again.total.passed == local.total.passed == {"warcinfo records": 1}


def test_without_the_library_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.errors import UsageError

    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "cleaner.corpus.engines.ray", raising=False)
    with pytest.raises(UsageError, match=r"pip install '\.\[ray\]'"):
        clean(pages(tmp_path / "in", 1), tmp_path / "out", engine="ray")


@pytest.mark.engines
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_documents_of_one_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="the extra [spark] is not installed; `make test-engines` does it")
    from cleaner.corpus.engines.spark import clean_frame

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    texts = copied(120)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in texts))
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    spark = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    try:
        frame = clean_frame(spark.createDataFrame(texts), Settings(), order=["number"])
        found = {row["id"]: row.asDict() for row in frame.collect()}
        alone = clean_frame(spark.createDataFrame(texts[:3]), Settings(dedup=()), order=["number"]).collect()
    finally:
        spark.stop()
    documents = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    assert {name: row["text"] for name, row in found.items() if row["status"] == "kept"} == documents
    manifest = rows(tmp_path / "out", "manifest")
    assert {row["id"]: row["cluster"] for row in manifest} == {name: row["cluster"] for name, row in found.items()}
    assert {row["id"]: row["reason"] for row in manifest} == {name: row["reason"] for name, row in found.items()}
    assert [(row["status"], row["cluster"]) for row in alone] == [("kept", row["id"]) for row in texts[:3]]
