"""A missing library is told in one line, with the extra that installs it."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib

import pytest
from page_fixtures import HOUSE

from cleaner.integrations.datasets import cleaned_features

LIBRARIES = {
    "cleaner.integrations.scrapy": ("itemadapter", "scrapy"),
    "cleaner.integrations.datatrove": ("datatrove", "datatrove"),
    "cleaner.integrations.langchain": ("langchain_core", "langchain"),
    "cleaner.integrations.llamaindex": ("llama_index", "llamaindex"),
    "cleaner.corpus.engines.spark": ("pyspark", "spark"),
}


def extras() -> dict[str, list[str]]:
    wanted = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(wanted["project"]["optional-dependencies"])


def hidden(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    for name in [*sys.modules]:
        if name.partition(".")[0] == library:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)


@pytest.mark.parametrize("module", LIBRARIES)
def test_what_is_missing_is_told_with_its_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library, extra = LIBRARIES[module]
    hidden(monkeypatch, library)
    monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(ModuleNotFoundError) as told:
        importlib.import_module(module)
    assert "\n" not in str(told.value)
    assert f"install the extra: pip install '.[{extra}]'" in str(told.value)
    assert extra in extras()


def test_so_is_the_library_that_names_the_features(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden(monkeypatch, "datasets")
    with pytest.raises(ModuleNotFoundError, match=re.escape("pip install '.[datasets]'")):
        cleaned_features()


def test_the_extra_for_datatrove_has_what_its_readers_of_json_ask_for() -> None:
    """It calls that optional, and stops without it at the first reader (`examples/datatrove_pages.py` has one)."""
    assert {re.split("[^a-z]", name)[0] for name in extras()["datatrove"]} == {"datatrove", "orjson"}
