"""What stands around a whole article is no part of a page, whatever it calls itself. All text is invented."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import marks as m
from cleaner import pipeline
from cleaner.page import Block, Container, Page, Record
from cleaner.segment.html import IS_COMPILED
from cleaner.select import wrapper
from cleaner.settings import Settings
from cleaner.trace import Trace

PARAGRAPHS = [
    "The old mill bridge in Harrowby will be closed to all traffic from Monday until the end of the year.",
    "Divers found deep cracks in the stonework last month, and lorries have been banned from the crossing ever since.",
    "Not everybody is pleased.",
    "Shopkeepers on the western bank say that half of their customers walk or drive over the bridge.",
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li><li><a href=/c>Culture</a></li></ul>"
HEAD = "<h1>Old mill bridge to close</h1>"


def page_of(body: str) -> str:
    return f"<html><head><title>Old mill bridge to close</title></head><body>{MENU}{body}</body></html>"


def read(body: str) -> Page:
    return pipeline.process(Record("page", page_of(body), "html"), Settings(sources="none"))


@pytest.mark.parametrize(
    "opens",
    [
        '<article class="post-12 post type-post hentry category-comment category-cookies tag-share"><div>',
        "<div class=footer-padding><div>",
        "<div class='modal fade in' role=dialog><div>",
        "<table><tr><td class=newsletter><div>",
        "<noscript><div>",
        "<footer><div>",
        "<div class=feed-item><div>",
    ],
)
def test_an_article_is_kept_whole_in_it(opens: str) -> None:
    assert cleaner.clean(page_of(f"{opens}{HEAD}{TEXT}")).text.splitlines() == PARAGRAPHS


def marks_of(page: Page) -> list[int]:
    return [block.marks for block in page.blocks if block.text in PARAGRAPHS]


def test_only_what_holds_headline_and_prose_is_one() -> None:
    assert not any(marks & m.COMMENTS for marks in marks_of(read(f"<div class=comments>{HEAD}{TEXT}</div>")))
    assert all(marks & m.COMMENTS for marks in marks_of(read(f"{HEAD}<footer class=comments>{TEXT}</footer>")))
    beside = f"<div class=comments>{HEAD}<p>{PARAGRAPHS[3]}</p></div><div>{TEXT}</div>"
    assert sum(marks & m.COMMENTS > 0 for marks in marks_of(read(beside))) == 1


def test_what_stands_in_it_keeps_its_own_marks() -> None:
    page = read(f"<div class=comments>{HEAD}{TEXT}<div class=author-box><p>{PARAGRAPHS[3]}</p></div></div>")
    assert [bool(marks & m.AUTHOR_BOX) for marks in marks_of(page)] == [False] * 4 + [True]
    inner = next(step for step in page.containers if step.own & m.AUTHOR_BOX)
    assert inner.marks & wrapper.SAYS_NOTHING == m.AUTHOR_BOX


def made(told: list[tuple[int, int, int, str]]) -> tuple[list[Container], list[Block]]:
    containers = [Container("#", None, "", 0)]
    blocks = []
    for own, around, marks, text in told:
        containers.append(Container("div", containers[around % len(containers)], "", own))
        blocks.append(Block("p", containers[-1], Trace.verbatim(text, 0, len(text)), marks % 90, 0, marks))
    return containers, blocks


@pytest.mark.skipif(not IS_COMPILED, reason="no C compiler was found when the package was installed")
@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, m.NAV, m.BODY, m.COMMENTS | m.ARTICLE, m.LINK]),
            st.integers(0, 9),
            st.integers(0, 2**37 - 1),
            st.text(min_size=1, max_size=40),
        ),
        max_size=20,
    )
)
def test_both_do_the_same(told: list[tuple[int, int, int, str]]) -> None:
    twin: Any = importlib.import_module("cleaner.select._wrapper")
    (first, ours), (second, theirs) = made(told), made(told)
    texts = [block.text for block in ours]
    assert twin.prose_of(ours, texts, 20) == wrapper.prose_of(ours, texts, 20)
    for at, block in enumerate(ours):
        for step in block.container.ancestors():
            assert twin.span_of(ours, at, step) == wrapper.span_of(ours, at, step)
    for place, block in enumerate(ours):
        block.index = place * 2
    for index in (0, 1, 7, 99):
        told_of = (ours, index, 3, m.NAV | m.AD, m.CAPTION)
        assert twin.count_below(*told_of) == wrapper.count_below(*told_of)
    first[-1].own = second[-1].own = 0
    wrapper.unmark(first, ours, wrapper.SAYS_NOTHING)
    twin.unmark(second, theirs, wrapper.SAYS_NOTHING)
    assert [step.marks for step in first] == [step.marks for step in second]
    assert [block.marks for block in ours] == [block.marks for block in theirs]


BODIES = [
    "<div class=comments>",
    "<section class='related'>",
    "<div class=more style='display:none'>",
]
TEASER = "<p>Nobody on the western bank had been told of it before Monday.</p>"


@pytest.mark.parametrize("opens", BODIES)
def test_a_body_below_its_headline_is_kept_whole_in_it(opens: str) -> None:
    page = page_of(f"<article><div>{HEAD}<p>By Ann Lee</p></div>{opens}{TEXT}</article>")
    assert cleaner.clean(page).text.splitlines() == PARAGRAPHS


def test_the_author_that_a_body_is_called_after_goes_too() -> None:
    page = read(f"<article><div>{HEAD}</div><div class=author-box>{TEXT}</article>")
    assert not any(marks & (m.AUTHOR_BOX | m.AUTHOR) for marks in marks_of(page))


def test_the_rest_of_an_article_is_folded_below_its_first_paragraph() -> None:
    page = read(f"<article>{HEAD}{TEASER}<div class=read-more style='display:none'>{TEXT}</div></article>")
    assert not any(marks & wrapper.FORBIDS for marks in marks_of(page))


def test_what_stands_below_the_article_or_in_parts_is_not_its_body() -> None:
    parts = TEXT.replace("<p>", "<div><p>").replace("</p>", "</p></div>")
    few = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    for body in (
        f"{HEAD}{TEASER}<div class=comments>{TEXT}</div>",
        f"{HEAD}<div class=comments>{parts}</div>",
        f"{HEAD}<div class=comments>{few}</div>",
        f"{HEAD}<div class='comments cookie-notice'>{TEXT}</div>",
        f"<div class=comments>{TEXT}</div>{HEAD}",
        f"<div class=comments>{TEXT}</div>",
    ):
        assert all(marks & wrapper.FORBIDS for marks in marks_of(read(body)))
