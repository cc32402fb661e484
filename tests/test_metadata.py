"""What a page says of itself: headline, authors, day, in every way that publishers say it. All pages are invented."""

from __future__ import annotations

import json

import pytest
from clocks import growth, seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata import read_metadata
from cleaner.metadata.dates import find_stamps, read_stamp
from cleaner.metadata.json_ld import read_things
from cleaner.metadata.months import month_of
from cleaner.metadata.names import clean_names
from cleaner.metadata.slug import date_in_url
from cleaner.page import Block, Container, Head, Metadata, Page
from cleaner.segment import html, text
from cleaner.trace import Trace

PROSE = (
    "The ferry to the northern islands will sail again from Monday, the harbour office said, after engineers replaced "
    "the gearbox that failed in the storm at the end of the winter."
)


def of_html(head: str = "", body: str = "", url: str = "https://harbour.example/story", lang: str = "en") -> Metadata:
    source = f'<html lang="{lang}"><head>{head}</head><body>{body}<p>{PROSE}</p></body></html>'
    return read_metadata(page_of(source, url))


def page_of(source: str, url: str = "https://harbour.example/story") -> Page:
    found = html.segment(source)
    page = Page("p", source, "html", fields={"url": url} if url else {})
    page.blocks, page.containers, page.head = found
    return page


def of_text(source: str, url: str = "") -> tuple[Metadata, list[str]]:
    """The fields of a flat text, and the lines that were used for them."""
    page = Page("p", source, "text", fields={"url": url} if url else {})
    page.blocks, page.containers, page.head = text.segment(source)
    found = read_metadata(page)
    return found, [page.blocks[index].text for index in sorted(found.used)]


def ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


ARTICLE = {"@type": "NewsArticle", "headline": "Ferry sails again", "datePublished": "2024-03-12T09:30:00+01:00"}
META = '<meta property="og:title" content="{}">'
HOUSE = ld({**ARTICLE, "author": "The Post"}) + '<meta property="og:site_name" content="The Post">'
"""a newspaper that declares itself as the author"""

MODIFIED = f"<p>{PROSE}</p><p>{PROSE}</p><p>Page last modified 12 March 2024</p>"

