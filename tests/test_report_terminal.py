"""A page in a terminal: a diff that a page cannot command, in colour where it is wanted, no wider than 80 columns."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections import Counter
from pathlib import Path

from page_fixtures import HOUSE

from cleaner.corpus.counts.progress import summary
from cleaner.corpus.run import run
from cleaner.report.terminal import as_diff
from cleaner.settings import Settings

COMMAND = [sys.executable, "-m", "cleaner.cli"]


def test_a_page_as_a_diff() -> None:
    source = "Menu\n\nThe cafÃ© closed\n early."
    row = {
        "pieces": [[6, 10], [10, 15, "café"], [15, 22], [22, 24, " "], [24, 30]],
        "edits": [
            {"start": 0, "end": 4, "rule": "select.furniture", "note": "a known line"},
            {"start": 10, "end": 15, "rule": "repair.mojibake", "text": "café"},
            {"start": 22, "end": 24, "rule": "repair.whitespace", "text": " "},
        ],
    }
    assert as_diff(row, source).split("\n") == [
        "- [select.furniture: a known line] Menu",
        "  The café closed early.",
        "~ [repair.mojibake] cafÃ© → café",
    ]
    assert "\x1b[31m- " in as_diff(row, source, colour=True)


def test_what_was_taken_out_of_a_line_stands_where_it_was() -> None:
    source = "The harbour is nou gesluit closed."
    row = {
        "pieces": [[0, 15], [27, 34]],
        "edits": [{"start": 15, "end": 27, "rule": "language.span", "note": "af 0.98: nou"}],
    }
    assert as_diff(row, source).split("\n") == [
        "  The harbour is [-nou gesluit -]closed.",
        "- [language.span: af 0.98: nou] nou gesluit",
    ]


def test_no_page_commands_a_terminal() -> None:
    source = "\x1b]0;title\x07\x1b[2J menu \x9b31m\n\nText \x1b[8m here"
    row = {
        "pieces": [[source.index("Text"), len(source)]],
        "edits": [{"start": 0, "end": source.index("\n"), "rule": "select.x", "note": "\x1b[2J"}],
    }
    told = as_diff(row, source)
    assert "Text" in told
    assert not set(told) & {chr(code) for code in (*range(32), *range(127, 160))} - {"\n"}


def test_colour_only_where_a_person_looks_and_wants_it() -> None:
    command = [*COMMAND, "page", str(HOUSE / "seeds" / "radio-page.txt"), "--explain"]
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    assert b"\x1b[" not in subprocess.run(command, capture_output=True, check=True, env=plain).stdout
    assert b"\x1b[31m" in terminal(command, {**plain, "TERM": "xterm"})
    assert b"\x1b[" not in terminal(command, {**plain, "TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b[" not in terminal(command, {**plain, "TERM": "dumb"})


def terminal(command: list[str], environment: dict[str, str]) -> bytes:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, env=environment) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                chunk = os.read(ours, 1 << 16)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            told += chunk
        assert process.wait() == 0
    os.close(ours)
    return told


def test_the_summary_of_a_run_fits_eighty_columns(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    result = run([str(HOUSE / "seeds")], Path("out"), Settings())
    result.passed = Counter({"files of no known kind": 3})
    assert max(map(len, summary(result).splitlines())) <= 80


def test_the_shell_can_complete_the_commands() -> None:
    environment = {**os.environ, "_CLEAN_COMPLETE": "complete_bash", "COMP_WORDS": "clean r", "COMP_CWORD": "1"}
    script = "from cleaner.cli import main; main([])"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert {"run", "report", "rules"} <= set(done.stdout.split())
