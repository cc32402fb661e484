"""The report says what the manifest says, is one file, and is the same for the same output."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from corpora import article, clean, flat, lines, pages, rows
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner.errors import UsageError
from cleaner.report import build, sample
from cleaner.report.build import write_report
from cleaner.report.page import as_data
from cleaner.report.rows import records
from cleaner.report.sample import Top, lot
from cleaner.report.view import view


class Scripts(HTMLParser):
    """The elements of a report as an HTML parser sees them, and what stands in its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, str] = {}
        self.policy = ""
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag in {"script", "style"}:
            self._in = given.get("id") or tag
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser gives it
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.texts[self._in] = self.texts.get(self._in, "") + data


def report_of(out: Path, **options: Any) -> tuple[Scripts, dict[str, Any]]:
    write_report(out, **options)
    page = Scripts((out / "report.html").read_text(encoding="utf-8"))
    table: dict[str, Any] = json.loads(page.texts["table"])
    return page, table


def shown(page: Scripts, table: dict[str, Any], name: str) -> dict[str, Any]:
    place = [record["id"] for record in table["docs"]].index(name)
    record: dict[str, Any] = json.loads(page.texts[f"record-{place}"])
    return record


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages, rows, copies, a page without an article and a broken row."""
    folder = tmp_path_factory.mktemp("report")
    source = pages(folder / "in", 12)
    lines(source / "rows.jsonl", 3)
    copies = [{"id": f"copy-{n}", "text": flat(1000), "url": f"https://mirror{n}.example/"} for n in range(3)]
    (source / "zz.jsonl").write_text("\n".join([*map(json.dumps, copies), "{broken"]))
    (source / "empty.html").write_text("<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav></body></html>")
    shutil.copytree(HOUSE / "seeds", source / "seeds")
    clean(source, folder / "out")
    return folder / "out"


def test_what_is_in_quarantine_is_not_said_to_have_lost_its_source(out: Path) -> None:
    assert write_report(out).without_source == 0


def test_the_tables_say_what_the_run_says(out: Path) -> None:
    _, table = report_of(out)
    run = json.loads((out / "run.json").read_text())
    totals = table["totals"]
    assert totals["records"] == run["counts"]["inputs"] == len(rows(out, "manifest"))
    assert {name: number for name, number in run["counts"].items() if number and name != "inputs"} == totals["status"]
    assert totals["characters"] == run["characters"]
    assert {rule["id"]: rule["removed"] for rule in table["rules"] if rule["removed"]} == run["removed"]
    assert {rule["id"]: rule["changed"] for rule in table["rules"] if rule["changed"]} == run["changed"]
    assert sum(source["pages"] for source in table["sources"]["shown"]) == totals["records"]
    assert sum(table["shares"]) == totals["status"]["kept"]
    assert table["clusters"]["copies"] == run["dropped"]["dedup.exact"] == 3
    assert table["clusters"]["shown"][0][1:] == [3, table["clusters"]["shown"][0][2]]
    assert len(table["clusters"]["shown"][0][2]) == 4


def test_every_record_of_a_small_output_is_shown_with_its_whole_text(out: Path) -> None:
    page, table = report_of(out)
    documents = {row["id"]: row for row in rows(out, "documents")}
    manifest = rows(out, "manifest")
    assert sorted(record["id"] for record in table["docs"]) == sorted(row["id"] for row in manifest)
    for row in manifest:
        record = shown(page, table, row["id"])
        assert record["characters"] == row["characters"]
        if row["status"] == "quarantined":
            assert "quarantine" in record["gone"]
            continue
        kept = "".join(part if isinstance(part, str) else part[5] if part[0] == "~" else "" for part in record["parts"])
        assert letters(kept) == letters(documents.get(row["id"], {}).get("text", ""))
        removed = {edit["start"]: edit["rule"] for edit in row["edits"] if not edit.get("text")}
        for part in record["parts"]:
            if part[0] == "-" and not isinstance(part, str):
                assert removed[part[3]] == part[2]


def test_a_removed_slice_of_html_is_shown_as_its_reader_saw_it() -> None:
    source = "<p>Kept.</p><p>R&amp;D <b>now</b><script>no</script><br>x<!-- y --></p>"
    start, end = source.index("R&"), source.index("</p>", 15)
    row = {"pieces": [[3, 8]], "edits": [{"start": start, "end": end, "rule": "select.x", "note": "why"}]}
    assert view(row, source) == (["\nKept.\n", ["-", "R&D now\nx\n", "select.x", start, "why"]], 0)


def test_white_space_laid_out_anew_is_no_change_a_reader_sees() -> None:
    source = "One\n two CafÃ©."
    row = {
        "pieces": [[0, 3], [3, 5, " "], [5, 9], [9, 14, "Café"], [14, 15]],
        "edits": [
            {"start": 3, "end": 5, "rule": "repair.whitespace", "text": " "},
            {"start": 9, "end": 14, "rule": "repair.mojibake", "text": "Café"},
        ],
    }
    assert view(row, source)[0] == ["One two ", ["~", "CafÃ©", "repair.mojibake", 9, "", "Café"], "."]


def test_a_long_record_is_cut_and_says_by_how_much() -> None:
    source = "word " * 10_000 + "end"
    parts, left_out = view({"pieces": [[0, 100], [100, 50_000], [50_000, 50_003]], "edits": []}, source)
    assert parts == [source[:100]]
    assert left_out == len(source) - 100


def test_the_same_output_gives_the_same_report(out: Path) -> None:
    write_report(out)
    first = (out / "report.html").read_bytes()
    command = [sys.executable, "-m", "cleaner.cli", "report", str(out)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(HOUSE)})
    assert (out / "report.html").read_bytes() == first
    assert list(out.glob("*.tmp")) == []


@given(st.recursive(st.text() | st.integers(-9, 9), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_cannot_end_their_element_and_are_read_as_they_were(value: object) -> None:
    data = as_data({"value": value}).decode()
    assert not re.search("[<>&\u2028\u2029\x00]", data)
    if not re.search(r"[\x00\ud800-\udfff]", json.dumps(value, ensure_ascii=False)) and r"\u0000" not in json.dumps(
        value
    ):
        assert json.loads(data) == {"value": value}


def test_only_our_own_code_and_style_may_run(out: Path) -> None:
    page, table = report_of(out)
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.texts[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page.policy
    assert page.policy.startswith("default-src 'none'")
    assert "unsafe" not in page.policy
    assert "require-trusted-types-for 'script'" in page.policy
    assert page.tags.count("script") == len(table["docs"]) + 2
    assert not {"img", "link", "iframe", "object", "base", "form"} & set(page.tags)
    text = (out / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc", text)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)


def test_the_kept_text_is_shown_where_the_source_is_gone(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 2)
    clean(source, tmp_path / "out")
    shutil.move(source, tmp_path / "moved")
    page, table = report_of(tmp_path / "out")
    record = shown(page, table, "page-0000.html.gz")
    assert "not there" in record["gone"]
    assert "".join(record["parts"]) == rows(tmp_path / "out", "documents")[1]["text"]
    page, table = report_of(tmp_path / "out", folder=tmp_path / "moved")
    assert "gone" not in shown(page, table, "page-0000.html.gz")


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_packed_parts_are_read(tmp_path: Path, packing: str) -> None:
    clean(lines(tmp_path / "in.jsonl", 5), tmp_path / "out", compress=packing)
    assert report_of(tmp_path / "out")[1]["totals"]["status"] == {"kept": 5}


def test_parts_in_columns_are_read(tmp_path: Path) -> None:
    clean(lines(tmp_path / "in.jsonl", 5), tmp_path / "out", format="parquet")
    assert list((tmp_path / "out" / "documents").glob("*.parquet"))
    page, table = report_of(tmp_path / "out")
    assert table["totals"]["status"] == {"kept": 5}
    assert shown(page, table, "row-1003")["url"] == "https://www.example.org/1003"


def test_an_output_without_records_has_a_report_too(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    assert report_of(tmp_path / "out")[1]["totals"]["records"] == 0


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no output"):
        write_report(tmp_path)


def test_a_large_output_does_not_make_a_large_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean(lines(tmp_path / "in.jsonl", 400), tmp_path / "out")
    monkeypatch.setattr(build, "BUDGET", 30_000)
    monkeypatch.setitem(sample.SIZES, "lot", 50)
    _, table = report_of(tmp_path / "out")
    assert table["totals"]["records"] == 400
    assert 10 < len(table["docs"]) < 60


def test_what_is_held_among_many_has_no_edits_and_can_tell_them(out: Path) -> None:
    found = max(records(out), key=lambda one: len(one.row.edits))
    top = Top(1)
    top.offer(1, 0, found)
    (held,) = top.best()
    assert (len(found.row.edits) > 5, held.row.edits) == (True, [])
    assert held.edits() == found.row.edits
    assert held.row.share == found.row.share


def test_the_lot_is_the_same_in_any_order_and_gives_everybody_a_chance(tmp_path: Path) -> None:
    clean(lines(tmp_path / "in.jsonl", 300), tmp_path / "out")
    found = list(records(tmp_path / "out"))

    def drawn(order: list[Any]) -> list[str]:
        top = Top(30)
        for one in order:
            top.offer(-lot(one.row.id), 0, one)
        return [one.row.id for one in top.best()]

    assert drawn(found) == drawn(found[::-1])
    numbers = [int(name.removeprefix("row-")) for name in drawn(found)]
    assert min(numbers) < 1100 < max(numbers) - 100


def test_no_folder_of_the_machine_stands_in_a_report(out: Path) -> None:
    write_report(out)
    assert str(out.parent) not in (out / "report.html").read_text(encoding="utf-8")


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "in.html").write_text(article(1))
    clean(tmp_path / "in.html", tmp_path / "out")
    command = [sys.executable, "-m", "cleaner.cli", "report", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path / 'out' / 'report.html'}: 1 record counted, 1 shown one by one\n"
