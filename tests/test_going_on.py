"""An output folder lives long: it is gone on with, shared, moved, and somebody takes parts of it away."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from corpora import article, clean, lines, pages, rows
from faulty_work import CHECK, ONCE
from typer.testing import CliRunner

import cleaner
from cleaner.cli import app
from cleaner.corpus.audit import checking
from cleaner.corpus.audit.lookup import find_manifest
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.learning.learn import learn_files
from cleaner.corpus.output.ledger import Ledger
from cleaner.errors import MachineError, UsageError
from cleaner.settings import Limits, Settings
from cleaner.write.jsonl import JsonlFile


def ids(out: Path) -> list[str]:
    return [row["id"] for row in rows(out, "manifest")]


def row(n: int) -> dict[str, Any]:
    return {"id": f"added-{n}", "url": f"https://www.example.org/{n}", "html": article(n)}


def test_a_program_adds_to_the_output_of_a_run_and_the_run_goes_on(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 4), tmp_path / "out"
    clean(source, out)
    cleaner.Corpus(out).close()  # nothing was added, and nothing is forgotten
    assert verify(out) == (4, [])
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(900))
    assert verify(out) == (5, [])
    pages(source, 2, start=20)
    clean(source, out)
    assert verify(out) == (7, [])
    assert len(set(ids(out))) == 7
    assert not [name for name in ids(out) if "#" in name]


def test_a_program_adds_where_a_run_was_stopped_in_the_middle_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = lines(tmp_path / "in" / "rows.jsonl", 10), tmp_path / "out"
    limits = Limits(part_records=3)
    settings = Settings(limits=limits)
    closed = Ledger.close_part

    def stop(self: Ledger, end: Any) -> None:
        closed(self, end)
        if self.number == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "close_part", stop)
        with pytest.raises(KeyboardInterrupt):
            clean(source, out, limits=limits)
    with cleaner.Corpus(out, settings) as corpus:
        corpus.add(row(900))
    clean(source, out, limits=limits)
    assert verify(out) == (11, [])
    assert not [name for name in ids(out) if "#" in name]


def test_threads_share_a_corpus(tmp_path: Path) -> None:
    faults: list[BaseException] = []
    with cleaner.Corpus(tmp_path / "out", flush=7) as corpus:

        def add(first: int) -> None:
            try:
                for n in range(first, first + 25):
                    corpus.add(row(n))
            except BaseException as error:  # noqa: BLE001 - a thread tells nobody
                faults.append(error)

        threads = [threading.Thread(target=add, args=(1000 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert verify(tmp_path / "out") == (100, [])


def test_a_page_that_was_written_in_part_takes_no_other_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(1))
        corpus.flush()
        with monkeypatch.context() as patch:
            patch.setattr("cleaner.corpus.output.ledger.JsonlFile.write", _full_at_the_document)
            with pytest.raises(OSError, match="No space left"):
                corpus.add(row(2))
        with pytest.raises(MachineError, match="open it again"):
            corpus.add(row(3))
    assert verify(out).broken == []
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(2))
    assert verify(out) == (2, [])


def _full_at_the_document(_: Any, line: bytes) -> None:
    if b'"pieces"' not in line:  # its row of the manifest is there
        raise OSError(28, "No space left on device")


def test_ctrl_c_while_a_page_is_written_loses_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, write = tmp_path / "out", JsonlFile.write

    def interrupted(file: JsonlFile, line: bytes) -> None:
        signal.raise_signal(signal.SIGINT)
        write(file, line)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with cleaner.Corpus(out) as corpus:
            corpus.add(row(1))
            with monkeypatch.context() as patch:
                patch.setattr(JsonlFile, "write", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    corpus.add(row(2))
            corpus.add(row(3))
    finally:
        signal.signal(signal.SIGINT, before)
    assert verify(out) == (3, [])


@pytest.mark.parametrize("flush", [0, -1, "x", None])
def test_what_is_no_number_of_pages(tmp_path: Path, flush: Any) -> None:
    with pytest.raises(UsageError, match="flush"):
        cleaner.Corpus(tmp_path / "out", flush=flush)
    assert not (tmp_path / "out").exists()


def test_a_corpus_that_was_closed_is_not_flushed(tmp_path: Path) -> None:
    corpus = cleaner.Corpus(tmp_path / "out")
    corpus.close()
    with pytest.raises(UsageError, match="was closed"):
        corpus.flush()


def _empty(out: Path) -> None:
    (out / "state.sqlite").write_bytes(b"")


def _part_gone(out: Path) -> None:
    (out / "documents" / "part-00001.jsonl").unlink()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_empty, r"state\.sqlite: is empty, though finished parts lie beside it"),
        (_part_gone, r"documents/part-00001 is not there any more"),
        (lambda out: (out / "manifest" / "part-00000.jsonl").unlink(), r"manifest/part-00000 is not there any more"),
    ],
)
@pytest.mark.parametrize(
    "go_on",
    [
        lambda source, out, limits: clean(source, out, limits=limits),
        lambda _, out, limits: cleaner.Corpus(out, Settings(limits=limits)),
    ],
)
def test_what_was_taken_away_is_told_and_nothing_else_is_lost(
    tmp_path: Path, harm: Callable[[Path], None], told: str, go_on: Callable[..., Any]
) -> None:
    source, out = pages(tmp_path / "in", 6), tmp_path / "out"
    limits = Limits(part_records=2)
    clean(source, out, limits=limits)
    harm(out)
    before = sorted(path.name for path in out.rglob("part-*"))
    with pytest.raises(UsageError, match=told):
        go_on(source, out, limits)
    assert sorted(path.name for path in out.rglob("part-*")) == before


def test_a_part_that_was_cut_by_hand_is_told(tmp_path: Path) -> None:
    """New pages are compared with earlier ones, which are read again for that."""
    source, out = pages(tmp_path / "in", 3), tmp_path / "out"
    clean(source, out)
    part = out / "documents" / "part-00000.jsonl"
    part.write_bytes(part.read_bytes().partition(b"\n")[0] + b"\n")
    copy = source / "copy.html"
    copy.write_text(article(2).replace("Residents", "All residents"), encoding="utf-8")
    with pytest.raises(UsageError, match="fewer rows than the journal says"):
        clean(source, out)


def test_a_process_that_dies_while_it_verifies_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = pages(tmp_path / "in", 12), tmp_path / "out"
    (source / "page-0005.txt").write_text("FAULT: once")
    clean(source, out)
    monkeypatch.setattr(checking, "WORK", CHECK)
    monkeypatch.setenv(ONCE, str(tmp_path))
    assert verify(out, jobs=2) == (13, [])
    assert (tmp_path / "died").exists()


def test_a_row_that_kills_whoever_checks_it_is_no_broken_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = pages(tmp_path / "in", 2), tmp_path / "out"
    (source / "page-0005.txt").write_text("FAULT: kill")
    clean(source, out)
    monkeypatch.setattr(checking, "WORK", CHECK)
    with pytest.raises(MachineError, match=r"page-0005\.txt: cannot be checked: the worker was killed by SIGKILL"):
        verify(out, jobs=2)


def test_verify_needs_no_guard_in_the_program_that_calls_it(tmp_path: Path) -> None:
    clean(pages(tmp_path / "in", 2), tmp_path / "out")
    program = tmp_path / "program.py"
    program.write_text(
        "from pathlib import Path\nfrom cleaner.corpus.audit.verify import verify\n"
        f"print(verify(Path({str(tmp_path / 'out')!r}), jobs=2))\n"
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Verified(rows=2, broken=[])\n", "")


def test_a_part_that_is_being_written_is_none_yet(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 4), tmp_path / "out"
    clean(source, out)
    for folder in ("documents", "manifest"):  # put in place, and not in the journal yet
        shutil.copy(out / folder / "part-00000.jsonl", out / folder / "part-00001.jsonl")
    assert "its source is not in the journal" in verify(out).broken[0]
    state = json.loads((out / "run.json").read_bytes())
    (out / "run.json").write_text(json.dumps(state | {"state": "running"}))
    assert verify(out) == (4, [])


def test_parts_that_a_run_is_putting_in_place_are_no_broken_promise(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 4), tmp_path / "out"
    clean(source, out)
    part = out / "documents" / "part-00000.jsonl"
    part.write_bytes(b"".join(part.read_bytes().splitlines(keepends=True)[1:]))
    assert verify(out).broken
    with closing(sqlite3.connect(out / "state.sqlite")) as db, db:
        db.execute("insert into settled values (0, 0)")
    with pytest.raises(MachineError, match="verify it again when the run is finished"):
        verify(out)


READERS = [("verify",), ("why",), ("why", "row-1000"), ("report",), ("describe",)]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_journal_that_is_damaged_inside_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    clean(lines(tmp_path / "in" / "rows.jsonl", 3), out)
    journal = out / "state.sqlite"
    data = bytearray(journal.read_bytes())
    data[4096:] = b"\xee" * (len(data) - 4096)
    journal.write_bytes(data)
    told = CliRunner().invoke(app, [command[0], str(out), *command[1:]])
    assert isinstance(told.exception, (UsageError, SystemExit)) or told.exit_code == 0, told.exception
    assert command[0] in ("describe", "why") or "cannot be read" in str(told.exception)


def test_a_journal_that_another_program_holds_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean(lines(tmp_path / "in" / "rows.jsonl", 3), out)
    with closing(sqlite3.connect(out / "state.sqlite", isolation_level=None)) as db:
        db.execute("begin exclusive")
        with pytest.raises(MachineError, match=r"state\.sqlite: database is locked"):
            find_manifest(out, "row-1000")


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"settings": [1], "counts": 5, "versions": null}', b"\xff"])
def test_a_run_json_that_is_none_ends_nothing(tmp_path: Path, content: bytes) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    source = lines(tmp_path / "in" / "rows.jsonl", 3)
    clean(source, out)
    clean(source, other)
    (out / "run.json").write_bytes(content)
    for command in ("verify", "why", "report", "describe", "sources"):
        told = CliRunner().invoke(app, [command, str(out)])
        assert told.exception is None or isinstance(told.exception, SystemExit), (command, told.exception)
    assert CliRunner().invoke(app, ["diff", str(out), str(other)]).exit_code == 0
    clean(source, out)
    assert verify(out) == (3, [])


def test_what_the_system_refuses_is_named(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 2), tmp_path / "out"
    clean(source, out)
    index = out / "quarantine" / "index.jsonl"
    index.unlink()
    index.mkdir()
    with pytest.raises(MachineError, match=r"quarantine/index\.jsonl: Is a directory; mend that"):
        clean(source, out)


def test_an_earlier_output_that_lacks_parts_is_told_before_pages_are_cleaned(tmp_path: Path) -> None:
    source, earlier, out = pages(tmp_path / "in", 2), tmp_path / "earlier", tmp_path / "out"
    clean(source, earlier)
    shutil.rmtree(earlier / "documents")
    with pytest.raises(UsageError, match=r"documents/part-00000 is not there any more; .* leave --against out"):
        clean(source, out, against=str(earlier))
    assert not out.exists()


def test_one_part_that_is_gone_hides_no_other(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 6), tmp_path / "out"
    clean(source, out, limits=Limits(part_records=2))
    (out / "manifest" / "part-00000.jsonl").unlink()
    last = ids(out)[-1]
    assert find_manifest(out, last)["id"] == last


@pytest.mark.parametrize("command", ["verify", "why", "report"])
def test_parts_that_may_not_be_read_are_not_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    out = tmp_path / "out"
    clean(pages(tmp_path / "in", 2), out)

    def refused(folder: str | Path) -> list[str]:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "listdir", refused)  # whoever goes through a folder calls one of these two
    monkeypatch.setattr(os, "scandir", refused)
    told = CliRunner().invoke(app, [command, str(out)])
    assert isinstance(told.exception, PermissionError | SystemExit)
    assert told.exit_code != 0


def test_an_output_is_nothing_to_learn_from(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean(pages(tmp_path / "in", 2), out)
    with pytest.raises(UsageError, match="is an output of `clean run`"):
        learn_files([str(out)], tmp_path / "templates", Settings())
    assert not (tmp_path / "templates").exists()


def test_texts_where_names_are_ascii(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "käse ☃.html").write_text(article(1), encoding="utf-8")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for _ in range(2):
        command = [
            sys.executable,
            "-m",
            "cleaner",
            "run",
            str(source),
            "-o",
            str(out),
            "--format",
            "txt",
            "--jobs",
            "1",
            "-q",
        ]
        done = subprocess.run(command, env=os.environ | ascii_only, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert verify(out) == (1, [])
    assert len(list((out / "text").iterdir())) == 1


def _damaged(part: Path) -> None:
    data = bytearray(part.read_bytes())
    data[len(data) // 3 : 2 * len(data) // 3] = b"\xee" * (2 * len(data) // 3 - len(data) // 3)
    part.write_bytes(data)


@pytest.mark.parametrize("options", [{}, {"compress": "gz"}, {"compress": "zst"}, {"format": "parquet"}], ids=str)
@pytest.mark.parametrize("folder", ["documents", "manifest"])
def test_a_part_that_is_damaged_is_told_by_whoever_reads_it(
    tmp_path: Path, options: dict[str, Any], folder: str
) -> None:
    source, out, other = pages(tmp_path / "in", 9), tmp_path / "out", tmp_path / "other"
    clean(source, out, **options)
    clean(source, other, **options)
    (part,) = (out / folder).iterdir()
    _damaged(part)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "page-0000.html.gz", "text": "The council"}))
    for command in (["report", out], ["diff", out, other], ["diff", other, out], ["describe", out], ["why", out],
                    ["why", out, "page-0004.html.gz"], ["score", out, gold], ["sources", out]):  # fmt: skip
        told = CliRunner().invoke(app, list(map(str, command)))
        assert told.exception is None or isinstance(told.exception, (UsageError, SystemExit)), (command, told.exception)
    assert verify(out).broken
    (source / "copy.html").write_text(article(4).replace("Residents", "All residents"), encoding="utf-8")
    for again in ({"out": out}, {"out": tmp_path / "new", "against": str(out)}):
        with contextlib.suppress(UsageError):  # a manifest is not read for that
            clean(source, **again, **options)
