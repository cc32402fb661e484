"""Folders, formats, sidecars, packings."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
import zstandard
from corpora import clean, pages, rows
from hypothesis import given
from hypothesis import strategies as st

from cleaner.decode import decode
from cleaner.packing import Damaged, unpack
from cleaner.page import Record
from cleaner.read import open_unit, read_units, reader_for
from cleaner.read.folder import Walk
from cleaner.read.kind import binary, sniff
from cleaner.read.unit import InputFile, Opened, Refusal, Unit, printable, unprintable
from cleaner.settings import Limits
from cleaner.wire import decode_row, encode_row

LIMITS = Limits(max_input_bytes=1 << 20, max_decompressed_bytes=1 << 21, max_ratio=50, ratio_from=1 << 16)


def units(path: Path, limits: Limits = LIMITS) -> list[Unit]:
    return list(read_units(InputFile(str(path.parent), path.name), limits))


def records(path: Path, limits: Limits = LIMITS) -> list[Record | str]:
    opened = [open_unit(unit, limits) for unit in units(path, limits)]
    return [found.record if isinstance(found, Opened) else found.reason for found in opened]


def only(path: Path) -> Record:
    [found] = records(path)
    assert isinstance(found, Record), found
    return found


def names(folder: Path, out: Path | None = None) -> list[str]:
    avoid = (out.stat().st_dev, out.stat().st_ino) if out else None
    return [found.file.path for found in Walk(avoid).files(folder)]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/z.html", "b/a.txt", "a.html.gz", "c.jsonl", "B.htm", ".hidden.html", ".git/x.html", "logo.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.meta.json").write_text("{}")
    walk = Walk()
    found = [file.file.path for file in walk.files(tmp_path)]
    assert found == ["B.htm", "a.html.gz", "b/a.txt", "b/z.html", "c.jsonl"]
    assert walk.passed == {"hidden files": 2, "files of no known kind (.png)": 1}


def test_a_file_of_nothing_but_comments_does_not_hold_the_walk(tmp_path: Path) -> None:
    """The walk waits for no file: sixty comments in one without a known name were read in 2^60 ways."""
    (tmp_path / "include.inc").write_bytes(b"<!-- left -->\n" * 60 + b"x")
    (tmp_path / "page.php").write_bytes(b"<!-- left -->\n" * 60 + b"<html lang=en>")
    assert [found.file.path for found in Walk().files(tmp_path)] == ["page.php"]


def test_the_output_of_another_run_is_no_input(tmp_path: Path) -> None:
    pages(tmp_path / "in", 2)
    clean(tmp_path / "in", tmp_path / "in/out-1")
    walk = Walk()
    assert [found.file.path for found in walk.files(tmp_path / "in")] == ["below/page-0001.html", "page-0000.html.gz"]
    assert walk.passed == {"outputs of other runs": 1}
    assert any(Walk().files(tmp_path / "in/out-1"))  # unless it is what was asked for
    clean(tmp_path / "in", tmp_path / "in/out-2")
    assert len(rows(tmp_path / "in/out-2", "manifest")) == 2


def test_comments_above_a_page_are_read_once_however_many() -> None:
    """One way to read a row of comments, not 2^n: with thirty of them a page held its worker for good."""
    comments = "<!-- left by an include -->\n" * 60
    assert sniff(comments + "x") == "text"
    assert sniff(comments + "<html lang=en>") == "html"
    assert sniff(f"{comments}<!-- begun") == "text"


@pytest.mark.parametrize("above", ["\r\n" * 2000, "<!-- include -->\n" * 400, f"<!-- {'licence ' * 600}-->"])
def test_a_page_is_known_below_whatever_shows_nothing(above: str) -> None:
    """Server pages begin with a screenful of blank lines or a licence: they were kept as text, tags and all."""
    assert sniff(f"{above}<!doctype html>") == "html"
    assert sniff(f"{above}<!doctype html>".encode("utf-16")) == "html"
    assert sniff(f"{above}The ferry") == "text"


def test_a_page_is_known_by_its_first_sign_where_its_name_tells_nothing(tmp_path: Path) -> None:
    pages = {
        "a": b"<!DOCTYPE html><p>A",
        "b.php": b"\xef\xbb\xbf\n<!-- made by us -->\n<html lang=en>",
        "c?id=3": b"<HTML>",
    }
    others = {
        "d": b"x <html>",
        "e.js": b"document.write('<html>')",
        "f": b"",
        "g.gz": b"<html>",
        "h.jpg": b"\xff\xd8<html>",
    }
    for name, data in (pages | others).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "g.gz").write_bytes(gzip.compress(b"<html>"))
    walk = Walk()
    assert [file.file.path for file in walk.files(tmp_path)] == list(pages)
    assert walk.examples["files of no known kind (.js)"] == "e.js"
    assert sum(walk.passed.values()) == len(others)


def test_links_do_not_lead_out_or_round(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.html").write_text("x")
    (inside / "page.html").write_text("x")
    (inside / "loop").symlink_to(inside)
    (inside / "self.html").symlink_to("self.html")
    (inside / "out.html").symlink_to(tmp_path / "secret.html")
    (inside / "also.html").symlink_to("page.html")
    (inside / "gone.html").symlink_to("nowhere.html")
    os.mkfifo(inside / "pipe.html")
    assert names(inside) == ["also.html", "page.html"]


def test_the_output_inside_the_input_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part.jsonl").write_text("{}")
    (tmp_path / "page.html").write_text("x")
    assert names(tmp_path, tmp_path / "out") == ["page.html"]


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xc3\xa9.html")
    (tmp_path / name).write_bytes(b"<p>x")
    [found] = Walk().files(tmp_path)
    [unit] = read_units(found.file, LIMITS)
    assert unit.id == "caf\\xe9 é.html"
    assert unprintable(unit.path) == name
    assert unit.raw == b"<p>x"


@given(st.binary(min_size=1).filter(lambda name: b"\\" not in name))
def test_printable_names_lead_back(name: bytes) -> None:
    shown = printable(os.fsdecode(name))
    shown.encode()
    assert unprintable(shown) == os.fsdecode(name)


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.HTM", "a.xhtml.gz", "a.txt.zst", "a.json", "a.jsonl.gz", "a.ndjson", "a.warc.gz", "a.wet"],
)
def test_known_names(name: str) -> None:
    assert reader_for(name)


@pytest.mark.parametrize("name", ["a.png", "a", "a.gz", ".html", "html"])
def test_unknown_names(name: str) -> None:
    assert not reader_for(name)


def packed(data: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data)
    return zstandard.compress(data) if suffix else data


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("wrong", ["", ".gz", ".zst"])
def test_a_page_is_unpacked_by_its_bytes_and_not_by_its_name(tmp_path: Path, suffix: str, wrong: str) -> None:
    path = tmp_path / f"page.html{wrong}"
    path.write_bytes(packed(b"<p>text\r\n", suffix))
    record = only(path)
    assert (record.data, record.kind, record.id, record.path) == (b"<p>text\r\n", "html", path.name, path.name)


def test_a_text_that_holds_html_is_html(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff \n<!-- saved -->\n<!DOCTYPE html><p>x")
    (tmp_path / "b.txt").write_text("a < b, and <b>this</b> is text")
    assert only(tmp_path / "a.txt").kind == "html"
    assert only(tmp_path / "b.txt").kind == "text"


@pytest.mark.parametrize(
    "data",
    [b"<html>", b"\xef\xbb\xbf<head>", b"\n\n<div class=x>", b"\xff\xfe<\0p\0>\0", b"<?xml version='1.0'?><html>"],
)
def test_html_is_sniffed(data: bytes) -> None:
    assert sniff(data) == "html"


@pytest.mark.parametrize("data", [b"", b"<", b"<3 you", b"<name@example.org> wrote", b"plain", b"<pre-dawn raid>"])
def test_text_is_not_taken_for_html(data: bytes) -> None:
    assert sniff(data) == "text"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", b"\x7fELF\2", bytes(range(1, 32)) * 40])
def test_binary_data_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.html").write_bytes(data)
    [refusal] = records(tmp_path / "page.html")
    assert isinstance(refusal, str)
    assert "not a page" in refusal


def test_nuls_are_not_binary() -> None:
    assert not binary("<p>every\0word</p>".encode("utf-16-le") * 100)


# sidecars


@pytest.mark.parametrize("name", ["a.html.gz.meta.json", "a.meta.json"])
def test_a_sidecar_gives_fields(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>"))
    (tmp_path / name).write_text(json.dumps({"url": "u", "headline": "T", "authors": ["A", 3], "date": None, "x": 1}))
    assert only(tmp_path / "a.html.gz").fields == {"url": "u", "title": "T", "authors": ["A"]}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"url": 3}'])
def test_a_broken_sidecar_is_noted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>")
    (tmp_path / "a.meta.json").write_bytes(content)
    [unit] = units(tmp_path / "a.html")
    opened = open_unit(unit, LIMITS)
    assert isinstance(opened, Opened)
    assert opened.record.fields == {}
    assert opened.notes


# rows


def test_lines_are_records(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"id": "one", "text": "x", "url": "u"},
        {"html": "<p>"},
        {"id": 7, "text": "<html><p>x", "html": ""},
    ]
    lines = [json.dumps(row).encode() for row in rows]
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines[0] + b"\r\n\n" + lines[1] + b"\n{broken\n" + lines[2])
    one, two, broken, three = records(tmp_path / "a.jsonl")
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert isinstance(three, Record)
    assert (one.id, one.number, one.kind, one.data, one.fields) == ("one", 1, "text", "x", {"url": "u"})
    assert (two.id, two.number, two.kind) == ("a.jsonl#3", 3, "html")
    assert (three.id, three.number, three.kind) == ("7", 5, "html")
    assert isinstance(broken, str)
    assert "no JSON" in broken
    assert units(tmp_path / "a.jsonl")[2].raw == b"{broken"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("3", "a number, not an object"),
        ("null", "null"),
        ('"x"', "a string"),
        ("[]", "a list"),
        ("{}", "neither 'html' nor 'text'"),
        ('{"text": 5}', "'text' is a number"),
        ('{"html": null, "text": ["x"]}', "'text' is a list"),
        ('{"text": {"a": 1}}', "'text' is an object"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_rows_that_are_none(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "a.jsonl").write_text(line + "\n" + '{"text": "good"}')
    bad, good = records(tmp_path / "a.jsonl")
    assert isinstance(bad, str)
    assert reason in bad
    assert isinstance(good, Record)


@pytest.mark.parametrize(
    "line", [b'{"text": "a\\ud800b"}', b'{"text": "a\xffb"}', b'{"text": "x", "n": NaN}', b'{"text": ""}']
)
def test_rows_that_are_odd(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(line)
    assert isinstance(only(tmp_path / "a.jsonl").data, bytes if b"\xff" in line else str)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Die Brücke über den Fluß ist seit Montag gesperrt."),
        ("cp1251", "Старый мост закрыт с понедельника, сообщила администрация города."),
    ],
)
def test_a_row_that_is_no_utf8_is_read_as_a_page_is(tmp_path: Path, encoding: str, text: str) -> None:
    line = json.dumps({"text": text}, ensure_ascii=False)
    for name in ("a.jsonl", "a.json"):
        (tmp_path / name).write_bytes(line.encode(encoding))
        found = only(tmp_path / name)
        assert isinstance(found.data, bytes)
        assert decode(found.data).text == text


@pytest.mark.parametrize("size", [1, 7, 1 << 20, (1 << 20) + 1])
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_lines_across_chunks(tmp_path: Path, size: int, suffix: str) -> None:
    lines = [json.dumps({"text": letter * size}) for letter in "abc"]
    (tmp_path / f"a.jsonl{suffix}").write_bytes(packed("\n".join(lines).encode(), suffix))
    found = units(tmp_path / f"a.jsonl{suffix}", Limits())
    assert [unit.raw.decode() for unit in found] == lines


def test_a_line_that_is_too_long_is_refused_and_the_rest_go_on(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * (5 << 20) + b'"}'
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n')
    first, second, third = records(tmp_path / "a.jsonl")
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert isinstance(second, str)
    assert "5,242,892 bytes" in second
    assert third.number == 3


@pytest.mark.parametrize("cut", [10, 60, 95])
def test_a_cut_file_of_lines_gives_what_is_there(tmp_path: Path, cut: int) -> None:
    lines = [json.dumps({"id": str(number), "text": os.urandom(20).hex()}) for number in range(500)]
    data = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * cut // 100])
    found = records(tmp_path / "a.jsonl.gz")
    assert isinstance(found[-1], str)
    assert "end early" in found[-1]
    assert all(isinstance(record, Record) for record in found[:-2])


def test_json_files(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"id": "a",\n "text": "x"}')
    (tmp_path / "many.json").write_text('\n[{"text": "x"}, 3, {"text": "y", "n": NaN}]')
    (tmp_path / "lines.json").write_text('{"text": "x"}\n{"text": "y"}\n')
    (tmp_path / "broken.json").write_text('[{"text": "x"},')
    assert only(tmp_path / "one.json").id == "a"
    one, two, three = records(tmp_path / "many.json")
    assert isinstance(one, Record)
    assert isinstance(three, Record)
    assert isinstance(two, str)
    assert (one.id, three.id) == ("many.json#1", "many.json#3")
    assert [record.number for record in records(tmp_path / "lines.json") if isinstance(record, Record)] == [1, 2]
    whole, broken = records(tmp_path / "broken.json")
    assert isinstance(whole, Record)
    assert isinstance(broken, str)


@pytest.mark.parametrize(
    ("data", "whole", "rest"),
    [
        (b'[\n{"text": "x"},\n{"text": "y"}', 2, b""),
        (b'[\n{"text": "x"},\n{"text": "y"},\n{"te', 2, b'{"te'),
        (b'[\n{"text": "x"}\n][\n{"text": "y\\ud800"}\n]', 2, None),
        (b'[{"text": "x"}, {"text": y}, {"text": "z"}]', 1, b'{"text": y}, {"text": "z"}'),
        (b'[{"text": "\xff"}, 3', 1, b"3"),
        (b'["no rows"', 0, b'["no rows"'),
        (b"[" * 50_000, 0, b"[" * 50_000),
    ],
)
def test_a_feed_that_was_not_finished_gives_what_is_there(
    tmp_path: Path, data: bytes, whole: int, rest: bytes | None
) -> None:
    (tmp_path / "a.json").write_bytes(data)
    found = units(tmp_path / "a.json")
    assert [unit.number for unit in found] == list(range(1, len(found) + 1))
    assert [isinstance(record, Record) for record in records(tmp_path / "a.json")][:whole] == [True] * whole
    assert [unit.raw for unit in found[whole:]] == ([] if rest is None else [rest])
    assert all("no JSON" in unit.refusal for unit in found[whole:])


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    for name in ("a.html", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.warc.gz", "a.tar", "a.zip"):
        [refusal] = records(tmp_path / name)
        assert isinstance(refusal, str)
        assert "cannot be read: No such file" in refusal


# packings


@given(st.lists(st.binary(max_size=300), max_size=4), st.sampled_from([".gz", ".zst"]))
def test_many_members(parts: list[bytes], suffix: str) -> None:
    data = b"".join(packed(part, suffix) for part in parts)
    assert unpack(data, LIMITS) == b"".join(parts)


@given(st.binary(min_size=1, max_size=300), st.sampled_from([".gz", ".zst"]), st.data())
def test_damage_is_seen_or_harmless(content: bytes, suffix: str, data: st.DataObject) -> None:
    whole = packed(content, suffix)
    cut = data.draw(st.integers(5, len(whole) - 1))
    with pytest.raises(Damaged):
        unpack(whole[:cut], LIMITS)


def test_padding_behind_a_member_is_harmless() -> None:
    assert unpack(gzip.compress(b"x") + b"\0" * 100, LIMITS) == b"x"
    assert unpack(zstandard.compress(b"x") + b"\0" * 100, LIMITS) == b"x"


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_bombs_are_refused_before_they_unpack(suffix: str) -> None:
    import tracemalloc

    bomb = packed(b"\0" * (200 << 20), suffix)
    tracemalloc.start()
    with pytest.raises(Damaged, match="unpacks to more than"):
        unpack(bomb, Limits(max_ratio=10**6))
    with pytest.raises(Damaged, match="times its size"):
        unpack(bomb, Limits(max_ratio=100))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 << 20


# rows out

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=3), inner, max_size=3)
    ),
)


@given(st.dictionaries(st.text(st.characters()), ANYTHING, max_size=4))
def test_rows_are_always_utf8_without_nul(row: dict[str, Any]) -> None:
    line = encode_row(row).decode()
    assert line.endswith("\n")
    assert line.count("\n") == 1
    for value in json.loads(line).items():
        assert "\0" not in str(value)
        str(value).encode()


@given(st.dictionaries(st.text(), ANYTHING.filter(lambda value: "\0" not in repr(value)), max_size=4))
def test_rows_are_read_as_they_were(row: dict[str, Any]) -> None:
    assert decode_row(json.dumps(row).encode()) == row


def test_a_refused_unit_stays_refused() -> None:
    unit = Unit("html", "a", "a", None, b"<p>", refusal="too long")
    assert open_unit(unit, LIMITS) == Refusal("too long")
