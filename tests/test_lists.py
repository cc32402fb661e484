"""The word lists are asked twice, in Python and compiled: what either says, the other must say too."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.language import decode, evidence, identify
from cleaner.language import words as reading
from cleaner.language.suspicion import lines_with, lines_with_sets, suspect, suspect_by_sets
from cleaner.language.table import IS_COMPILED, load_table

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

from cleaner.language._table import may_hold

WORDS = [
    "the", "council", "school", "harbour", "London", "AND", "a", "I", "it", "die", "wat", "het", "van", "nou", "gesê",
    "und", "nicht", "Straße", "für", "dans", "près", "été", "l’été", "compañía", "år", "être", "İstanbul", "ığdır",
    "ﬁn", "совет", "решил", "школу", "το", "συμβούλιο", "ς", "قرر", "המועצה", "परिषद", "議会は", "x²", "½", "a1b",
    "snake_case", "e-mail", "don't", "ª", "ǅ", "ᾳ", "\ud800", "\udfff", "𝐛𝐨𝐥𝐝", "zzqx",
    ".", ",", "\n", "\u00a0", "\u200b", "7", "٣",
]  # fmt: skip
LANGUAGES = ["en-Latn", "en", "af", "de", "fr", "ru", "el", "tr", "ar", "hi"]
OWN = sorted(number for code, number in load_table().number.items() if code.split("-")[0] in LANGUAGES)

texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=200)
words = st.lists(st.sampled_from(WORDS).map(str.lower) | st.text(max_size=12), min_size=1, max_size=30)


@settings(max_examples=600, deadline=None)
@given(texts, st.sampled_from(OWN))
def test_both_suspect_the_same(text: str, own: int) -> None:
    found, expected = suspect(text, own), suspect_by_sets(text, own)
    assert np.array_equal(found.evidence, expected.evidence)
    assert found.anchors == expected.anchors


@pytest.mark.parametrize("own", OWN)
def test_they_agree_on_a_long_polluted_text(own: int) -> None:
    text = " ".join(WORDS[(number * number + own) % len(WORDS)] for number in range(5000))
    found, expected = suspect(text, own), suspect_by_sets(text, own)
    assert found.evidence.any() or load_table().scripts[own] != "Latn"
    assert np.array_equal(found.evidence, expected.evidence)
    assert found.anchors == expected.anchors


@settings(max_examples=300, deadline=None)
@given(words, st.none() | st.lists(st.sampled_from(OWN), min_size=1, max_size=4, unique=True))
def test_both_look_up_the_same(words: list[str], languages: list[int] | None) -> None:
    table: Any = load_table()
    chosen = np.arange(len(table.codes)) if languages is None else np.array(languages)
    column = np.full(len(table.codes), -1, np.int32)
    column[chosen] = np.arange(len(chosen))
    values, listed = table.look_up(words, languages)
    expected, known = table._look_up(words, column, table.floors[chosen])
    assert np.array_equal(values, expected)
    assert np.array_equal(listed, known)


def test_what_is_compiled_knows_the_features() -> None:
    assert tuple(evidence.load_weights()) == evidence.ORDER


@settings(max_examples=300, deadline=None)
@given(words, st.lists(st.sampled_from(OWN), min_size=2, max_size=2, unique=True))
def test_both_weigh_the_same(words: list[str], pair: list[int]) -> None:
    own, other = pair
    weighed = evidence.weigh(words, own, other, load_table())
    expected = evidence.weigh_features(words, own, other, load_table())
    assert np.array_equal(weighed, expected)


@settings(max_examples=300, deadline=None)
@given(words, st.lists(st.sampled_from(OWN), min_size=1, max_size=4, unique=True))
def test_both_spell_the_same(words: list[str], languages: list[int]) -> None:
    table: Any = load_table()
    assert np.array_equal(table.spell(words, languages), table._spell(words, languages))


TOUCHING = [
    "productGraham", "NATOofficials", "theGRAHAMs", "directorhet", "Éva", "ǅungla", "s", "S", "J", "’", "'", ".", ":",
    "-", "–", "(", "()", "@", "/", "=", ";", "§", '"', "“", "example.com", "f(x)", "US", "BBC", "U.S.", "km2", " ", " ",
    "of", "de",
]  # fmt: skip
touching = st.lists(st.sampled_from(WORDS + TOUCHING), max_size=60).map("".join) | texts


@settings(max_examples=900, deadline=None)
@given(touching, st.sampled_from([{}, {"directorhet": 8, "council": 3}]))
def test_both_read_the_same_words(text: str, seams: dict[str, int]) -> None:
    twin = importlib.import_module("cleaner.language._words")
    found = twin.split(text, seams)
    assert found == reading.split(text, seams)
    assert np.array_equal(twin.cases(*found[2:]), reading.cases(*found[2:]))


def test_both_read_the_same_in_capitals() -> None:
    twin = importlib.import_module("cleaner.language._words")
    found = twin.split("THE COUNCIL OF Harbour TOWN, J. S.", {})
    assert reading.cases(*found[2:]).tolist() == twin.cases(*found[2:]).tolist() == [0] * 7


scores = st.floats(-5, 5) | st.sampled_from([0.0, -0.0, decode.LEAVE, 1e-300, 2 * decode.SURE, -2 * decode.SURE])


@settings(max_examples=600, deadline=None)
@given(st.lists(scores, max_size=60), st.sampled_from([2.0, 3.5, 5.0]))
def test_both_decode_the_same(scores: list[float], enter: float) -> None:
    twin = importlib.import_module("cleaner.language._decode")
    assert twin.stretches(scores, enter) == decode.stretches(scores, enter)
    assert twin.chances(scores, enter) == decode.chances_by_sums(scores, enter)


@settings(max_examples=300, deadline=None)
@given(texts, st.frozensets(st.sampled_from(WORDS).map(str.lower), max_size=4))
def test_both_find_the_same_lines(text: str, some: frozenset[str]) -> None:
    text = text.replace("a", "a\u2028") + "\n" + text
    assert lines_with(text, some) == lines_with_sets(text, some)


@settings(max_examples=300, deadline=None)
@given(texts | st.text(), st.integers(1, 40))
@example("ΟΔΟΣ'Α Σ", 3)
@example("DİE Haus", 3)
def test_both_vote_the_same(text: str, repeats: int) -> None:
    lists: Any = load_table().lists
    text *= repeats
    expected: Any = identify.votes_of(text)
    votes = lists.vote(text, identify._SAMPLE, identify._REPEATS, identify._UNLISTED)
    assert (votes is None) == (expected is None)
    assert votes is None or np.array_equal(votes, expected)


def test_words_begin_and_end_where_they_do_in_lower_case() -> None:
    for code in range(0x11_0000):
        letter = chr(code)
        if letter != "İ":
            assert len(letter.lower()) == 1
            assert bool(reading.LETTERS.match(letter)) == bool(reading.LETTERS.match(letter.lower())), hex(code)


def test_both_count_the_same_words() -> None:
    table: Any = load_table()
    assert table.sizes.tolist() == np.bincount(table._numbers, minlength=len(table.codes)).tolist()


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_script_of_one_language_is_overlooked(text: str) -> None:
    if identify._OWN_SIGNS.search(text):
        assert may_hold(text, identify._OWN_BLOCKS)


def test_latin_and_cyrillic_are_not_looked_at_for_scripts_of_one_language() -> None:
    for edge in identify._OWN.replace("-", ""):
        assert may_hold(f"été {edge}", identify._OWN_BLOCKS), edge
        assert may_hold(f"“été” {'é' * 400}{edge}", identify._OWN_BLOCKS), edge
    for text in ("le café a fermé", "“совет” решил — школу…", "𝐛𝐨𝐥𝐝"):
        assert not may_hold(text, identify._OWN_BLOCKS)
