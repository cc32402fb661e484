"""What state a page is in, and how sure the program is of its text."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from clocks import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import confidence as cf
from cleaner import states
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.settings import Settings
from cleaner.states import NAMES, flags_of

STORY = [
    "The ferry that links the outer islands with the mainland went back into service on Monday, after a winter.",
    "The harbour master said that the part for the engine had to be cast anew, which took four months longer.",
    "Tickets cost the same as last year, and the council will decide in spring whether Sundays get a second crossing.",
]


def html(head: str = "", below: str = "", story: list[str] | None = None) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in (STORY if story is None else story))
    main = f"<main><article><h1>Ferry returns</h1>{paragraphs}{below}</article></main>"
    return f"<html><head><title>Ferry returns</title>{head}</head><body>{main}</body></html>"


def ld(**values: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def flags(source: str, url: str = "https://islands.example/news/2024/ferry-returns") -> list[str]:
    return cleaner.clean(source, url=url).flags


def test_an_ordinary_article_has_no_flag() -> None:
    assert flags(html()) == []
    assert flags(html(ld(**{"@type": "NewsArticle", "isAccessibleForFree": True}))) == []
    assert flags("\n\n".join(["Ferry returns", *STORY])) == []


@pytest.mark.parametrize(
    "head",
    [
        ld(**{"@type": "NewsArticle", "isAccessibleForFree": False}),
        ld(**{"@type": "NewsArticle", "isAccessibleForFree": "False"}),
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_that_says_it_is_not_free_is_paywalled_and_kept(head: str) -> None:
    page = cleaner.clean(html(head))
    assert page.flags == ["paywalled"]
    assert page.status == "kept"


@pytest.mark.parametrize(
    "notice",
    [
        "Subscribe to continue reading",
        "Exklusiv für Abonnenten",
        "Cet article est réservé aux abonnés",
        "Contenido exclusivo para suscriptores",
        "この記事は有料会員限定です。残り 800 文字",
        "Материал доступен только подписчикам",
        "هذا المحتوى متاح للمشتركين فقط",
    ],
)
def test_a_notice_below_the_text_says_so_in_many_languages(notice: str) -> None:
    assert flags(html(below=f"<div class=gate><p>{notice}</p></div>")) == ["paywalled", "truncated"]
    assert flags(html(story=[notice, *STORY * 8])) == [], "at the top it is a menu's"


def test_phrases_cover_fifteen_languages() -> None:
    text = (files("cleaner.states") / "paywall.txt").read_text(encoding="utf-8")
    assert sum(line.startswith("# ") for line in text.splitlines()) >= 18
    phrases = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(phrases) == len(set(phrases))
    assert min(map(len, phrases)) >= 6


def test_a_text_that_stops_in_the_middle_is_truncated() -> None:
    assert flags(
        html(story=[*STORY, "The council, which has debated the crossing since the autumn of the storm, will …"])
    ) == ["truncated"]
    body = " ".join(STORY * 6)
    assert flags(html(ld(**{"@type": "NewsArticle", "articleBody": body}), story=STORY)) == ["truncated"]
    cut = "\n\n".join(["Ferry returns", *STORY])[:-20]
    assert flags(cut) == ["truncated"]
    assert flags(html(story=[*STORY, "Bo Sten"])) == []


@pytest.mark.parametrize(
    ("head", "url", "flag"),
    [
        (ld(**{"@type": "CollectionPage"}), "https://islands.example/x/y", "section"),
        ('<meta property="og:type" content="website">', "https://islands.example/sport/", "section"),
        ('<meta property="og:type" content="video.other">', "https://islands.example/x/y", "video"),
        (ld(**{"@type": "VideoObject"}), "https://islands.example/x/y", "video"),
        (ld(**{"@type": "ImageGallery"}), "https://islands.example/x/y", "gallery"),
    ],
)
def test_a_page_that_says_it_is_no_article(head: str, url: str, flag: str) -> None:
    assert flags(html(head), url) == [flag]
    article = ld(**{"@type": ["NewsArticle"], "headline": "Ferry returns"})
    assert flags(html(head + article), url) == []


def test_a_shell_needs_javascript() -> None:
    script = "<script>" + "let a = 1;" * 300 + "</script>"
    assert flags(f"<html><body><div id=root></div>{script}<noscript>Turn it on.</noscript></body></html>") == [
        "needs_javascript"
    ]
    assert flags(html(below=script)) == []


def test_flags_and_confidence_stand_in_the_rows() -> None:
    page = cleaner.clean(html(ld(**{"@type": "NewsArticle", "isAccessibleForFree": False})))
    assert page.manifest["flags"] == ["paywalled"]
    assert page.manifest["confidence"] == page.document["confidence"] == page.confidence
    without = cleaner.clean(html(), settings=Settings(skip=("select",)))
    assert (without.confidence, without.flags) == (None, [])
    assert cleaner.clean("<p></p>").confidence == 0


def test_a_clean_article_is_surer_than_a_page_of_scraps() -> None:
    good = cleaner.clean(html(story=STORY)).confidence
    scraps = "".join(
        f"<div><p>{text[:60]}</p><p><a href=/{n}>More of it</a></p></div>" for n, text in enumerate(STORY * 3)
    )
    bad = cleaner.clean(f"<html><body>{scraps}</body></html>").confidence
    assert good is not None
    assert bad is not None
    assert bad < good
    assert good > 0.7


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<li>", "a word", STORY[0], "</ul>", "<nav>", "…", "\n"])).map("".join))
def test_any_page_has_a_chance_between_nought_and_one(source: str) -> None:
    page = cleaner.clean(source)
    assert page.confidence is not None
    assert 0 <= page.confidence <= 1
    assert set(page.flags) <= set(NAMES)


def test_both_together_take_less_than_a_fifth_of_a_millisecond_on_an_ordinary_page() -> None:
    page: Page = process(Record("x", html(story=STORY * 30), "html"), Settings())
    taken = seconds(lambda: [(cf.confidence(page), flags_of(page)) for _ in range(200)])
    assert taken / 200 < 0.002, "ten times the measured time, for a slow machine"


def test_every_phrase_of_a_notice_is_found_in_other_words() -> None:
    text = (files("cleaner.states") / "paywall.txt").read_text(encoding="utf-8")
    phrases = [line.strip().casefold() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for phrase in phrases:
        assert states._says_notice(f"ferry {phrase} pier")
        assert states._says_notice(f"“{phrase}…")
    assert not states._says_notice("the ferry is back for the summer, and subscribers of the pier read this")
