"""Copies differ in how letters were typed; reports from a template are none in any script."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.dedup.facts import share_facts
from cleaner.dedup.fold import fold
from cleaner.dedup.guard import Text, judge, letters_a_word
from cleaner.dedup.sketch import FACTS, KEYS, sketch
from cleaner.dedup.words import Words

ROMANIAN = (
    "Primăria a anunţat marţi că podul vechi de la moară va fi închis de luni până la sfârşitul anului, timp "
    "în care inginerii vor înlocui trei din cele şapte picioare ale sale. Scafandrii au găsit fisuri adânci "
    "în zidărie, iar camioanele nu mai au voie să treacă de atunci. Un bac va traversa râul la fiecare jumătate de oră."
)
GOLD = (
    "สมาคมค้าทองคำประกาศราคาทองประจำวันนี้ ทองคำแท่งรับซื้อบาทละ {0} บาท ขายออกบาทละ {1} บาท ทองรูปพรรณรับซื้อบาทละ {2} บาท "
    "ขายออกบาทละ {3} บาท ส่วนราคาทองในตลาดต่างประเทศอยู่ที่ {4} ดอลลาร์ต่อออนซ์ นักวิเคราะห์คาดว่าราคาจะเคลื่อนไหวในกรอบแคบ"
)
HINDI = (
    "नगर परिषद ने सोमवार को कहा कि पुराना पुल मरम्मत के लिए साल के अंत तक बंद रहेगा और हर आधे घंटे में एक नाव चलेगी। "
    "इंजीनियरों ने पिछले महीने जाँच के दौरान खंभों में गहरी दरारें पाई थीं जिसके बाद भारी वाहनों पर रोक लगा दी गई थी।"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ţară", "țară"), ("Ёлка", "елка"), ("ΟΔΟΣ", "οδός"), ("Łódź", "lodz"), ("İstanbul", "ıstanbul"),
        ("کتابی", "كتابي"), ("إلى", "الي"), ("１２", "12"), ("٢٠٢٤", "2024"), ("Đorđe", "dorde"), ("École", "ecole"),
    ],
)  # fmt: skip
def test_one_word_typed_on_two_keyboards_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("が", "か"), ("12", "13"), ("กา", "กี")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_copy_without_its_accents_is_a_copy() -> None:
    assert judge(Text(ROMANIAN), Text("".join(map(fold, ROMANIAN)))).copy


def test_prices_of_two_days_are_two_reports_where_characters_are_counted_as_words() -> None:
    one, other = GOLD.format(4120, 4130, 4050, 4180, 2160), GOLD.format(4215, 4225, 4140, 4275, 2198)
    assert letters_a_word(GOLD) > letters_a_word(HINDI) == 1
    assert not judge(Text(one, "ราคาทอง"), Text(other, "ราคาทอง")).copy
    assert judge(Text(one, "ราคาทอง", 0), Text(one, "ทองคำ", 0)).copy


def test_an_agency_adds_the_only_facts_of_a_text_without_capitals() -> None:
    plain, marked = (sketch(Words(text))[KEYS - FACTS :].tolist() for text in (HINDI, f"(PTI) — {HINDI} © PTI 2024"))
    assert plain == marked == [0] * FACTS
    more = sketch(Words(f"(PTI) — {HINDI} © PTI 2024, 2025, Delhi"))[KEYS - FACTS :].tolist()
    columns = dict(enumerate(zip(plain, more, strict=True), KEYS - FACTS))
    pair, few = np.array([1], np.uint64), np.array([60, 60], np.uint32)
    assert more != plain
    assert len(share_facts(pair, lambda column: np.array(columns[column], np.uint32), few))
