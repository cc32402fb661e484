"""The command, as a user types it."""

from __future__ import annotations

import ast
import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import TOWNS, article, flat, pages, rows, snapshot
from page_fixtures import HOUSE

from cleaner import cli
from cleaner.corpus.audit.verify import verify
from cleaner.errors import UsageError
from cleaner.settings import Settings
from cleaner.settings_file import choose, load_settings


def command(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner.cli", *map(str, arguments)], input=stdin, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['clean', '--help']\n"
        "from cleaner.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'turbohtml', 'ftfy', 'numpy', 'msgspec', 'trafilatura', 'rich', 'lxml', 'sqlite3', 'zstandard'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    for name in ("run", "page", "why", "verify", "rules"):
        assert f"\n  {name} " in done.stdout


def test_importing_the_package_imports_nothing() -> None:
    script = "import sys; before = set(sys.modules); import cleaner; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert [name for name in ast.literal_eval(done.stdout) if name.startswith("cleaner.")] == []


def test_run_why_verify(tmp_path: Path) -> None:
    pages(tmp_path / "in", 4)
    out = tmp_path / "out"
    done = command("run", tmp_path / "in", "-o", out, "--jobs", 1)
    assert (done.returncode, done.stdout) == (0, "")
    for part in ("4 records", "kept", "characters", str(out), "clean verify", "clean why"):
        assert part in done.stderr
    assert "\x1b" not in done.stderr
    done = command("verify", out)
    assert (done.returncode, done.stdout) == (0, "4 records, every promise kept\n")
    (tmp_path / "elsewhere").mkdir()
    done = command("verify", out, "--source", tmp_path / "elsewhere")
    assert done.returncode == 2
    assert "nor another file of the input" in done.stderr
    name = "below/page-0001.html"
    source = article(1)
    done = command("why", out, name)
    assert done.returncode == 0
    assert name in done.stdout
    assert "kept" in command("why", out, name, source.index("The council")).stdout
    assert "markup" in command("why", out, name, 3).stdout
    assert "kept" in command("why", out, name, "the COUNCIL").stdout
    assert "fewer of them" in command("why", out, name, "no such words").stderr
    assert f"do you mean {name}" in command("why", out, "page-0001").stderr


def test_a_file_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert command("run", pages(tmp_path / "in", 1), "-o", out, "-q", "--jobs", 1).returncode == 0
    for name in ("report.html", "README.md"):
        (out / f"{name}.tmp").mkdir()
    for name in ("report", "describe"):
        done = command(name, out)
        assert done.returncode == 3
        assert done.stderr.startswith(f"clean: {out}")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("option", ["--against", "--templates", "--sources"])
def test_a_folder_that_is_wrong_is_told_before_an_output_is_begun(tmp_path: Path, option: str) -> None:
    run = ("run", pages(tmp_path / "in", 2), "-o", tmp_path / "out", "-q", "--jobs", 1)
    done = command(*run, option, tmp_path / "gone")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{tmp_path / 'gone'}: is no " in done.stderr
    assert not list((tmp_path / "out").glob("*/part-*"))
    assert command(*run).returncode == 0


def test_ctrl_c_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    for place in ("cleaner.cli.app", "cleaner.corpus.audit.verify.verify", "cleaner.report.build.write_report"):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupted)
            with pytest.raises(SystemExit) as ended:
                cli.main(["report" if "report" in place else "verify", "out"])
        assert ended.value.code == 3
        assert capsys.readouterr().err == "clean: stopped; run the same command again\n"


LOADING = (
    "import os, signal, sys\n"
    "class Interrupted:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name == sys.argv[1]: os.kill(os.getpid(), signal.SIGINT)\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "sys.meta_path.insert(0, Interrupted())\n"
    "from cleaner.__main__ import main\n"
    "sys.argv[1:] = ['rules']\n"
    "main()"
)


@pytest.mark.parametrize("module", ["typer", "cleaner.errors", "cleaner.rules"])
def test_ctrl_c_is_told_in_a_line_while_code_is_loaded(module: str) -> None:
    script = LOADING.replace("sys.argv[1]:", f"{module!r}:")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "clean: stopped; run the same command again\n")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_is_told_to_end_says_how_to_go_on(tmp_path: Path, told: signal.Signals) -> None:
    source, out = pages(tmp_path / "in", 2), tmp_path / "out"
    script = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background is begun without it
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # and one below nohup without this
        "from cleaner.corpus import through\n"
        f"sys.argv[1:] = ['run', {str(source)!r}, '-o', {str(out)!r}, '--jobs', '1', '-q']\n"
        "def wait(*_):\n    print('waits', flush=True)\n    while True:\n        time.sleep(0.05)\n"
        "through._work_through = wait\n"
        "from cleaner.__main__ import main; main()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.readline()
        run.send_signal(told)
        _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (3, b"clean: stopped; run the same command again to go on\n")
    assert json.loads((out / "run.json").read_bytes())["state"] == "stopped"


