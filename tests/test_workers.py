"""Workers that die, hang and race: the guilty record is named, the others do not notice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from corpora import accounted, clean, flat, lines, pages, rows, snapshot
from faulty_work import ONCE, WORK

from cleaner.corpus.learning.lessons import WORK as LESSONS
from cleaner.corpus.workers.pool import Workers
from cleaner.corpus.workers.spawn import Processes, start_process
from cleaner.corpus.workers.worker import Worker
from cleaner.corpus.workers.worker_loop import Task
from cleaner.errors import MachineError, UsageError
from cleaner.read.unit import Unit
from cleaner.settings import Limits, Settings


class Some(NamedTuple):
    units: list[Unit]


def unit(n: int) -> Unit:
    return Unit("jsonl", f"u{n}", "", n, json.dumps({"text": flat(n)}).encode())


def test_the_same_bytes_for_any_number_of_jobs(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 80)
    lines(source / "rows.jsonl", 300)
    (source / "bad.html").write_bytes(b"%PDF-")
    (source / "copy.html").write_bytes((source / "below" / "page-0001.html").read_bytes())
    for jobs in (1, 3):
        clean(source, tmp_path / f"out{jobs}", jobs=jobs, limits=Limits(part_records=100))
    assert snapshot(tmp_path / "out1") == snapshot(tmp_path / "out3")
    assert accounted(tmp_path / "out3") == {"kept": 380, "dropped": 1, "quarantined": 1}


FAULTS = {"kill": "SIGKILL", "segfault": "SIGSEGV", "exit": "exit code 7", "endless": "more than 4 seconds"}


def test_a_record_that_kills_its_worker_is_named_and_the_others_are_whole(tmp_path: Path) -> None:
    rows_in = [{"id": f"row-{n}", "text": flat(n)} for n in range(150)]
    sound = tmp_path / "sound.jsonl"
    sound.write_text("".join(json.dumps(row) + "\n" for row in rows_in))
    guilty = {3: "kill", 4: "exit", 70: "segfault", 149: "endless"}
    for number, fault in guilty.items():
        rows_in[number]["text"] = f"FAULT: {fault}"
    poisoned = tmp_path / "poisoned.jsonl"
    poisoned.write_text("".join(json.dumps(row) + "\n" for row in rows_in))
    clean(sound, tmp_path / "whole")
    clean(poisoned, tmp_path / "out", work=WORK, jobs=2, limits=Limits(record_seconds=4))
    assert accounted(tmp_path / "out") == {"kept": 146, "dropped": 0, "quarantined": 4}
    wanted = [row for row in rows(tmp_path / "whole", "documents") if int(row["id"][4:]) not in guilty]
    found = rows(tmp_path / "out", "documents")
    assert [{**row, "source": ""} for row in found] == [{**row, "source": ""} for row in wanted]
    for row in rows(tmp_path / "out", "quarantine"):
        assert FAULTS[guilty[int(row["id"][4:])]] in row["reason"]
        assert b"FAULT" in (tmp_path / "out" / "quarantine" / row["file"]).read_bytes()


def test_a_worker_that_was_killed_for_nothing_costs_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONCE, str(tmp_path))
    texts = [flat(0), flat(1) + " FAULT: once", flat(2)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    clean(tmp_path / "in.jsonl", tmp_path / "out", work=WORK, jobs=1)
    assert (tmp_path / "died").exists()
    assert accounted(tmp_path / "out") == {"kept": 3, "dropped": 0, "quarantined": 0}


def test_workers_that_cannot_start_stop_the_run(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="could not start"):
        clean(pages(tmp_path / "in", 2), tmp_path / "out", work="no_such_module:work", jobs=2)
    clean(tmp_path / "in", tmp_path / "out", jobs=2)
    assert accounted(tmp_path / "out")["kept"] == 2


def test_workers_end_when_their_run_ends() -> None:
    with Workers[Some](Settings(jobs=2)) as workers:
        assert workers.processes() == []
        assert list(workers.run([])) == []
        assert workers.processes() == []
        [(_, outcomes)] = workers.run([Some([unit(1)])])
        assert [row.id for row in outcomes.rows] == ["u1"]
        processes = [worker.process for worker in workers._jobs]
        assert len(processes) == 2
        assert all(process.poll() is None for process in processes)
    assert all(process.poll() is not None for process in processes)


def test_workers_turn_to_something_else_without_a_new_start() -> None:
    with Workers[Some](Settings(), LESSONS) as workers:
        [(_, lessons)] = workers.run([Some([unit(1)])])
        before = workers.processes()
        workers.turn_to(Settings(dedup=()))
        [(_, outcomes)] = workers.run([Some([unit(1)])])
        assert workers.processes() == before
    assert [row.status for row in lessons.rows] == ["taught"]
    assert [(row.status, row.memory) for row in outcomes.rows] == [("kept", b"")]


def test_one_job_is_guarded_too(tmp_path: Path) -> None:
    texts = [{"id": f"row-{n}", "text": flat(n)} for n in range(9)]
    texts[4]["text"] = "FAULT: endless"
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in texts))
    clean(tmp_path / "in.jsonl", tmp_path / "out", work=WORK, limits=Limits(record_seconds=4))
    assert accounted(tmp_path / "out") == {"kept": 8, "dropped": 0, "quarantined": 1}
    [row] = rows(tmp_path / "out", "quarantine")
    assert (row["id"], row["reason"]) == ("row-4", "took more than 4 seconds")


def test_a_worker_dies_with_its_parent() -> None:
    script = (
        "import os\n"
        "from cleaner.corpus.workers.worker import Worker\n"
        "from cleaner.corpus.workers.worker_loop import Task\n"
        "from cleaner.settings import Settings\n"
        "worker = Worker(Task(Settings())); worker.receive(); print(worker.process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    parent = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    pid = int(parent.stdout)
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError("the worker outlives its parent")


def test_a_worker_answers_in_the_order_it_was_asked() -> None:
    worker = Worker(task := Task(Settings()))
    try:
        assert worker.receive() is None
        for n in range(3):
            worker.send([unit(n)], task)
            outcomes = worker.receive()
            assert outcomes is not None
            assert [row.id for row in outcomes.rows] == [f"u{n}"]
    finally:
        worker.end()


def test_a_batch_that_waits_in_a_worker_that_dies_is_done_by_another() -> None:
    guilty = unit(1)._replace(raw=json.dumps({"text": flat(1) + " FAULT: kill"}).encode())
    batches = [Some([unit(0), guilty]), Some([unit(2)]), Some([guilty._replace(id="u3"), unit(4)]), Some([unit(5)])]
    with Workers[Some](Settings(), WORK) as workers:
        done = [row for _, outcomes in workers.run(batches) for row in outcomes.rows]
        assert len(workers.processes()) == 1
    assert [(row.id, row.status) for row in done] == [
        (f"u{n}", "quarantined" if n in {1, 3} else "kept") for n in range(6)
    ]


def test_batches_that_no_pipe_holds_come_through() -> None:
    text = "\n\n".join(flat(n) for n in range(6000))
    batches = [
        Some([Unit("jsonl", f"u{n}", "", n, json.dumps({"text": f"{text}\n\n{flat(n)}"}).encode())]) for n in range(6)
    ]
    assert len(batches[0].units[0].raw) > 1 << 20
    with Workers[Some](Settings(jobs=2)) as workers:
        done = [outcomes.rows[0] for _, outcomes in workers.run(batches)]
    assert [(row.id, row.status) for row in done] == [(f"u{n}", "kept") for n in range(6)]


def _children() -> set[str]:
    told = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(told.read_text().split()) if told.exists() else set()


def test_processes_that_nobody_took_are_ended(tmp_path: Path) -> None:
    before = _children()
    with Processes(ahead=2) as processes:
        taken = processes.take()
        [left] = processes._waiting
        worker = Worker(task := Task(Settings()), taken)
        worker.send([unit(1)], task)
        assert worker.receive() is None
        assert worker.receive() is not None
        worker.end()
    assert left.process.poll() is not None
    assert taken.process.poll() is not None
    with pytest.raises(UsageError, match="does not exist"):
        clean(tmp_path / "nothing", tmp_path / "out", jobs=2)
    assert not (tmp_path / "out").exists()
    assert _children() <= before


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are not told here")
def test_a_process_that_cannot_start_leaves_no_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError("no process more")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(MachineError, match="a worker could not start"):
        Processes(ahead=2).__enter__()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_ctrl_c_is_nothing_to_a_worker_that_is_still_loading() -> None:
    started = start_process()
    try:
        for _ in range(20):
            started.process.send_signal(signal.SIGINT)
            time.sleep(0.02)
        assert started.process.poll() is None
    finally:
        started.end()
