"""Labels below the entries of a live blog say nothing about the entries; other lines that come again do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import cleaner
from cleaner.select.entries import find_labels

PAGES = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
TOLD = [f"The ferry has passed buoy number {number}, and nobody on deck is asleep." for number in range(1, 7)]
LABELS = {"vi": "Chia sẻ", "hi": "शेयर करें", "ko": "공유하기"}


def blog(label: str, told: list[str]) -> list[str]:
    return [line for number, entry in enumerate(told) for line in (f"1{number}:32", entry, label)]


def test_labels_below_sentences_as_many_as_times_are_those_of_entries() -> None:
    assert find_labels(blog("Share this post", TOLD)) == [2, 5, 8, 11, 14, 17]
    assert find_labels(blog("Share this post", TOLD[:3])) == []
    assert find_labels(blog("Nobody knows why", TOLD)) == []
    assert find_labels(blog("Photo: Ada Quill", TOLD)) == []


def test_those_below_headlines_are_none_and_those_of_comments_neither() -> None:
    assert find_labels(blog("Read more", [f"Ferry passes buoy number {number}" for number in range(6)])) == []
    assert find_labels([line for entry in TOLD for line in ("Tom", entry, "Reply")]) == []


@pytest.mark.parametrize("language", LABELS)
def test_every_entry_is_kept(language: str) -> None:
    page = PAGES[language]
    told = [*page["paragraphs"], *PAGES[language]["paragraphs"][:2]]
    lines = [*page["menu"], page["title"], page["byline"], page["day"], *blog(LABELS[language], told), *page["below"]]
    kept = cleaner.clean("\n".join(lines)).text.splitlines()
    assert [line for line in page["paragraphs"] if line not in kept] == []
