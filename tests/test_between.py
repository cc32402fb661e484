"""Short articles keep the sentences beside their boxes. All is invented."""

from __future__ import annotations

from cleaner.select.apart import _without_near
from cleaner.select.between import MOST, lines_between

LINES = [
    "The goose came back.", "It was just after midnight.", "Sign up to our letter", "Nobody was hurt.",
    "They left without her.", "She was seen again on the bridge on Monday.",
]  # fmt: skip
FAR = "She was seen again on the bridge on Monday, a driver said."


def test_a_sentence_between_those_of_a_short_article_is_one_of_them() -> None:
    chances = [0.8, 0.7, 0.4, 0.4, 0.6, 0.9]
    assert lines_between(LINES, chances, [0, 1, 4, 5]) == [3]
    assert lines_between(LINES, [0.8, 0.7, 0.4, 0.3, 0.6, 0.9], [0, 1, 4, 5]) == []
    assert lines_between(LINES, chances, [0, 1, 4]) == []
    long = [line * (MOST // 40) for line in LINES]
    assert lines_between(long, chances, [0, 1, 4, 5]) == []


def test_only_near_ones_are() -> None:
    menu = ["Home"] * 9
    texts = [*LINES[:2], *menu, LINES[3], *menu, *LINES[4:]]
    own = [0, 1, len(texts) - 2, len(texts) - 1]
    assert lines_between(texts, [0.4] * len(texts), own) == []


def test_a_sentence_a_few_lines_from_a_short_article_is_not_apart() -> None:
    texts = [FAR, *["Home"] * 5, FAR, FAR]
    chances = [0.51, *[0.1] * 5, 0.9, 0.9]
    assert _without_near([0], chances, texts) == []
    assert _without_near([0], [0.51, *[0.1] * 9, 0.9, 0.9], [FAR, *["Home"] * 9, FAR, FAR]) == [0]
    assert _without_near([0], chances, ["Home", *texts[1:]]) == [0]
    assert _without_near([0], chances, [FAR, *["Home"] * 5, FAR * 20, FAR * 20]) == [0]
