"""An input that lies elsewhere than when it was begun is gone on with; one that only looks like it is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from corpora import clean, full_from, lines, pages, snapshot

from cleaner.corpus.audit.verify import verify
from cleaner.corpus.journal.state import State
from cleaner.errors import MachineError
from cleaner.settings import Limits

FIVES = Limits(part_records=5)


def stopped(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends after its second part, as if the disk had been full."""
    with monkeypatch.context() as patch:
        patch.setattr(State, "commit_part", full_from(2))
        with pytest.raises(MachineError):
            clean(source, out, limits=FIVES)


def said(out: Path) -> list[str]:
    return [line.split(" ", 1)[1] for line in (out / "run.log").read_text().splitlines() if " input moved " in line]


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_run_goes_on_where_its_folder_was_moved_or_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeps_time: bool
) -> None:
    source = pages(tmp_path / "in", 20)
    for number, file in enumerate(sorted(source.rglob("*.html"))):
        file.write_text(file.read_text() + "\n" * (40 * number))
    clean(source, tmp_path / "whole", limits=FIVES)
    stopped(source, tmp_path / "out", monkeypatch)
    now = tmp_path / "elsewhere" / "pages"
    shutil.copytree(source, now, copy_function=shutil.copy2 if keeps_time else shutil.copyfile)
    shutil.rmtree(source)
    result = clean(now, tmp_path / "out", limits=FIVES)
    assert (result.here.total(), result.total.status.total(), result.changed) == (10, 20, 0)
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "whole")
    assert said(tmp_path / "out") == [f'input moved {{"before":"{source}","now":"{now}"}}']
    assert verify(tmp_path / "out") == (20, [])
    pages(now, 21)  # what comes later is added
    assert clean(now, tmp_path / "out", limits=FIVES).here.total() == 1
    assert len(said(tmp_path / "out")) == 1


def test_a_file_of_rows_that_was_moved_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "rows.jsonl", 20)
    stopped(source, tmp_path / "out", monkeypatch)
    (tmp_path / "other").mkdir()
    now = source.rename(tmp_path / "other" / "rows.jsonl")
    assert clean(now, tmp_path / "out", limits=FIVES).here.total() == 10


@pytest.mark.parametrize(
    "what", ["still there", "another size", "not all", "few and newer", "all of one size and newer", "two that fit"]
)
def test_what_only_looks_like_it_is_another_folder(tmp_path: Path, what: str) -> None:
    count = 3 if what == "few and newer" else 20
    source = pages(tmp_path / "in", count)
    if what.startswith("all of one size"):
        for file in source.rglob("*.html"):
            file.write_text(file.read_text().ljust(9000))
    clean(source, tmp_path / "out")
    now = tmp_path / "elsewhere"
    shutil.copytree(source, now)
    if what == "two that fit":
        twin = tmp_path / "twin"
        shutil.copytree(source, twin)
        clean(twin, tmp_path / "out")
        shutil.rmtree(twin)
    if what != "still there":
        shutil.rmtree(source)
    first, *_ = sorted(now.rglob("*.html"))
    if what == "another size":
        first.write_text(first.read_text() + "\n")
    if what == "not all":
        first.unlink()
    if what.endswith("and newer"):
        for file in now.rglob("*.html"):
            os.utime(file, (1, 1))
    clean(now, tmp_path / "out")
    assert said(tmp_path / "out") == []
