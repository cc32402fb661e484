"""Headline, authors and day are found in the forms that sites of all makes and languages use: pages, all invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.metadata.slug import date_in_url

FIELDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))
URL = "https://www.harrowby.example/news/bridge"
TITLE = "Council votes to close old mill bridge"
PROSE = (
    "The town council met for five hours on Tuesday to decide the fate of the old mill bridge, which needs new piers.",
    "Divers found deep cracks in the stonework during an inspection last month, and lorries have been banned since.",
    "The work is expected to cost £4.2m, of which two thirds will be paid by the county.",
)
OTHERS = (
    "<aside class=related><h3>More stories</h3><ul><li><a href=/a>Vegetable prices rise again</a> "
    "<time>11.02.2023</time></li><li><a href=/b>Rain damages the harvest</a> <time>11.03.2023</time></li></ul></aside>"
)


def read(below: str = "", head: str = "", above: str = "", h1: str = f"<h1>{TITLE}</h1>") -> cleaner.Cleaned:
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    title = "" if "<title" in head else f"<title>{TITLE} - Harrowby Courier</title>"
    return cleaner.clean(
        f"<html lang=en><head>{title}{head}</head><body><header>{above}</header>"
        f"<article>{h1}{below}{text}</article>{OTHERS}</body></html>",
        url=URL,
    )


@pytest.mark.parametrize("written", FIELDS["shown"])
def test_a_day_is_read_as_it_is_shown(written: str) -> None:
    assert read(f"<div>{written}</div>").published == FIELDS["shown"][written]


@pytest.mark.parametrize("written", FIELDS["elements"])
def test_a_day_is_read_where_an_element_tells_it(written: str) -> None:
    assert read(f"<div>{written}</div>").published == FIELDS["elements"][written]


@pytest.mark.parametrize("written", FIELDS["declared"])
def test_a_day_is_read_where_the_head_declares_it(written: str) -> None:
    assert read(head=written).published == FIELDS["declared"][written]


@pytest.mark.parametrize("url", FIELDS["urls"])
def test_a_day_is_read_in_an_address(url: str) -> None:
    assert date_in_url(url) == FIELDS["urls"][url]


def test_the_days_of_other_articles_below_a_short_one_are_theirs() -> None:
    assert read().published == ""
    assert read(head='<meta name="date" content="2024-03-12">').published == "2024-03-12"
    assert read("<p>3 hours ago</p>").published == ""


def test_a_later_day_above_the_headline_is_todays() -> None:
    today = "<div>Wednesday, 5 June 2024</div>"
    assert read("<p>12 March 2024</p>", above=today).published == "2024-03-12"
    assert read("<p>13 March 2024</p>", above="<div>12 March 2024</div>").published == "2024-03-12"


@pytest.mark.parametrize("written", FIELDS["bylines"])
def test_a_byline_names_all_who_wrote_it_and_nobody_else(written: str) -> None:
    site = "<a href=/>Harrowby Courier</a>"
    byline = written if written.startswith("<") else f"<p>{written}</p>"
    assert read(f"{byline}<p>12 March 2024</p>", above=site).authors == FIELDS["bylines"][written]


@pytest.mark.parametrize(
    "said", ["Anna Bell for the Mail", "Anna Bell <a href=/@ab>@annabell</a>", "<a href=/ab>Anna Bell</a>"]
)
def test_an_element_that_calls_itself_a_byline_is_one_without_a_day(said: str) -> None:
    assert read(f"<div class=story-byline>{said}</div>").authors == ["Anna Bell"]
    assert read("<div class=story-byline>Health & Science</div>").authors == []
    assert read("<div class=story-byline>In Harrowby</div>").authors == []


@pytest.mark.parametrize("written", FIELDS["signed"])
def test_the_head_names_the_authors(written: str) -> None:
    assert read(head=written).authors == FIELDS["signed"][written]


def test_a_byline_of_a_part_of_those_who_are_declared_is_not_all() -> None:
    declared = '"author":[{"name":"Anna Bell"},{"name":"Tom Reed"}]'
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x",{declared}}}</script>'
    assert read("<p>By Anna Bell</p><p>12 March 2024</p>", head).authors == ["Anna Bell", "Tom Reed"]


def test_a_person_who_is_shown_signs_where_the_house_is_declared() -> None:
    head = '<meta name="author" content="Harrowby Courier"><meta property="og:site_name" content="Harrowby Courier">'
    assert read("<p>Anna Bell</p><p>12 March 2024</p>", head).authors == ["Anna Bell"]
    assert read("<p>12 March 2024</p>", head).authors == ["Harrowby Courier"]


@pytest.mark.parametrize("written", FIELDS["titles"])
def test_a_title_loses_the_sites_name_and_nothing_else(written: str) -> None:
    want = FIELDS["titles"][written].format(title=TITLE)
    assert read(head=written.format(title=TITLE), h1="").title == want


@pytest.mark.parametrize("written", FIELDS["headings"])
def test_a_heading_loses_what_stands_beside_the_headline(written: str) -> None:
    assert read(h1=written.format(title=TITLE)).title == TITLE


def test_the_sites_name_in_open_graph_does_not_hide_the_headline() -> None:
    assert read(head='<meta property="og:title" content="Harrowby Courier">').title == TITLE


def test_a_blogs_name_before_the_headline_in_the_title_is_not_it() -> None:
    head = f"<title>Quay Notes: {TITLE}</title>"
    assert read(head=head, h1=f"<h1>Quay Notes</h1><h3>{TITLE}</h3>").title == TITLE


def test_a_line_that_its_template_calls_the_headline_is_it_where_the_title_is_the_sites() -> None:
    line = f"<div class=article-headline>{TITLE}</div>"
    assert read(head="<title>Harrowby Courier</title>", h1=line).title == TITLE


@pytest.mark.parametrize("said", ["Harrowby Courier: {}", "Print | {}", "{} » Harrowby Courier"])
def test_a_heading_of_any_rank_is_the_headline_where_the_title_says_more(said: str) -> None:
    assert read(head=f"<title>{said.format(TITLE)}</title>", h1=f"<h3>{TITLE}</h3>").title == TITLE


def test_a_headline_that_is_cut_off_is_read_whole_where_a_line_shows_it() -> None:
    head = f"<title>{TITLE[:30]}... - Harrowby Courier</title>"
    assert read(head=head, h1=f"<h2>{TITLE}</h2>").title == TITLE


def test_a_kicker_is_parted_from_the_headline_as_the_head_parts_them() -> None:
    head = f'<title>Mill bridge: {TITLE}</title><meta property="og:title" content="Mill bridge: {TITLE}">'
    assert read(head=head, h1=f"<h1><span>Mill bridge</span> {TITLE}</h1>").title == f"Mill bridge: {TITLE}"


CLAIMED = "Old pool in Lowhaven stays open, council says"


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("<h2>Council says the old pool stays open</h2>", "Council says the old pool stays open"),
        ("<div class=post-title>Council says the old pool stays open</div>", "Council says the old pool stays open"),
        # a date behind it is none of it
        ("<h2>Old pool in Lowhaven stays open, council says / May</h2>", CLAIMED),
        ("<h2>News from Lowhaven</h2>", CLAIMED),
    ],
)  # fmt: skip
def test_the_headline_of_a_page_without_a_main_heading(shown: str, wanted: str) -> None:
    text = "The council voted by nine to two on Monday to keep the old swimming pool open for another year."
    page = (
        f"<html><head><title>{CLAIMED} - The Mail</title><meta property=og:title content='{CLAIMED}'></head>"
        f"<body><div>{shown}<p>{text}</p><p>{text.replace('Monday', 'Tuesday')}</p></div></body></html>"
    )
    assert cleaner.clean(page).title == wanted
