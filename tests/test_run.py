"""Whole runs: everything accounted for, whatever the input, and the same bytes whatever happened on the way."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from corpora import accounted, article, clean, flat, lines, pages, rows, snapshot

from cleaner.corpus.audit.lookup import find_manifest
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.journal.state import State
from cleaner.corpus.run import run
from cleaner.errors import MachineError, UsageError
from cleaner.settings import Limits, Settings
from cleaner.write import jsonl
from cleaner.write.text import text_path

SMALL = Limits(part_records=10)


def test_a_folder_becomes_documents_and_a_manifest(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 30)
    result = clean(source, tmp_path / "out", limits=SMALL)
    assert accounted(tmp_path / "out") == {"kept": 30, "dropped": 0, "quarantined": 0}
    assert result.total.status == {"kept": 30}
    assert len(list((tmp_path / "out" / "manifest").iterdir())) == 3
    document = rows(tmp_path / "out", "documents")[0]
    assert document["id"] == "below/page-0001.html"
    assert "The council of Birkholt" in document["text"]
    assert document["sha256"] == hashlib.sha256(document["text"].encode()).hexdigest()
    assert verify(tmp_path / "out") == (30, [])


def test_run_json_says_what_was_done(tmp_path: Path) -> None:
    clean(pages(tmp_path / "in", 5), tmp_path / "out")
    row = json.loads((tmp_path / "out" / "run.json").read_text())
    assert row["state"] == "finished"
    assert row["counts"] == {"inputs": 5, "kept": 5, "dropped": 0, "quarantined": 0}
    sums = row["characters"]
    assert sums["source"] == sum(sums.get(fate, 0) for fate in ("markup", "kept", "rewritten", "removed"))
    assert row["settings"]["dedup"] == ["exact", "near"]
    assert row["versions"]["python"]


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_packed_parts_hold_the_same_rows_and_the_same_bytes_each_time(tmp_path: Path, packing: str) -> None:
    source = pages(tmp_path / "in", 12)
    clean(source, tmp_path / "plain")
    clean(source, tmp_path / "one", compress=packing)
    time.sleep(1.1)  # gzip writes the second it was made in, unless it is told not to
    clean(source, tmp_path / "two", compress=packing)
    assert rows(tmp_path / "one", "documents") == rows(tmp_path / "plain", "documents")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    assert verify(tmp_path / "one").broken == []


HOSTILE: dict[str, bytes] = {
    "empty.html": b"",
    "blank.txt": b" \n\t \r\n",
    "binary.html": bytes(range(256)) * 40,
    "pdf.html": b"%PDF-1.7 ...",
    "nul.html": article(1).replace(" ", "\0 ").encode(),
    "cut.html": article(2).encode()[:350],
    "utf16.html": article(3).encode("utf-16"),
    "utf16-no-mark.html": article(4).encode("utf-16-le"),
    "latin1.html": article(5).replace("bridge", "brücke").replace("utf-8", "iso-8859-1").encode("latin-1"),
    "lies.html": article(6).replace("bridge", "brücke").replace("utf-8", "shift_jis").encode("latin-1"),
    "crlf.txt": flat(7).replace("\n", "\r\n").encode(),
    "mark.txt": b"\xef\xbb\xbf" + flat(8).encode(),
    "surrogates.jsonl": b'{"text": "' + flat(9).replace("\n", " ").encode() + b' \\ud800 \\udc00\\u0000"}\n',
    "not-gzip.html.gz": b"\x1f\x8b\x08 no gzip at all",
    "cut.jsonl.gz": b"\x1f\x8b\x08",
    "rows.jsonl": b'{"text": 3}\n{broken\n[]\nnull\n{"html": ""}\n{"text": ""}\n{"id": [], "text": "x y z."}\n\n',
    "deep.html": b"<div>" * 300 + flat(10).encode() + b"</div>" * 300,
    "unclosed.html": b"<p><b><i><!-- <p>" + flat(11).encode(),
    "attributes.html": b"<p " + b" ".join(b"a%d=1" % n for n in range(2000)) + b">" + flat(12).encode(),
    "archive.warc.gz": b"WARC/1.0",
    "x.csv": b"a,b\n",
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_whatever_comes_in_is_kept_dropped_or_in_quarantine(tmp_path: Path, jobs: int) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name, data in HOSTILE.items():
        (source / name).write_bytes(data)
    (source / os.fsdecode(b"caf\xe9.html")).write_bytes(article(20).encode())
    clean(source, tmp_path / "out", jobs=jobs)
    counts = accounted(tmp_path / "out")
    assert sum(counts.values()) == len(HOSTILE) + 1 + 6
    by_id = {row["id"]: row for row in rows(tmp_path / "out", "manifest")}
    for name in ("binary.html", "pdf.html", "not-gzip.html.gz", "cut.jsonl.gz#1", "rows.jsonl#2", "archive.warc.gz#1"):
        assert by_id[name]["status"] == "quarantined", name
        assert by_id[name]["reason"]
    for name in (
        "utf16.html",
        "utf16-no-mark.html",
        "latin1.html",
        "crlf.txt",
        "mark.txt",
        "deep.html",
        "caf\\xe9.html",
    ):
        assert by_id[name]["status"] == "kept", by_id[name]
    for document in rows(tmp_path / "out", "documents"):
        document["text"].encode()
        assert "\0" not in document["text"]
    assert verify(tmp_path / "out").broken == []


def test_the_quarantine_holds_the_bytes_as_found(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "fine, all of it."}\n{"../../etc/passwd\xff\n')
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    [row] = rows(tmp_path / "out", "quarantine")
    assert (row["id"], row["record"]) == ("in.jsonl#2", 2)
    assert (tmp_path / "out" / "quarantine" / row["file"]).read_bytes() == b'{"../../etc/passwd\xff'


# ids and copies


def test_ids_that_are_taken_get_a_number(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    names = ["a", "a", "a#2", "a", "b"]
    source.write_text("".join(json.dumps({"id": name, "text": flat(n)}) + "\n" for n, name in enumerate(names)))
    result = clean(source, tmp_path / "out")
    assert [row["id"] for row in rows(tmp_path / "out", "manifest")] == ["a", "a#2", "a#2#2", "a#3", "b"]
    assert result.total.notes["id was taken, a number was added"][0] == 3
    assert accounted(tmp_path / "out")["kept"] == 5
    assert verify(tmp_path / "out").broken == []


def test_a_copy_is_dropped_and_names_the_one_that_is_kept(tmp_path: Path) -> None:
    texts = [flat(0), flat(1), flat(0).upper().replace(",", " –"), flat(2)]
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    )
    result = clean(tmp_path / "in.jsonl", tmp_path / "out")
    manifest = rows(tmp_path / "out", "manifest")
    assert [row["status"] for row in manifest] == ["kept", "kept", "dropped", "kept"]
    copy = manifest[2]
    assert (copy["cluster"], copy["representative"], copy["reason"], copy["pieces"]) == ("d0", False, "dedup.exact", [])
    assert {edit["rule"] for edit in copy["edits"] if edit["rule"].startswith("dedup.")} == {"dedup.exact"}
    assert "d0" in copy["edits"][0]["note"]
    assert copy["characters"]["kept"] == 0
    assert manifest[0]["cluster"] == "d0"
    assert manifest[0]["representative"] is True
    assert result.total.characters["kept"] == sum(row["characters"]["kept"] for row in manifest)
    assert result.total.removed["dedup.exact"] == copy["characters"]["removed"]
    assert verify(tmp_path / "out").broken == []


def test_copies_are_kept_where_nothing_counts_as_one(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": flat(0)}) + "\n" + json.dumps({"text": flat(0)}) + "\n")
    clean(tmp_path / "in.jsonl", tmp_path / "out", dedup=())
    assert accounted(tmp_path / "out")["kept"] == 2


NAMES = [
    "../../escape", "/etc/passwd", "..", ".", "", "a/../../b", "con", "x" * 5000, "nul\0id", "new\nline", "\ud800",
    "~root", "C:\\Windows", "a" * 300 + "/" + "b" * 300, "/", "//", "\u202egnp.exe", "same", "same.txt/below", " ",
]  # fmt: skip


@pytest.mark.parametrize("written", ["jsonl", "txt"])
def test_no_id_leads_out_of_the_output(tmp_path: Path, written: str) -> None:
    home = tmp_path / "a" / "b" / "c"
    rows_in: list[dict[str, Any]] = [{"id": name, "text": flat(n)} for n, name in enumerate(NAMES)]
    rows_in += [{"id": name, "text": 3} for name in NAMES]
    home.mkdir(parents=True)
    (home / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows_in))
    before = set(tmp_path.rglob("*"))
    clean(home / "in.jsonl", home / "out", format=written)
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(home / "out")} - before
    assert outside == set()
    assert accounted(home / "out") == {"kept": len(NAMES), "dropped": 0, "quarantined": len(NAMES)}
    if written == "txt":
        assert len([path for path in (home / "out" / "text").rglob("*") if path.is_file()]) == len(NAMES)


def test_texts_have_the_shape_of_the_input(tmp_path: Path) -> None:
    clean(pages(tmp_path / "in", 3), tmp_path / "out", format="txt")
    texts = sorted(path.relative_to(tmp_path / "out" / "text") for path in (tmp_path / "out").rglob("*.txt"))
    assert [str(path) for path in texts] == [
        "below/page-0001.html.txt", "below/page-0002.html.txt", "page-0000.html.gz.txt",
    ]  # fmt: skip
    document = rows(tmp_path / "out", "documents")[0]
    assert (tmp_path / "out" / "text" / text_path(document["id"])).read_text() == document["text"] + "\n"


# going on


def test_a_second_run_costs_nothing_and_changes_nothing(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 25)
    clean(source, tmp_path / "out", limits=SMALL)
    before = snapshot(tmp_path / "out")
    result = clean(source, tmp_path / "out", limits=SMALL)
    assert result.here.total() == 0
    assert result.total.status["kept"] == 25
    assert snapshot(tmp_path / "out") == before


def test_new_files_are_picked_up_and_known_copies_recognised(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 15)
    clean(source, tmp_path / "out", limits=SMALL)
    before = snapshot(tmp_path / "out")
    pages(source, 3, start=100)
    (source / "again.html").write_text(article(0))
    result = clean(source, tmp_path / "out", limits=SMALL)
    assert result.here == {"kept": 3, "dropped": 1}
    after = snapshot(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert accounted(tmp_path / "out") == {"kept": 18, "dropped": 1, "quarantined": 0}
    assert verify(tmp_path / "out") == (19, [])


def test_a_changed_file_is_named_and_left(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 3)
    clean(source, tmp_path / "out")
    (source / "below" / "page-0001.html").write_text(article(50))
    result = clean(source, tmp_path / "out")
    assert (result.changed, result.here.total()) == (1, 0)
    assert "bytes: the source has changed" in verify(tmp_path / "out").broken[0]


def test_other_settings_are_refused_and_named(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 2)
    clean(source, tmp_path / "out")
    with pytest.raises(UsageError, match=r'foreign was "remove", is "keep".*another OUT'):
        clean(source, tmp_path / "out", foreign="keep")
    clean(source, tmp_path / "out", jobs=2, quiet=True, strict=True)


def test_who_is_refused_leaves_no_journal_open(tmp_path: Path) -> None:
    State(tmp_path / "out", Settings()).close()
    with pytest.raises(UsageError) as refused:
        State(tmp_path / "out", Settings(foreign="keep"))
    state = refused.traceback[1].frame.f_locals["self"]
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        state.recall("settings")


@pytest.mark.parametrize("moment", range(1, 12))
def test_a_run_that_breaks_at_any_write_goes_on_to_the_same_bytes(
    tmp_path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pages(tmp_path / "in", 24)
    lines(source / "rows.jsonl", 20)
    (source / "bad.html").write_bytes(b"%PDF-")
    clean(source, tmp_path / "whole", limits=SMALL)
    calls = 0

    def failing(real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == moment:
                raise OSError(28, "No space left on device")
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        patch.setattr("cleaner.corpus.output.ledger.sync_file", failing(jsonl.sync_file))
        patch.setattr(jsonl.JsonlFile, "put_in_place", failing(jsonl.JsonlFile.put_in_place))
        patch.setattr(State, "commit_part", failing(State.commit_part))
        with pytest.raises(MachineError, match=r"No space left on device.*run the same command again"):
            clean(source, tmp_path / "out", limits=SMALL)
    clean(source, tmp_path / "out", limits=SMALL)
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "whole")


def kill_after_next_part(process: subprocess.Popen[bytes], manifest: Path, delay: float) -> bool:
    """Kill a run shortly after it has put a part in place; False where it was done before."""
    before = len(list(manifest.glob("part-*.jsonl")))
    while process.poll() is None and len(list(manifest.glob("part-*.jsonl"))) <= before:
        time.sleep(0.001)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    return process.wait() != 0


def test_a_run_killed_at_random_moments_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 150)
    lines(source / "rows.jsonl", 200)
    (source / "bad.html").write_bytes(b"%PDF-")
    (tmp_path / "settings.toml").write_text("[limits]\npart_records = 40\n")
    clean(source, tmp_path / "whole", limits=Limits(part_records=40))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cleaner.cli", "run", str(source), "-o", str(out), "--quiet"]
    command += ["--settings", str(tmp_path / "settings.toml"), "--jobs"]
    dice = random.Random(5)  # noqa: S311 - moments, not secrets
    kills = 0
    while kill_after_next_part(
        subprocess.Popen([*command, str(1 + kills % 2)]), out / "manifest", dice.uniform(0, 0.02)
    ):
        kills += 1
    assert 0 < kills < 10
    assert subprocess.run([*command, "1"], check=False).returncode == 0
    assert snapshot(out) == snapshot(tmp_path / "whole")
    assert verify(out) == (351, [])


# places


def test_an_output_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 1)
    clean(source, tmp_path / "out")
    with (tmp_path / "out" / ".lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(MachineError, match="another run"):
            clean(source, tmp_path / "out")
    clean(source, tmp_path / "out")


def test_an_output_inside_the_input(tmp_path: Path) -> None:
    pages(tmp_path, 3)
    clean(tmp_path, tmp_path / "out")
    result = clean(tmp_path, tmp_path / "out")
    assert result.here.total() == 0
    assert accounted(tmp_path / "out")["kept"] == 3


def test_places_that_make_no_sense(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 1)
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "state.sqlite").write_bytes(b"SQLite format 3\0 not at all" * 100)
    for given, out, why in [
        ("gone", "out", "does not exist"),
        ("in", "file", "is a file"),
        ("in", "mine", "not empty and no output of this program"),
        ("in", "other", "no journal of this program"),
        ("empty", "out2", "no file of a known kind"),
        ("in", "in", "is inside the output|not empty"),
    ]:
        with pytest.raises(UsageError, match=why):
            clean(tmp_path / given, tmp_path / out)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "x"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    assert source.exists()


def test_an_earlier_output_that_cannot_be_compared_with_is_told_before_a_page_is_cleaned(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 2)
    clean(source, tmp_path / "unread", dedup=())
    with pytest.raises(UsageError, match="remembers its documents in another way"):
        clean(source, tmp_path / "out", against=str(tmp_path / "unread"))
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8 are Linux's")
def test_a_record_is_found_by_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name = os.fsdecode(b"page-\xff.html")
    (tmp_path / "in" / name).write_text(article(1))
    clean(tmp_path / "in", tmp_path / "out")
    assert find_manifest(tmp_path / "out", name)["id"] == "page-\\xff.html"


def test_an_output_is_no_input(tmp_path: Path) -> None:
    clean(pages(tmp_path / "in", 2), tmp_path / "out")
    with pytest.raises(UsageError, match=r"out: is an output of `clean run`; give its input, or .*documents"):
        clean(tmp_path / "out", tmp_path / "again")


def test_what_is_tried_on_nothing_begins_no_output(tmp_path: Path) -> None:
    empty, out, there = (tmp_path / name for name in ("empty", "out", "there"))
    for folder in (empty, there):
        folder.mkdir()
    for place in (out, there):
        with pytest.raises(UsageError, match="no file of a known kind"):
            clean(empty, place, dedup=())
    assert (out.exists(), list(there.iterdir())) == (False, [])
    pages(empty, 2)
    for place in (out, there):
        assert clean(empty, place).total.status["kept"] == 2
    (later := tmp_path / "later").mkdir()
    assert clean(later, out).total.status["kept"] == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_place_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(MachineError, match="Permission denied"):
        clean(pages(tmp_path / "in", 1), tmp_path / "locked" / "out")


def test_several_inputs_and_a_file_by_its_name(tmp_path: Path) -> None:
    pages(tmp_path / "one", 2)
    pages(tmp_path / "two", 2, start=1)
    (tmp_path / "page.aspx").write_text(article(9))
    run([str(tmp_path / name) for name in ("one", "two", "page.aspx")], tmp_path / "out", Settings())
    found = [(row["id"], row["status"]) for row in rows(tmp_path / "out", "manifest")]
    assert found == [
        ("below/page-0001.html", "kept"),
        ("page-0000.html.gz", "kept"),
        ("below/page-0001.html#2", "dropped"),
        ("below/page-0002.html", "kept"),
        ("page.aspx", "kept"),
    ]
    assert verify(tmp_path / "out") == (5, [])


# verify


def test_verify_finds_what_is_broken(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 6)
    out = tmp_path / "out"
    clean(source, out)
    whole = snapshot(out)
    documents, manifest = out / "documents" / "part-00000.jsonl", out / "manifest" / "part-00000.jsonl"

    def broken() -> list[str]:
        found = verify(out).broken
        documents.write_bytes(whole["documents/part-00000.jsonl"])
        manifest.write_bytes(whole["manifest/part-00000.jsonl"])
        return found

    assert broken() == []
    documents.write_bytes(documents.read_bytes().replace(b"council", b"consul", 1))
    assert any("replay" in line for line in broken())
    documents.write_bytes(b"".join(documents.read_bytes().splitlines(keepends=True)[:-1]))
    assert any("document is not there" in line for line in broken())
    documents.write_bytes(documents.read_bytes() + b'{"id": "more", "text": ""}\n')
    assert any("more" in line and "no row in the manifest" in line for line in broken())
    manifest.write_bytes(b"".join(manifest.read_bytes().splitlines(keepends=True)[:3]))
    assert sum("has no row in the manifest" in line for line in broken()) >= 3
    manifest.write_bytes(manifest.read_bytes().replace(b'"kept":', b'"kept":1', 1))
    assert any("sum" in line for line in broken())
    (source / "below" / "page-0001.html").unlink()
    assert any("page-0001" in line for line in broken())


def test_verify_finds_the_input_where_it_was_moved_to(tmp_path: Path) -> None:
    clean(pages(tmp_path / "in", 4), tmp_path / "out")
    (tmp_path / "in").rename(tmp_path / "moved")
    assert len(verify(tmp_path / "out").broken) == 4
    assert verify(tmp_path / "out", tmp_path / "moved", jobs=2) == (4, [])


def test_every_manifest_row_names_its_host_kept_or_not(tmp_path: Path) -> None:
    copies = [{"text": flat(1), "url": f"https://{host}.example/a"} for host in ("www.first", "second")]
    (tmp_path / "in.jsonl").write_text("\n".join([*map(json.dumps, copies), "{broken"]))
    run([str(tmp_path / "in.jsonl")], tmp_path / "out", Settings())
    found = [(row["status"], row["host"]) for row in rows(tmp_path / "out", "manifest")]
    assert found == [("kept", "www.first.example"), ("dropped", "second.example"), ("quarantined", "")]