# -- headlines


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Ferry sails again | The Harbour Post</title>", ""),
        ("<title>Ferry sails again - harbour.example</title>", ""),
        ("<title>The Harbour Post: news</title>", "<h1>Ferry sails again</h1>"),
        ('<title>x</title><meta property="og:title" content="Ferry sails again">', ""),
        ("<title>Ferry sails again | Harbour</title>", "<h1>The Harbour</h1><h1>Ferry sails again</h1>"),
        ("<title>Ferry sails again – The Post</title>", "<h1>Ferry\n sails&nbsp;again</h1>"),
        ("<title>Why the boat is back | Post</title>" + ld(ARTICLE), "<h1>Ferry sails again</h1>"),
        (ld(ARTICLE), ""),
        (ld({"@graph": [{"@type": "WebSite", "name": "Post"}, ARTICLE]}), ""),
        (ld([[ARTICLE]]), ""),
        (ld({**ARTICLE, "headline": "Ferry sails&amp;nbsp;again"}), ""),
        (
            '<title>Blog</title><meta property="og:title" content="Ferry sails again">',
            "<h1>Blog: Ferry sails again</h1>",
        ),
        ("<title>Ferry sails again</title>", "<h1>12 March 2024 Ferry sails again</h1>"),
        ("<title>Ferry sails again</title>", "<h1>Harbour</h1><h2>Ferry sails again</h2>"),
    ],
)
def test_the_headline_is_what_a_reader_sees(head: str, body: str) -> None:
    site = '<meta property="og:site_name" content="The Harbour Post">'
    assert of_html(site + head, body).title == "Ferry sails again"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Ferry sails again at last</title>",
            "<h1>Ferry sails again at last | Opinion</h1>",
            "Ferry sails again at last",
        ),
        (
            META.format("Ferry sails again at last") + "<title>Quay Notes: Ferry sails again at last</title>",
            "<h1>Quay Notes</h1><h3>Ferry sails again at last</h3>",
            "Ferry sails again at last",
        ),
        (
            "<title>Ferry sails again at last</title>",
            "<h2>Ferry sails again at last</h2><h1>Engineers on call</h1>",
            "Ferry sails again at last",
        ),
        ("<title>Ferry sails again at last</title>", f"<h1>{PROSE * 2}</h1>", "Ferry sails again at last"),
        (
            ld({**ARTICLE, "headline": "Harbour: Ferry sails again"}) + "<title>Harbour: Ferry sails again</title>",
            "<p>Harbour</p><h1>Ferry sails again</h1>",
            "Harbour: Ferry sails again",
        ),
        (
            "<title>Timetable and fares 2024</title>",
            "<h1>Ferry sails again after a long winter</h1>",
            "Ferry sails again after a long winter",
        ),
        ("<title>Ferry sails again at last</title>", "<h1>Welcome to our islands</h1>", "Ferry sails again at last"),
        (
            ld({**ARTICLE, "headline": PROSE[:110]}) + f"<title>{PROSE} - The Harbour Post</title>",
            "",
            PROSE,
        ),
        (
            ld({**ARTICLE, "headline": "Ferry sails again at last"}) + META.format("Ferry 2024: when and how")
            + "<title>Ferry 2024: when and how</title>",
            '<nav aria-label="Breadcrumb"><h1>Ferry 2024: when and how</h1></nav><h2>Ferry sails again at last</h2>',
            "Ferry sails again at last",
        ),
        (
            META.format("Our favourite sailings of the islands") + "<title>Where to sail | The Post</title>",
            "<h1>The best ferries and piers of our islands</h1><h1><a>All sailings of the islands for walkers</a></h1>",
            "The best ferries and piers of our islands",
        ),
    ],
    ids=[
        "label", "blog", "other heading", "paragraph", "kicker", "for searches", "motto", "cut at 110", "trail",
        "teasers",
    ],
)  # fmt: skip
def test_a_main_heading_that_is_not_the_headline_alone(head: str, body: str, title: str) -> None:
    site = '<meta property="og:site_name" content="The Harbour Post">'
    assert of_html(site + head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ("", "<p>Ann Doe on behalf of Harbour Watch | 12 March 2024</p>", ["Ann Doe"]),
        ("", "<p>By Ann Doe and John Roe, dpa</p>", ["Ann Doe", "John Roe", "dpa"]),
        ("", "<p>Text Size</p><p>12 March 2024</p>", []),
        ("", "<p>by Amber · 12 March 2024 at 3:00 am</p>", ["Amber"]),
        ("", "<p>Harbour Post Team</p><p>12 March 2024</p>", ["Harbour Post Team"]),
        ("", "<p>Ann Doe | 12.03.2024 - Güncelleme : 12.03.2024</p>", ["Ann Doe"]),
        (ld({**ARTICLE, "author": "Ann Doe"}), "<p>by Ann Doe Harbour Office</p>", ["Ann Doe"]),
        (HOUSE, "<p>ANN DOE</p>", ["ANN DOE"]),
        (HOUSE, "<p>Northern Islands</p>", ["The Post"]),
        ('<meta name="author" content="24 Harbours">', "", ["24 Harbours"]),
        ("", f"<p>{PROSE * 3}</p><p>{PROSE * 3}</p><p>The song is by Ann Doe</p>", []),
    ],
    ids="behalf agency furniture one-name team two-dates office house place number in-the-text".split(),
)  # fmt: skip
def test_who_signed_it(head: str, body: str, authors: list[str]) -> None:
    text = f"<p>{PROSE.replace('the northern islands', 'the Northern Islands')}</p>"
    assert of_html(head, f"<h1>Ferry sails again</h1>{body}{text}").authors == authors


def test_an_author_box_names_the_author_where_nothing_else_does() -> None:
    body = f'<h1>Ferry sails again</h1><p>{PROSE}</p><div class="author-box"><p>Ann Doe</p></div>'
    assert of_html("", body).authors == ["Ann Doe"]


def test_a_footer_names_the_author_and_its_menu_does_not() -> None:
    box = "<footer><span>Posted by</span> <a href='/a'>Ann Doe</a></footer>"
    assert of_html("", f"<article><h1>Ferry sails again</h1><p>{PROSE}</p>{box}</article>").authors == ["Ann Doe"]
    menu = "<footer><a href='/g'>Garage Door</a> <a href='/c'>Chimney Sweep</a> <a href='/h'>Harbour Wall</a></footer>"
    assert of_html("", f"<h1>Ferry sails again</h1><p>{PROSE}</p>{menu}").authors == []


