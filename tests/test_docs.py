"""What the documentation shows is what happens: it builds without a warning, and every block of it runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from blocks import Block, blocks_of, make_place, run_block
from page_fixtures import HOUSE

PAGES = sorted((HOUSE / "docs").rglob("*.md"))
BLOCKS: dict[Path, list[Block]] = {page: blocks_of(page.read_text(encoding="utf-8")) for page in PAGES}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if BLOCKS[page]], ids=lambda page: page.relative_to(HOUSE / "docs").as_posix()
)
def test_the_blocks_of_a_page_run_one_after_another(page: Path, tmp_path: Path) -> None:
    place = make_place(tmp_path)
    skipped = []
    for number, block in enumerate(BLOCKS[page]):
        if block[0] not in {"bash", "python"} and not block[0].startswith("file "):
            continue
        try:
            said = run_block(place, block, number)
        except pytest.skip.Exception as reason:  # the page's other blocks are run all the same
            skipped.append(str(reason))
            continue
        after = BLOCKS[page][number + 1] if number + 1 < len(BLOCKS[page]) else ("", "")
        if after[0] == "text":
            assert said == after[1]
    if skipped:
        pytest.skip("; ".join(skipped))


@pytest.mark.engines
@pytest.mark.parametrize("name", ["integrations", "clusters"])
def test_the_blocks_that_need_an_extra_run_where_all_are_installed(name: str, tmp_path: Path) -> None:
    missing = [library for library in ("scrapy", "datasets", "datatrove", "ray", "pyspark") if not find_spec(library)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; `make test-engines` installs them")
    test_the_blocks_of_a_page_run_one_after_another(HOUSE / "docs" / "how-to" / f"{name}.md", tmp_path)


@pytest.mark.skipif(find_spec("material") is None, reason="MkDocs Material is not installed (extra docs)")
def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    rules = (tmp_path / "site" / "reference" / "rules" / "index.html").read_text(encoding="utf-8")
    assert "select.furniture" in rules
    commands = (tmp_path / "site" / "reference" / "commands" / "index.html").read_text(encoding="utf-8")
    assert "clean verify" in commands
    assert "google" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_every_place_it_names_is_there() -> None:
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`((?:cleaner|seeds|fixtures|tests|bench)/[\w/.-]*)`", page.read_text(encoding="utf-8"))
    }
    assert named
    assert [name for name in named if not (HOUSE / name).exists()] == []
