"""A text whose lines somebody joined, or glued, has them again; names, code and Zulu are not cut. All is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import account
from cleaner.page import Page
from cleaner.segment import text, unlined

try:
    from cleaner.segment._unlined import suspects
except ImportError:
    from cleaner.segment.unlined import suspects

MENU = ["Home", "News", "Sport", "Weather forecast", "Contact us", "About the paper"]
TITLE = "Old mill bridge in Harrowby to close for repairs"
ARTICLE = [
    "The old mill bridge will be closed to all traffic from Monday until the end of the year, the town council said.",
    "Divers found deep cracks in the stonework last month, and lorries have been banned from the crossing ever since.",
    "“We would rather close it for nine months than lose it for ever,” said Irene Dale, who chairs the committee.",
    "Shopkeepers on the western bank say that half of their customers walk over it, and that nobody asked them before.",
    "The work is expected to cost four million pounds, of which two thirds will be paid by the county of Senn.",
]
BELOW = ["More stories", "Vegetable prices rise again", "Schools break up early", "Rain damages the harvest"]
LINES = [*MENU, TITLE, *ARTICLE, *BELOW]
ZULU = (
    "UMongameli uCyril Lwandle uthe uMnyango wezeMfundo uzokwakha izikole eMgungundlovu naseThekwini ngoMsombuluko. "
    "UNgqongqoshe uThemba Zondo utshele abezindaba eGoli ukuthi imali ivela kuHulumeni wakwaZulu-Natali, namaSiko. "
)
IRISH = "D’fhógair an tAire i mBaile Átha Cliath go dtógfar droichead i gCorcaigh, agus dúirt urlabhraí na hÉireann é. "
TYPES = (
    "An IHttpClientFactory hands out an HttpClient whose DelegatingHandler writes to OpenTelemetry, as LoggerFactory "
    "does, while HostBuilder, ServiceProvider and TypeScript know Alder.Extensions.Http, StringBuilder and JavaScript. "
)
CODE = "The useState hook of React keeps the reviewCount and the ratingValue of WordPress, YouTube and LinkedIn. "
NAMES = "Annika McDonald, once of LinkedIn and PlayStation, told WhatsApp that DeepMind and YouTube would follow. "


def lines(source: str) -> list[str]:
    found = unlined.segment(source).blocks
    account.check(Page("x", source, "text", blocks=found))
    return [block.trace.text for block in found]


@pytest.mark.parametrize("between", [" | ", "|", "\t", " \t ", "   ", "  \xa0 ", " \u3000  "])
def test_lines_are_parted_where_bars_or_runs_of_spaces_stand(between: str) -> None:
    assert lines(between.join(LINES)) == LINES
    assert lines("Harrowby Gazette\n\n" + between.join(LINES) + "\n\nPrint this page\n") == [
        "Harrowby Gazette", *LINES, "Print this page",
    ]  # fmt: skip


def test_a_line_break_that_became_a_space_is_one_where_two_stand() -> None:
    source = "  ".join([*MENU, TITLE]) + "  " + "  ".join(ARTICLE)
    assert lines(source) == [*MENU, TITLE, *ARTICLE]


def test_glued_words_are_parted() -> None:
    found = lines("".join(LINES))
    assert found[-len(BELOW) - len(ARTICLE) :] == [*ARTICLE, *BELOW]
    assert cleaner.clean("".join(LINES)).text.splitlines()[-len(ARTICLE) :] == ARTICLE


def test_a_menu_whose_entries_all_begin_with_capitals_is_parted() -> None:
    menu = ["Moving Services", "Packing", "Storage Units", "Company History", "Careers", "Request Quote", "Contact"]
    furniture = ["Insurance", "Privacy Policy", "Terms", "Sitemap", "Accessibility Statement", "Cookie Settings"]
    found = lines("".join([*menu, TITLE, *ARTICLE, *furniture]))
    assert found == [*menu, TITLE, *ARTICLE, *furniture]


def test_a_menu_that_comes_twice_is_parted_twice() -> None:
    menu = ["Moving Services", "Packing", "Storage Units", "Careers", "Privacy Policy", "Terms"]
    inside = (
        "Storage and Packing are what Moving Services and their Careers page speak of, in Terms of Units and Policy."
    )
    wanted = [*menu, *ARTICLE, inside, *menu]
    assert lines("".join(wanted)) == wanted


def test_glued_words_are_counted_over_the_lines_of_a_text() -> None:
    related = [
        [
            "Related stories",
            "Rain damages the harvest",
            "By Irene Dale, who reports from the western bank of the river",
        ],
        ["Vegetable prices rise again", "By Owen Marsh", "Growers expect that a cold spring will cost them a third"],
        ["Schools break up early", "By Irene Dale", "Boilers have failed in four of the nine schools of the county"],
    ]
    source = "\n".join([*ARTICLE, *("".join(row) for row in related)])
    assert lines(source) == [*ARTICLE, *(line for row in related for line in row)]


def test_lines_that_keep_some_of_the_markups_own_breaks_are_read_by_the_words() -> None:
    menu = " ".join([*MENU, "Jobs", "Cars", "Homes for sale", "Weather maps", "Letters", "Births and deaths"] * 3)
    box = " ".join(
        ["Share this", "Comments", "Print", "E-mail", "Most read today", "Most shared", "Our newsletters"] * 3
    )
    source = f"Harrowby Gazette\n  {menu} {box} {TITLE} {' '.join(ARTICLE)} {box} {menu}\n  \n© Harrowby Gazette\n"
    kept = cleaner.clean(source).text
    assert all(sentence in kept for sentence in ARTICLE)
    assert "Cars" not in kept
    assert "Most shared" not in kept


def test_code_in_many_lines_is_not_cut() -> None:
    source = "\n".join(
        f"Then the {name} of the listener asks for another page of the log, and hands it to whoever is waiting."
        for name in ("checkpointInterval", "historyHashes", "vectorProof", "WhatsApp", "signedCheckpoint", "HttpClient")
    )
    assert lines(source) == source.split("\n")


def test_a_sentence_goes_on_behind_a_link_between_bars() -> None:
    torn = "The bridge will be closed from Monday on, said the | town council of Harrowby | , which owns it."
    assert (
        lines(" | ".join([*MENU, TITLE, *ARTICLE, torn, *BELOW])).count(torn.replace(" | ,", ",").replace(" | ", " "))
        == 1
    )


@pytest.mark.parametrize(
    "source",
    [
        " ".join(ARTICLE),
        "  ".join(ARTICLE),  # a typist's two spaces
        "".join(ARTICLE),  # nothing but stops shows that they were paragraphs
        ZULU * 3,
        IRISH * 4,
        CODE * 3,
        TYPES + ARTICLE[0],
        TYPES * 2,
        CODE + NAMES + "It is said that nobody knows why, and that nobody will ever know before the end of the year.",
        NAMES * 4,
        "Cost | Price | Weight | Range | Speed | Seats",
        "\n".join(["Team      Played      Won      Lost      Points" + " " * 200 + "Goals"] * 9),
    ],
)
def test_what_was_never_parted_stays_one(source: str) -> None:
    assert [block.trace.text for block in unlined.segment(source).blocks] == [
        block.trace.text for block in text.segment(source).blocks
    ]


@pytest.mark.parametrize("source", ["| " * 600, "|" * 1200, "|\t" * 600])
def test_a_rule_of_nothing_but_bars_is_accounted_for(source: str) -> None:
    """Every bar was taken for the end of a line, no line was left, and the page went to quarantine."""
    page = cleaner.clean(source)
    assert page.status != "quarantined"
    assert sum(len(source[start:end]) for start, end, *_ in page.pieces) <= len(source)


@pytest.mark.parametrize("between", ["\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", " | ", "\t", "   "])
def test_whatever_ended_the_lines_the_same_ones_are_kept(between: str) -> None:
    assert cleaner.clean(between.join(LINES)).text.splitlines() == cleaner.clean("\n".join(LINES)).text.splitlines()


PARTS = [
    "a", "B", "É", "ÿ", "Я", "д", "Σ", "σ", "÷", "×", "𝐀", "x" * 90, "y" * 200, "storiesVegetable",
    "MondayBy", "Tuesday.Divers", "ever.”“We", "2024The", "LinkedIn", " ", "  ", "   ", "\t", "|", " | ", "\n", "\n\n",
    ".", "”", "“", "(", "said the council ",
    "storiesVegetable pricesSchools breakRain NewsSport " * 6, "z " * 600, "a | b" * 300,
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=24).map("".join) | st.text(max_size=200))
def test_both_look_closely_at_the_same_lines_and_the_ledger_adds_up(source: str) -> None:
    found = text.segment(source).blocks
    assert suspects(found) == unlined.suspects(found)
    account.check(Page("x", source, "text", blocks=unlined.segment(source).blocks))
    assert "".join(lines(source)).split() or not source.split()


MISREAD = {
    "pt": "O barco que liga as ilhas encalhou de manhã cedo. Ninguém ficou ferido, disse o capitão, e até agora ninguém"
    " telefonou à população, que não sabe se a embarcação volta. A tripulação também não, nem a associação.",
    "cs": "Trajekt najel v pondělí ráno na mělčinu a cestující museli na břeh dopravit záchranné čluny, řekl mluvčí. "
    "Zemědělci se bojí, že mléko budou muset vylít, protože žádná další loď na ostrovy v těchto dnech nejezdí vůbec.",
    "el": "Το πορθμείο που συνδέει τα δύο νησιά προσάραξε νωρίς το πρωί και σαράντα επιβάτες μεταφέρθηκαν στη στεριά. "
    "Κανείς δεν τραυματίστηκε, αλλά σύμφωνα με την εταιρεία το πλοίο θα μείνει εκτός λειτουργίας για δύο εβδομάδες.",
    "he": "המעבורת שמחברת בין שני האיים עלתה על שרטון ביום שני מוקדם בבוקר וארבעים נוסעים הורדו לחוף בסירות הצלה. "
    "איש לא נפגע, אך לדברי החברה הספינה לא תפליג במשך שבועיים לפחות, והחקלאים חוששים שייאלצו לשפוך את החלב.",
}


@pytest.mark.parametrize("name", MISREAD)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1250", "mac-roman", "cp437"])
def test_a_line_that_was_read_in_a_wrong_encoding_is_not_cut_inside_words(name: str, encoding: str) -> None:
    said = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in MISREAD[name].encode())
    assert lines(f"{said}\n{said}") == [said, said]