def test_a_caption_that_stands_twice_is_not_the_headline_of_a_flat_text() -> None:
    caption = "The kiosk on Tollgate Square has stood between the two tram stops since 1956"
    lines = ("Harbour Call", "News", "Sport", "Kiosk that sells one newspaper finds its reader", caption)
    for credit in (". Picture: Harbour Call", " (Foto: Jo Lind)", ". © Harbour Call"):
        found, _ = of_text("\n".join([*lines, caption + credit, "By Imogen Tarrant", "8 August 2024", PROSE, PROSE]))
        assert found.title == "Kiosk that sells one newspaper finds its reader"
    found, _ = of_text("\n".join([*lines, caption + " | Harbour Call", "By Imogen Tarrant", "8 August 2024", PROSE]))
    assert found.title == caption


def test_the_headline_of_a_flat_text_is_found_in_linear_time() -> None:
    lines = ["Menu entry of some length", PROSE, "By Ann Doe", "12 March 2024"]
    url = "https://harbour.example/ferry-sails-again-at-last"
    growth(lambda size: of_text("\n".join(lines * size), url=url), 100, 800, below=32)


def test_a_headline_that_differs_for_search_engines_is_the_one_on_the_page() -> None:
    head = "<title>Ferry timetable March 2024: all sailings</title>"
    assert of_html(head, "<h1>Ferry sailings resume at last</h1>").title == "Ferry sailings resume at last"


def test_the_row_knows_better_than_the_page() -> None:
    page = page_of("<title>Wrong</title><h1>Wrong</h1>")
    page.fields |= {"title": "Right", "authors": ["Ann Doe"], "published": "12 March 2024", "language": "de"}
    found = read_metadata(page)
    assert (found.title, found.authors, found.published, found.declared) == ("Right", ["Ann Doe"], "2024-03-12", "de")


def test_blocks_that_are_fields_are_named() -> None:
    body = '<h1>Ferry sails again</h1><p>By Ann Doe</p><p class="date">12 March 2024, 09:30</p>'
    page = page_of(f"<title>Ferry sails again</title>{body}<p>{PROSE}</p>")
    found = read_metadata(page)
    assert {page.blocks[index].text: kind for index, kind in found.used.items()} == {
        "Ferry sails again": "headline",
        "By Ann Doe": "byline",
        "12 March 2024, 09:30": "dateline",
    }


def test_a_line_below_the_text_with_author_and_day_is_a_byline() -> None:
    below = "<p>By Ann Doe | 02:29 PM ET, 03/27/2024</p>"
    subject = "<p>By Ann Doe’s reckoning, 12 March 2024 was the day to sail</p>"
    page = page_of(f"<h1>Ferry sails again</h1><p>By Ann Doe</p>{f'<p>{PROSE}</p>' * 14}{below}{subject}")
    used = {page.blocks[index].text: why for index, why in read_metadata(page).used.items()}
    assert used["By Ann Doe | 02:29 PM ET, 03/27/2024"] == "byline"
    assert not any("reckoning" in text for text in used)


