"""What the README shows is what happens: every block runs, and prints what stands below it."""

from __future__ import annotations

import re
from html import unescape
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


def test_the_picture_is_true(place: Path) -> None:
    kept = " ".join(run(place, ["clean", "page", "seeds/radio-page.txt"]).split())
    left, right = (HOUSE / "docs" / "before-after.svg").read_text(encoding="utf-8").split(">as it is kept")
    for pane in (left, right):
        lines = re.findall(r'<text(?: class="(\w+)")? x="\d+" y="\d+">([^<]+)</text>', pane)
        assert len(lines) > 20
        for kind, line in lines:
            shown = " ".join(unescape(line).removesuffix(" …").split())
            assert kind in {"gone", "head"} or shown in kept or "field" in pane, line
            assert kind != "gone" or shown not in kept or len(shown) < 20, line


def test_every_place_it_names_is_there() -> None:
    names = re.findall(r"`((?:cleaner|seeds|fixtures|tests|bench|examples)/[\w/.-]*)`", README)
    names += re.findall(r"\]\(([\w/.-]+)\)", README)
    assert "docs/how-to/integrations.md" in names
    assert [name for name in names if not (HOUSE / name).exists()] == []


def test_its_figures_stand_in_the_results() -> None:
    table = README.partition("## Figures")[2]
    figures = {
        found for row in re.findall(r"^\|.*\|$", table, re.MULTILINE) for found in re.findall(r"\.\d{2,3}\b", row)
    }
    results = (HOUSE / "bench" / "RESULTS.md").read_text(encoding="utf-8")
    known = set(re.findall(r"(?<!\d)\.\d+", results))
    assert len(figures) > 20
    assert figures - known == set()
