"""Each integration's example, run against the real library where that is installed (`make test-engines` does it)."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import accounted, article, clean, rows
from page_fixtures import HOUSE

import cleaner.integrations.datasets as for_datasets
from cleaner.integrations.articles import articles

pytestmark = pytest.mark.engines


def example(name: str, library: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed; `make test-engines` installs it")
    command = [sys.executable, str(HOUSE / "examples" / f"{name}.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "HF_DATASETS_OFFLINE": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment)


def test_scrapy_cleans_and_drops_copies_while_it_crawls(tmp_path: Path) -> None:
    done = example("scrapy_pages", "scrapy", str(tmp_path / "out"))
    assert accounted(tmp_path / "out") == {"kept": 2, "dropped": 1, "quarantined": 0}
    titles = {row["title"] for row in rows(tmp_path / "out", "documents")}
    assert "Island school reopens with nine pupils and a new boat" in titles
    assert "dedup.exact" in done.stderr
    assert "Traceback" not in done.stderr
    example("scrapy_pages", "scrapy", str(tmp_path / "out"))
    assert accounted(tmp_path / "out") == {"kept": 2, "dropped": 4, "quarantined": 0}


def test_datasets_maps_batches() -> None:
    done = example("datasets_pages", "datasets")
    assert "modern-page.html | Island school reopens with nine pupils and a new boat | " in done.stdout
    assert len(done.stdout.splitlines()) == 3


def test_datatrove_has_a_step(tmp_path: Path) -> None:
    example("datatrove_pages", "datatrove", str(tmp_path))
    [row] = [json.loads(line) for line in (tmp_path / "00000.jsonl").read_text().splitlines()]
    assert row["id"] == "gazette-20220406-bac"
    assert row["metadata"]["title"] == "Le dernier bac de la Sorelle reprend du service"
    assert len(row["text"]) == 561


def test_langchain_has_a_loader() -> None:
    done = example("langchain_pages", "langchain_core")
    assert "Island school reopens with nine pupils and a new boat" in done.stdout
    assert len(done.stdout.splitlines()) >= 5


def test_llamaindex_has_a_reader() -> None:
    done = example("llamaindex_pages", "llama_index")
    assert "Island school reopens with nine pupils and a new boat" in done.stdout
    assert len(done.stdout.splitlines()) >= 5


def test_what_loaders_give_on_needs_no_library(tmp_path: Path) -> None:
    clean(HOUSE / "seeds", tmp_path / "out", dedup=(), learn=False)
    kept = [row["id"] for row in rows(tmp_path / "out", "documents")]
    assert [row["id"] for row in articles([tmp_path / "out"])] == kept
    assert sorted(row["id"] for row in articles([HOUSE / "seeds"])) == sorted(kept)


def test_a_batch_of_examples_needs_no_library() -> None:
    cleaned = for_datasets.clean_examples({"id": ["a", "b"], "html": [article(1), None]})
    assert cleaned["status"] == ["kept", "quarantined"]
    assert cleaned["text"][1] is None
    with pytest.raises(TypeError, match="give map batched=True"):
        for_datasets.clean_examples({"id": "a", "html": article(1)})


def test_datasets_guesses_nothing_from_the_first_rows() -> None:
    datasets = pytest.importorskip("datasets", reason="`make test-engines` installs it")
    signed = article(3).replace("<title>", "<meta name=author content='Ada Fenn'><title>")
    pages = datasets.Dataset.from_list([{"html": page} for page in ("<nav>Home</nav>", article(1), article(2), signed)])
    features = for_datasets.cleaned_features(pages)
    cleaned = pages.map(for_datasets.clean_examples, batched=True, batch_size=1, features=features)
    assert list(cleaned["authors"]) == [None, [], [], ["Ada Fenn"]]
    only = pages.map(
        for_datasets.clean_examples,
        batched=True,
        batch_size=1,
        remove_columns=["html"],
        features=for_datasets.cleaned_features(),
    )
    assert only.column_names == list(features)[1:]