# -- authors


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By JANE DOE, Senior Reporter", ["JANE DOE"]),
        ("by Jane Doe", ["Jane Doe"]),
        ("ByJane Doe", ["Jane Doe"]),
        ("Written by: Jane Doe | 3 March 2024", ["Jane Doe"]),
        ("Jane Doe, John Roe and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("Von Max Muster und Eva Beispiel, dpa", ["Max Muster", "Eva Beispiel", "dpa"]),
        ("Par Luc Exemple et Anne Modèle", ["Luc Exemple", "Anne Modèle"]),
        ("Por Luis Ejemplo y Ana Modelo", ["Luis Ejemplo", "Ana Modelo"]),
        ("Di Marco Esempio", ["Marco Esempio"]),
        ("Di Esempio", ["Di Esempio"]),
        ("Door Jan Voorbeeld en Piet Model", ["Jan Voorbeeld", "Piet Model"]),
        ("Av Kari Eksempel og Ola Modell", ["Kari Eksempel", "Ola Modell"]),
        ("Deur Annatjie Voorbeeld", ["Annatjie Voorbeeld"]),
        ("Autor: Jan Příklad", ["Jan Příklad"]),
        ("Text: Eva Beispiel", ["Eva Beispiel"]),
        ("Автор: Иван Примеров", ["Иван Примеров"]),
        ("Oleh Budi Contoh", ["Budi Contoh"]),
        ("文／山田見本", ["山田見本"]),
        ("김견본 기자", ["김견본"]),
        ("Jane Doe, PhD", ["Jane Doe"]),
        ("Jane Doe, Jr.", ["Jane Doe Jr"]),
        ("Jane Doe for example.com", ["Jane Doe"]),
        ("Jane Doe in Washington", ["Jane Doe"]),
        ("Jane Doe (Harbour Post)", ["Jane Doe"]),
        ("Doe Harbour Trust and Company", ["Doe Harbour Trust and Company"]),
        ("AFP", ["AFP"]),
        ("https://social.example/jane", []),
        ("admin", []),
        ("12 March 2024", []),
        ("Jane Doe, Jane Doe", ["Jane Doe"]),
        ("Jane Doe &amp; John Roe", ["Jane Doe", "John Roe"]),
        ("", []),
    ],
)
def test_names_come_without_what_stands_around_them(raw: str, names: list[str]) -> None:
    assert clean_names(raw) == names


def test_the_sites_own_name_goes_where_a_person_stands() -> None:
    assert clean_names("Jane Doe, The Harbour Post", ["The Harbour Post"]) == ["Jane Doe"]
    assert clean_names("The Harbour Post", ["The Harbour Post"]) == ["The Harbour Post"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ld({**ARTICLE, "author": {"@type": "Person", "name": "Jane Doe"}}), ""),
        (ld({**ARTICLE, "author": ["Jane Doe"]}), ""),
        (
            ld(
                {**ARTICLE, "author": [{"@id": "#j"}]},
                {"@id": "#j", "@type": "Person", "name": "Jane Doe", "author": 1},
            ),
            "",
        ),
        (ld({**ARTICLE, "author": {"givenName": "Jane", "familyName": "Doe"}}), ""),
        (ld(ARTICLE) + '<meta name="author" content="Jane Doe">', ""),
        ('<meta name="parsely-author" content="Jane Doe">', ""),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">', ""),
        (
            '<meta property="article:author" content="https://x.example/j"><meta name="dc.creator" content="Jane Doe">',
            "",
        ),
        ('<meta name="author" content="admin">', "<h1>Ferry sails again</h1><p>By Jane Doe</p>"),
        ("", "<h1>Ferry sails again</h1><div>12 March 2024 · 3 min read · by Jane Doe</div>"),
        ("", "<h1>Ferry sails again</h1><span>Written by</span><div>Jane Doe</div>"),
        ("", '<h1>Ferry sails again</h1><p><a rel="author" href="/j">Jane Doe</a></p>'),
        ("", '<h1>Ferry sails again</h1><div class="author-name">Jane Doe</div>'),
        ("", "<h1>Ferry sails again</h1><div>Jane Doe</div><div>12 March 2024</div>"),
        ("", f"<h1>Ferry sails again</h1><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><p>Written by Jane Doe</p>"),
    ],
)
def test_authors_are_found_wherever_a_page_names_them(head: str, body: str) -> None:
    assert of_html("<title>Ferry sails again</title>" + head, body).authors == ["Jane Doe"]


def test_what_is_not_a_byline_is_none() -> None:
    body = "<h1>Ferry sails again</h1><p>Photo by Jane Doe</p><p>Contact Us</p><p>Reviewed by John Roe</p>"
    assert of_html("<title>Ferry sails again</title>", body).authors == []


