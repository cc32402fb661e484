"""Does compiled code find the same differences between two texts as its definition does?"""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.dedup import compare as definition
from cleaner.dedup.words import Words, read_codes

pytestmark = pytest.mark.skipif(not definition.IS_COMPILED, reason="no compiled twin here")

REPORT: Final = (
    "Holmby Water said it will pay a quarterly dividend of 12 cents a share. The dividend is payable on May 3 to "
    "holders of record on April 17. Holmby Water paid 11.5 cents in the same quarter of last year, and 9 in 2019."
)
WORDS: Final = [*REPORT.split(), "Kelby", "kelby", "7", "7.5", "straße", "日本"]
words = st.lists(st.sampled_from(WORDS), max_size=60)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with stretches taken out, put in and exchanged."""
    first = draw(words) * draw(st.integers(1, 2)) + draw(st.sampled_from([[], REPORT.split()]))
    second = list(first)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(second)))
        second[at : at + draw(st.integers(0, 4))] = draw(st.lists(st.sampled_from(WORDS), max_size=4))
    return " ".join(first), " ".join(second)


def compiled(text: str) -> Words:
    from cleaner.dedup import _compare

    return _compare.Terms(read_codes(text))


@given(pairs())
@settings(max_examples=600)
@example(("", ""))
@example(("one", "one"))
@example(("one two", "one three"))
@example((REPORT, REPORT.replace("12", "13").replace("May", "June")))
@example((REPORT, f"Home News {REPORT} Most read Kelby 5"))
def test_the_same_differences(texts: tuple[str, str]) -> None:
    first, second = texts
    for one, two in ((first, second), (second, first)):
        expected = definition.compare(Words(one), Words(two))
        assert definition.compare(compiled(one), compiled(two)) == expected
        assert definition.is_same(compiled(one), compiled(two)) == definition.is_same(Words(one), Words(two))
        assert definition.count_facts(compiled(one), compiled(two)) == definition.count_facts(Words(one), Words(two))
        assert definition.count_shared(compiled(one), compiled(two)) == definition.count_shared(Words(one), Words(two))


@given(st.tuples(words, words, words, words))
def test_the_same_telling_words(texts: tuple[list[str], ...]) -> None:
    joined = [" ".join(text) for text in texts]
    expected = definition.count_telling(*map(Words, joined))
    assert definition.count_telling(*map(compiled, joined)) == expected


def test_a_substitution_is_seen_by_both() -> None:
    changed = re.sub("12 cents", "31 cents", REPORT)
    for read in (Words, compiled):
        difference = definition.compare(read(REPORT), read(changed))
        assert (difference.places, difference.facts, difference.numbers) == (1, 1, 1)
    assert len(compiled(REPORT)) == len(Words(REPORT))


def test_a_long_gap_costs_no_square() -> None:
    shared = " ".join(f"word{number} and more" for number in range(100_000))
    gaps = [" ".join(str(number) for number in range(start, start + 150_000)) for start in (0, 100_000)]
    texts = [f"{shared} {gap} {REPORT}" for gap in gaps]
    difference = definition.compare(*map(compiled, texts))
    assert difference.contained > definition.LEAST_CONTAINED
    assert difference == definition.compare(*map(Words, texts))
