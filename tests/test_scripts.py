"""An article in any script is kept whole, flattened too, and what stands around it is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.stops import LONG, STOPS, is_stop

PAGES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
LINKS_STAY = {"am", "ja", "lo", "th"}
"""paragraphs too short to end a section of links, or headings without one"""


def of_html(page: dict[str, Any]) -> str:
    def links(lines: list[str]) -> str:
        return "".join(f"<li><a href=/{number}>{line}</a></li>" for number, line in enumerate(lines))

    body = "".join(f"<p>{paragraph}</p>" for paragraph in page["paragraphs"])
    heading, *below, owner = page["below"]
    return (
        f"<html><head><title>{page['title']}</title></head><body><div><ul>{links(page['menu'])}</ul></div><div>"
        f"<h1>{page['title']}</h1><div>{page['byline']}</div><div>{page['day']}</div>{body}<h3>{heading}</h3>"
        f"<ul>{links(below)}</ul></div><div>{owner}</div></body></html>"
    )


def of_text(page: dict[str, Any]) -> str:
    head = [*page["menu"], page["title"], page["byline"], page["day"]]
    return "\n".join([*head, *page["paragraphs"], *page["below"]])


@pytest.mark.parametrize("language", PAGES)
def test_an_article_is_kept_whole_and_nothing_else(language: str) -> None:
    page = PAGES[language]
    assert cleaner.clean(of_html(page)).text.splitlines() == page["paragraphs"]


@pytest.mark.parametrize("language", PAGES)
def test_a_flattened_article_is_kept_whole_without_its_menu(language: str) -> None:
    page = PAGES[language]
    kept = cleaner.clean(of_text(page)).text
    assert [paragraph for paragraph in page["paragraphs"] if paragraph not in kept] == []
    lines = set(kept.splitlines())
    assert lines.isdisjoint(page["menu"])
    assert language in LINKS_STAY or lines.isdisjoint(page["below"])


@given(letter=st.sampled_from("กขคຂ"), size=st.integers(1, 200))
def test_where_no_sign_ends_a_sentence_its_length_says_so(letter: str, size: int) -> None:
    assert is_stop(letter, size) == (size >= LONG)
    assert all(is_stop(stop, size) for stop in STOPS)
    assert not is_stop("a", size)
    assert not is_stop("", size)