# -- dates


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T10:30:00.000Z", "2024-03-12T10:30:00+00:00"),
        ("2024-03-12T10:30:00+0100", "2024-03-12T10:30:00+01:00"),
        ("2024-03-12 10:30", "2024-03-12T10:30:00"),
        ("20240312T103000+0100", "2024-03-12T10:30:00+01:00"),
        ("1710240000", "2024-03-12T10:40:00+00:00"),
        ("1710240000000", "2024-03-12T10:40:00+00:00"),
        ("Tue, 12 Mar 2024 10:30:00 +0100", "2024-03-12T10:30:00+01:00"),
        ("Tue Mar 12 2024 10:30:00 GMT+0100 (CET)", "2024-03-12T10:30:00+01:00"),
        ("Tue Mar 12 10:30:00 UTC 2024", "2024-03-12T10:30:00+00:00"),
        ("March 12, 2024 at 4:05 pm EST", "2024-03-12T16:05:00-05:00"),
        ("Published 16:05, 12 March 2024", "2024-03-12T16:05:00"),
        ("12:05am, Tuesday 12 March 2024", "2024-03-12T00:05:00"),
        ("12.03.2024", "2024-03-12"),
        ("12.3.24, 9.30 Uhr", "2024-03-12T09:30:00"),
        ("25/12/2023 08:30", "2023-12-25T08:30:00"),
        ("12-Mar-2024", "2024-03-12"),
        ("04-apr-2024", "2024-04-04"),
        ("04-ago-2024 5:11:10", "2024-08-04T05:11:10"),
        ("2024. március 12-án", "2024-03-12"),
        ("12-й марта 2024", "2024-03-12"),
        ("12 mars 2024 à 10h32", "2024-03-12T10:32:00"),
        ("le 1er août 2024", "2024-08-01"),
        ("12 de marzo de 2024 a las 10:32", "2024-03-12T10:32:00"),
        ("12 de março de 2024", "2024-03-12"),
        ("3 d’agost de 2024", "2024-08-03"),
        ("12. märts 2024", "2024-03-12"),
        ("12. März 2024, 10:45 Uhr", "2024-03-12T10:45:00"),
        ("2024. március 12. 10:15", "2024-03-12T10:15:00"),
        ("2024 m. kovo 12 d.", "2024-03-12"),
        ("2024. gada 12. marts", "2024-03-12"),
        ("12 Ocak 2024 14:30", "2024-01-12T14:30:00"),
        ("12 марта 2024 г. в 10:30", "2024-03-12T10:30:00"),
        ("12 березня 2024, 10:30", "2024-03-12T10:30:00"),
        ("12 Μαρτίου 2024", "2024-03-12"),
        ("12 stycznia 2024", "2024-01-12"),
        ("12. maaliskuuta 2024 klo 9.30", "2024-03-12T09:30:00"),
        ("12 במרץ 2024", "2024-03-12"),
        ("١٢ مارس ٢٠٢٤", "2024-03-12"),
        ("١٢ كانون الثاني ٢٠٢٤", "2024-01-12"),
        ("۲۲ اسفند ۱۴۰۲", "2024-03-12"),
        ("12 जनवरी 2024", "2024-01-12"),
        ("12 มีนาคม 2567", "2024-03-12"),
        ("12 ມີນາ 2024", "2024-03-12"),
        ("១២ មីនា ២០២៤", "2024-03-12"),
        ("၁၂ မတ် ၂၀၂၄", "2024-03-12"),
        ("ngày 12 tháng 3 năm 2024", "2024-03-12"),
        ("2024年3月12日", "2024-03-12"),
        ("令和6年3月12日", "2024-03-12"),
        ("2024년 3월 12일", "2024-03-12"),
        ("2024. 3. 12. 10:30", "2024-03-12T10:30:00"),
    ],
)
def test_a_date_is_read_in_any_of_its_forms(value: str, iso: str) -> None:
    found = read_stamp(value)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("value", ["", "May 2024", "yesterday", "1.2.2024.5", "31.02.2024", "2024-13-45", "99/99/9999"])
def test_what_is_no_date_is_none(value: str) -> None:
    assert read_stamp(value) is None


def test_two_dates_of_a_line_are_two() -> None:
    line = "16 May 2023, 22:20 | Updated: 16 May 2023, 23:45"
    assert [stamp.iso for stamp in find_stamps(line)] == ["2023-05-16T22:20:00", "2023-05-16T23:45:00"]


def test_the_same_name_is_another_month_in_another_language() -> None:
    assert month_of("listopada", "pl") == 11
    assert month_of("listopada", "hr") == 10


