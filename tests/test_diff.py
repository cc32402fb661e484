"""What changed between two outputs, by words, by rule, and for a million records without a quarrel over order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpora import clean, flat, lines, rows
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner.errors import UsageError
from cleaner.report.build import write_report
from cleaner.report.changes import as_facts, in_words
from cleaner.report.compare import compare
from cleaner.report.reasons import explain
from cleaner.report.words import differences

TEXTS = st.text("ab \n.ü", max_size=60)


@given(TEXTS, TEXTS)
def test_differences_rebuild_both_texts(before: str, after: str) -> None:
    old = new = ""
    for what, start, end in differences(before, after):
        assert start < end
        if what in "=-":
            old += before[start:end]
        new += before[start:end] if what == "=" else after[start:end] if what == "+" else ""
    assert (old, new) == (before, after)


def test_long_texts_do_not_take_quadratic_time() -> None:
    before = "\n".join(f"line {n}" for n in range(5_000))
    assert differences(before, before[9:]) == [("-", 0, len(before)), ("+", 0, len(before) - 9)]
    assert differences("a " * 9_000, "b " * 9_000) == [("-", 0, 18_000), ("+", 0, 18_000)]


def outputs(folder: Path, **second: Any) -> tuple[Path, Path]:
    clean(HOUSE / "seeds", folder / "a", learn=False)
    clean(HOUSE / "seeds", folder / "b", learn=False, **second)
    return folder / "a", folder / "b"


def test_the_same_run_twice_changes_nothing(tmp_path: Path) -> None:
    found = compare(*outputs(tmp_path))
    assert dict(found.counts) == {"same": len(rows(tmp_path / "a", "manifest")), "only before": 0}
    assert (found.pairs, found.settings) == ([], [])
    assert "same text" in in_words(found, 5)


def test_a_change_is_shown_with_the_rule_that_took_the_text_or_gave_it_back(tmp_path: Path) -> None:
    a, b = outputs(tmp_path, skip=("select",))
    there, back = compare(a, b), compare(b, a)
    changes = {pair.after.row.id: explain(pair) for pair in there.pairs}
    added = [part for part in changes["radio-page.txt"].parts if part[0] == "+"]
    taken = {edit["rule"] for row in rows(a, "manifest") if row["id"] == "radio-page.txt" for edit in row["edits"]}
    assert {part[2] for part in added} <= taken
    assert any("Listen to this article" in part[1] and part[2].startswith("select.") for part in added)
    removed = {pair.after.row.id: explain(pair) for pair in back.pairs}["radio-page.txt"].parts
    assert [part[1:] for part in removed if part[0] == "-"] == [part[1:] for part in added]
    assert any(said.startswith("skip:") for said in there.settings)
    text = in_words(there, 3)
    assert "was removed by select." in text
    assert max(len(line) for line in text.splitlines() if line.startswith("select.")) <= 80


def test_records_are_matched_by_id_in_any_order(tmp_path: Path) -> None:
    first = [{"id": f"r{n}", "text": flat(n)} for n in range(40)]
    second = [*reversed(first[5:]), {"id": "new", "text": flat(99)}]
    second[0] = {**second[0], "text": flat(777)}
    for name, chosen in (("a", first), ("b", second)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in chosen))
        clean(tmp_path / f"{name}.jsonl", tmp_path / name, learn=False, dedup=())
    found = compare(tmp_path / "a", tmp_path / "b")
    assert dict(found.counts) == {"same": 34, "changed": 1, "only before": 5, "only after": 1}
    assert [pair.after.row.id for pair in found.pairs] == ["r39"]


def test_what_was_kept_and_is_not_has_vanished(tmp_path: Path) -> None:
    same = [{"id": "a", "text": flat(1)}, {"id": "b", "text": flat(1)}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in same))
    clean(tmp_path / "in.jsonl", tmp_path / "a", dedup=())
    clean(tmp_path / "in.jsonl", tmp_path / "b")
    found = compare(tmp_path / "a", tmp_path / "b")
    assert (found.counts["same"], found.counts["vanished"]) == (1, 1)
    (change,) = as_facts(found)["documents"]
    assert (change["kind"], change["parts"][0][0]) == ("vanished", "-")
    assert {part[2] for part in change["parts"]} == {"dedup.exact"}
    assert compare(tmp_path / "b", tmp_path / "a").counts["appeared"] == 1


def test_the_report_shows_the_changes(tmp_path: Path) -> None:
    a, b = outputs(tmp_path, skip=("select",))
    write_report(b, None, as_facts(compare(a, b)))
    assert "select.container" in (b / "report.html").read_text(encoding="utf-8").partition('"changes":')[2]


def test_the_commands(tmp_path: Path) -> None:
    a, b = outputs(tmp_path, skip=("select",))
    command = [sys.executable, "-m", "cleaner.cli"]
    done = subprocess.run([*command, "diff", a, b, "--documents", "1"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("a → b\n")
    assert done.stdout.count(" characters\n") == 1
    done = subprocess.run([*command, "report", b, "--against", a], capture_output=True, text=True, check=True)
    assert "report.html" in done.stdout
    done = subprocess.run([*command, "diff", a, tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, "is no output" in done.stderr) == (2, True)


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    clean(lines(tmp_path / "in.jsonl", 1), tmp_path / "out")
    with pytest.raises(UsageError, match="is no output"):
        compare(tmp_path / "out", tmp_path)
