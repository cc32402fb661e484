"""An article that speaks of another language, its titles, dishes, terms and loans, loses nothing of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from lone_phrases import read

from cleaner.language.document import detect
from cleaner.language.span import SPAN

ARTICLES = tomllib.loads((Path(__file__).parent / "borrowed.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_goes_from_an_article_that_speaks_of_another_language(name: str) -> None:
    text = ARTICLES[name]["text"].strip()
    page, _ = read(text)
    assert page.text == text


@pytest.mark.parametrize("name", ARTICLES)
def test_names_and_titles_do_not_outvote_the_language_of_an_article(name: str) -> None:
    assert detect(ARTICLES[name]["text"]).code == ARTICLES[name]["language"]


@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("recipe-it", "dopo essere uscito dall'ospedale con la moglie la settimana scorsa"),
        ("cinema-fr-titles", "selon un porte-parole de la police qui ne veut pas donner son nom"),
        ("bookshop-de", "nachdem sie das Krankenhaus verlassen hatte"),
        ("te-reo-nz", "nachdem er das Krankenhaus verlassen hatte"),
    ],
)
def test_a_clause_among_titles_and_terms_goes_all_the_same(name: str, clause: str) -> None:
    text = ARTICLES[name]["text"].strip()
    *lines, last = text.split("\n")
    page, edits = read("\n".join([*lines, f"The visitors said on Monday {clause} that they would come again.", last]))
    assert any(edit["rule"] == SPAN for edit in edits)
    assert clause not in page.text


def test_a_placeholder_in_latin_goes_and_a_maxim_stays() -> None:
    plain = "The council has voted for the new bridge over the river, and work will begin before the end of the year."
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
    assert "ipsum" not in read(f"{plain}\n{filler}\n{plain}")[0].text
    maxim = "The judge said that nemo dat quod non habet was good law, as was actus non facit reum nisi mens sit rea."
    assert maxim in read(f"{plain}\n{maxim}\n{plain}")[0].text


def test_one_phrase_that_is_several_runs_at_the_second_reading_is_still_one() -> None:
    text = (
        "Feri yang menghubungkan dua pulau itu terkandas awal pagi Isnin dan empat puluh penumpang terpaksa dibawa ke "
        "darat dengan bot penyelamat.\nPenternak bimbang terpaksa membuangnya. Setakat ini tiada siapa yang la "
        "compagnie indique que le navire restera menghubungi ont dû être kami compagnie indique que le navire semula."
    )
    page, edits = read(text)
    assert len([edit for edit in edits if edit["rule"] == SPAN]) <= 3
    assert "Penternak bimbang" in page.text
