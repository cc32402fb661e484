"""HTML is read by tokens and by compiled code; what either says of a page, the other must say too."""

from __future__ import annotations

import importlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from page_fixtures import HOUSE
from turbohtml import tokenize

from cleaner import marks
from cleaner.page import Container
from cleaner.segment import html, tokens
from cleaner.segment.events import Events
from cleaner.segment.gather import Segmented

if not html.IS_COMPILED:
    if shutil.which("cc") or shutil.which("gcc"):
        pytest.fail("there is a C compiler, but the compiled readers are not built: make", pytrace=False)
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

scan: Any = importlib.import_module("cleaner.segment._scan")
compiled: Any = importlib.import_module("cleaner.segment._gather")
naming: Any = importlib.import_module("cleaner.segment._naming")

PARTS = [
    "<", ">", "</", "/>", "</>", "<!", "<!-", "<!--", "-->", "--!>", "->", "<!-->", "<!--->", "<?xml ?>", "<![CDATA[",
    "]]>", "<a", "<a href=x>", "<x/=", "=>", "= ", "</a>", "<p>", "</p>", "<p class=caption>", "<div ", "<div>",
    "</div>",
    "<DIV CLASS='nav'>",
    "=", '"', "'", " ", "\n", "\r\n", "\r", "\f", "\t", "x", "One line.", "&", "&amp", "&amp;", "&#65;", "&#x", "&#x41",
    "&#0;", "&#xD800;", "&#99999999;", "&notit;", "&nbsp;", "&copy=1", "<script>", "</script>", "</SCRIPT >", "<style>",
    "</style", "<title>", "</title>", "<title/>", "<textarea>", "</textarea >", "<plaintext>", "<xmp>", "</xmp>",
    "<iframe>", "</iframe>", "<noscript>", "</noscript>", "<svg>", "</svg>", "<svg/>", "<math>", "<template>",
    "</template>", "<!DOCTYPE html>", "<br>", "<br/>", "<hr>", "é", "\ufffd", "\0", "\ud800", "\xa0", "中文", "</1>",
    "</ ", "<1", "<pre>\n", "<script><!--<script>", "<!--<script>", "<script type=application/ld+json>{}", "<li>",
    "<ul>", "</ul>", "<tr>", "<td>", "</table>", "<option>", "<body class=x>", "</body>", "</html>", "<html lang=af>",
    "<nav>", "</nav>", "<aside id=related>", "</aside>", "<h1>", "</h1>", "<span hidden>", "<span>", "</span>",
    "<span rel=author>", "<time datetime='2020-01-02'>", "</time>", "<time class=date>", "<my-teaser>", "</my-teaser>",
    "<meta name=a content='b&amp;c'>", "<link rel=canonical href=//x>",
    "<link rel=stylesheet href='/a?b&amp;c'>", "<link rel=Canonical href='/a?b&amp;c'>",
    "<link rel='canonic&#97;l' href=y>",
    "<button class='share share' CLASS=y>",
    "</button>", "<div class=card>", "<object>", "</object>",
    "A long line that is no entry of any menu, for it has a verb, a comma, and more than ninety characters to tell.",
]  # fmt: skip
WANTED = frozenset(("a", "x", "ax", "é"))
INSIDE = re.compile(r"<[^>]*<(?:/>|title|textarea|style|xmp|iframe|no\w+|script)", re.IGNORECASE)
"""what tokens.py has to replace, inside a tag: it sees another name or value there"""
soup = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)


def path(container: Container) -> list[tuple[str, str, int, int]]:
    return [(step.tag, step.names, step.own, step.marks) for step in container.ancestors()]


def seen(found: Segmented) -> tuple[object, ...]:
    """Everything that a reading says."""
    blocks = [
        (b.kind, path(b.container), b.trace.pieces, b.trace.text, b.linked, b.anchors, b.marks, b.index)
        for b in found.blocks
    ]
    head = replace(found.head, title=unnamed(found.head.title), json_ld=[unnamed(text) for text in found.head.json_ld])
    return blocks, [path(container) for container in found.containers], head


def unnamed(text: str) -> str:
    """A text without the first letters of elements that tokens.py may have renamed inside it."""
    return re.sub(r"<\w(?=itle|extarea|tyle|mp|frame|oembed|oframes|oscript|cript)", "<", text, flags=re.IGNORECASE)


def told(found: Events) -> Events:
    return found._replace(events=[(code, start, end, unnamed(data)) for code, start, end, data in found.events])


def assert_alike(page: str) -> None:
    view = html._view(page)
    assert told(scan.read_events(view)) == told(tokens.read_events(view))
    for whole in (False, True):
        expected = seen(html.segment_by_tokens(page, view, whole=whole))
        assert seen(compiled.segment(page, html._view, whole)) == expected
        if html._encodes(page):
            letters = bytes(min(ord(char), 128) for char in page)
            assert seen(compiled.segment(page, html._view, whole, letters)) == expected


@settings(max_examples=800, deadline=None)
@given(soup)
def test_both_readings_say_the_same_of_broken_markup(page: str) -> None:
    assume(not INSIDE.search(page))
    assert_alike(page)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/!-=\"'&;#ax \n\r\0é中", max_size=60))
