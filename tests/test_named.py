"""What is said to be in another language, and what everybody has borrowed, is no damage."""

from __future__ import annotations

import pytest
from lone_phrases import HOSTS, page_of, read

from cleaner.language.named import is_named

SAID = [
    ("es", "El presidente habló en euskera, eskerrik asko guztioi, y luego en la lengua de todos."),
    ("fr", "En breton, on dit kenavo ar wech all ; ici, on dit simplement au revoir et merci."),
    ("en", "He said in Swedish, tack så mycket, vi ses nästa år, and left the room with his wife."),
]
BORROWED = [
    ("nl", "De startup zoekt een head of business development en een chief financial officer voor het kantoor."),
    ("en", "The menu lists boeuf bourguignon, coq au vin, gnocchi alla sorrentina and spaghetti aglio e olio."),
]


@pytest.mark.parametrize(("host", "sentence"), SAID + BORROWED)
@pytest.mark.parametrize("size", [1, 10])
def test_it_stays(host: str, sentence: str, size: int) -> None:
    assert host in HOSTS
    text = page_of(host, sentence, size, 0)
    assert read(text)[0].text == text


def test_a_page_that_suffers_from_a_language_may_name_it_and_loses_its_fragments() -> None:
    text = page_of("en", "Asked in Afrikaans, ten spyte van hierdie, he left the room.", 3, 0)
    more = " The clerk sonder om vir iemand te sê has left the town. It was, volgens die polisie se verklaring, late."
    assert "ten spyte" in read(text)[0].text
    assert "ten spyte" not in read(text + more)[0].text


@pytest.mark.parametrize(
    ("code", "before", "named"),
    [
        ("en", "sagte er auf Englisch: ", True),
        ("en", "sagte er in England, ", False),
        ("sv", "Hän sanoi ruotsiksi: ", True),
        ("fr", "She learnt French. ", False),
        ("fr", "He learnt French when he was a young man in the army, ", False),
        ("xx", "in English: ", False),
    ],
)
def test_a_name_counts_a_few_words_before_in_the_same_sentence(code: str, before: str, *, named: bool) -> None:
    assert is_named(code, f"{before}we shall see", len(before)) is named
