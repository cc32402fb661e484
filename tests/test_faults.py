"""Faults on purpose, the small form of `bench/faults.py` and `bench/hostile_pages.py`: nothing is lost silently."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hostile_pages
import pytest
import writes
from corpora import accounted, clean, flat, pages, rows, snapshot
from faulty_work import WORK

from cleaner.settings import Limits

LARGE = 60_000
"""characters: what is larger is measured by the bench"""


KNOWN = {"bomb-of-tags.html.gz"}
"""what stands below 30,000 elements is taken for no article: selection's to mend (whole, it goes to quarantine)"""


def small_pages() -> Iterator[tuple[str, bytes]]:
    """The hostile pages with a thousandth of what makes them large."""
    before = hostile_pages.MILLION
    hostile_pages.MILLION = 1000
    try:
        for name, data in hostile_pages.pages():
            if len(data) <= LARGE:
                yield name, data
    finally:
        hostile_pages.MILLION = before


def test_hostile_pages_keep_their_sentences_or_are_in_quarantine(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    made = dict(small_pages())
    assert len(made) > 80
    for name, data in made.items():
        (source / name).write_bytes(data)
    clean(source, tmp_path / "out", jobs=2, dedup=())
    assert sum(accounted(tmp_path / "out").values()) == len(made)
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    lost = [
        (row["id"], sentence)
        for row in rows(tmp_path / "out", "manifest")
        for sentence in hostile_pages.SENTENCES
        if row["status"] != "quarantined" and sentence not in texts.get(row["id"], "")
    ]
    assert [pair for pair in lost if pair[0] not in KNOWN] == []


def test_memory_and_exceptions_cost_the_guilty_record_only(tmp_path: Path) -> None:
    texts = [{"id": f"row-{n}", "text": flat(n)} for n in range(60)]
    texts[20]["text"], texts[40]["text"] = "FAULT: memory", "FAULT: raise"
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in texts))
    clean(tmp_path / "in.jsonl", tmp_path / "out", work=WORK, jobs=2)
    assert accounted(tmp_path / "out") == {"kept": 58, "dropped": 0, "quarantined": 2}
    assert {row["id"]: row["reason"].partition(" in ")[0] for row in rows(tmp_path / "out", "quarantine")} == {
        "row-20": "out of memory",
        "row-40": "ValueError: asked for",
    }


def limit_files(size: int) -> None:
    """Have the kernel refuse to write any file past this size, as a full disk does at each write."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [3_000, 30_000, 60_000])
def test_a_disk_that_is_full_at_any_write_stops_the_run_and_costs_nothing(tmp_path: Path, size: int) -> None:
    source = pages(tmp_path / "in", 80)
    (source / "bad.html").write_bytes(b"%PDF-" + b"x" * 40_000)
    (tmp_path / "settings.toml").write_text("[limits]\npart_records = 50\n")
    clean(source, tmp_path / "whole", limits=Limits(part_records=50))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cleaner.cli", "run", str(source), "-o", str(out), "--jobs", "1", "--quiet"]
    command += ["--settings", str(tmp_path / "settings.toml")]
    first = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=lambda: limit_files(size))
    assert first.returncode == 3, first.stderr
    assert "mend that and run the same command again" in first.stderr
    assert subprocess.run(command, check=False).returncode == 0
    assert snapshot(out) == snapshot(tmp_path / "whole")


@pytest.mark.skipif(not shutil.which("cc"), reason="what refuses writes has to be compiled, and there is no C compiler")
def test_writes_that_are_refused_from_any_one_on_cost_nothing(tmp_path: Path) -> None:
    assert writes.writes(tmp_path, 61) == 0


AUDITED = """
import os, sys
from pathlib import Path
guilty = []
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")):
        guilty.append((event, str(arguments)[:100]))
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if path.startswith("/etc/passwd"):
            guilty.append((event, path))
        if (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and not path.startswith((sys.argv[2], "/dev/")):
            guilty.append((event, path))
from cleaner.corpus.workers.spawn import HERE
from cleaner.corpus.run import run
from cleaner.settings import Settings
from cleaner.read import readers
readers()
sys.addaudithook(hook)
run([sys.argv[1]], Path(sys.argv[2]), Settings(jobs=1, dedup=(), format=sys.argv[3]), work=HERE)
print(guilty)
"""


@pytest.mark.parametrize("written", ["jsonl", "txt", "parquet"])
def test_no_page_opens_a_file_or_a_connection(tmp_path: Path, written: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    attack = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><base href="file:///etc/"><link rel=stylesheet '
        "href=http://127.0.0.1:9/x><style>@import url(file:///etc/passwd)</style><meta http-equiv=refresh "
        'content="0;url=http://127.0.0.1:9/">' + hostile_pages.page("<p>&x;<img src=file:///etc/passwd></p>")
    )
    for name in ("a.html", "%2e%2e%2fpasswd.html", "$(id).html", "-rf.html", "C:\\passwd.html"):
        (source / name).write_text(attack)
    rows_in = [{"id": name, "url": name, "html": attack} for name in ("/etc/passwd", "../../x", "file:///etc/passwd")]
    (source / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows_in))
    command = [sys.executable, "-c", AUDITED, str(source), str(tmp_path / "out"), written]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "[]\n"
    assert len(rows(tmp_path / "out", "manifest")) == 8
