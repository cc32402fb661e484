"""Code blocks of a Markdown file, run as a reader would run them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from page_fixtures import HOUSE

Block = tuple[str, str]
LIBRARIES = {"langchain": "langchain_core"}
"""what an integration imports where it is not called like it"""


def blocks_of(text: str) -> list[Block]:
    """`(language, code)` of each fenced block, in order; `(file NAME, content)` of one that has a title."""
    found = re.findall(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', text, re.MULTILINE | re.DOTALL)
    return [(f"file {title}" if title else kind, code) for kind, title, code in found]


def make_place(folder: Path) -> Path:
    """A folder with the model documents and a `clean` on the path, as somebody has who did `make demo`."""
    shutil.copytree(HOUSE / "seeds", folder / "seeds")
    tools = folder / "bin"
    tools.mkdir()
    command = tools / "clean"
    # a first line that named Python would end at the first space of its path
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleaner "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(place: Path, command: list[str]) -> str:
    """What a command says, in that folder; it must succeed."""
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(HOUSE)}
    command = [shutil.which(command[0], path=path) or command[0], *command[1:]]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_block(place: Path, block: Block, number: int) -> str:
    """What a block prints; a test is skipped where a library it imports is not installed."""
    kind, code = block
    if kind.startswith("file "):
        file = place / kind.removeprefix("file ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, encoding="utf-8")
        return ""
    if kind != "python":
        return "".join(_run_line(place, line) for line in code.splitlines())
    named = re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE)
    of_ours = re.findall(r"^from cleaner\.integrations\.(\w+)", code, re.MULTILINE)
    for name in [*named, *(LIBRARIES.get(name, name) for name in of_ours)]:
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    script = place / f"block{number}.py"
    script.write_text(code, encoding="utf-8")
    return run(place, [sys.executable, script.name])


def _run_line(place: Path, line: str) -> str:
    """A line of a shell block; of `make` only that there is such a target, since it sets everything up."""
    made = re.fullmatch(r"make (\w+)", line)
    if "--engine ray" in line and find_spec("ray") is None:
        pytest.skip("ray is not installed")
    if made is None:
        return run(place, ["bash", "-euc", line])
    assert re.search(rf"^{made[1]}:", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return ""
