"""From which chance on a block is kept: brute force over all sets says the same."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.language.table import Floats
from cleaner.select import model
from cleaner.select.choice import HALF, is_brief, least_chance, of_both


def best_by_trying(chances: list[float], words: list[int]) -> float:
    hoped = sum(chance * size for chance, size in zip(chances, words, strict=True))
    best = 0.0
    for count in range(1, len(chances) + 1):
        for chosen in combinations(range(len(chances)), count):
            hits = sum(chances[at] * words[at] for at in chosen)
            best = max(best, hits / (sum(words[at] for at in chosen) + hoped))
    return best


@given(st.lists(st.tuples(st.floats(0.3, 0.99), st.integers(1, 50)), min_size=1, max_size=7))
def test_no_other_choice_has_a_better_expected_f1(blocks: list[tuple[float, int]]) -> None:
    chances, words = [chance for chance, _ in blocks], [size for _, size in blocks]
    array = np.array(chances, np.float32)
    least = least_chance(array, np.array(words, np.float32))
    assert 0.3 <= round(least, 6) <= HALF
    kept = [at for at in range(len(blocks)) if array[at] >= least]
    hoped = sum(chance * size for chance, size in blocks)
    ours = sum(chances[at] * words[at] for at in kept) / (sum(words[at] for at in kept) + hoped)
    unbounded = best_by_trying(chances, words)
    assert ours >= unbounded - 1e-5


def test_a_doubtful_list_is_kept_whole_and_a_clear_page_has_a_clear_line() -> None:
    words = np.full(20, 40, np.float32)
    doubtful = np.linspace(0.42, 0.62, 20, dtype=np.float32)
    assert least_chance(doubtful, words) <= doubtful.min()
    clear = np.array([0.97] * 10 + [0.4] * 2 + [0.02] * 8, np.float32)
    assert least_chance(clear, words) > 0.4


def test_a_page_of_menus_keeps_nothing() -> None:
    assert least_chance(np.full(30, 0.05, np.float32), np.full(30, 3, np.float32)) >= 0.3


def sizes(*characters: int) -> Floats:
    return np.array(np.log1p(characters) / 6, np.float32)


def test_a_page_is_a_brief_by_what_is_kept_of_it_and_not_where_it_is_endless() -> None:
    kept = np.array([True, False, False, True])
    assert is_brief(kept, sizes(200, 4000, 80, 250))
    assert not is_brief(kept, sizes(200, 4000, 80, 350))
    assert not is_brief(np.resize(kept, 40_000), sizes(*[0] * 40_000))


def test_of_a_brief_what_the_first_network_keeps_stays_unless_the_other_is_against() -> None:
    first, brief = np.array([0.9, 0.9, 0.4, 0.9]), np.array([0.8, 0.3, 0.3, 0.1])
    assert of_both(first, brief, HALF).tolist() == [0.9, 0.9, 0.3, 0.1]
    assert of_both(first, brief, 0.85).tolist() == brief.tolist(), "no article, so nothing stays"


def test_an_endless_text_is_not_judged_by_those_who_see_it_as_a_whole() -> None:
    fitted = model.load("text")
    assert fitted.row is not None
    few, many = 40, model.MOST_LINES + 1
    rows = np.zeros((many, len(fitted.first.mean)), np.float32)
    assert fitted.score(rows[:few], ["a line"] * few).row is fitted.row
    assert fitted.score(rows, ["a line"] * many).row is None
