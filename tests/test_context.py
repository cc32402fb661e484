"""A polluted text is read a second time: what is around a word decides where it says nothing by itself."""

from __future__ import annotations

import itertools
from math import exp

import pytest
from clocks import growth
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner.language import context
from cleaner.language.context import BELIEVED, find_fragments, how_sure, load_network
from cleaner.language.decode import LEAVE, chances
from cleaner.language.fragments import find_foreign
from cleaner.language.shape import shape
from cleaner.language.surroundings import look_around
from cleaner.language.table import load_table

POLLUTED = (HOUSE / "seeds" / "mirror-page.txt").read_text(encoding="utf-8")
ENGLISH = load_table().number["en"]


def fragments(sentence: str) -> list[str]:
    """The fragments found in a sentence that ends a polluted page."""
    found = find_foreign(f"{POLLUTED}\n{sentence}", ENGLISH)
    assert found
    words, foreign = found
    return [
        " ".join(words.shown[part.first : part.last])
        for part in find_fragments(words, ENGLISH, foreign)
        if words.starts[part.first] > len(POLLUTED)
    ]


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=7), st.floats(0.1, 6))
def test_chances_are_those_of_all_paths(scores: list[float], enter: float) -> None:
    weights = {}
    for path in itertools.product((False, True), repeat=len(scores)):
        steps = zip((False, *path), (*path, False), strict=True)
        cost = sum(enter if after and not before else LEAVE if before and not after else 0 for before, after in steps)
        weights[path] = exp(sum(score for score, inside in zip(scores, path, strict=True) if inside) - cost)
    total = sum(weights.values())
    for place, said in enumerate(chances(scores, enter)):
        assert said == pytest.approx(sum(weight for path, weight in weights.items() if path[place]) / total, abs=1e-9)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # words that say nothing by themselves, beside and inside fragments
        ("They saw that die kinders het gehuil land and it ended.", "die kinders het gehuil land"),
        ("She said that Regering would come.", "Regering"),
        # the other half of a word goes with it
        ("The HIV/Vigs onder jong vroue het toegeneem was published.", "HIV Vigs onder jong vroue het toegeneem"),
        # but not what stands behind a quotation mark
        ("It was ‘stalling and delaying’ vroue wat nie wou luister nie, she said.", "vroue wat nie wou luister nie"),
    ],
)  # fmt: skip
def test_neighbours_decide(sentence: str, wanted: str) -> None:
    assert fragments(sentence) == [wanted]


def test_a_text_with_little_evidence_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "BEYOND_DOUBT", float("inf"))
    monkeypatch.setattr(context, "load_network", lambda: pytest.fail("the network was asked"))
    assert fragments("They saw that die kinders het gehuil land and it ended.") == ["die kinders het gehuil"]


def test_what_is_seen_is_what_the_network_was_fitted_on() -> None:
    found = find_foreign(POLLUTED, ENGLISH)
    assert found
    words, foreign = found
    parts = [part for part in shape(words, foreign[0]) if how_sure(part, foreign[0]) >= BELIEVED]
    places, rows = look_around(words, ENGLISH, foreign[0], parts)
    assert rows.shape == (len(places), len(load_network().inputs))
    assert abs(rows).max() < 20
    inside = {place for part in parts for place in range(part.first, part.last)}
    assert inside <= set(places.tolist())


@pytest.mark.parametrize("unit", ["Koerier-", "die kinders het gehuil land, ", "Jan Vale and the Hof van "])
def test_time_of_a_second_reading_is_linear(unit: str) -> None:
    found = {}
    for words in (4_000, 20_000):
        read = find_foreign(f"{POLLUTED}\n{unit * (words // len(unit.split()))}", ENGLISH)
        assert read
        found[words] = read
    growth(lambda words: find_fragments(found[words][0], ENGLISH, found[words][1]), 4_000, 20_000, below=14)
