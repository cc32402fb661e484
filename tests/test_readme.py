"""What the README shows is what happens: every block runs, and prints what stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blocks import blocks_of, make_place, run, run_block
from page_fixtures import HOUSE

README = (HOUSE / "README.md").read_text(encoding="utf-8")
BLOCKS = blocks_of(README)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_place(tmp_path_factory.mktemp("readme"))
    run(folder, ["clean", "run", "seeds", "-o", "build/demo", "--quiet"])
    return folder


@pytest.mark.parametrize("number", [n for n, (kind, _) in enumerate(BLOCKS) if kind in {"bash", "python"}])
def test_a_block_runs_and_prints_what_stands_below_it(number: int, place: Path) -> None:
    said = run_block(place, BLOCKS[number], number)
    after = BLOCKS[number + 1] if number + 1 < len(BLOCKS) else ("", "")
    if after[0] == "text":
        assert said == after[1]


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
