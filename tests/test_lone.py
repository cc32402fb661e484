"""A phrase that is foreign beyond doubt goes though it is the only one of its page; what only looks like one stays."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lone_phrases import HOSTS, PHRASES, STAYS, cases, is_close, outcome, page_of, read, words_of

from cleaner.language.span import SPAN

RANK = "He was allowed to keep his rank in the army after the long inquiry of the council."
PHRASE = "Ten spyte van hierdie, he was allowed to keep his rank in the army after the long inquiry of the council."


@pytest.mark.parametrize("beside", [0, 1, 3, 15])
def test_a_clause_of_a_mirror_goes_from_pages_of_any_length(beside: int) -> None:
    lines = [PHRASE, *([" ".join(HOSTS["en"][2:])] * beside)]
    text = "\n".join(lines)
    page, _ = read(text)
    assert page.text == "\n".join([RANK, *lines[1:]])


@pytest.mark.parametrize(
    "sentence",
    [
        "She said, volgens die polisie, that the bridge is closed until the end of the year.",
        "She said on Monday that the old bridge will be closed tot die einde van die jaar.",
        "The clerk sonder om vir iemand te sê has left the town before the end of the year.",
        "She said, dopo essere uscito dall'ospedale, that the bridge is closed until the end of the year.",
        "Meskipun ada kritik seperti itu, the bridge is closed until the end of the year.",
        "She said that the bridge, utan att säga något till någon, is closed until the end of the year.",
        "It cost nachdem er verkauft wurde 50 pounds less than it had at the end of the year.",
    ],
)
@pytest.mark.parametrize("size", [1, 10])
def test_a_phrase_goes_from_the_beginning_the_middle_and_the_end(sentence: str, size: int) -> None:
    text = page_of("en", sentence, size, 1)
    page, edits = read(text)
    taken = set(words_of(text)) - set(words_of(page.text))
    assert {edit["rule"] for edit in edits} == {SPAN}
    assert 3 <= len(taken) <= 8
    assert taken.isdisjoint(words_of(RANK))


def test_most_phrases_of_any_pair_of_languages_go_and_nothing_beside_them() -> None:
    some = [case for case in islice(cases(), 0, None, 7) if not is_close(case.host, case.language)]
    assert len(some) > 200
    counts = [outcome(case) for case in some]
    assert counts.count("gone") >= 0.72 * len(some)
    assert counts.count("not to the word") <= 0.08 * len(some)


def test_between_close_relatives_a_phrase_is_never_cut_by_itself() -> None:
    text = page_of("nl", "Ten spyte van hierdie, hij mocht zijn rang behouden in het leger voor nog een jaar.", 3, 0)
    assert read(text)[0].text == text


SAFE = [(host, line) for host, lines in STAYS.items() for line in lines]


def test_what_only_looks_like_a_phrase_is_hardly_ever_cut() -> None:
    cut = [
        line
        for place, (host, line) in enumerate(SAFE)
        if len(read(text := page_of(host, line, (1, 3, 10)[place % 3], place))[0].text) < len(text) - 2
    ]
    assert len(cut) <= 0.09 * len(SAFE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The raison d'être of the club is to help young players, and that for a hundred years.",
        "We ate huevos a la mexicana con queso y arroz on the terrace of the old hotel.",
        "Un homme et une femme, released long ago, is on the programme of the cinema too.",
        "Her book Malgré tout cela was printed in a thousand copies by a friend.",
        "He shouted “Ten spyte van hierdie bly ons hier” at the crowd and left the hall.",
        "A sign in the hall said „Trotz dieser neuen Regeln sind wir hier“ in large letters.",
        "The Partij voor de Dieren and the Vereniging van Nederlandse Gemeenten voted against it.",
        "The principle lex retro non agit has never been broken by the board of the club.",
        "They learned the words hierdie, volgens, sonder and iemand in their first lesson.",
        "In Dutch, however, one says ondanks dat alles (in spite of all that) and no more.",
        "Tot die einde van die jaar.",
        "Definitely voor herhaling vatbaar.",
        "The museum of Saint-Germain-en-Laye and the Real Academia de San Fernando are open on Sunday.",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 10])
def test_names_works_dishes_quotations_and_words_spoken_of_stay(sentence: str, size: int) -> None:
    text = page_of("en", sentence, size, 1)
    assert read(text)[0].text == text


def test_a_page_that_is_hardly_its_own_loses_nothing() -> None:
    text = "Keep calm and carry on, stand auf seinem neuen Hemd."
    assert read(text)[0].text == text


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(PHRASES["af"] + PHRASES["pl"] + PHRASES["fr"])),
    st.sampled_from(["“{}”", "({})", "[{}]", "‘{}’", "«{}»", "{} ({})"]),
)
def test_what_marks_hold_or_gloss_is_no_lone_phrase(phrase: str, marks: str) -> None:
    text = page_of("en", f"The clerk said {marks.format(phrase, phrase)} and left the town at the end of it.", 3, 0)
    assert read(text)[0].text == text
