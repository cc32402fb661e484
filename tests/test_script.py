"""Words in another script: sentences of a widget or mirror go, what belongs to the article is never touched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clocks import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner import account
from cleaner.language.alphabets import may_hold_others, others
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.settings import Settings

ARTICLES = {
    "en": (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8").strip(),
    "fr": "Le conseil municipal a décidé lundi de fermer la vieille école du port.\n"
    "Les parents disent qu’ils n’ont pas été consultés et qu’ils iront devant le tribunal.\n"
    "La maire a répondu que le bâtiment était trop cher à chauffer pour onze élèves.",
    "ru": "Городской совет решил в понедельник закрыть старую школу у гавани.\n"
    "Родители говорят, что их никто не спросил и что они пойдут в суд.\n"
    "Мэр ответила, что здание слишком дорого отапливать ради одиннадцати учеников.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει το παλιό σχολείο στο λιμάνι.\n"
    "Οι γονείς λένε ότι κανείς δεν τους ρώτησε και ότι θα πάνε στο δικαστήριο.\n"
    "Η δήμαρχος απάντησε ότι το κτίριο είναι πολύ ακριβό για έντεκα μαθητές.",
    "ar": "قرر المجلس البلدي يوم الاثنين إغلاق المدرسة القديمة قرب الميناء.\n"
    "ويقول الآباء إن أحدا لم يسألهم وإنهم سيذهبون إلى المحكمة.\n"
    "وقالت رئيسة البلدية إن تدفئة المبنى مكلفة جدا من أجل أحد عشر تلميذا.",
    "he": "מועצת העיר החליטה ביום שני לסגור את בית הספר הישן ליד הנמל.\n"
    "ההורים אומרים שאף אחד לא שאל אותם ושהם ילכו לבית המשפט.\n"
    "ראשת העיר השיבה כי הבניין יקר מדי לחימום בשביל אחד עשר תלמידים.",
    "zh": "市议会星期一决定关闭港口旁边的老学校。\n"
    "家长们说没有人问过他们的意见，他们会去法院。\n"
    "市长回答说，为了十一个学生给这座大楼供暖太贵了。",
    "ja": "市議会は月曜日、港のそばにある古い学校を閉校することを決めた。\n"
    "保護者たちは、誰にも意見を聞かれなかったとして裁判所に訴えると話している。\n"
    "市長は、十一人の生徒のために建物を暖めるのは費用がかかりすぎると答えた。",
    "ko": "시의회는 월요일 항구 옆의 오래된 학교를 닫기로 결정했다.\n"
    "학부모들은 아무도 의견을 묻지 않았다며 법원에 가겠다고 말한다.\n"
    "시장은 학생 열한 명을 위해 건물을 난방하는 것은 너무 비싸다고 답했다.",
    "hi": "नगर परिषद ने सोमवार को बंदरगाह के पास का पुराना स्कूल बंद करने का फैसला किया है।\n"
    "माता-पिता का कहना है कि उनसे किसी ने नहीं पूछा और वे अदालत में जाएंगे।\n"
    "महापौर ने जवाब दिया कि ग्यारह छात्रों के लिए भवन को गर्म करना बहुत महंगा है।",
}
SENTENCES = {
    "ru": "Подпишитесь на наш канал, чтобы не пропустить самые важные новости дня.",
    "el": "Εγγραφείτε στο κανάλι μας για να μην χάσετε τις πιο σημαντικές ειδήσεις της ημέρας.",
    "ar": "اشترك في قناتنا حتى لا تفوتك أهم الأخبار التي ننشرها كل يوم على هذا الموقع.",
    "he": "הירשמו לערוץ שלנו כדי לא לפספס את החדשות החשובות ביותר של היום.",
    "zh": "订阅我们的频道，这样你就不会错过今天最重要的新闻。",
    "ja": "本日の重要なニュースを見逃さないように、私たちのチャンネルに登録してください。",
    "ko": "오늘의 중요한 뉴스를 놓치지 않도록 저희 채널을 구독해 주시기 바랍니다.",
    "hi": "आज की सबसे महत्वपूर्ण खबर पाने के लिए हमारे चैनल की सदस्यता लें और इसे साझा करें।",
    "en": "Subscribe to our channel so that you do not miss the most important news of the day.",
    "fr": "Abonnez-vous à notre lettre pour ne pas manquer les nouvelles les plus importantes de la journée.",
}
LATIN = frozenset(("en", "fr"))
PAIRS = [
    (own, other)
    for own in ARTICLES
    for other in SENTENCES
    if own != other and not {own, other} <= {"en", "fr"} and not {own, other} <= {"zh", "ja", "ko"}
] + [("ja", "ko"), ("zh", "ko")]
SCRIPT = "language.script"


def cleaned(text: str, kind: Any = "text", **options: Any) -> tuple[Page, list[dict[str, Any]]]:
    """A page that has kept every promise, and its edits by this rule."""
    page = process(Record("page", text.encode(), kind), Settings(skip=("select",), **options))
    row = account.manifest_row(page)
    account.check(page, text.encode())
    return page, [edit for edit in row["edits"] if edit["rule"] == SCRIPT]


def with_line(own: str, *lines: str) -> str:
    """An article, written thrice so that a line is a small part of it, with lines put behind its second paragraph."""
    first, second, *rest = ARTICLES[own].split("\n") * 3
    return "\n".join((first, second, *lines, *rest)) + "\n"


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_a_line_in_another_script_goes(own: str, other: str) -> None:
    page, edits = cleaned(with_line(own, SENTENCES[other]))
    assert page.text == with_line(own).strip()
    assert [edit["note"].split()[0] for edit in edits] == [other]


@pytest.mark.parametrize(("own", "other"), PAIRS)
def test_a_sentence_in_another_script_goes_without_a_seam(own: str, other: str) -> None:
    first, rest = with_line(own).strip().split("\n", 1)
    joint = "" if own in ("zh", "ja") else " "
    third = rest.split("\n")[1]
    page, _ = cleaned(f"{first}{joint}{SENTENCES[other]}{joint}{third}\n{rest}")
    assert page.text == f"{first}{joint}{third}\n{rest}"


@pytest.mark.parametrize(
    ("own", "before", "run", "after"),
    [
        ("en", "The clerk,", "который вчера не хотел говорить с журналистами", ", has left the town."),
        ("en", "The clerk", "στον οποίο δεν άρεσε η απόφαση του δημάρχου", "has left the town."),
        ("fr", "La greffière", "التي لم توافق على القرار الذي أعلن من قبل", "a quitté la ville."),
        ("ru", "Секретарь", "שלא הסכים עם ההחלטה של ראש העיר ולא רצה לדבר", "уехал из города."),
        ("ru", "Секретарь,", "because nobody in the town wanted to pay for it", ", уехал из города."),
        ("el", "Ο γραμματέας", "and they only heard about it from the neighbours", "έφυγε από την πόλη."),
        ("ko", "서기는", "because nobody in the town wanted to pay for it", "도시를 떠났다고 말했다."),
        ("ar", "قال الموظف،", "weil niemand in der Stadt dafür zahlen wollte", "إنه سيغادر المدينة."),
        ("ar", "قال الموظف", "который вчера не хотел говорить с журналистами", "إنه سيغادر المدينة."),
    ],
)
def test_runs_inside_sentences_go_and_one_alone_is_marked(own: str, before: str, run: str, after: str) -> None:
    line = f"{before} {run}{'' if after[0] == ',' else ' '}{after}"
    page, edits = cleaned(with_line(own, line))
    assert [edit["text"] for edit in edits] == [run]
    page, edits = cleaned(with_line(own, line, line))
    assert run not in page.text
    assert re.sub(r"\s*,", "", f"{before} {after}") in page.text.replace(",", "")
    assert len(edits) == 2


NEVER = [
    # names and titles as they are written at home, glosses, introductions
    ("en", "Thitu Island (Jhongye Island, 中業島和南沙群島的其他島嶼都是我們的) is small."),
    ("en", "She read «Мы с тобой не были на море и не знали об этом» to the council."),
    ("en", "In Russian: мы не знаем, что с нами будет и кто об этом скажет."),
    ("en", "Next is Continue Moving Company, 延续搬家, one of the best."),
    ("en", "The Московский государственный университет имени Ломоносова was founded in 1755."),
    ("en", "Her film Москва слезам не верит won a prize."),
    ("en", "He used the word сарафан twice, and матрёшка once."),
    ("en", "Мы не знаем, что с нами будет (we do not know what will be)."),
    ("en", "как у вас дела сегодня – how are you today"),
    ("en", "Лев Николаевич Толстой"),
    ("en", "Ἐν ἀρχῇ"),
    ("en", "هيئة الإذاعة والتلفزيون السعودية"),
    ("en", "The Ministry 대한민국 문화체육관광부 국립중앙박물관 reopened."),
    ("fr", "« Мы не знаем, что с нами будет и кто об этом скажет »"),
    ("en", "Иванов А. Б. О том, что мы не знали о старой школе. Москва, 2004."),
    # letters of formulas, units, lookalikes
    ("en", "With α + β = γ and Δx ≥ 3 µm, Σ over π and ω gives λ μ ν ξ ο ρ σ τ."),
    ("en", "It weighed 3 µg, cost 5 ₽ and ran at 40 Ω · x² − ∇φ."),
    # Latin letters in other scripts
    ("ru", "Компания Apple Inc. выпустила iPhone 15 Pro Max и MacBook Air в США."),
    ("ru", "Группа Nick Cave and the Bad Seeds сыграла песню Into My Arms."),
    ("ru", "Фильм The Good, the Bad and the Ugly вышел в 1966 году."),
    ("ru", "Smith J., Brown K. The effect of sleep on the memory of mice. Nature, 2019, 5, 12–19."),
    ("ja", "彼はTwitter（現X）でWorld Health Organizationの発表をシェアした。"),
    ("ja", "watashi wa mainichi nihongo o benkyou shimasu to iimashita."),
    ("zh", "华为发布了 HarmonyOS NEXT 和 Mate 60 Pro 手机。"),
    ("zh", "Wǒmen míngtiān qù běijīng kàn péngyou hǎo ma."),
    ("ko", "삼성전자는 Galaxy S24 Ultra와 Galaxy Buds FE를 공개했다."),
    ("ko", "국회는 大韓民國憲法과 國家保安法의 改正案을 논의했다."),
    ("ar", "أعلنت شركة Advanced Micro Devices عن معالج Ryzen 9 7950X3D الجديد."),
    ("hi", "उन्होंने YouTube और Google Play Store पर ऐप डाउनलोड किया।"),
    ("ru", "Подробнее: https://www.example.com/this/is/the/way/to/the/page.html и #JustDoItForTheKids"),
    ("ru", "sudo apt-get install the_thing && make -j8 && ./run --with=all of it"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "line"), NEVER)
def test_what_belongs_to_an_article_is_not_touched(own: str, line: str) -> None:
    text = with_line(own, line)
    page, edits = cleaned(text)
    assert edits == []
    assert line in page.text


SERBIAN = (
    "Градско веће је у понедељак одлучило да затвори стару школу поред луке.\n"
    "Родитељи кажу да их нико није питао и да ће ићи на суд због тога.\n"
)
POEM = (
    "Мы не знали, что будет потом",
    "И никто нам об этом не скажет",
    "Мы стояли у моря вдвоём",
    "И не помнили, кто нас накажет",
)
KEPT = {
    "two scripts of one language": SERBIAN * 3
    + "Gradsko veće je odlučilo da se škola ne zatvori i da se o tome glasa.\n",
    "a bilingual page": "\n".join(f"{line}\n{SENTENCES['ru']}" for line in ARTICLES["en"].split("\n")),
    "a saying": with_line("en", "The proverb без труда не вытащишь и рыбку из пруда is well known."),
    "a line of scripture": with_line("en", "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ", "It was the first."),
    "speech": with_line("ja", "彼は We are not afraid of the future and we will fight と叫んだ。"),
    "a poem": with_line("en", *POEM),
    "an introduction": with_line("en", "The sign at the harbour says:", SENTENCES["ru"]),
    "a sentence that goes on in it": with_line("en", "He stood up and read the last line of it,", SENTENCES["ru"]),
    "a verse that goes on": with_line("en", f"{POEM[0]},"),
    "verses on one line": with_line("en", " / ".join(POEM[:3]) + "."),
    "a translation below": with_line("en", SENTENCES["ru"], "(Subscribe to our channel.)"),
    "a lesson": with_line(
        "en", "Bread is хлеб, and water is вода.", "Salt is соль (sol), and milk is молоко.", SENTENCES["ru"]
    ),
    "kazakh": "Қалалық кеңес дүйсенбі күні порт жанындағы ескі мектепті жабу туралы шешім қабылдады.\n" * 4
    + SENTENCES["en"],
}  # fmt: skip


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_in_doubt_a_stretch_is_kept(text: str) -> None:
    page, edits = cleaned(text)
    assert all(edit.get("text") for edit in edits)
    assert page.text.split() == text.split()


@pytest.mark.parametrize("kind", ["li", "td", "blockquote", "pre", "h1"])
def test_entries_and_quotations_are_kept(kind: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in ARTICLES["en"].split("\n"))
    holder = {"li": "ul", "td": "table"}.get(kind, "div")
    text = f"<html><body><article>{body}<{holder}><{kind}>{SENTENCES['ru']}</{kind}></{holder}></article></body></html>"
    assert SENTENCES["ru"] in cleaned(text, "html")[0].text


def test_a_shorter_run_goes_where_the_page_suffers_and_is_marked_elsewhere() -> None:
    line = "The clerk которого никто не спросил has left the town."
    page, edits = cleaned(with_line("en", line))
    assert line in page.text
    assert [edit["text"] for edit in edits] == ["которого никто не спросил"]
    page, edits = cleaned(with_line("en", line, "The town is small.", SENTENCES["ru"]))
    assert "The clerk has left the town." in page.text
    assert len(edits) == 2


@pytest.mark.parametrize("mode", ["mark", "keep", "drop-sentence", "drop-paragraph"])
def test_modes(mode: str) -> None:
    line = "The clerk который вчера не хотел говорить с журналистами has left. It rained."
    page, edits = cleaned(with_line("en", line, SENTENCES["ru"]), foreign=mode)
    assert ("The clerk" in page.text) == (mode in ("mark", "keep"))
    assert ("It rained." in page.text) == (mode != "drop-paragraph")
    assert bool(edits) == (mode != "keep")


def test_the_note_names_language_script_and_extent() -> None:
    assert re.fullmatch(
        r"ru [01]\.\d\d, Cyrillic: a line of \d+ words", cleaned(with_line("en", SENTENCES["ru"]))[1][0]["note"]
    )


MARKS = ("α", "中業島", "(", ")", "“", "”", "\n", ". ", ", ", " ", "и", "x", "Ω", "१२", "ー", "\u0301")
PIECES = (*SENTENCES.values(), *MARKS, "The clerk left.")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(ARTICLES)), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_soup_keeps_the_promises(own: str, soup: str) -> None:
    for mode in ("remove", "drop-sentence"):
        cleaned(with_line(own, soup), foreign=mode)
    page, _ = cleaned(with_line(own, soup), foreign="mark")
    assert page.text == cleaned(with_line(own, soup), foreign="keep")[0].text


@pytest.mark.parametrize("unit", ["и the ", "мы не знаем, что ", "中の“", "α(", "the и на "])
def test_time_is_linear_in_one_long_line(unit: str) -> None:
    growth(lambda size: cleaned(ARTICLES["en"].replace("\n", " ") + unit * size), 2_000, 16_000, below=32)


def test_what_a_page_declares_is_its_own_where_damage_drowns_the_article() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLES["fr"].split("\n"))
    damage = "".join(f"<p>{chr(0x9000 + number) * 4}</p>" for number in range(600))
    page, edits = cleaned(f"<html lang=fr><body><article>{paragraphs}{damage}</article></body></html>", "html")
    assert page.language.code == "zh"
    assert not [edit for edit in edits if edit["rule"] == "language.script"]
    assert "La maire a répondu" in page.text


@given(st.text(), st.sampled_from(["Latin", "Greek", "Cyrillic", "Hangul", "Han and kana", "Thai"]))
def test_a_first_look_misses_no_letter_of_another_script(text: str, script: str) -> None:
    if not text.isascii() and others(script).search(text):
        assert may_hold_others(script)(text)
