"""CSV and Parquet in, Parquet out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from corpora import article, clean, flat, lines, pages, rows, snapshot
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from cleaner import account
from cleaner.columns import DOCUMENT
from cleaner.corpus.audit.lookup import find_bytes
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.offered import record_of
from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.read import open_unit, read_units
from cleaner.read.address import addresses
from cleaner.read.unit import InputFile, Opened
from cleaner.settings import Limits, Settings

LIMITS = Limits(max_input_bytes=1 << 20)


def records(path: Path, limits: Limits = LIMITS) -> list[Record | str]:
    opened = [open_unit(unit, limits) for unit in read_units(InputFile(str(path.parent), path.name), limits)]
    return [found.record if isinstance(found, Opened) else found.reason for found in opened]


def bodies(path: Path) -> list[str]:
    found = [one for one in records(path) if isinstance(one, Record)]
    return [one.data if isinstance(one.data, str) else one.data.decode() for one in found]


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_row_of_csv_is_a_record(tmp_path: Path, separator: str, end: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow(["ID", "URL", "Headline", "html", "other"])
    writer.writerow(["a", "https://www.example.org/a", 'Say "yes"', article(1), "x"])
    writer.writerow(["", "", "", "<p>two\nlines, with; all\tof|it", ""])
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    one, two = records(tmp_path / "a.csv")
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert (one.id, one.kind, one.data) == ("a", "html", article(1))
    assert one.fields == {"url": "https://www.example.org/a", "title": 'Say "yes"'}
    assert (two.id, two.number, two.data) == ("a.csv#2", 2, "<p>two\nlines, with; all\tof|it")
    assert list(addresses(InputFile(str(tmp_path), "a.csv"), LIMITS)) == ["https://www.example.org/a", ""]


def test_broken_rows_of_csv_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'id,text\na,good\nb,too,many\n\nc\nd,"also\ngood"\ne,"never closed\nx,y\n')
    one, many, few, two, last = records(tmp_path / "a.csv")
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert two.data == "also\ngood"
    assert many == "the row has 3 fields, the first line names 2"
    assert few == "the row has 1 fields, the first line names 2"
    assert last == "unexpected end of data"


def test_a_row_of_csv_that_is_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\n"' + "long line\n" * 150_000 + '"\nshort\n')
    found = records(tmp_path / "a.csv")
    assert isinstance(found[0], str)
    assert "more than 1,048,576 bytes" in found[0]
    assert isinstance(found[-1], Record)
    assert str(found[-1].data).endswith("short")


def test_csv_of_another_encoding_and_of_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("text,url\nUne journée à la plage,u\n".encode("latin-1"))
    [found] = records(tmp_path / "a.csv")
    assert isinstance(found, Record)
    assert process(found, Settings()).text == "Une journée à la plage"
    (tmp_path / "b.csv").write_text("name,price\npear,3\n")
    assert records(tmp_path / "b.csv") == ["its first line names neither html nor text, but: name, price"]
    (tmp_path / "c.csv").write_text("")
    assert records(tmp_path / "c.csv") == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("id,text\r\n1,good\r\n".encode("utf-16"), "is UTF-16, as spreadsheets write it; save it as UTF-8"),
        (b"id,text\r1,good\r2,good\r", "its lines end in carriage returns alone; save it with line feeds"),
    ],
)
def test_csv_that_spreadsheets_write_oddly_ends_no_run(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.csv").write_bytes(data)
    (tmp_path / "in/b.csv").write_text("text,url\n" + "\n".join(f'"{flat(n)}",https://b.example/{n}' for n in range(3)))
    assert records(tmp_path / "in/a.csv") == [reason]
    clean(tmp_path / "in", tmp_path / "out")
    assert len(list(rows(tmp_path / "out", "documents"))) == 3


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), max_size=5))
def test_csv_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, quoting=csv.QUOTE_ALL)
        writer.writerows([["text", "id"], *([text, "x"] for text in texts)])
    assert bodies(file) == texts


# Parquet in


def table(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    parquet.write_table(pa.table(columns), path, **options)
    return path


def test_a_row_of_parquet_is_a_record(tmp_path: Path) -> None:
    columns = {
        "id": ["a", None, "c"],
        "url": ["https://www.example.org/a", None, "u"],
        "HTML": pa.array([article(1).encode(), b"<p>\xe9t\xe9", None], pa.binary()),
        "text": [None, None, "a\0b"],
        "date": [dt.datetime(2024, 5, 6, tzinfo=dt.UTC), None, None],
        "embedding": [[0.5] * 3] * 3,
    }
    file = table(tmp_path / "a.parquet", columns)
    one, two, three = records(file)
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert isinstance(three, Record)
    assert (one.id, one.kind, one.data, one.number) == ("a", "html", article(1).encode(), 1)
    assert one.fields == {"url": "https://www.example.org/a", "published": "2024-05-06T00:00:00+00:00"}
    assert (two.id, two.data) == ("a.parquet#2", b"<p>\xe9t\xe9")
    assert (three.id, three.kind, three.data) == ("c", "text", b"a\0b")
    assert list(addresses(InputFile(str(tmp_path), "a.parquet"), LIMITS)) == ["https://www.example.org/a", "", "u"]


def test_parquet_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 not at all")
    table(tmp_path / "b.parquet", {"price": [1, 2]})
    table(tmp_path / "c.parquet", {"text": [None, "x"], "id": [1, 2]})
    [found] = records(tmp_path / "a.parquet")
    assert isinstance(found, str)
    assert "is no Parquet file" in found
    assert records(tmp_path / "b.parquet") == ["has no column of a page, but: price"]
    empty, whole = records(tmp_path / "c.parquet")
    assert empty == "the row has neither 'html' nor 'text'"
    assert isinstance(whole, Record)
    assert whole.id == "2"


def test_a_row_group_that_is_damaged_costs_itself(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"text": [flat(n) for n in range(100)]}, row_group_size=10, compression="zstd")
    data = bytearray(file.read_bytes())
    column = parquet.ParquetFile(file).metadata.row_group(4).column(0)
    start = column.dictionary_page_offset or column.data_page_offset
    data[start + 30 : start + 60] = b"\xff" * 30
    file.write_bytes(data)
    found = records(file)
    assert sum(isinstance(one, Record) for one in found) == 90
    [refusal] = [one for one in found if isinstance(one, str)]
    assert "rows 41 to 50 cannot be read" in refusal
    clean(file, tmp_path / "out")
    assert verify(tmp_path / "out").broken == []


def test_a_bomb_of_parquet_is_refused(tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"text": ["\0" * (60 << 20)]}, compression="zstd", use_dictionary=False)
    assert file.stat().st_size < 1 << 20
    [found] = records(file, Limits())
    assert isinstance(found, str)
    assert "unpack to more than 400 times the size of their file" in found


def test_a_bomb_of_parquet_beside_an_honest_column_is_refused(tmp_path: Path) -> None:
    columns = {"id": [os.urandom(1 << 20).hex()], "text": ["\0" * (60 << 20)]}
    file = table(tmp_path / "a.parquet", columns, compression="zstd", use_dictionary=False)
    assert file.stat().st_size > 1 << 20
    [found] = records(file, Limits())
    assert isinstance(found, str)
    assert "a column unpacks to more than 400 times its size" in found


def test_no_damaged_footer_ends_the_process(tmp_path: Path) -> None:
    program = str(Path(__file__).with_name("damaged_parquet.py"))
    done = subprocess.run([sys.executable, program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) > 1000


# Parquet out


@pytest.mark.parametrize("packing", ["none", "gz", "zst"])
def test_documents_as_parquet_are_those_of_json_lines(tmp_path: Path, packing: str) -> None:
    source = pages(tmp_path / "in", 30)
    lines(source / "rows.jsonl", 30)
    clean(source, tmp_path / "json", limits=Limits(part_records=20))
    clean(source, tmp_path / "one", format="parquet", compress=packing, limits=Limits(part_records=20))
    clean(source, tmp_path / "two", format="parquet", compress=packing, limits=Limits(part_records=20), jobs=2)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    files = part_files(tmp_path / "one", "documents")
    assert [file.name for file in files] == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    found = [row for file in files for row in read_rows(file)]
    assert found == rows(tmp_path / "json", "documents")
    assert parquet.read_table(tmp_path / "one" / "documents").to_pylist() == found
    assert verify(tmp_path / "one") == (60, [])
    again = clean(source, tmp_path / "one", format="parquet", compress=packing, limits=Limits(part_records=20))
    assert again.here.total() == 0


def test_the_columns_are_the_fields_of_a_document() -> None:
    row = account.document_row(process(record_of(article(1)), Settings()))
    assert list(row) == [name for name, _ in DOCUMENT]


def test_tables_of_a_run_are_found_again(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    table(source / "a.parquet", {"id": ["x"], "html": [article(1).encode()]})
    (source / "b.csv").write_text("id,text\ny," + json.dumps(flat(2).replace('"', "")) + "\n")
    clean(source, tmp_path / "out")
    assert verify(tmp_path / "out") == (2, [])
    manifest = rows(tmp_path / "out", "manifest")
    assert find_bytes(tmp_path / "out", manifest[0]["source"]).data == article(1).encode()


def test_arrow_is_not_imported_where_nothing_asks_for_it() -> None:
    script = "import sys, cleaner.corpus.run, cleaner.read as read; read.readers(); print('pyarrow' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
