"""What is seen of a page is counted twice, in Python and compiled; judges are asked only of what they may speak of."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import hostile_pages
import numpy as np
import page_fixtures
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.rules import Example, load
from cleaner.segment.html import IS_COMPILED
from cleaner.select import features
from cleaner.select.scorer import prepare
from cleaner.settings import Settings

SKIP = Settings(skip=("select", "language"))
LINES = [
    "A sentence of some length, with a comma and an end that everybody sees coming from afar, said the keeper.",
    "Home", "Read more: the keeper speaks", "• a point", "1. a first", "© Jo Lind/Harbour Press", "市長は道路を。",
    "İIİ", "Picture: Jo Lind", "“We could not buy that part anywhere in the world”",
    "We could not buy that part anywhere in the world, and so on",
    "He said so", "Home", "Share", "\u2028", "- -", "The keeper speaks by the sea",
]  # fmt: skip
BOXES = [
    "<p>{}</p>", "<div class='story-body'>{}</div>", "<li><a href='/x'>{}</a></li>", "<h1>{}</h1>",
    "<h2 hidden>{}</h2>",
    "<nav>{}</nav>", "<blockquote>{}</blockquote>", "<figcaption>{}</figcaption>", "<aside class=related>{}</aside>",
    "<div class='a b' itemprop=articleBody><div><p>{}", "</div>{}", "<td>{}</td>", "<noscript><p>{}</p></noscript>",
]  # fmt: skip
PAGES = st.lists(st.tuples(st.sampled_from(BOXES), st.sampled_from(LINES)), min_size=1, max_size=60)


def read(data: str) -> Page:
    return process(Record("page", data), SKIP)


@cache
def examples() -> list[Page]:
    """Every page that a rule or a fixture shows."""
    written = [e.page for rule in load("select") for e in rule.examples if isinstance(e, Example)]
    return [read(page) for page in written] + [
        process(Record(f.name, f.source.read_bytes()), SKIP) for f in page_fixtures.every()
    ]


def same_rows(page: Page) -> None:
    compiled: Any = importlib.import_module("cleaner.select._features")
    blocks = [block for block in page.blocks if block.kind != "region" and block.trace.text]
    if blocks:
        expected, found = features.fill(page, blocks), compiled.fill(page, blocks)
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)
        assert found.shape[1] == len(features.names_of(page.kind))


def only_about(page: Page) -> None:
    """No judge has a word to say of a block that it is not asked about."""
    prepare(page)
    for rule in load("select"):
        if rule.about is not None and rule.function is not None:
            asked = {block.index for block in rule.about(page)}
            for block in page.blocks:
                assert block.index in asked or rule.function(block, page) is None or block.kind == "region", rule.id


if IS_COMPILED:

    @settings(max_examples=150, deadline=None)
    @given(PAGES)
    def test_both_see_the_same_of_markup(parts: list[tuple[str, str]]) -> None:
        same_rows(read("<html><body>" + "".join(box.format(line) for box, line in parts)))

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\n   ", "\n\n\n\t"])), min_size=1)
    )
    def test_both_see_the_same_of_flat_text(parts: list[tuple[str, str]]) -> None:
        same_rows(read("".join(line + end for line, end in parts)))

    def test_both_see_the_same_of_the_fixtures() -> None:
        for page in examples():
            same_rows(page)

    @given(st.text(max_size=60))
    def test_both_squash_the_same(text: str) -> None:
        compiled: Any = importlib.import_module("cleaner.select._features")
        assert compiled.squash(text) == features.squash(text)

    def test_both_name_the_same_signs() -> None:
        chosen = np.random.default_rng(5)
        slopes, inputs = chosen.normal(size=(2, 40, 50)).astype(np.float32)
        inputs[:, ::7] = 0
        compiled: Any = importlib.import_module("cleaner.select._features")
        assert compiled.strongest(slopes, inputs) == features.strongest(slopes, inputs)


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_judges_have_nothing_to_say_of_what_they_are_not_asked(parts: list[tuple[str, str]]) -> None:
    only_about(read("<html><body>" + "".join(box.format(line) for box, line in parts)))


def test_judges_have_nothing_to_say_of_the_rest_of_the_fixtures() -> None:
    for page in examples():
        only_about(page)


def test_a_court_says_of_each_block_what_its_judge_says() -> None:
    for page in examples():
        prepare(page)
        for rule in load("select"):
            if rule.court is None or rule.function is None:
                continue
            asked = rule.about(page) if rule.about else page.blocks
            expected = {block.index: rule.function(block, page) for block in asked if block.verdict is None}
            rule.court(page)
            assert {index: page.blocks[index].verdict for index in expected} == expected


def test_a_second_tree_of_containers_adds_nothing_to_the_first(tmp_path: Any) -> None:
    (tmp_path / "islands.example.toml").write_text('[[era]]\nbody = ["main"]\nkeep = ["nav p"]\n', encoding="utf-8")
    body = "<main>" + "".join(f"<div><p>{line}</p></div>" for line in LINES) + "</main>"
    data = f"<html><body>{body}<nav><p>Home</p><p>Away</p></nav></body></html>"
    record = Record("page", data, fields={"url": "https://islands.example/a"})
    page = process(record, Settings(skip=("select", "language"), sources=str(tmp_path)))
    assert [container.parent for container in page.containers].count(None) == 2
    if IS_COMPILED:
        same_rows(page)


def test_a_note_names_the_strongest_sign_first() -> None:
    page = process(Record("page", "<body>" + "<p><a href=/x>Home</a></p>" * 8 + f"<p>{LINES[0] * 3}</p>"), Settings())
    opinion = page.memo["select.scorer"].opinion
    products = opinion.slopes([0]) * opinion.inputs[:1]
    assert opinion.notes([0])[0].split() == [opinion.names[place] for place in products[0].argsort(kind="stable")[:3]]


def test_sentences_around_a_line_of_millions_of_characters_are_kept() -> None:
    data = hostile_pages.page("<p>" + "All work and no play. " * 1_000_000 + "</p>")
    page = process(Record("page", data), Settings())
    assert all(sentence in page.text for sentence in hostile_pages.SENTENCES)
    if IS_COMPILED:
        same_rows(page)
