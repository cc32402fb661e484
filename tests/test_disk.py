"""A run tells in time that the disk will not hold what it writes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from cleaner.corpus.counts import disk
from cleaner.corpus.counts.disk import Disk
from cleaner.corpus.counts.meter import Moment
from cleaner.corpus.counts.progress import _shown, progress_bar
from cleaner.corpus.run import run
from cleaner.settings import Limits, Settings

GB = 1_000_000_000


def _falling(monkeypatch: pytest.MonkeyPatch, *left: int) -> None:
    """What is free at each look; the last from then on."""
    looks = iter(left)
    monkeypatch.setattr(disk, "free", lambda _: next(looks, left[-1]))


@pytest.mark.parametrize(
    ("first", "left", "done", "missing"),
    [
        (100 * GB, 90 * GB, 10, 0),  # a tenth took 10 GB: the rest takes 90
        (100 * GB, 80 * GB, 10, 100 * GB),
        (100 * GB, 80 * GB, 1, 0),  # one hundredth says little
        (100 * GB, 80 * GB, 0, 0),
        (GB, GB - 10_000_000, 2, 0),  # what comes and goes on any disk
        (GB, 2 * GB, 50, 0),  # somebody made room
    ],
)
def test_what_is_taken_so_far_tells_what_will_be_missing(
    monkeypatch: pytest.MonkeyPatch, first: int, left: int, done: int, missing: int
) -> None:
    _falling(monkeypatch, first, left)
    assert Disk(Path("out")).missing(done, 100) == missing


def test_what_is_free_is_asked_of_the_disk_below_the_folder(tmp_path: Path) -> None:
    assert disk.free(tmp_path) > 0


def test_a_run_says_so_in_its_log_once_and_in_its_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.counts.meter.EVERY_SECONDS", 0.0)
    monkeypatch.setattr("cleaner.corpus.output.run_json.EVERY_SECONDS", 0.0)
    _falling(monkeypatch, 10 * GB, 2 * GB)
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(40):
        (source / f"{number:02}.txt").write_text(f"The ferry was late again on day {number}, and nobody said why.\n")
    told: list[int] = []
    seen: list[int] = []

    def watch(moment: Moment) -> None:
        told.append(moment.missing)
        journal = out / "run.json"
        if moment.done and journal.exists():
            seen.append(json.loads(journal.read_text()).get("progress", {}).get("disk_missing_bytes", 0))

    run([str(source)], out, Settings(jobs=1, limits=Limits(part_records=10)), watch)
    assert max(told) > 0
    assert set(seen) & set(filter(None, told))
    lines = [line for line in (out / "run.log").read_text().splitlines() if " disk " in line]
    assert len(lines) == 1
    assert f'{{"missing_bytes":{next(filter(None, told))}}}' in lines[0]


def test_it_is_shown_on_a_terminal_and_said_once_without_one() -> None:
    moment = Moment(1, 2, Counter(kept=3), missing=12_345_000_000)
    assert "at this rate 12.3 GB of disk will be missing" in _shown(moment)
    assert "disk" not in _shown(moment._replace(missing=0))
    said: list[str] = []
    warning = "clean: at this rate 12.3 GB of disk will be missing; another OUT with --compress zst takes a quarter"
    with progress_bar(False, said.append) as watch:  # the tests' standard error is no terminal
        assert watch is not None
        for some in (moment._replace(missing=0), moment, moment):
            watch(some)
    assert said == [warning]
    with progress_bar(True, said.append) as watch:
        assert watch is None
