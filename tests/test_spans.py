"""Foreign fragments are found to the word, taken out without a seam, and nothing else is touched."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from clocks import calls, growth
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

import cleaner
from cleaner import account
from cleaner.language import mend
from cleaner.language.belief import belief
from cleaner.language.beside import Weighed
from cleaner.language.decode import LEAVE, Run, decode
from cleaner.language.evidence import weigh
from cleaner.language.fragments import Foreign, find_foreign
from cleaner.language.glue import find_seams
from cleaner.language.lone import borne_out
from cleaner.language.table import load_table
from cleaner.language.take_out import Change, take_out
from cleaner.language.words import LOWER
from cleaner.page import Block, Container, Page, Record
from cleaner.pipeline import process
from cleaner.settings import Settings
from cleaner.trace import Edit, Trace

POLLUTED = (HOUSE / "seeds" / "mirror-page.txt").read_text(encoding="utf-8")
CLEAN = (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8")
MODES = ("remove", "mark", "drop-sentence", "drop-paragraph")


def cleaned(text: str, **options: Any) -> tuple[Page, dict[str, Any]]:
    """A page and its manifest row, which has kept every promise."""
    record = Record("page", text.encode(), "text", fields=options.pop("fields", {}))
    page = process(record, Settings(skip=("select",), **options))
    return page, account.manifest_row(page)


def paragraph(text: str) -> Block:
    """A block of its own."""
    return Block("p", Container("#", None, "", 0), Trace.verbatim(text, 0, len(text)), 0, 0, 0)


def found(text: str, **options: Any) -> list[str]:
    """The stretches that rules of the language stage speak of."""
    edits = cleaned(text, **options)[1]["edits"]
    return [text[edit["start"] : edit["end"]] for edit in edits if edit["rule"].startswith("language.")]


def polluted_with(*sentences: str) -> str:
    """The clean article with sentences put between its paragraphs."""
    lines = CLEAN.rstrip("\n").split("\n")
    for number, sentence in enumerate(sentences):
        lines.insert(2 * number + 1, sentence)
    return "\n".join(lines)


ITALIAN = polluted_with(
    "La commissione ha deciso che la vedova non poteva tenere il banco del mercato.",
    "Nessuno degli altri venditori ha voluto parlare con i giornalisti.",
)
SPANISH = polluted_with(
    "La comisión ha decidido que la viuda no podía quedarse con el puesto del mercado.",
    "Ninguno de los otros vendedores quiso hablar con los periodistas.",
)
POLLUTED_FOR = {"Paulo Di Canio": ITALIAN, "Kim Jong-un": SPANISH, "Las Vegas": SPANISH}
"""the page that suffers from the language a name seems to be in"""


def test_fragments_are_found_to_the_word() -> None:
    text = cleaned(POLLUTED)[0].text
    for wanted in (
        "Mrs Dunmoor, 68, and her late husband",
        "trial for handing the family's market stall to another trader, while she lay",
        "widow of baker Alec Dunmoor; he had run the stall",
        "At a meeting on March 4, the markets committee was told",
        "By six votes to three, the committee let",
        "a total of 22 pitches out of 41.",
        "Hester Vale, Mrs Dunmoor’s solicitor, said: ‘I am pleased",
    ):
        assert wanted in text


def test_a_sentence_that_begins_with_a_fragment_gets_its_capital() -> None:
    text = POLLUTED.replace(
        "By six votes to three, ten spyte hiervan, the committee", "Ten spyte van hierdie, the committee"
    )
    page, row = cleaned(text)
    assert "\nThe committee let the decision stand." in page.text
    assert [edit["text"] for edit in row["edits"] if edit["rule"] == "repair.seam"] == ["T"]


def test_a_clean_article_is_not_touched() -> None:
    assert found(CLEAN) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The coup d'état was a fait accompli, and en route to the palace nobody had a sense of déjà vu.",
        "She left the École Normale Supérieure and the Technische Universität München for Médecins Sans Frontières.",
        "Quercus robur, Fagus sylvatica and Erithacus rubecula are at home here; Homo sapiens is a guest.",
        "Add 2 tsp of cumin, 3 tbsp of ghee and 500 g of paneer, then serve with naan, raita and dal makhani.",
        "Her films include La vita è bella, Das Leben der Anderen and El laberinto del fauno.",
        "He shouted “Vive la France!” and sat down again.",
        "Follow @voetbal_nieuws or read https://www.example.com/die/van/het/een/artikel.html for more.",
        "git clone, npm install and pip freeze run in stdout, as for (i = 0; i < n; i++) does.",
        "JOHANNESBURG, DER SPIEGEL, LE MONDE AND LA REPUBBLICA REPORTED IT FIRST.",
        "Müller, Jürgen; Nguyễn, Thị Hạnh; O’Brien, Seán; Özdemir, Ayşe; Łukasiewicz, Wojciech",
    ],
)
def test_what_only_looks_foreign_stays(sentence: str) -> None:
    assert found(polluted_with(sentence)) == []


QUOTED = "“Je ne regrette rien de ce que nous avons fait ensemble pendant toutes ces années”"


def test_a_quotation_is_labelled_and_kept() -> None:
    text = polluted_with(f"The old pilot only smiled. {QUOTED}, he said.", "He said it twice.")
    page, row = cleaned(text)
    assert QUOTED in page.text
    rules = {edit["rule"] for edit in row["edits"]}
    assert rules <= {"language.quotation"}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_keeps_the_promises(mode: str) -> None:
    page, row = cleaned(POLLUTED, foreign=mode)
    account.check(page, POLLUTED.encode())
    assert row["status"] == "kept"
    assert any(edit["rule"] == "language.span" for edit in row["edits"])


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        # a headline begins with a capital, so the name before it is its own
        ("It rained for Otto Brandvlei beplan om volgende maand na die hawe terug te keer most of the day.", 12),
        # one that begins by itself leaves the page its name
        ("It was said by Marguerite Verlore kinders is gister naby die rivier gevind on Monday.", 8),
        # a country's name in the other language is no title of a work
        ("The rest of the Europese Unie agreed with the committee.", 2),
    ],
)
def test_a_fragment_has_the_names_that_are_its_own(sentence: str, fragment: int) -> None:
    stretch = max(found(f"{POLLUTED}\n{sentence}", foreign="mark")[-3:], key=lambda part: part in sentence)
    assert stretch in sentence
    assert len(stretch.split()) == fragment


@pytest.mark.parametrize(
    "name", ["Paulo Di Canio", "Kim Jong-un", "The Sound of Music", "the Bank of England and Wales", "Las Vegas"]
)
def test_a_part_of_a_name_is_no_fragment(name: str) -> None:
    text = POLLUTED_FOR.get(name, POLLUTED)
    assert not any(part in name for part in found(f"{text}\nNobody had heard of {name} before that summer."))


def test_glued_words_of_two_languages_are_parted() -> None:
    number = load_table().number
    seams = find_seams(["todayals", "directorhet", "today", "baker", "Wasilla"], number["en"], number["nl"])
    assert seams == {"todayals": 5, "directorhet": 8}


def test_a_short_list_borrows_from_its_relatives() -> None:
    table = load_table()
    # the English list has it from names, and the Galician one lacks it
    word = ["cooperación"]
    assert weigh(word, table.number["gl"], table.number["en"], table)[0, LOWER] < 0


def test_letters_beyond_the_common_ones_are_in_the_lists() -> None:
    table = load_table()
    assert table.look_up(["və", "həm"], [table.number["az"]])[1].all()


def test_terms_set_off_are_believed_less_than_a_splice() -> None:
    terms = Foreign(0, 15.0, 0.0, [], [])
    assert belief(10.0, terms) < 0.05
    assert belief(10.0, terms._replace(spliced=15.0)) > 0.5


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "He met the U.S. envoy and Mr. Vale said nie."
    assert mend.sentence_around(text, text.index("nie"), len(text)) == (0, len(text))


def test_mark_leaves_the_text_as_it_is() -> None:
    page, row = cleaned(POLLUTED, foreign="mark")
    assert page.text == cleaned(POLLUTED, foreign="keep")[0].text
    marks = [edit for edit in row["edits"] if edit["rule"] == "language.span"]
    assert marks
    assert all(edit["text"] == POLLUTED[edit["start"] : edit["end"]] for edit in marks)
    assert row["characters"]["removed"] == 0


def test_keep_looks_for_nothing() -> None:
    assert found(POLLUTED, foreign="keep") == []


def test_drop_sentence_takes_the_whole_sentence() -> None:
    text = cleaned(POLLUTED, foreign="drop-sentence")[0].text
    assert "Mrs Dunmoor, 68" not in text
    assert "By six votes" not in text
    assert "The officer remains in his post" in text


def test_drop_paragraph_takes_the_whole_paragraph() -> None:
    text = POLLUTED.replace("telephone.\n", "telephone. The bell rang. Sy het dit nie geweet nie.\n")
    kept = cleaned(text, foreign="drop-paragraph")[0].text
    assert "The bell rang." not in kept
    assert "The officer remains in his post" in kept


def test_close_relatives_are_marked_and_never_taken_out() -> None:
    danish = (
        "Kommunen har besluttet at lukke den gamle skole ved havnen, fordi der ikke længere er børn nok på øen. "
        "Forældrene siger, at de ikke er blevet spurgt, og at de vil klage over beslutningen til ministeren.\n"
    ) * 3
    text = danish + "Hon sade att det var mycket tråkigt men att ingenting längre kunde göras åt saken.\n" + danish
    page, row = cleaned(text)
    assert "Hon sade att det var mycket tråkigt" in page.text
    assert row["characters"]["removed"] == 0


def test_a_bilingual_page_loses_nothing() -> None:
    afrikaans = "Die raad het besluit om die ou skool by die hawe te sluit omdat daar nie meer genoeg kinders is nie.\n"
    english = "The council has decided to close the old school by the harbour because there are too few children.\n"
    _, row = cleaned((afrikaans + english) * 6)
    assert row["characters"]["removed"] == 0


def test_the_note_tells_language_probability_and_words() -> None:
    notes = [edit["note"] for edit in cleaned(POLLUTED)[1]["edits"] if edit["rule"] == "language.span"]
    assert any("af" in note and "nou +" in note for note in notes)


def test_explain_shows_the_fragments_in_place() -> None:
    from cleaner.corpus.onepage import clean_file
    from cleaner.report.terminal import as_diff

    one = clean_file(str(HOUSE / "seeds" / "mirror-page.txt"), None, Settings())
    shown = as_diff(one.cleaned.manifest, one.source)
    assert "[language.span: af" in shown


# -- the parts


@given(st.lists(st.floats(-5, 5).map(lambda value: round(value, 2)), max_size=8), st.sampled_from([1.0, 3.5, 5.0]))
def test_the_path_is_the_best_of_all(scores: list[float], enter: float) -> None:
    def worth(states: tuple[int, ...]) -> float:
        total, before = 0.0, 0
        for state, score in zip((*states, 0), (*scores, 0.0), strict=True):
            total += (score if state else 0) - (enter if state > before else 0) - (LEAVE if state < before else 0)
            before = state
        return total

    best = max(worth(states) for states in itertools.product((0, 1), repeat=len(scores)))
    runs = decode(scores, enter)
    assert sum(run.score - enter - LEAVE for run in runs) == pytest.approx(best)


@pytest.mark.parametrize(
    ("before", "fragment", "after"),
    [
        ("Miss X, nou 33, called.", "nou", "Miss X, 33, called."),
        ("The son (saam afgebeeld) called.", "saam afgebeeld", "The son called."),
        ("On October 5 laas jaar, he called.", "laas jaar", "On October 5, he called."),
        ("He lost, ten spyte hiervan, his post.", "ten spyte hiervan", "He lost, his post."),
        ("Two of 41, tussen 2019 en 2023.", "tussen 2019 en", "Two of 41."),
        ("Ten spyte hiervan, he called.", "Ten spyte hiervan", "He called."),
        ("He ran. Dit is jammer, she said.", "Dit is jammer", "He ran. She said."),
        ("The dog sê nie and cat.", "sê nie", "The dog and cat."),
    ],
)
def test_a_cut_leaves_no_seam(before: str, fragment: str, after: str) -> None:
    at = before.index(fragment)
    start, end, capital = mend.cut(before, at, at + len(fragment))
    text = before[:start] + (
        before[end:] if capital < 0 else before[end:capital] + before[capital].upper() + before[capital + 1 :]
    )
    assert text == after


@given(st.text(alphabet="ab (),.;\n1’", max_size=40), st.data())
def test_a_cut_holds_its_fragment_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high, capital = mend.cut(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert capital == -1 or high <= capital < len(text)


# -- bad input

WORDS = "die van het een en der und les des the of wetgewer gesê jaar отчет κόσμος שלום 你好 ولی ’ - . , ( “ ” ) \n 12"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join))
def test_any_soup_of_words_keeps_the_promises(soup: str) -> None:
    for mode in ("remove", "mark"):
        page, _ = cleaned(CLEAN + soup, foreign=mode)
        account.check(page, (CLEAN + soup).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nou",
        "MISS VALE CALLED POLICE FROM HER LONDON HOME, SHE SAID, AND THE MEN RAN AWAY WITH NOTHING.",
        "Flour 200 g\nButter 100 g\nSugar 50 g\nEggs 2\nSalt\nVanilla",
        "Jansen de Vries\nVan der Merwe\nO'Neill\nMüller\nGarcía Márquez\nde la Cruz\nDi Stefano",
        "La la la, oh la la\nNa na na, hey\nDoo wop doo\n" * 20,
        "def wat(van, die):\n    return het[een] + und.der(les)\n" * 20,
        "https://voorbeeld.example/die/van/het " * 50,
        "Privet, kak dela? Ya idu domoy segodnya vecherom.",
        "The word שלום עולם and the word مرحبا بالعالم stand here.",
        "Miss Vale called po\u00adlice from her ho\u00adme in Lon\u00addon last ye\u00adar, she said.",
        "Ã¼ber das schÃ¶ne MÃ¤dchen, said Miss Vale, who was there.",
        "😀 " * 10,
    ],
)
def test_odd_texts_lose_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("unit", ["die son skyn vandag en the ", "a ", "Van ", "“nou” ", "x1 ", "(nou, "])
def test_time_is_linear_in_one_long_line(unit: str) -> None:
    growth(lambda size: cleaned((CLEAN.replace("\n", " ") + unit * size)[: 12 * size]), 4_000, 32_000, below=32)


def test_a_long_page_with_many_fragments_costs_as_much_more_as_it_is_longer() -> None:
    """Each fragment was compared with all others: 400 kB of them took 40 seconds. Calls are counted, not seconds."""
    own = "<p>The harbour board said on Monday that the ferry to the islands would stop until spring.</p>"

    def clean(times: int) -> None:
        foreign = "Ten spyte van hierdie, he was allowed to go. " * times
        assert len(cleaner.clean(f"<article>{own}{foreign}{own * 3}</article>").edits) >= times

    clean(10)
    assert calls(lambda: clean(1600)) < 2.3 * calls(lambda: clean(800))


def test_thousands_of_phrases_are_borne_out_by_one_look_at_the_page() -> None:
    """Each phrase was compared with all words of the page: a megabyte of them took minutes, and was given up."""
    table = load_table()
    own, other = table.number["en"], table.number["af"]
    runs: dict[int, tuple[Weighed, tuple[Run, ...]]] = {}
    for times in (500, 8000):
        words, foreign = find_foreign("Ten spyte van hierdie, he was allowed to go. " * times, own) or (None, [])
        assert words
        known = table.look_up(words.forms, (own, other))
        runs[times] = Weighed(words, foreign[0].scores, own, other, known), foreign[0].lone
        assert len(borne_out(*runs[times])) == times
    growth(lambda times: borne_out(*runs[times]), 500, 8000, below=50)


@pytest.mark.parametrize("mode", MODES)
def test_a_note_is_short_however_long_the_fragments(mode: str) -> None:
    """A page of 320 kB was given fifteen gigabytes of notes: each of its pieces named all words of the paragraph."""
    own = "The harbour board said on Monday that the ferry to the islands would stop until spring. " * 9
    foreign = "ten spyte van hierdie het hy gesê dat hulle nie sou kom nie "
    _, row = cleaned(f"{own}\n\n{own}{foreign * 40}\n\n{own}", foreign=mode)
    notes = [edit["note"] for edit in row["edits"] if edit["rule"] == "language.span"]
    assert notes
    assert max(map(len, notes)) < 200


def test_a_cut_names_some_of_its_fragments_and_how_many_more() -> None:
    text = "nou " * 50
    change = Change(paragraph(text), [], {}, [])
    take_out(change, text, [Edit(4 * at, 4 * at + 3, "", f"af {at}") for at in range(50)], "drop-paragraph")
    assert [cut.note for cut in change.cuts] == ["af 0; af 1; af 2; af 3; and 46 more"]


def test_thousands_of_cuts_in_a_paragraph_without_a_stop_are_not_compared_with_each_other() -> None:
    def cut(count: int) -> None:
        text = "he was nou allowed to go and " * count
        edits = [Edit(29 * at + 7, 29 * at + 10, "", "af") for at in range(count)]
        change = Change(paragraph(text), [], {}, [])
        take_out(change, text, edits, "remove")
        assert len(change.cuts) == count

    growth(cut, 500, 4000, below=24)
