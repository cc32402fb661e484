"""What a translating mirror leaves goes, whatever is beside it stays: clauses, subjects, titles, shared words."""

from __future__ import annotations

import pytest
from lone_phrases import HOSTS, page_of, read

from cleaner.language import suspicion
from cleaner.language.connectives import connectives, joined
from cleaner.language.document import detect
from cleaner.language.shape import Fragment
from cleaner.language.span import look
from cleaner.language.spared import spare
from cleaner.language.table import IS_COMPILED, load_table
from cleaner.language.words import read_words

NUMBER = load_table().number


def filled(host: str, sentence: str, size: int = 10) -> str:
    return page_of(host, sentence, size, 1)


@pytest.mark.parametrize(
    ("host", "sentence", "left"),
    [
        ("en", "În ciuda acestor critici, the bridge is closed until the end of the year.", "The bridge is closed"),
        (
            "es",
            "Az összes tiltakozás ellenére, la vieja casa del río se cerró hasta el año que viene.",
            "La vieja casa",
        ),
    ],
)
def test_a_lone_clause_goes_whose_joining_word_is_rare(host: str, sentence: str, left: str) -> None:
    page, _ = read(filled(host, sentence))
    assert left in page.text


def test_a_second_phrase_goes_with_one_beyond_doubt() -> None:
    text = filled(
        "en", "Navzdory všem změnám, the bridge is closed until the end of the year jak později uvedla policie."
    )
    page, _ = read(text)
    assert "The bridge is closed until the end of the year." in page.text


def test_every_joining_word_is_of_a_language_of_the_table() -> None:
    assert all(code in NUMBER for codes in joined().values() for code in codes)
    assert "spyte" in connectives("af")
    assert not connectives("xx")


@pytest.mark.skipif(not IS_COMPILED, reason="asks the compiled twin")
def test_both_twins_know_the_joining_words() -> None:
    text = "They left az összes tiltakozás ellenére, before lunch."
    for found in (suspicion.suspect(text, NUMBER["en"]), suspicion.suspect_by_sets(text, NUMBER["en"])):
        assert "ellenére" in found.anchors


SUBJECT = "Bürgermeisterin Ellen Vale {} sagte den Leuten am Abend, dass es keinen anderen Weg gab."
BESIDE = (
    " Despite all the protests, wird die alte Brücke im Winter gesperrt, as the police confirmed later. Nobody was "
    "hurt when the wall of the old mill fell into the river last night."
)


def test_who_opens_a_sentence_stays_when_a_clause_behind_goes() -> None:
    page, _ = read(filled("de", SUBJECT.format("after a long and angry meeting") + BESIDE))
    assert "Bürgermeisterin Ellen Vale sagte den Leuten" in page.text


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("de", "Der Song I want to hold your hand und das Album The dark side of the moon liefen den ganzen Abend."),
        ("fr", "Le groupe a joué Smells like teen spirit et Should I stay or should I go devant cinq mille personnes."),
        ("en", "The song zie ginds komt de stoomboot was heard in the harbour until the end of the day."),
        ("nl", "Het bedrijf zoekt een junior ontwikkelaar met een can do mentality voor het nieuwe kantoor."),
    ],
)
def test_titles_sayings_and_borrowed_words_stay(host: str, sentence: str) -> None:
    assert host in HOSTS
    text = filled(host, sentence)
    assert read(text)[0].text == text


@pytest.mark.parametrize(("text", "left"), [("Die werk sal lank duur.", []), ("Die und se werk.", ["und"])])
def test_a_word_that_both_languages_use_is_no_fragment_by_itself(text: str, left: list[str]) -> None:
    words = read_words(text)
    part = Fragment(1, 2, NUMBER["de"], 5.0, quoted=False)
    assert [words.shown[one.first] for one in spare(words, NUMBER["af"], [part])] == left


SERBIAN = (
    "Gradonačelnica Elen Harou rekla je stanovnicima da drugog izlaza nema. „Ne možemo da čekamo da neko strada“, "
    "rekla je ona. Trgovci na severnoj obali plaše se da kupci više neće dolaziti. Neki od njih su tražili niže poreze "
    "dok radovi traju."
)
BOSNIAN = (
    "Predsjedavajući Vijeća ministara izjavio je da će budžet biti usvojen do kraja sedmice. Sindikati traže da se "
    "plate radnika povećaju, a opozicija smatra da vlast nije uradila ništa za hiljade ljudi koji su otišli iz zemlje."
)


@pytest.mark.parametrize(("code", "text"), [("sr", SERBIAN), ("bs", BOSNIAN)])
def test_serbian_in_latin_letters_is_told_from_bosnian(code: str, text: str) -> None:
    assert detect(text).code == code


def test_serbian_in_latin_letters_is_read_by_its_own_list() -> None:
    page, _ = read(
        f"{SERBIAN}\nNiko nije povređen kada se zid srušio. Nobody was hurt when the wall of the old mill fell."
    )
    assert page.language.code == "sr"
    assert "Nobody" not in page.text
    assert look(read(SERBIAN)[0]) is None


def test_two_cuts_that_touch_open_the_sentence_once() -> None:
    text = (
        "In ainneoin na n-agóidí go léir, penderfynodd cyngor y dref ddydd Mawrth gau'r hen bont dros yr afon tan y "
        "gwanwyn. Roedd peirianwyr wedi dod o hyd i graciau mewn dau o'i phileri ar ôl llifogydd y gaeaf diwethaf. "
        "Bydd y gwaith atgyweirio yn costio tua phedair miliwn, a bydd yr arian yn dod o'r llywodraeth."
    )
    page, _ = read(text)
    assert page.text.startswith("Penderfynodd cyngor y dref")
