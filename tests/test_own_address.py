"""A page's own address is found wherever it is declared, and is the page's, not that of what shows a copy of it."""

from __future__ import annotations

import json

import pytest

from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.settings import Settings

TITLE = "Council votes to close old mill bridge"
OWN = "https://harrowby.example/news/bridge"
PROSE = "<p>The town council met for five hours on Tuesday to decide the fate of the old mill bridge.</p>" * 3


def address(head: str, before: str = "", url: str = "") -> str:
    page = f"<!doctype html>{before}<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{PROSE}</body>"
    return process(Record("a", page, "html", fields={"url": url} if url else {}), Settings()).metadata.url


def linked(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


def shared(url: str) -> str:
    return f'<meta property="og:url" content="{url}">'


def told(headline: str, url: str) -> str:
    article = {"@type": "NewsArticle", "headline": headline, "mainEntityOfPage": {"@id": url}}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        linked(OWN),
        linked(f" {OWN}\n"),
        linked("//harrowby.example/news/bridge"),
        linked("/news/bridge") + shared("https://harrowby.example/"),
        linked("https://harrowby.example/") + shared(OWN),
        told(TITLE, OWN),
        f'<meta name="twitter:url" content="{OWN}">',
        linked(f"https://web.archive.org/web/20240312101500/{OWN}"),
        shared(f"https://web.archive.org/web/20240312101500im_/{OWN}"),
        linked(f"https://archive.ph/2024.03.12-101500/{OWN}"),
        linked("https://harrowby-example.translate.goog/news/bridge?_x_tr_sl=en&_x_tr_tl=de"),
    ],
)
def test_a_page_declares_its_address(head: str) -> None:
    assert address(head) == OWN


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- saved from url=(0037){OWN} -->",
        f"<!--\n Page saved with SingleFile \n url: {OWN} \n saved date: Tue Mar 12 2024\n-->",
    ],
)
def test_a_saved_page_tells_where_it_is_from(comment: str) -> None:
    assert address("", comment) == OWN
    assert address(linked("https://other.example/a"), comment) == "https://other.example/a"


def test_a_mirror_leaves_the_scheme_out() -> None:
    mirrored = "<!-- Mirrored from harrowby.example/news/bridge by HTTrack Website Copier/3.x -->"
    assert address("", mirrored) == "http://harrowby.example/news/bridge"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (linked("/news/bridge"), ""),
        (told("Vegetable prices rise again", "https://harrowby.example/news/prices"), ""),
        (told(TITLE, "https://harrowby.example/"), ""),
        (linked("https://harrowby.example/") + shared("https://other.example/a"), "https://harrowby.example/"),
        (linked("/[") + shared("https://[x/"), "https://[x/"),
        (linked("https://archive.ph/Ab1cD"), "https://archive.ph/Ab1cD"),
    ],
)
def test_what_is_no_address_of_the_page_is_not_taken_for_one(head: str, said: str) -> None:
    assert address(head) == said


def test_what_came_beside_the_page_knows_better() -> None:
    assert address(linked(OWN), url="https://mirror.example/a") == "https://mirror.example/a"