@pytest.mark.parametrize(
    ("head", "body", "iso"),
    [
        (ld(ARTICLE), "", "2024-03-12T09:30:00+01:00"),
        ('<meta property="article:published_time" content="2024-03-12T09:30:00Z">', "", "2024-03-12T09:30:00+00:00"),
        ('<meta itemprop="datePublished" content="2024-03-12">', "", "2024-03-12"),
        ('<meta name="sailthru.date" content="2024-03-12 09:30:00">', "", "2024-03-12T09:30:00"),
        ('<meta name="citation_publication_date" content="2024/03/12">', "", "2024-03-12"),
        ('<meta name="w-published-date" content="2024-03-12">', "", "2024-03-12"),
        (
            "",
            '<h1>Ferry sails again</h1><time datetime="2024-03-12T09:30+00:00">now</time>',
            "2024-03-12T09:30:00+00:00",
        ),
        ("", "<h1>Ferry sails again</h1><p>Updated 14 March 2024. Published 12 March 2024</p>", "2024-03-12"),
        ("", f"<h1>Ferry sails again</h1><p>{PROSE}</p><p>Posted on March 12, 2024</p>", "2024-03-12"),
        (
            "",
            f"<h1>Ferry</h1><p>The last day on which old tickets are of use is 15 April 2024.</p>{MODIFIED}",
            "2024-03-12",
        ),
        ('<meta property="article:modified_time" content="2024-03-12">', "", "2024-03-12"),
        # of two days that are declared the one that is shown
        (
            ld({**ARTICLE, "datePublished": "2021-06-01"}) + '<meta name="date" content="March 12, 2024">',
            "<h1>Ferry sails again</h1><p>Mar 12, 2024</p>",
            "2024-03-12",
        ),
        (
            ld({**ARTICLE, "datePublished": "2024-03-12"}) + '<meta name="date" content="March 14, 2024">',
            "<h1>Ferry sails again</h1><p>Mar 12, 2024</p>",
            "2024-03-12",
        ),
    ],
)
def test_the_day_is_found_wherever_a_page_tells_it(head: str, body: str, iso: str) -> None:
    assert of_html("<title>Ferry sails again</title>" + head, body).published == iso


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2024/03/12/ferry", "2024-03-12"),
        ("https://x.example/news/2024-03-12-ferry.html", "2024-03-12"),
        ("https://x.example/20240312-ferry", "2024-03-12"),
        ("https://x.example/2024/mar/12/ferry", "2024-03-12"),
        ("https://x.example/2024/99/12/ferry", ""),
        ("https://x.example/article/123456789", ""),
        ("", ""),
    ],
)
def test_a_url_tells_the_day(url: str, day: str) -> None:
    assert date_in_url(url) == day


def test_day_and_month_are_told_apart_by_language_and_by_the_page() -> None:
    body = "<h1>Ferry sails again</h1><p>03/04/2024</p>"
    assert of_html(body=body, url="https://x.example.com/s").published == "2024-03-04"
    assert of_html(body=body, url="https://x.example.co.uk/s").published == "2024-04-03"
    assert of_html(body=body, lang="fr").published == "2024-04-03"
    head = '<meta name="date" content="03/04/2024">'
    assert of_html(head, url="https://x.example.com/2024/04/03/s").published == "2024-04-03"


def test_midnight_in_greenwich_is_not_midnight_at_home() -> None:
    head = '<meta property="article:published_time" content="2024-03-13T02:41:00+00:00">'
    assert of_html(head, url="https://x.example/2024/03/12/ferry").published == "2024-03-12"


@pytest.mark.parametrize(
    ("url", "line", "day"),
    [
        ("", "The council said that the bridge is closed, and that nobody knows for how long.", "2024-03-12"),
        (
            "",
            f"{PROSE} The owner of the café on the pier said that nobody had told him anything.",
            "2024-03-12",
        ),
        (
            "https://kurier.fr/a",
            "The council said that the bridge is closed, and nobody knows for how long.",
            "2024-12-03",
        ),
        ("", "Le conseil a annoncé que le pont resterait fermé jusqu’à l’été, et peut-être au-delà.", "2024-12-03"),
        ("", "Hội đồng thành phố cho biết cây cầu cũ sẽ đóng cửa đến cuối năm, và phà sẽ chạy mỗi giờ.", "2024-12-03"),
        ("", "Совет сообщил, что старый мост будет закрыт на ремонт до конца года.", "2024-12-03"),
    ],
)
def test_day_and_month_of_a_flat_text_are_told_apart_by_its_letters(url: str, line: str, day: str) -> None:
    found, _ = of_text("\n".join(["Ferry sails again", "03/12/2024", *[line] * 6]), url)
    assert found.published == day


