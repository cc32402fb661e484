"""The words of a page, found and counted by array operations, are the words a plain loop finds."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.select.vocabulary import NAMES, vocabulary, words

_CHARS = st.sampled_from("abcdefgh AB  .,-\n é ß\U0001f600\ud800 東京都 каша")


def stems(text: str) -> set[str]:
    """The same by hand, for Latin and Cyrillic letters and Han."""
    found = {word[:6] for word in re.findall(r"[a-zß-öø-ÿа-я]{4,}", text.lower())}
    han = re.findall(r"[\u3400-\u9fff]+", text)
    return found | {run[at : at + 2] for run in han for at in range(len(run) - 1)}


@given(st.lists(st.text(_CHARS, max_size=40), min_size=1, max_size=6))
def test_each_line_has_the_words_a_loop_finds(texts: list[str]) -> None:
    lines, numbers, bound = words(texts)
    assert [int((lines == at).sum()) for at in range(len(texts))] == [len(stems(text)) for text in texts]
    assert not len(numbers) or (numbers.min() >= 0 and numbers.max() < bound)
    every = {word for text in texts for word in stems(text)}
    assert len(set(numbers.tolist())) == len(every)


def test_a_teaser_speaks_of_other_things_than_the_article() -> None:
    article = [
        f"The ferry to the outer islands was {word} by the harbour master on Monday, said the council."
        for word in ("stopped", "painted", "repaired", "launched")
    ]
    ending = "The council and the harbour master want a second ferry."
    texts = [*article, ending, "Singer marries her hairdresser again"]
    chances = np.array([0.95] * 4 + [0.5, 0.5], np.float32)
    found = vocabulary(texts, chances, np.array([len(text) for text in texts], np.float32))
    share = found[:, NAMES.index("core_words")]
    assert share[4] > 0.6
    assert share[5] < 0.1
    assert found.shape == (6, len(NAMES))
    assert np.isfinite(found).all()


def test_a_line_is_not_its_own_witness() -> None:
    text = "Nobody else on this page has any of these particular letters together at all."
    found = vocabulary([text, "x"], np.array([0.99, 0.1], np.float32), np.array([len(text), 1], np.float32))
    assert found[0, NAMES.index("core_words")] == 0


def test_a_page_without_words_has_a_row_all_the_same() -> None:
    found = vocabulary(["–", "1 2"], np.array([0.9, 0.1], np.float32), np.array([1, 3], np.float32))
    assert found.shape == (2, len(NAMES))
    assert np.isfinite(found).all()
