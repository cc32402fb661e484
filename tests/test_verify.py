"""Whatever somebody does to an output, `verify` names it, once, and goes on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from corpora import article, pages

from cleaner.corpus.audit import verify as verify_module
from cleaner.corpus.audit.checking import check
from cleaner.corpus.audit.side_by_side import Pair
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.run import run
from cleaner.errors import UsageError
from cleaner.settings import Limits, Settings

DOCUMENTS, MANIFEST = "documents/part-00000.jsonl", "manifest/part-00000.jsonl"
Rows = list[dict[str, Any]]


def made(tmp_path: Path) -> Path:
    """An output of three pages, a copy of one of them and a file that is no page, in the order of their names."""
    source = pages(tmp_path / "in", 3)
    (source / "copy.html").write_text(article(1), encoding="utf-8")
    (source / "damaged.html").write_bytes(b"%PDF-1.7")
    out = tmp_path / "out"
    run([str(source)], out, Settings(quiet=True))
    assert verify(out) == (5, [])
    return out


def rows_of(file: Path) -> Rows:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(file: Path, rows: Rows) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def change(file: str, change_rows: Callable[[Rows], object]) -> Callable[[Path], object]:
    def changed(out: Path) -> None:
        rows = rows_of(out / file)
        change_rows(rows)
        write(out / file, rows)

    return changed


def kept(rows: Rows) -> dict[str, Any]:
    """The row of a kept page that is neither first nor last of them."""
    return [row for row in rows if row.get("status", "kept") == "kept"][1]


def add(file: str, data: bytes) -> Callable[[Path], object]:
    return lambda out: (out / file).write_bytes((out / file).read_bytes() + data)


def cut(file: str) -> Callable[[Path], object]:
    return lambda out: (out / file).write_bytes((out / file).read_bytes()[:-9])


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (change(DOCUMENTS, lambda rows: rows.pop(0)), ["document is not there"]),
        (change(DOCUMENTS, lambda rows: rows.insert(1, rows[0])), ["has no row in the manifest that keeps it"]),
        (change(DOCUMENTS, lambda rows: rows[1].pop("text")), ["not as the program writes it (KeyError: 'text')"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(language="xx")), ["its language is 'xx', the manifest says"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(confidence=0.5)), ["its confidence is 0.5"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(host="x.example")), ["its host is 'x.example'"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(source="x")), ["its source is 'x'"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(id="x")), ["document is not there", "document x has no row"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(title="x")), ["documents, part 0: is not as it was written"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(url="x")), ["documents, part 0: is not as it was written"]),
        (change(DOCUMENTS, lambda rows: rows[1].update(more=1)), ["documents, part 0: is not as it was written"]),
        (change(MANIFEST, lambda rows: rows[1].update(flags=["gallery"])), ["manifest, part 0: is not as it was writ"]),
        (change(MANIFEST, lambda rows: kept(rows)["edits"][0].update(rule="x")), ["manifest, part 0: is not as it"]),
        (cut(DOCUMENTS), ["document is not there", "documents/part-00000.jsonl, line 3: is no row"]),
        (add(DOCUMENTS, b"\n"), ["documents/part-00000.jsonl, line 4: is no row"]),
        (change(MANIFEST, lambda rows: kept(rows).pop("pieces")), ["as the program writes it (KeyError: 'pieces')"]),
        (change(MANIFEST, lambda rows: kept(rows)["source"].update(encoding="x")), ["(LookupError: unknown encoding"]),
        (change(MANIFEST, lambda rows: kept(rows).update(reason="x")), ["status: kept, for the reason 'x'"]),
        (change(MANIFEST, lambda rows: kept(rows).update(cluster="x")), ["cluster: represents 'x'"]),
        (change(MANIFEST, lambda rows: rows.insert(1, rows[0])), ["not in the source any more", "run.json: counts"]),
        (
            change(MANIFEST, lambda rows: rows.remove(kept(rows))),
            ["has no row in the manifest", "that keeps it", "run.json: counts"],
        ),
        (
            lambda out: (out / MANIFEST).write_bytes(b"broken" + (out / MANIFEST).read_bytes()),
            ["has no row", "manifest/part-00000.jsonl, line 1: is no row", "that keeps it", "run.json: counts"],
        ),
        (lambda out: (out / "run.json").unlink(), ["run.json: is not there"]),
        (lambda out: next((out / "quarantine").glob("*.bin")).write_bytes(b"x"), ["index.jsonl, line 1: its file"]),
        (lambda out: (out / "quarantine" / "index.jsonl").write_bytes(b""), ["index.jsonl: has 0 of 1 lines"]),
    ],
)
def test_what_was_done_to_an_output_is_named(tmp_path: Path, tamper: Callable[[Path], object], told: list[str]) -> None:
    out = made(tmp_path)
    tamper(out)
    broken = verify(out).broken
    assert len(broken) == len(told), broken
    for line, part in zip(broken, told, strict=True):
        assert part in line


@pytest.mark.parametrize(
    ("kind", "compress"), [("jsonl", "gz"), ("jsonl", "zst"), ("parquet", "none"), ("txt", "none")]
)
def test_a_part_that_was_written_another_way_is_seen_as_well(tmp_path: Path, kind: str, compress: str) -> None:
    source, out = pages(tmp_path / "in", 3), tmp_path / "out"
    (source / "copy.html").write_text(article(1), encoding="utf-8")  # so that the part is written anew
    run([str(source)], out, Settings(quiet=True, format=kind, compress=compress))
    assert verify(out) == (4, [])
    with closing(sqlite3.connect(out / "state.sqlite")) as db:  # as if the parts had been others
        db.execute("update sums set sum = sum + 1 where folder = 'documents'")
        db.commit()
    (told,) = verify(out).broken
    assert told.startswith("documents, part 0: is not as it was written")


def test_large_records_are_checked_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = made(tmp_path)
    sizes: list[int] = []

    def counted(chunk: list[Pair], limits: Limits) -> Any:
        sizes.append(len(chunk))
        return check(chunk, limits)

    monkeypatch.setattr(verify_module, "check", counted)
    assert verify(out) == (5, [])
    monkeypatch.setattr(verify_module, "CHUNK_BYTES", 1)
    assert verify(out) == (5, [])
    assert sizes == [5, 1, 1, 1, 1, 1]


def test_a_run_that_goes_on_is_putting_its_parts_in_place(tmp_path: Path) -> None:
    out = made(tmp_path)
    change(DOCUMENTS, lambda rows: rows[1].update(title="x"))(out)
    journal = json.loads((out / "run.json").read_text(encoding="utf-8"))
    (out / "run.json").write_text(json.dumps(journal | {"state": "running"}), encoding="utf-8")
    assert verify(out) == (5, [])


def test_a_copy_names_the_one_that_stands_for_it(tmp_path: Path) -> None:
    out = made(tmp_path)
    rows = rows_of(out / MANIFEST)
    copy = next(row for row in rows if "copy" in row)
    copy["copy"]["of"] = "another"
    write(out / MANIFEST, rows)
    assert "and a copy of 'another'" in verify(out).broken[0]


@pytest.mark.parametrize("content", [b"", b"no journal" * 99])
def test_a_journal_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    out = made(tmp_path)
    (out / "state.sqlite").write_bytes(content)
    with pytest.raises(UsageError, match=r"state\.sqlite: (cannot be read|is no journal)"):
        verify(out)


def test_ctrl_c_is_told_in_a_line_by_one_process(tmp_path: Path) -> None:
    made(tmp_path)
    script = (
        "import cleaner.corpus.audit.verify as v, itertools, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background is begun without it
        "v.Alongside = lambda *_: itertools.repeat(v.Pair({}, None, None, 'x'))\n"
        "v.CHUNK = 1\n"
        "print('begun', flush=True)\n"
        f"from cleaner.cli import main; main(['verify', {str(tmp_path / 'out')!r}, '--jobs', '2'])"
    )
    done = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert done.stdout
    try:
        done.stdout.readline()
        time.sleep(1)
        os.killpg(done.pid, signal.SIGINT)
        _, error = done.communicate(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):  # it never ends by itself
            os.killpg(done.pid, signal.SIGKILL)
    assert (done.returncode, error) == (3, "clean: stopped; run the same command again\n")