def test_both_readings_say_the_same_of_noise(page: str) -> None:
    assume(not INSIDE.search(page))
    assert_alike(page)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["a", "DIV", "p-x"]), st.text(alphabet="<>/!-=\"'&;#aXé \n", max_size=40))
def test_both_readings_find_the_same_attributes(tag: str, rest: str) -> None:
    source = f"<{tag} {rest}>"
    assume(list(tokenize(source)))  # a tag that does not end is none
    assert scan.read_attributes(source) == tokens.read_attributes(source)
    assert scan.read_wanted(source, WANTED) == tokens.read_wanted(source, WANTED)


@pytest.mark.parametrize(
    "page", sorted([*HOUSE.glob("seeds/*.html"), *HOUSE.glob("fixtures/**/source.html")]), ids=lambda p: p.parent.name
)
def test_both_readings_say_the_same_of_whole_pages(page: Path) -> None:
    assert_alike(page.read_text(encoding="utf-8", errors="surrogateescape"))


def test_what_stands_in_a_noscript_may_close_what_is_around_it() -> None:
    assert_alike("<div>a<noscript><b>b</div>c</noscript>d")


ATTRIBUTES = [
    " class='story body'", ' class="related-stories b&amp;c"', " class=relatedStories", " CLASS=x", " id=share", " id",
    " role=navigation", " role=' Button '", " itemprop=author", " rel=author", " rel=canonical",
    " href=/a&amp;b", " href",
    " data-testid=ad", " data-component='a b'", " data-type", " property=og:title", " hidden", " hidden=until-found",
    " aria-hidden=true", " aria-hidden=false", " style='display : none'", " style='color:red'",
    " STYLE='VISIBILITY:hidden'",
    " name=Author", " content='A & B'", " content=x", " content", " http-equiv=y", " datetime=2020-01-02",
    "/", "=", " é=1",
    " class='d-none d-md-block'", " title='>'", " lang=af", " class=''", " class='sr-only'", " class=\"'\"",
]  # fmt: skip
TAGS = "div span p a nav html body main li time meta link figure button my-teaser blockquote section h1".split()


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=5)), max_size=5))
def test_both_readings_say_the_same_of_what_tags_say(tags: list[tuple[str, list[str]]]) -> None:
    assert_alike("x".join(f"<{tag}{''.join(attributes)}>" for tag, attributes in tags) + "y")


NAMES = [
    *"article Body related most read hidden hide sr only off screen d none nav Share a11y é İ - _ 3 caas x".split(),
    *("lead", "invisible", "advert", "Newsletter", "comments", "x" * 180, "a-" * 15, "HIDDEN"),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=3), max_size=30).map("".join))
def test_both_give_a_name_the_same_marks(name: str) -> None:
    marks.names_known.clear()
    expected = marks.name_marks(name)
    marks.names_known.clear()
    assert naming.name_marks(name) == expected


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["a", "é", "中", "😀", "\0", "\r", "\ud800", "\udfff", "\ud7ff", "\ue000", "<!--", "-", "--!>", ">"]
        )
    ).map("".join)
)
def test_odd_characters_are_found(text: str) -> None:
    surrogates = any("\ud800" <= char <= "\udfff" for char in text)
    unended = not html._ends_comments(text)
    assert scan.odd_characters(text) == ("\0" in text) + 2 * ("\r" in text) + 4 * surrogates + 8 * unended
    if not surrogates:
        letters = bytes(min(ord(char), 128) for char in text)
        assert scan.odd_characters(text, letters) == scan.odd_characters(text)


FIRST = "<p>The ferry to the outer islands was back in service on Monday, after a winter without one.</p>"
LAST = "<p>The harbour master said that the next storm would show what the new engine was worth.</p>"


@pytest.mark.parametrize(
    "damage",
    [
        "<!-- x", "<!--" * 50, "<!-- a --><!-- b", "<script>var a = 1;", "<style>" * 30, "<noscript>" * 30, "<title>x",
        "<textarea>", "<a href=x>" * 30, "<a href='x>", '<img alt="x>', "</p x='", "<svg>" * 30,
        "<iframe src=x>", "<xmp>", "<article><a href=x></article>", "<p><span hidden>x</p>",
    ],
)  # fmt: skip
def test_what_is_never_closed_does_not_take_the_rest_of_the_page(damage: str) -> None:
    page = FIRST + damage + LAST
    for found in (html.segment(page), html.segment_by_tokens(page, html._view(page), whole=False)):
        texts = [block for block in found.blocks if block.text.startswith("The ") and not block.linked]
        assert [block.text[:9] for block in texts] == ["The ferry", "The harbo"]


@pytest.mark.parametrize(
    "link", ["<a href=x>", "<a href=x>" * 9, "<A HREF=x>\n", "<div><a href=x></div>", "<a <a <a >"]
)
def test_a_link_that_does_not_end_before_the_next_one_is_none(link: str) -> None:
    assert_alike(page := f"<article>{link}{FIRST}{LAST}</article><p><a href=y>More of this</a></p>")
    assert [(block.text[:9], block.linked) for block in html.segment(page).blocks] == [
        ("The ferry", 0),
        ("The harbo", 0),
        ("More of t", 12),
    ]