def test_the_future_and_the_days_before_the_web_are_no_publication_dates() -> None:
    head = '<meta name="date" content="2199-01-01"><meta name="dcterms.date" content="1899-01-01">'
    assert of_html(head).published == ""


# -- JSON-LD


@pytest.mark.parametrize(
    "script",
    [
        '{"headline": "Ferry", "datePublished": "2024-03-12",}',
        '{"headline": "Ferry\n sails", "datePublished": "2024-03-12"}',
        '<!-- {"headline": "Ferry", "datePublished": "2024-03-12"} -->',
        '//<![CDATA[\n{"headline": "Ferry", "datePublished": "2024-03-12"}\n//]]>',
        '{"headline": "Ferry", "datePublished": "2024-03-12"};',
        '{"headline": "Ferry", "datePublished": "2024-03-12"',
        '{"headline": "Ferry", "datePublished": "2024-03-12"} {"more": 1}',
        '{"headline": "Fer\ud800ry", "datePublished": "2024-03-12"}',
    ],
)
def test_broken_json_is_mended_where_that_is_cheap(script: str) -> None:
    assert [thing["datePublished"] for thing in read_things([script]) if "datePublished" in thing] == ["2024-03-12"]


def test_the_pages_own_article_is_chosen_among_others() -> None:
    other = {"@type": "NewsArticle", "headline": "Something else", "author": "John Roe", "datePublished": "2020-01-01"}
    own = {**ARTICLE, "author": "Jane Doe", "mainEntityOfPage": {"@id": "https://harbour.example/story"}}
    listed = {"@type": "ItemList", "itemListElement": [{"item": other}]}
    for scripts in (ld(other, own), ld(own, other), ld(listed, own), ld({"@graph": [other, own]})):
        found = of_html("<title>Ferry sails again</title>" + scripts, "<h1>Ferry sails again</h1>")
        assert (found.authors, found.published[:4]) == (["Jane Doe"], "2024")


def test_the_text_in_json_ld_is_kept_as_evidence() -> None:
    page = page_of(ld({**ARTICLE, "articleBody": PROSE}) + "<title>Ferry sails again</title>")
    read_metadata(page)
    assert page.body == PROSE


# -- flat text

FLAT = """* Home
* News
* Sport
* Harbour
Subscribe now
{above}
Ferry sails again to the northern islands
{below}
Share this
""" + "\n".join([PROSE] * 4)


@pytest.mark.parametrize(
    ("below", "authors", "published"),
    [
        ("By Jane Doe\n12 March 2024, 09:30", ["Jane Doe"], "2024-03-12T09:30:00"),
        ("12 March 2024, 09:30 | Updated: 13 March 2024, 10:00", [], "2024-03-12T09:30:00"),
        ("Published 16:05, 12 March 2024\nBy Jane Doe and John Roe", ["Jane Doe", "John Roe"], "2024-03-12T16:05:00"),
        ("By\nJane Doe\nMarch 12, 2024", ["Jane Doe"], "2024-03-12"),
        ("* Written by Jane Doe\n12.03.2024", ["Jane Doe"], "2024-03-12"),
        ("Jane Doe\nMarch 12, 2024", ["Jane Doe"], "2024-03-12"),
        ("12 March 2024 • Jane Doe • 3 min read", ["Jane Doe"], "2024-03-12"),
        ("Von Eva Beispiel\n12. März 2024", ["Eva Beispiel"], "2024-03-12"),
        ("Par Luc Exemple\nPublié le 12 mars 2024 à 10h32", ["Luc Exemple"], "2024-03-12T10:32:00"),
        ("Por Luis Ejemplo\n12 de marzo de 2024", ["Luis Ejemplo"], "2024-03-12"),
        ("Jane Doe, BBC News\n12 March 2024", ["Jane Doe"], "2024-03-12"),
    ],
)
def test_a_flat_page_has_its_fields_too(below: str, authors: list[str], published: str) -> None:
    found, used = of_text(FLAT.format(above="Section", below=below), "https://harbour.example.org/ferry-sails-again")
    assert found.title == "Ferry sails again to the northern islands"
    assert (found.authors, found.published) == (authors, published)
    assert used[0] == "Ferry sails again to the northern islands"


