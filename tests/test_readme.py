"""What the README shows is what happens: every block runs, and prints what stands below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from page_fixtures import HOUSE

README = (HOUSE / "README.md").read_text(encoding="utf-8")
BLOCKS = [(kind, code) for kind, code in re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model documents and a `clean` on the path, as somebody has who did `make demo`."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(HOUSE / "seeds", folder / "seeds")
    tools = folder / "bin"
    tools.mkdir()
    command = tools / "clean"
    command.write_text(
        f"#!{sys.executable}\nfrom cleaner.cli import main\nif __name__ == '__main__':\n    main()\n", encoding="utf-8"
    )
    command.chmod(0o755)
    run(folder, ["clean", "run", "seeds", "-o", "build/demo", "--quiet"])
    return folder


def run(place: Path, command: list[str]) -> str:
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(HOUSE)}
    command = [shutil.which(command[0], path=path) or command[0], *command[1:]]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("number", [n for n, (kind, _) in enumerate(BLOCKS) if kind in {"bash", "python"}])
def test_a_block_runs_and_prints_what_stands_below_it(number: int, place: Path) -> None:
    kind, code = BLOCKS[number]
    if kind == "python":
        script = place / f"block{number}.py"
        script.write_text(code, encoding="utf-8")
        said = run(place, [sys.executable, script.name])
    else:
        said = "".join(run_line(place, line) for line in code.splitlines())
    after = BLOCKS[number + 1] if number + 1 < len(BLOCKS) else ("", "")
    if after[0] == "text":
        assert said == after[1]


def run_line(place: Path, line: str) -> str:
    """A line of a shell block; of `make` only that there is such a target, since it sets everything up."""
    made = re.fullmatch(r"make (\w+)", line)
    if made is None:
        return run(place, ["bash", "-euc", line])
    assert re.search(rf"^{made[1]}:", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return ""


def test_the_first_look_is_true(place: Path) -> None:
    before = (HOUSE / "seeds" / "radio-page.txt").read_text(encoding="utf-8").splitlines()
    after = run(place, ["clean", "page", "seeds/radio-page.txt"]).splitlines()
    shown = next(code for kind, code in BLOCKS if kind == "diff").splitlines()
    assert [line for line in shown if line[2:] not in before] == []
    assert [line for line in shown if (line[2:] in after) != line.startswith("  ")] == []


def test_every_place_it_names_is_there() -> None:
    names = re.findall(r"`((?:cleaner|seeds|fixtures|tests|bench)/[\w/.]*)`", README)
    names += re.findall(r"\]\(([\w/.]+)\)", README)
    assert names
    assert [name for name in names if not (HOUSE / name).exists()] == []
