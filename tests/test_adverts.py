"""Labels of advertisements between the paragraphs of a flat text say nothing about those."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import cleaner
from cleaner.select import advert

HERE = Path(__file__).parent
PAGES = tomllib.loads((HERE / "scripts.toml").read_text(encoding="utf-8"))
ENGLISH = tomllib.loads((HERE / "layouts.toml").read_text(encoding="utf-8"))["page"]
LABELS = {"en": "Advertisement", "hi": "विज्ञापन", "ko": "광고", "sw": "TANGAZO"}


@pytest.mark.parametrize("language", LABELS)
def test_paragraphs_between_labels_of_advertisements_are_kept(language: str) -> None:
    page = PAGES.get(language, ENGLISH)
    head = [*page["menu"], page["title"], page["byline"], page["day"]]
    told = [line for paragraph in page["paragraphs"] for line in (paragraph, LABELS[language])]
    kept = cleaner.clean("\n".join([*head, *told, *page["below"]])).text.splitlines()
    assert [line for line in page["paragraphs"] if line not in kept] == []


def test_of_many_labels_none_is_shown_to_the_scorer() -> None:
    lines = ["The ferry is back.", "Advertisement", "Nobody was pleased.", "ADVERTISEMENT", "It was late.", "Anzeige:"]
    page = cleaner.clean("\n".join(lines))
    assert [edit["rule"] for edit in page.edits if edit["rule"] == "select.advert"] == ["select.advert"] * 3


def test_a_label_is_known_in_small_letters_in_capitals_and_as_a_sentence_begins() -> None:
    assert {"Реклама", "WERBUNG", "quảng cáo", "広告"} <= advert.labels()