@pytest.mark.parametrize("place", ["through._walked", "learning.choose_templates.learn_from", "through.carry_out"])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_before_its_first_part_says_so_and_goes_on(
    tmp_path: Path, place: str, told: signal.Signals
) -> None:
    """While files are listed, templates are learned, or what an earlier run had begun is carried out."""
    source, whole, out = pages(tmp_path / "in", 7), tmp_path / "whole", tmp_path / "out"
    run = ("run", source, "--jobs", 1, "-q", "-o")
    assert command(*run, whole).returncode == 0
    module, name = f"cleaner.corpus.{place}".rsplit(".", 1)
    script = (
        "import importlib, os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"def told(*_):\n    os.kill(os.getpid(), {int(told)})\n    signal.pause()\n"
        f"setattr(importlib.import_module({module!r}), {name!r}, told)\n"
        f"sys.argv[1:] = {list(map(str, (*run, out)))!r}\n"
        "from cleaner.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (3, "clean: stopped; run the same command again to go on\n")
    assert json.loads((out / "run.json").read_bytes())["state"] == "stopped"
    assert (out / "run.log").read_text(encoding="utf-8").splitlines()[-1].split()[1] == "stopped"
    assert command(*run, out).returncode == 0
    assert json.loads((out / "run.json").read_bytes())["state"] == "finished"
    assert snapshot(out) == snapshot(whole)


def test_little_memory_is_a_fault_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> int:
        raise MemoryError

    monkeypatch.setattr("cleaner.cli.app", failing)
    with pytest.raises(SystemExit) as ended:
        cli.main(["rules"])
    assert (ended.value.code, capsys.readouterr().err.startswith("clean: the memory does not suffice")) == (3, True)


@pytest.mark.parametrize("arguments", ["rules", "page seeds/radio-page.txt", "page seeds/radio-page.txt --json"])
def test_who_reads_only_the_beginning_breaks_nothing(arguments: str) -> None:
    pipe = f"set -o pipefail; {shlex.quote(sys.executable)} -m cleaner.cli {arguments} | true"
    done = subprocess.run(["bash", "-c", pipe], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_streams_that_are_closed_are_nowhere(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 2), tmp_path / "out"
    for arguments in (f"run {source} -o {out} --jobs 1 <&- >&- 2>&-", f"verify {out} >&-", "page - <&-"):
        done = subprocess.run(
            ["sh", "-c", f"{shlex.quote(sys.executable)} -m cleaner.cli {arguments}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, arguments
        assert "Traceback" not in done.stderr
    assert verify(out) == (2, [])


def test_what_was_not_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "{broken\n" + "\n".join(json.dumps({"id": f"r{n}", "text": ""}) for n in range(7))
    )
    assert "not kept: clean why" in command("run", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--jobs", 1).stderr
    first, *rest = command("why", tmp_path / "out").stdout.splitlines()
    assert first == "8 records: 7 dropped, 1 quarantined"
    assert rest[0].split() == ["7", "dropped,", "no", "article", "text:", "r0,", "r1,", "r2,", "r3,", "r4,", "…"]
    assert "in.jsonl#1" in rest[1]


def test_an_output_that_is_not_finished_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command("run", pages(tmp_path / "in", 2), "-o", out, "-q", "--jobs", 1)
    for name in ("verify", "why"):
        assert "finished" not in command(name, out).stdout
    run = json.loads((out / "run.json").read_text()) | {"state": "stopped"}
    (out / "run.json").write_text(json.dumps(run))
    for name in ("verify", "why"):
        done = command(name, out)
        assert done.returncode == 0
        assert done.stdout.splitlines()[0].endswith("; the run is not finished (stopped by its run.json)")


def test_the_version_is_told() -> None:
    assert command("--version").stdout.startswith("newspage-cleaner ")


def test_quiet_is_quiet(tmp_path: Path) -> None:
    done = command("run", pages(tmp_path / "in", 1), "-o", tmp_path / "out", "--quiet", "--jobs", 1)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_strict_fails_where_something_was_quarantined(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{broken\n" + json.dumps({"text": flat(1)}))
    done = command("run", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--strict", "-q", "--jobs", 1)
    assert done.returncode == 1
    assert "1 inputs are in" in done.stderr
    assert command("run", tmp_path / "in.jsonl", "-o", tmp_path / "out", "-q").returncode == 0
    assert "in quarantine: no JSON" in command("why", tmp_path / "out", "in.jsonl#1").stdout


@pytest.mark.parametrize(
    "stdin", [json.dumps({"id": "a", "text": flat(1)}).encode(), article(1).encode(), flat(1).encode()]
)
def test_standard_input_can_be_run(tmp_path: Path, stdin: bytes) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert command("run", "-", "-o", out, "-q", "--jobs", 1, stdin=stdin).returncode == 0
    [row] = rows(out, "manifest")
    assert row["status"] == "kept"
    assert command("verify", out).returncode == 0


def test_one_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(article(1))
    done = command("page", path)
    assert done.returncode == 0
    assert f"The council of {TOWNS[1]}" in done.stdout
    assert "<p>" not in done.stdout
    assert command("page", "-", stdin=article(1).encode()).stdout == done.stdout
    record = json.loads(command("page", path, "--json", "--url", "https://www.example.org/x").stdout)
    assert record["text"] + "\n" == done.stdout
    assert record["url"] == "https://www.example.org/x"
    assert record["manifest"]["source"]["bytes"] == len(article(1))
    explained = command("page", path, "--explain").stdout
    assert f"The council of {TOWNS[1]}" in explained


def test_one_page_that_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html></html>")
    done = command("page", tmp_path / "page.html")
    assert (done.returncode, done.stdout.strip()) == (0, "")
    assert "nothing kept" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "gone", "-o", "out"], "gone: does not exist"),
        (["run", "in", "-o", "out", "--dedup", "sentence"], "dedup: 'sentence' is unknown"),
        (["run", "in", "-o", "out", "--sources", "x"], "is no folder of source rules"),
        (["run", "in", "-o", "out", "--language", "d3"], "is no language code"),
        (["run", "in", "-o", "out", "--language", "english"], "is no language code"),
        (["run", "in", "-o", "out", "--language", "jp"], "no language has the code"),
        (["run", "in", "-o", "s3://bucket/out"], "is no folder of this machine"),
        (["run", "in", "-o", "out", "--foreign", "eat"], "'eat' is unknown; choose from remove, mark"),
        (["run", "in", "-o", "out", "--skip", "everything"], "'everything' is unknown"),
        (["run", "in", "-o", "out", "--jobs", "0"], "jobs: 0"),
        (["run", "in", "-o", "out", "--settings", "gone.toml"], "gone.toml: cannot be read"),
        (["why", "gone", "x"], "no output of `clean run`"),
        (["verify", "gone"], "no output of `clean run`"),
        (["page", "gone.html"], "cannot be read"),
        (["rules", "select.nonsense"], "no such rule"),
        (["run"], "Missing"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_use_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    pages(tmp_path / "in", 1)
    done = command(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_offset_outside_the_page(tmp_path: Path) -> None:
    command("run", pages(tmp_path / "in", 2), "-o", tmp_path / "out", "-q", "--jobs", 1)
    done = command("why", tmp_path / "out", "below/page-0001.html", 10**6)
    assert done.returncode == 2
    assert "has offsets from 0 to" in done.stderr
    assert command("why", tmp_path / "out", "no-such-id").returncode == 2


def test_rules_are_listed_with_their_questions() -> None:
    listed = command("rules").stdout.splitlines()
    assert listed
    assert all(line.rstrip().endswith("?") for line in listed)
    name = listed[0].split()[0]
    assert command("rules", name).stdout.startswith(name + "\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("repair.whitespace", "\n  becomes '"),
        ("select.advert", "\n  spares  "),
        ("select.template", "\n  drops   Most read\n"),
        ("segment.text", ""),
    ],
)
def test_a_rule_shows_its_examples_as_a_reader_reads_them(name: str, said: str) -> None:
    shown = command("rules", name).stdout
    assert said in shown
    assert ("\nExamples\n" in shown) == bool(said)
    assert "Example(" not in shown


# settings


def test_settings_from_a_file_give_way_to_options(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('foreign = "keep"\njobs = 3\ndedup = "none"\nskip = ["select"]\n[limits]\nrecord_seconds = 5\n')
    settings = choose(file, foreign="remove", dedup=None)
    assert (settings.foreign, settings.jobs, settings.dedup, settings.skip) == ("remove", 3, (), ("select",))
    assert settings.limits.record_seconds == 5.0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("colour = 1", "s.toml: colour: unknown option; known are foreign"),
        ("jobs = '3'", "s.toml: jobs: '3' must be a whole number"),
        ("jobs = true", "jobs"),
        ("quiet = 1", "quiet: 1 must be a true or false"),
        ("dedup = [1]", "dedup"),
        ("dedup = ['sentence']", "is unknown"),
        ("limits = 3", "limits: must be a table"),
        ("[limits]\nfoo = 1", "limits.foo: unknown option"),
        ("[limits]\nmax_ratio = -1", "below nought"),
        ("= 3", "is not TOML"),
    ],
)
def test_bad_settings_are_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "s.toml").write_text(content)
    with pytest.raises(UsageError) as caught:
        load_settings(tmp_path / "s.toml")
    assert message in str(caught.value)


def test_the_digest_tells_what_changes_the_output() -> None:
    plain = Settings()
    assert Settings(jobs=7, quiet=True, strict=True).digest == plain.digest
    assert Settings(foreign="keep").digest != plain.digest
    assert Settings(compress="gz").digest != plain.digest


def test_the_list_of_commands_cuts_no_sentence() -> None:
    listed = command("--help").stdout.partition("Commands:")[2]
    assert "describe" in listed
    assert "..." not in listed
