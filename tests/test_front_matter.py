"""What crawlers and blogs write above a text is a field, and no text; what only looks like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.segment.front_matter import read_header
from cleaner.settings import Settings

STORY = (
    "The ferry to Inner Skarra has sailed again for the first time in eleven weeks, with a piano on board.\n\n"
    "The harbour master said that the new shaft had come from a yard in Gdynia, and had been fitted overnight.\n\n"
    "The council will talk about a second boat in May.\n"
)
TITLE = "Ferry to Inner Skarra sails again"
URL = "https://www.harbour-gazette.example/2024/03/ferry-sails-again"
READER = f"Title: {TITLE}\n\nURL Source: {URL}\n\nPublished Time: 2024-03-04T08:15:00Z\n\nMarkdown Content:\n"
YAML = f'---\ntitle: "{TITLE}"\nurl: {URL}\nauthor: Morag Tillister\ndate: 2024-03-04\ntags: [ferry, skarra]\n---\n'
LISTS = (
    f"---\ntitle: {TITLE}\nauthors:\n  - Morag Tillister\n  - name: Ewan Brae\nsource: {URL}\ndate: 2024-03-04\n---\n"
)
TOML = f'+++\ntitle = "{TITLE}"\ndate = 2024-03-04\nauthor = "Morag Tillister"\nurl = "{URL}"\n+++\n'
BOLD = f"**Title:** {TITLE}\n**Author:** Morag Tillister\n**Date:** 4 March 2024\n**URL:** <{URL}>\n\n"
TIGHT = f"URL: {URL}\nTitle: {TITLE}\nDate: 2024-03-04\nContent: "


@pytest.mark.parametrize(
    ("header", "authors"),
    [
        (READER, []),
        (YAML, ["Morag Tillister"]),
        (LISTS, ["Morag Tillister", "Ewan Brae"]),
        (TOML, ["Morag Tillister"]),
        (BOLD, ["Morag Tillister"]),
        (TIGHT, []),
        ("\ufeff\n" + READER.replace("\n", "\r\n"), []),
    ],
)
def test_a_header_is_fields_and_no_text(header: str, authors: list[str]) -> None:
    page = cleaner.clean(header + STORY)
    assert (page.title, page.url, page.authors, page.published[:10]) == (TITLE, URL, authors, "2024-03-04")
    assert page.text == STORY.strip().replace("\n\n", "\n")


def test_the_ledger_says_where_it_went() -> None:
    page = cleaner.clean(READER + STORY)
    taken = [edit for edit in page.edits if edit["note"] == "what is said of the page above it"]
    source = READER + STORY
    assert [source[edit["start"] : edit["end"]] for edit in taken] == READER.replace("\n\n", "\n").strip().split("\n")
    assert {edit["rule"] for edit in taken} == {"segment.leftovers"}


def test_what_came_beside_the_page_knows_better() -> None:
    found = process(
        Record("a", YAML + STORY, "text", fields={"title": "Another", "url": "https://b.example/"}), Settings()
    )
    assert (found.metadata.title, found.metadata.url) == ("Another", "https://b.example/")
    assert found.metadata.authors == ["Morag Tillister"]


def test_a_headline_alone_is_one() -> None:
    page = cleaner.clean(f"Title: {TITLE}\n\n{STORY}")
    assert page.title == TITLE
    assert "Title:" not in page.text


@pytest.mark.parametrize(
    "source",
    [
        STORY,
        "Date: nobody can say when it began.\n\n" + STORY,
        "Author: a word that the poet never liked.\nSummary: he said so.\n\n" + STORY,
        "Source: the city's archive.\n\n" + STORY,
        "Warning: this story is about a flood.\n\n" + STORY,
        "---\n\n" + STORY + "\n---\n",
        "---\nThe ferry: a history\n---\n\n" + STORY,
        "Title: the word means more than it says\n",
        "Councillor: We will pay.\nResident: When?\n\n" + STORY,
        "https://www.harbour-gazette.example\n\n" + STORY,
        f"Title: {TITLE} " + STORY.replace("\n", " ") * 3 + "\nMore stories\n",
        f"Title: {TITLE} " + STORY.replace("\n", " ") * 200,
        f"---\ntitle: {TITLE}\ncontent: " + STORY.replace("\n", " ") * 9 + "\n---\nMore stories\n",
        f"Title: {TITLE} " + STORY.replace("\n", " ") * 3 + f"\nURL: {URL}\nMore stories\n",
        "",
        "---",
        "---\ntitle: x\n",
        "+++\n---",
    ],
)
def test_what_only_looks_like_one_stays(source: str) -> None:
    assert read_header(source) is None


def test_a_page_that_is_nothing_else_is_read_as_it_stands() -> None:
    page = cleaner.clean(YAML)
    assert page.status in {"kept", "dropped"}


@pytest.mark.parametrize("size", [10_000, 1_000_000])
def test_a_hostile_one_costs_no_time(size: int) -> None:
    for source in ("Title: " + "a" * size, "---\n" + "title: x\n" * size, "---\n" + "a: [" * size, "Title : " * size):
        found = read_header(source)
        assert found is None or len(str(found.fields)) < 1_000


_LINES = st.sampled_from(
    ["---", "+++", "title: Ferry", "Title: Ferry", "URL: https://a.example/x", "date: 2024-03-04", "authors:",
     "  - A B", "Content: The ferry sailed.", "Markdown Content:", "", "The ferry sailed again on Monday, at last.",
     "# Ferry", "> x", "[Home](/) [News](/n)", "a_b_c *d* __e__ \\* x\\-y", "* * *", "===", "tags: [a]",
     "\ufeff", "key: 'v'"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_promise_is_kept_of_lines_of_any_kind(lines: list[str], end: str) -> None:
    process(Record("a", end.join(lines), "text"), Settings())  # raises where one is broken