def test_a_text_that_is_only_the_article_loses_nothing() -> None:
    found, used = of_text("\n\n".join([PROSE] * 5))
    assert (found.title, found.authors, found.published, used) == ("", [], "", [])


def test_a_flat_page_in_a_script_without_spaces() -> None:
    prose = (
        "港湾局によると、北の島々へ向かうフェリーは、冬の終わりの嵐で壊れた変速機を技術者が交換したため、"
        "月曜日から運航を再開する。"
    )
    source = f"ホーム\nニュース\nフェリー運航再開、北の島々へ\n2024年3月12日 10時30分\n{prose}\n{prose}\n{prose}"
    found, _ = of_text(source)
    assert (found.title, found.published) == ("フェリー運航再開、北の島々へ", "2024-03-12T10:30:00")


# -- hostile input

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["By", "Von Jane Doe", "12.03.2024", "<!--", "\ud800", "令和元年", "9" * 40]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "@id", "headline", "author", "name", "datePublished", "url", "publisher"]
            )
            | TEXTS,
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["author", "date", "og:title", "og:url", "og:locale", "article:published_time", "publishdate"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(NAMES, TEXTS), max_size=6),
    st.lists(VALUES.map(json.dumps) | TEXTS, max_size=3),
    st.lists(st.tuples(TEXTS, st.integers(-5, 50), st.integers(0, 1 << 37)), max_size=3),
    st.lists(st.tuples(st.sampled_from(["h1", "p", "region", "div"]), TEXTS), max_size=8),
    TEXTS,
    st.sampled_from(["html", "text"]),
)
def test_no_head_and_no_line_makes_it_fail(
    metas: list[tuple[str, str]],
    scripts: list[str],
    times: list[tuple[str, int, int]],
    lines: list[tuple[str, str]],
    title: str,
    kind: str,
) -> None:
    head = Head(title=title, canonical=title, language=title, metas=metas, json_ld=scripts, times=times)
    root = Container("#", None, "", 0)
    blocks: list[Block] = []
    for index, (tag, line) in enumerate(lines):
        if line:
            block = Block(tag, root, Trace.verbatim(line, 0, len(line)), 0, 0, 0)
            block.index = len(blocks)
            blocks.append(block)
            head.authors.append((line, index))
    fields = {"url": title, "published": title, "authors": [title]} if len(title) % 2 else {}
    page = Page("p", "", "html" if kind == "html" else "text", blocks=blocks, head=head, fields=fields)
    found = read_metadata(page)
    assert all(name.strip() for name in found.authors)
    assert set(found.used) <= set(range(len(blocks)))


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("By von and , | Jane Doe PhD Jr. for in - : AFP 12 the (x)".split()), max_size=9).map(
        " ".join
    )
)
def test_cleaning_a_clean_name_changes_nothing(raw: str) -> None:
    for name in clean_names(raw):
        assert clean_names(name) == [name]


@pytest.mark.parametrize(
    "source",
    [
        ld({"headline": "x" * 900_000}),
        '<script type="application/ld+json">' + '{"headline":' + "[" * 200_000 + "</script>",
        '<script type="application/ld+json">{"headline": "x", ' + "," * 300_000 + "</script>",
        '<meta name="author" content="' + "By " * 100_000 + '">',
        '<meta name="date" content="' + "1." * 100_000 + '">',
        "<title>" + " | " * 100_000 + "</title>",
        "<h1>x</h1>" + "<p>by by by 12 12 12 12</p>" * 20_000,
        "<title>" + "&amp;" * 100_000 + "</title><h1>" + "a " * 100_000 + "</h1>",
    ],
)
def test_an_attack_costs_no_more_than_its_length(source: str) -> None:
    page = page_of(source)
    assert seconds(lambda: read_metadata(page)) < 2
