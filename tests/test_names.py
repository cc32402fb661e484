"""The names that scrapers and datasets give a page and its fields, and the forms they give values."""

from __future__ import annotations

import base64
import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from corpora import article, clean, flat, rows
from pyarrow import parquet

from cleaner.corpus.audit.verify import verify
from cleaner.read import open_unit, read_units
from cleaner.read.address import addresses, url_in
from cleaner.read.names import FIELDS, KNOWN, RANK
from cleaner.read.row import known_fields
from cleaner.read.unit import InputFile, Opened, Refusal
from cleaner.settings import Limits

LIMITS = Limits()
URL = "https://www.example.org/1"


def opened(path: Path) -> list[Opened | Refusal]:
    return [open_unit(unit, LIMITS) for unit in read_units(InputFile(str(path.parent), path.name), LIMITS)]


def only(path: Path) -> Opened:
    [one] = opened(path)
    assert isinstance(one, Opened), one
    return one


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("html_content", "html"), ("rawHtml", "html"), ("rawHTML", "html"), ("HTML", "html"), ("page_source", "html"),
        ("pageSource", "html"), ("response_body", "html"), ("browserHtml", "html"), ("raw-html", "html"),
        ("maintext", "text"), ("article", "text"), ("articleBody", "text"), ("full_text", "text"), ("Text", "text"),
        ("Body", "text"), ("page_content", "text"),
    ],
)  # fmt: skip
def test_a_page_is_found_under_the_name_a_scraper_gives_it(tmp_path: Path, name: str, kind: str) -> None:
    page = article(1) if kind == "html" else flat(1)
    (tmp_path / "a.jsonl").write_text(json.dumps({"link": URL, name: page, "status": 200}))
    with (tmp_path / "a.csv").open("w", newline="") as handle:
        csv.writer(handle).writerows([["", "Link", name], ["0", URL, page]])
    parquet.write_table(pa.table({"link": [URL], name: [page], "__index_level_0__": [0]}), tmp_path / "a.parquet")
    for file in ("a.jsonl", "a.csv", "a.parquet"):
        record = only(tmp_path / file).record
        data = record.data if isinstance(record.data, str) else record.data.decode()
        assert (data, record.kind, record.fields) == (page, kind, {"url": URL})
        assert list(addresses(InputFile(str(tmp_path), file), LIMITS)) == [URL]


def test_the_best_of_several_is_taken() -> None:
    row = {"uri": "b", "source_url": "c", "link": "a", "datePublished": "2021-05-06", "date": None}
    assert known_fields(row, FIELDS) == ({"url": "a", "published": "2021-05-06"}, ())
    assert url_in(json.dumps(row).encode()) == "a"
    assert min(RANK, key=RANK.__getitem__) == "html"
    assert all(KNOWN[field] == (field, 0) for field in FIELDS)
    assert not RANK.keys() & KNOWN.keys()


@pytest.mark.parametrize(
    ("name", "value", "field", "meant"),
    [
        ("sourceURL", [URL], "url", URL),
        ("pageUrl", URL, "url", URL),
        ("title", ["A bridge closes"], "title", "A bridge closes"),
        ("authors", [{"name": "Mara Quist"}, {"name": "Bo Lind"}], "authors", ["Mara Quist", "Bo Lind"]),
        ("author", {"name": "Mara Quist"}, "authors", ["Mara Quist"]),
        ("authors", [], "authors", []),
        ("date_publish", "2021-05-06 07:08:09", "published", "2021-05-06 07:08:09"),
        ("published", 1620284889, "published", "2021-05-06T07:08:09+00:00"),
        ("date", 1620284889000, "published", "2021-05-06T07:08:09+00:00"),
        ("Publish Date", "1620284889", "published", "2021-05-06T07:08:09+00:00"),
        ("publication_date", {"$date": "2021-05-06T07:08:09Z"}, "published", "2021-05-06T07:08:09Z"),
        ("date", "20210506", "published", "20210506"),
        ("inLanguage", "en", "language", "en"),
    ],
)
def test_a_field_is_what_its_value_says(name: str, value: Any, field: str, meant: Any) -> None:
    assert known_fields({name: value}, FIELDS) == ({field: meant}, ())


@pytest.mark.parametrize("value", [2021, True, {"a": 1}, ["a", "b"], 10**400, float("nan")])
def test_what_is_no_time_is_noted(value: Any) -> None:
    fields, notes = known_fields({"published": value}, FIELDS)
    assert fields == {}
    assert len(notes) == 1


def test_a_page_in_base64_is_the_page(tmp_path: Path) -> None:
    page = article(2).replace("bridge", "brücke")
    packed = base64.b64encode(page.encode()).decode()
    wrapped = "\n".join(packed[at : at + 76] for at in range(0, len(packed), 76))
    text = base64.b64encode(b"no page at all, but words in a row").decode()
    lines = [{"httpResponseBody": packed, "url": URL}, {"html": wrapped}, {"text": text}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = [one.record.data for one in opened(tmp_path / "a.jsonl") if isinstance(one, Opened)]
    assert found == [page.encode(), page.encode(), text]
    clean(tmp_path / "a.jsonl", tmp_path / "out")
    assert rows(tmp_path / "out", "documents")[0]["title"] == "Bridge 2 closes"
    assert verify(tmp_path / "out").broken == []


def test_a_row_without_a_page_says_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"articles": [], "total": 2}\n{"html": null}\n{"article": {"name": "x"}}')
    reasons = [one.reason for one in opened(tmp_path / "a.jsonl") if isinstance(one, Refusal)]
    assert reasons == [
        "the row has neither 'html' nor 'text', but: articles, total",
        "the row has neither 'html' nor 'text'",
        "the row's 'article' is an object, not a string",
    ]


def test_the_reference_lists_every_name() -> None:
    said = (Path(__file__).parent.parent / "docs/reference/input.md").read_text(encoding="utf-8")
    table = [line for line in said.splitlines() if line.startswith("| ") and "`" in line]
    named = {word for line in table for word in line.replace("`", " ").replace(",", " ").split()}
    assert {
        name for name in (*KNOWN, *RANK) if name.islower() and name.replace("_", "").isalpha() and "_" in name
    } <= named
