"""A document's language: found, compared with what it declares, and asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner import account
from cleaner.language import document
from cleaner.language.document import detect
from cleaner.language.identify import Guess, identify
from cleaner.language.suspicion import suspect
from cleaner.language.table import load_table
from cleaner.language.words import read_words
from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.settings import Settings

SENTENCES = {
    "en": "The council has decided to close the old school by the harbour next summer.",
    "af": "Die raad het besluit om die ou skool by die hawe volgende somer te sluit.",
    "nl": "De gemeente heeft besloten om de oude school bij de haven volgende zomer te sluiten.",
    "de": "Der Gemeinderat hat beschlossen, die alte Schule am Hafen im nächsten Sommer zu schließen.",
    "fr": "Le conseil a décidé de fermer la vieille école près du port l’été prochain.",
    "es": "El ayuntamiento ha decidido cerrar la vieja escuela junto al puerto el próximo verano.",
    "pt": "A câmara decidiu fechar a velha escola junto ao porto no próximo verão.",
    "it": "Il comune ha deciso di chiudere la vecchia scuola vicino al porto la prossima estate.",
    "sv": "Kommunen har beslutat att stänga den gamla skolan vid hamnen nästa sommar.",
    "pl": "Rada postanowiła zamknąć starą szkołę przy porcie w przyszłym roku.",
    "tr": "Belediye, limandaki eski okulu gelecek yaz kapatmaya karar verdi.",
    "id": "Dewan kota telah memutuskan untuk menutup sekolah tua di dekat pelabuhan tahun depan.",
    "fi": "Kunta on päättänyt sulkea vanhan koulun sataman vieressä ensi kesänä.",
    "hu": "Az önkormányzat úgy döntött, hogy jövő nyáron bezárja a kikötő melletti régi iskolát.",
    "ru": "Совет решил закрыть старую школу у гавани следующим летом.",
    "uk": "Рада вирішила закрити стару школу біля гавані наступного літа.",
    "el": "Το συμβούλιο αποφάσισε να κλείσει το παλιό σχολείο δίπλα στο λιμάνι το επόμενο καλοκαίρι.",
    "ar": "قرر المجلس إغلاق المدرسة القديمة بجوار الميناء في الصيف المقبل.",
    "fa": "شورا تصمیم گرفت که مدرسه قدیمی کنار بندر را تابستان آینده ببندد.",
    "he": "המועצה החליטה לסגור את בית הספר הישן ליד הנמל בקיץ הבא.",
    "hi": "परिषद ने अगली गर्मियों में बंदरगाह के पास पुराने स्कूल को बंद करने का फैसला किया है।",
    "ja": "議会は来年の夏に港のそばの古い学校を閉鎖することを決めた。",
    "zh": "议会决定明年夏天关闭港口旁边的旧学校。",
    "ko": "의회는 내년 여름에 항구 옆의 오래된 학교를 닫기로 결정했다.",
    "th": "สภาได้ตัดสินใจปิดโรงเรียนเก่าข้างท่าเรือในฤดูร้อนหน้า",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_known_by_its_words(code: str) -> None:
    assert identify(SENTENCES[code]).code == code


@pytest.mark.parametrize("code", SENTENCES)
def test_the_ensemble_knows_it_too(code: str) -> None:
    assert detect(SENTENCES[code]).code == code


def test_the_answer_is_the_same_every_time() -> None:
    odd = "Die hand was in die water and the man was in the land of sand"
    assert len({detect(odd) for _ in range(5)}) == 1


@pytest.mark.parametrize("text", ["", "12 34", "…", "🙂", "\u200b"])
def test_nothing_is_known_of_nothing(text: str) -> None:
    assert identify(text) == ("", 0.0)


def processed(text: str, declared: str = "", language: str = "auto") -> dict[str, Any]:
    record = Record("page", text.encode(), "text", fields={"language": declared} if declared else {})
    return account.manifest_row(process(record, Settings(skip=("select",), language=language)))


ARTICLE = " ".join([SENTENCES["de"]] * 3)


def test_a_vowel_sign_without_a_letter_is_no_language() -> None:
    assert identify("\u0e47") == Guess("", 0.0)
    source = "A night watchman let the bridge stand open.\n\u0e47"
    assert process(Record("a", source, "text"), Settings()).reason == ""


def test_a_conflict_with_the_declaration_is_recorded() -> None:
    assert processed(ARTICLE, "en")["language"] == {"code": "de", "confidence": 1.0, "declared": "en"}


def test_no_other_voice_is_asked_where_words_say_what_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def by_letters(text: str) -> Guess:
        asked.append(text)
        return identify(text)

    monkeypatch.setattr(document, "_by_letters", by_letters)
    long = " ".join([SENTENCES["de"]] * 12)
    assert detect(long, "de") == ("de", 1.0)
    assert not asked
    assert detect(long, "en").code == "de"
    assert asked


def test_a_short_text_has_the_language_it_declares() -> None:
    assert processed("Hamburg, Berlin", "sv")["language"]["code"] == "sv"


def test_a_document_in_another_language_is_dropped_where_one_is_asked_for() -> None:
    row = processed(ARTICLE, language="en")
    assert row["status"] == "dropped"
    assert row["reason"].startswith("language: de")
    assert {edit["rule"] for edit in row["edits"]} == {"language.document"}
    assert processed(ARTICLE, language="de")["status"] == "kept"
    assert processed(ARTICLE, language="deu")["status"] == "kept"


def test_it_is_kept_where_the_language_is_not_sure() -> None:
    assert processed("Hamburg, Berlin", language="fr")["status"] == "kept"


# -- the table


def test_the_table_knows_function_words() -> None:
    table = load_table()
    words = "die van was se met op is het nie".split()
    values, listed = table.look_up(words, [table.number["af"]])
    assert listed.all()
    assert (values > -8).all()


def test_it_has_the_languages_it_should() -> None:
    table = load_table()
    assert table.scripts.count("Latn") >= 45
    assert {"Cyrl", "Arab", "Grek"} <= set(table.scripts)


def test_a_look_up_of_some_languages_is_that_of_all() -> None:
    table = load_table()
    words = "the wetgewer école zzzzz und".split()
    some = [3, 0, 17]
    values, listed = table.look_up(words)
    few, known = table.look_up(words, some)
    assert np.array_equal(values[:, some], few)
    assert np.array_equal(listed[:, some], known)


def test_spelling_knows_a_language_by_a_word_no_list_has() -> None:
    table = load_table()
    dutch, finnish = table.number["nl"], table.number["fi"]
    scores = table.spell(["schoorsteenveegster", "lumisadekuurossa"], [dutch, finnish])
    assert scores[0, 0] > scores[0, 1]
    assert scores[1, 1] > scores[1, 0]


def test_it_is_mapped_quickly_and_small() -> None:
    code = (
        "import time, resource; from cleaner.language import table\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; began = time.thread_time()\n"
        "table.load_table().look_up(['the'])\n"
        "print(time.thread_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True, timeout=60
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 0.3
    assert megabytes < 100
    assert (HOUSE / "cleaner" / "language" / "table.bin").stat().st_size < 20e6


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    words = read_words(text)
    for start, end, shown in zip(words.starts, words.ends, words.shown, strict=True):
        assert text[start:end] == shown
    assert len(words.gaps) == len(words.starts) + 1
    assert [words.forms[number] for number in words.ids] == [shown.lower() for shown in words.shown]


def test_a_clean_text_raises_no_suspicion_of_a_language() -> None:
    text = (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8")
    assert suspect(text, load_table().number["en"]).evidence.max() < 2
