"""`clean score`: the measures, golds that lack things, floors that fail a build."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner.cli import main
from cleaner.corpus.audit.score import below, measure, overlap, score
from cleaner.corpus.run import run
from cleaner.errors import UsageError
from cleaner.settings import Settings

TEXTS = {
    "one": "The ferry that links the outer islands with the mainland went back into service on Monday, after winter.",
    "two": "The harbour master said that the part for the engine had to be cast anew, which took four months longer.",
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    rows = [
        {
            "id": name,
            "url": f"https://islands.example/{name}",
            "text": text,
            "title": f"Title {name}",
            "authors": ["Ada Lind", "Bo Sten"],
            "published": "2024-05-01T10:00:00Z",
        }
        for name, text in TEXTS.items()
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run([str(source)], tmp_path / "out", Settings(skip=("select",)))
    return tmp_path / "out"


def gold(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_gold_that_is_the_output_scores_full(tmp_path: Path, out: Path) -> None:
    rows = [
        {
            "id": name,
            "text": text,
            "title": f"title {name}!",
            "authors": "Bo Sten and Ada Lind",
            "published": "2024-05-01",
        }
        for name, text in TEXTS.items()
    ]
    found = score(out, gold(tmp_path / "gold.jsonl", *rows))
    assert set(found.measures) == {"word_F1", "shingle_P", "shingle_R", "shingle_F1", "title", "published", "authors"}
    assert all(value == 1 for value in found.measures.values())
    assert found.missing == []


def test_only_what_the_gold_has_is_measured(tmp_path: Path, out: Path) -> None:
    found = score(out, gold(tmp_path / "gold.jsonl", {"url": "https://islands.example/one", "title": "Another"}))
    assert found.measures == {"title": 0}


def test_a_document_that_is_missing_counts_nought(tmp_path: Path, out: Path) -> None:
    rows = ({"id": "folder/one.html.gz", "text": TEXTS["one"]}, {"id": "three", "text": "Something else"})
    found = score(out, gold(tmp_path / "gold.jsonl", *rows))
    assert found.measures["word_F1"] == 0.5
    assert found.missing == ["three"]
    assert found.worst[0] == (0, "three")


def test_measures_by_hand() -> None:
    """Text `a b c d e`, gold `a b c d x y`: words 4 of 5 and of 6, shingles 1 of 2 and of 3."""
    measures, values = measure([("x", "A b c d e", "A b c d x y")])
    assert measures["word_F1"] == pytest.approx(2 * 4 / 11)
    assert (measures["shingle_P"], measures["shingle_R"]) == (1 / 2, 1 / 3)
    assert measures["shingle_F1"] == pytest.approx(0.4)
    assert values == [(measures["word_F1"], "x")]
    assert measure([("x", "a B c d", "a b c d")])[0]["shingle_F1"] == 0, "shingles mind the case, words do not"
    assert measure([("x", "", "")])[0]["word_F1"] == 1


@settings(deadline=None)
@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_overlap_is_symmetric_and_bounded(ours: list[str], theirs: list[str]) -> None:
    precision, recall, both = overlap(Counter(ours), Counter(theirs))
    turned = overlap(Counter(theirs), Counter(ours))
    assert (precision, recall) == (turned[1], turned[0])
    assert both == pytest.approx(turned[2])
    assert min(precision, recall) - 1e-9 <= both <= max(precision, recall) + 1e-9
    assert 0 <= min(precision, recall) <= max(precision, recall) <= 1


def test_the_same_figures_as_the_script_beside_the_data(tmp_path: Path) -> None:
    data = Path(os.environ.get("CLEANER_EVAL", HOUSE.parent / "shared" / "eval"))
    if not (data / "score.py").is_file():
        pytest.skip("needs a folder with score.py and its data (bench/RESULTS.md), named by CLEANER_EVAL")
    pages = sorted((data / "data" / "pages-dev" / "fundus").glob("*"))[:24]
    (tmp_path / "in").mkdir()
    for file in pages:
        (tmp_path / "in" / file.name).write_bytes(file.read_bytes())
    run([str(tmp_path / "in")], tmp_path / "out", Settings(dedup=(), learn=False))
    with gzip.open(data / "data" / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as rows:
        known = [json.loads(row) for row in rows]
    names = {file.name.partition(".")[0] for file in pages}
    chosen = [row for row in known if row["id"] in names]
    (tmp_path / "data").mkdir()
    with gzip.open(tmp_path / "data" / "pages-gold.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.writelines(json.dumps(row) + "\n" for row in chosen)
    command = [sys.executable, str(data / "score.py"), "pages", str(tmp_path / "out"), "--data", str(tmp_path / "data")]
    theirs = json.loads(subprocess.run([*command, "--json"], capture_output=True, check=True).stdout)["fundus"]
    renamed = [
        {
            "id": row["id"],
            "text": row["gold"],
            "title": row["title"],
            "authors": row["author"],
            "published": row["date"],
        }
        for row in chosen
    ]
    ours = score(tmp_path / "out", gold(tmp_path / "gold.jsonl", *renamed)).measures
    for name, value in ours.items():
        assert value == pytest.approx(theirs[name], abs=0.0006), name


def test_a_floor_names_what_fell(tmp_path: Path) -> None:
    floor = tmp_path / "floor.toml"
    floor.write_text("word_F1 = 0.9\ntitle = 0.5\n", encoding="utf-8")
    assert below({"word_F1": 0.95, "title": 0.5}, floor) == []
    assert below({"word_F1": 0.85, "title": 0.4}, floor) == [
        "word_F1 fell to 0.8500; the floor is 0.9",
        "title fell to 0.4000; the floor is 0.5",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word_f1 = 0.9", "is no measure"),
        ("word_F1 = '0.9'", "a number from 0 to 1"),
        ("word_F1 = 90", "a number from 0 to 1"),
        ("authors = 0.5", "was not measured"),
        ("word_F1 = ", "cannot be read as TOML"),
    ],
)
def test_a_floor_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "floor.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        below({"word_F1": 0.9}, tmp_path / "floor.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "cannot be read"), ('{"text": "x"}', "line 1: names no document"), ('{"id": "x"}', "nothing to measure by")],
)
def test_a_gold_that_cannot_be_used_is_refused(tmp_path: Path, out: Path, text: str, said: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        score(out, tmp_path / "gold.jsonl")


def test_the_command_fails_a_build(tmp_path: Path, out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    good = gold(tmp_path / "gold.jsonl", *({"id": name, "text": text} for name, text in TEXTS.items()))
    (tmp_path / "floor.toml").write_text("word_F1 = 0.99\n", encoding="utf-8")

    def code(*arguments: str) -> Any:
        with pytest.raises(SystemExit) as ended:
            main(["score", str(out), *arguments])
        return ended.value.code

    assert code(str(good), "--floor", str(tmp_path / "floor.toml")) == 0
    assert b"word_F1     1.0000" in capfdbinary.readouterr().out
    bad = gold(tmp_path / "bad.jsonl", {"id": "one", "text": TEXTS["two"]})
    assert code(str(bad), "--floor", str(tmp_path / "floor.toml"), "--json") == 1
    said = capfdbinary.readouterr().out.decode()
    assert "word_F1 fell to" in said
    assert json.loads(said.splitlines()[0])["documents"] == 1
    assert code(str(tmp_path / "nothing.jsonl")) == 2
    assert code(str(good), "--floor", str(tmp_path / "nothing.toml")) == 2
