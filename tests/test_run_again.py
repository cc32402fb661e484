"""A second run on the same output, and what can be seen of a run from outside."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from corpora import article, clean, flat, full_from, lines, pages
from faulty_work import WORK

from cleaner.corpus.counts.meter import Meter, Moment
from cleaner.corpus.counts.progress import _shown
from cleaner.corpus.inputs import same_program
from cleaner.corpus.journal.state import State
from cleaner.corpus.run import run
from cleaner.errors import MachineError, UsageError
from cleaner.library import clean as clean_page
from cleaner.settings import Limits, Settings


def log(out: Path) -> list[tuple[str, dict[str, Any]]]:
    """Each line of the log: what happened, and to what."""
    found = []
    for line in (out / "run.log").read_text(encoding="utf-8").splitlines():
        event, _, values = line.partition(" ")[2].partition("{")
        found.append((event.strip(), json.loads("{" + values)))
    return found


def test_other_rules_are_refused_and_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pages(tmp_path / "in", 2)
    clean(source, tmp_path / "out")
    monkeypatch.setattr(same_program, "rules_digest", lambda: "f" * 64)
    with pytest.raises(UsageError, match=r"begun with other rules .*ffffffffffff.*that version, or give another OUT"):
        clean(source, tmp_path / "out")
    from cleaner import Corpus

    with pytest.raises(UsageError, match="begun with other rules"):
        Corpus(tmp_path / "out")
    monkeypatch.undo()
    assert clean(source, tmp_path / "out").here.total() == 0


def test_a_file_that_changes_while_it_is_half_done_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "rows.jsonl", 30)
    with monkeypatch.context() as patch:
        patch.setattr(State, "commit_part", full_from(1))
        with pytest.raises(MachineError):
            clean(source, tmp_path / "out", limits=Limits(part_records=10))
    before = source.read_text()
    source.write_text(json.dumps({"text": flat(9)}) + "\n" + before)
    with pytest.raises(UsageError, match=r"rows.jsonl: has changed after 10 of its records were cleaned; put it back"):
        clean(source, tmp_path / "out", limits=Limits(part_records=10))


def test_a_file_that_changed_is_named_in_the_log(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 3)
    clean(source, tmp_path / "out")
    (source / "below" / "page-0002.html").write_text(article(60))
    clean(source, tmp_path / "out")
    assert ("changed since cleaned", {"path": "below/page-0002.html"}) in log(tmp_path / "out")


def test_the_log_tells_what_happened_and_cannot_be_forged(tmp_path: Path) -> None:
    rows = [{"id": "good", "text": flat(1)}, {"id": "bad\n2026 finished {}\x1b[2J\x7f", "text": 3}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    events = log(tmp_path / "out")
    assert [event for event, _ in events] == ["begun", "quarantined", "part", "finished"]
    assert events[1][1] == {
        "id": "bad\n2026 finished {}\x1b[2J\x7f",
        "reason": "the row's 'text' is a number, not a string",
    }
    assert events[2][1] == {"number": 0, "records": 2, "kept": 1, "quarantined": 1}
    assert b"\x1b" not in (tmp_path / "out" / "run.log").read_bytes()
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    assert [event for event, _ in log(tmp_path / "out")][-2:] == ["begun", "finished"]


def test_a_worker_that_dies_stands_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "text": "FAULT: exit"}) + "\n")
    clean(tmp_path / "in.jsonl", tmp_path / "out", work=WORK)
    assert ("worker replaced", {"why": "the worker ended with exit code 7"}) in log(tmp_path / "out")


def test_moments_tell_how_far_a_run_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.counts.meter.EVERY_SECONDS", 0.0)
    monkeypatch.setattr("cleaner.corpus.output.run_json.EVERY_SECONDS", 0.0)
    monkeypatch.setattr("cleaner.corpus.learning.survey.TOLD", 50)
    source = pages(tmp_path / "in", 200)
    for page in source.rglob("*.html"):
        page.with_suffix(".meta.json").write_text('{"url": "https://a.example/1"}', encoding="utf-8")
    moments: list[Moment] = []
    seen: list[dict[str, Any]] = []

    def watch(moment: Moment) -> None:
        moments.append(moment)
        if moment.status.total():
            seen.append(json.loads((tmp_path / "out" / "run.json").read_text()))

    run([str(source)], tmp_path / "out", Settings(jobs=2, limits=Limits(part_records=50)), watch)
    learning = [moment.phase for moment in moments if moment.phase.startswith("learning templates")]
    assert learning == [moment.phase for moment in moments][: len(learning)]
    assert learning[:3] == ["learning templates", *(f"learning templates: {n} addresses read" for n in (50, 100))]
    assert learning[-1] == "learning templates: 20 of 20 pages read"
    done = [moment.done for moment in moments if not moment.phase]
    assert done == sorted(done)
    assert [moment.phase for moment in moments][-2:] == ["looking for copies", "writing what was decided of copies"]
    last = [moment for moment in moments if not moment.phase][-1]
    assert last.done == last.of == sum(path.stat().st_size for path in source.rglob("*.html*"))
    assert last.status.total() == 200
    assert last.left == 0
    assert last.memory > 10_000_000
    assert any(moment.current.startswith("below/page-") for moment in moments)
    assert any(moment.rate > 0 for moment in moments)
    assert [row["state"] for row in seen][-1] == "running"
    assert seen[-1]["progress"].keys() >= {"bytes_done", "records_a_second", "seconds_left", "memory_bytes", "current"}
    assert json.loads((tmp_path / "out" / "run.json").read_text())["state"] == "finished"


def test_a_moment_is_shown_without_control_characters() -> None:
    shown = _shown(Moment(1, 2, Counter(kept=3), 12.0, 4000.0, 250_000_000, "a\x1b[2J[red]\n.html"))
    assert shown == "3 kept, 0 dropped, 0 quarantined  12/s  1 h 6 min left  250 MB  a?(2J(red]?.html"
    assert _shown(Moment(0, 0, Counter(), phase="3,000 files found")) == "3,000 files found"


def test_the_rate_is_that_of_the_last_minute() -> None:
    meter = Meter.__new__(Meter)
    meter.begin(0)
    began = time.monotonic()
    assert meter._rate(began + 10, 1000) == pytest.approx(100, rel=0.01)
    assert meter._rate(began + 100, 1900) == 0.0
    assert meter._rate(began + 110, 1950) == pytest.approx(5, rel=0.01)


def test_a_page_in_a_program_writes_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clean_page(article(1))
    assert list(tmp_path.iterdir()) == []
