"""What judges ask of all lines of a page is answered twice, in Python and compiled: the answers must be the same."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import confidence, page
from cleaner import marks as m
from cleaner.page import Block, Container, Verdict
from cleaner.segment.html import IS_COMPILED
from cleaner.select import apart, caption, choice, edges, model, prompt, pull_quote, scorer, section, table
from cleaner.select.mention import Mentions
from cleaner.trace import Piece, Trace

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

WORDS = [
    "Ferry", "ferries", "BRIDGE", "İstanbul", "ΟΔΟΣ", "Straße", "市長は", "ตลาด", "각하", "𝐀𝐁𝐂𝐃", "café",
    "12345", "a_b", "the", "of", "-", "’", " ", " ", " ", "\n", "\xa0",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("".join) | st.text(min_size=1, max_size=80)
LINES = [
    "Islands", "See more Islands", "Royals", "See more Royals", "» Royals", "More Latest News",
    "Weitere Artikel", "A dog", "A woman on a pier.", "Latest news", "Read more Islands", "x" * 51, "y" * 109,
    ".", "z" * 110, ".", "z" * 250, "”", "w" * 260,
]  # fmt: skip
CREDITS = [
    "Picture:", "(Photo by", " by ", "BY", " By ", "Foto: ", "foto/", "photographs ", "credit/debit", "Kép: ",
    "ſ", "pıcture: ", "crédit : ", "telephoto: ", "AP Photo/", "Jo Lind", "Harbour Press", ".", ")", " ",
    "\xa0", "-", "a" * 80, "b" * 88, "illustrations: ", "courtesy: ", "://", "/",
]  # fmt: skip


def twin(name: str) -> Any:
    return importlib.import_module(f"cleaner.select._{name}")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(TEXT, st.floats(-9, 9)), min_size=1, max_size=60))
def test_both_see_the_same_around_a_line(lines: list[tuple[str, float]]) -> None:
    texts = [text * (1 + len(text) % 3) for text, _ in lines]
    logits = np.array([logit for _, logit in lines], np.float32)
    expected, found = model.around(logits, texts), twin("around").around(logits, texts)
    assert found == pytest.approx(expected, abs=2e-5)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(
            TEXT, st.sampled_from(["", "İ", "Σ", *prompt.places()]), st.sampled_from([str, str.upper, str.title]), TEXT
        ),
        max_size=9,
    )
)
def test_no_line_that_names_a_place_is_overlooked(lines: list[Any]) -> None:
    texts = [before + case(place) + after for before, place, case, after in lines]
    expected, found = (kind(prompt.places(), 300).places(texts) for kind in (Mentions, twin("mention").Mentions))
    assert set(expected) <= set(found)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "İ", "Σ", "the", "мне", "本文"]), TEXT), max_size=9))
def test_no_line_that_begins_as_a_disclaimer_is_overlooked(lines: list[tuple[str, str]]) -> None:
    texts = [case(start) + rest for start, rest in lines for case in (str, str.upper, str.title)]
    starts = ["the", "the views", "мне", "本文", "σας", "i̇st"]
    expected = edges.starting(texts, edges.mark_starts(starts))
    found = twin("edges").starting(texts, twin("edges").mark_starts(starts))
    assert set(expected) <= set(found)
    assert edges.ending(texts, ")]};：") == twin("edges").ending(texts, ")]};：")


def test_most_lines_that_begin_otherwise_are_spared() -> None:
    marked = twin("edges").mark_starts(["the views", "본 칼럼", "本文章"])
    texts = ["The views", "The viewers", "The boy", "Three of", "本文章", "th", "", "on the views", "본 칼럼", "본 칼"]
    assert twin("edges").starting(texts, marked) == [0, 1, 4, 8]


def test_most_lines_that_name_no_place_are_spared() -> None:
    for kind in (Mentions, twin("mention").Mentions):
        places = kind(prompt.places(), 300).places
        assert places(["Three of nine members spoke against the new bridge.", "x" * 301, ""]) == []
        assert places(["on WhatsApp", "x" * 300, "微信"]) == [0, 2]
        with pytest.raises(ValueError, match="one letter"):
            kind(["whole", "x"], 300)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(pull_quote.QUOTES).map(lambda mark: f"{mark}a") | st.text(min_size=1), max_size=9))
def test_both_find_the_same_quotations(texts: list[str]) -> None:
    blocks: Any = list(range(len(texts)))
    assert twin("pull_quote").quoted(blocks, texts) == pull_quote.quoted(blocks, texts)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "“A", "a “b”", "»x", "'"]), st.sampled_from([0, m.QUOTE, 1]), st.floats(0, 1))
    )
)
def test_both_look_at_the_same_blocks(told: list[tuple[str, int, float]]) -> None:
    root = Container("body", None, "", 0)
    blocks = [Block("p", root, Trace([Piece(0, len(text), text)]), 0, 0, marks) for text, marks, _ in told]
    for block in blocks[::3]:
        block.verdict = Verdict(False, "select.x")
    marked = pull_quote.quoted_or_marked(blocks, m.QUOTE)
    assert list(map(id, twin("pull_quote").quoted_or_marked(blocks, m.QUOTE))) == list(map(id, marked))
    chances = [chance for _, _, chance in told]
    found, texts = prompt.open_lines(blocks, chances, 0.3)
    others, same = twin("prompt").open_lines(blocks, chances, 0.3)
    assert (list(map(id, others)), same) == (list(map(id, found)), texts)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(min_size=1, max_size=60), max_size=70))
def test_both_find_the_same_sections(lines: list[str]) -> None:
    assert twin("section").find_sections(lines) == section.find_sections(lines)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400)), max_size=80))
def test_both_find_the_same_lines_far_away(lines: list[tuple[float, int]]) -> None:
    chances, sizes = [chance for chance, _ in lines], [size for _, size in lines]
    assert twin("apart").far_away(chances, sizes) == apart.far_away(chances, sizes)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.lists(st.sampled_from(CREDITS), min_size=1, max_size=8).map("".join), min_size=1, max_size=6))
def test_whatever_is_a_caption_is_looked_at(texts: list[str]) -> None:
    blocks: Any = [
        SimpleNamespace(kind="line", index=index, trace=SimpleNamespace(text=text)) for index, text in enumerate(texts)
    ]
    page: Any = SimpleNamespace(blocks=blocks)
    for find in (caption.may_be_credits, twin("caption").may_be_credits):
        found = {block.index for block in find(blocks)}
        for block in blocks:
            assert block.index in found or caption.caption(block, page) is None


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_both_refuse_for_the_same_reasons(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    fitted = model.load("text")
    rows = random.normal(size=(count, len(fitted.first.mean))).astype(np.float32)
    opinion = fitted.score(rows, ["word " * size for size in random.integers(1, 30, count).tolist()])
    chances = random.random(count, np.float32).tolist()
    places = sorted(set(random.integers(0, count, count).tolist()))
    assert twin("scorer").refuse(opinion, chances, places) == scorer.refuse(opinion, chances, places)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.sampled_from([0.3, 0.5]))
def test_both_decide_the_same_of_what_nobody_has_spoken_of(seed: int, count: int, least: float) -> None:
    random = np.random.default_rng(seed)
    fitted = model.load("text")
    opinion = fitted.score(random.normal(size=(count, len(fitted.first.mean))).astype(np.float32), ["word"] * count)
    chances, said = random.random(count).tolist(), random.random(count) < least
    verdicts = []
    for decide in (scorer.decide, twin("scorer").decide):
        blocks = [Block("line", Container("#", None, "", 0), Trace.verbatim("x", 0, 1), 0, 0, 0) for _ in range(count)]
        for place in np.flatnonzero(said):
            blocks[place].verdict = Verdict(True, "select.headline")
        decide(blocks, chances, least, opinion)
        verdicts.append([block.verdict for block in blocks])
    assert verdicts[0] == verdicts[1]
    assert None not in verdicts[0]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.none() | st.floats(0, 1), st.none() | st.booleans()), max_size=30))
def test_both_doubt_as_much(rows: list[tuple[int, float | None, bool | None]]) -> None:
    around = Container("#", None, "", 0)
    scores = {index: chance for index, (_, chance, _) in enumerate(rows) if chance is not None}
    blocks = []
    for index, (size, _, keep) in enumerate(rows):
        kind = "region" if index % 5 == 4 else "line"
        block = Block(kind, around, Trace.verbatim("x" * size, 0, size), 0, 0, 0)
        block.index, block.verdict = index, None if keep is None else Verdict(keep, "select.scorer")
        blocks.append(block)
    compiled: Any = importlib.import_module("cleaner._confidence")
    assert compiled.add_up(blocks, scores) == confidence.add_up(blocks, scores)
    compiled = importlib.import_module("cleaner._page")
    assert compiled.kept_of(blocks) == page.kept_of(blocks)
    assert compiled.text_of(blocks) == page.text_of(blocks)
    assert compiled.texts_of(blocks) == page.texts_of(blocks)
    assert compiled.size_of(blocks) == page.size_of(blocks)


CHANCE = st.floats(0, 1, width=32) | st.sampled_from([0.25, 0.375, 0.5])


@given(st.lists(st.tuples(CHANCE, st.integers(0, 4000)), min_size=1, max_size=60))
def test_both_keep_from_the_same_chance_on(blocks: list[tuple[float, int]]) -> None:
    chances = np.array([chance for chance, _ in blocks], np.float32)
    words = np.array([size + 1 for _, size in blocks], np.float32)
    compiled = importlib.import_module("cleaner.select._choice")
    assert compiled.least_chance(chances, words) == choice.least_chance(chances, words)


@given(st.lists(st.tuples(CHANCE, st.integers(1, 400)), min_size=1, max_size=60), st.sampled_from([0.3, 0.375, 0.5]))
def test_what_is_plainly_long_is_no_brief(blocks: list[tuple[float, int]], least: float) -> None:
    chances = np.array([chance for chance, _ in blocks], np.float32)
    log_size = (np.log1p(np.array([size for _, size in blocks])) / 6).astype(np.float32)
    compiled = importlib.import_module("cleaner.select._choice")
    is_long = compiled.is_plainly_long(chances, least, log_size)
    assert not (is_long and choice.is_brief(chances >= least, log_size))
    assert is_long or sum(size for chance, size in blocks if chance >= np.float32(least)) < 2 * choice.BRIEF
    assert not choice.is_plainly_long(chances, least, log_size)
    texts = ["é" * size for _, size in blocks]
    assert compiled.sizes_of(texts).tolist() == choice.sizes_of(texts).tolist()


@given(st.lists(st.tuples(TEXT, st.sampled_from([0.0, -0.0, 0.5, -1.0])), max_size=20))
def test_both_list_the_same_of_all_lines(lines: list[tuple[str, float]]) -> None:
    texts, chances = [text for text, _ in lines], [chance for _, chance in lines]
    rows = np.array([[1.0, chance] for chance in chances], np.float32).reshape(-1, 2)
    assert twin("features").sizes_of(texts) == table.sizes_of(texts)
    assert (
        twin("features").places(rows, 1) == twin("features").places(np.asfortranarray(rows), 1) == table.places(rows, 1)
    )
    assert twin("scorer").numbered(chances) == scorer.numbered(chances)
