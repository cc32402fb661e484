"""Pages that are one article, and short reports below a standing text that is longer than they are."""

from __future__ import annotations

import random

import pytest
import repeated
from test_learn import FOOT, MENU, page, story

from cleaner.learn import Learner, learn
from cleaner.lesson import Lesson, lesson_of
from cleaner.page import Page
from cleaner.versions import WAITING
from cleaner.wire import decoder, encode_row

NOTICE = repeated.COOKIES


def short(n: int, notice: str = NOTICE, path: str = "", **fields: str) -> Page:
    """A report of some 250 characters below a notice of 680."""
    return page(
        [*MENU, notice, f"Report {'abcdefghij'[n % 10]} {story(n)[1][:40]}", story(n, 1)[0], *FOOT], n, path, **fields
    )


def articles(pages: list[Page]) -> int:
    learner = Learner()
    for one in pages:
        lesson = lesson_of(one)
        assert lesson is not None
        learner.add(lesson)
    [taught] = learner.taught()
    return taught.pages


def holds(pages: list[Page], line: str) -> bool:
    learned = learn(pages).get("islands.example")
    return learned is not None and line.casefold() in learned.lines


@pytest.mark.parametrize("count", [5, 6, 10, 20, WAITING + 30])
def test_short_reports_are_articles_whatever_stands_around_them(count: int) -> None:
    pages = [short(n) for n in range(count)]
    assert articles(pages) == count
    assert holds(pages, NOTICE)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    pages = [short(n) for n in range(14)] + [short(3, path="again/"), short(5, path="print/")]
    random.Random(seed).shuffle(pages)  # noqa: S311
    assert articles(pages) == 14


def test_a_page_without_text_of_its_own_makes_no_others_one_with_it() -> None:
    """As that of a video, which comes first here."""
    pages = [page([*MENU, NOTICE, "A film of the harbour", *FOOT], 99), *(short(n) for n in range(8))]
    assert articles(pages) == 9


def test_a_language_and_a_section_have_notices_of_their_own() -> None:
    languages = [short(n, (NOTICE, repeated.ABOUT)[n % 2], language=("en", "cy")[n % 2]) for n in range(24)]
    sections = [short(n, (NOTICE, repeated.ABOUT)[n % 2], ("sport/", "news/")[n % 2]) for n in range(24)]
    assert [articles(languages), articles(sections)] == [24, 24]


def test_numbers_that_differ_are_the_articles() -> None:
    """A notice stays as it is; what a machine fills in does not, and is no notice though the rest is the same."""
    every = [repeated.made(repeated.CASES["a machine's reports"], size, 1, "text") for size in (6, 30)]
    assert [articles(pages) for pages in every] == [1, 1]


def test_an_article_that_each_address_edits_is_one_article() -> None:
    case = repeated.CASES["a wire report, each address edits it"]
    assert max(articles(repeated.made(case, size, 1, "html")) for size in (5, 6, 20)) < 5


def test_a_page_that_is_kept_up_to_date_is_compared_with_itself() -> None:
    """Its news stand above what stays, as a short report above a notice: the address tells."""
    whole = story("before", 6)
    fetched = [[*MENU, f"What we know at {'abcdefgh'[n]}", story(n, 1)[0], *whole, *FOOT] for n in range(8)]
    same = [page(lines, host=("www.islands.example", "islands.example")[at % 2]) for at, lines in enumerate(fetched)]
    assert articles(same) == 1
    assert articles([page(lines, n) for n, lines in enumerate(fetched)]) == 8


def test_the_address_of_a_host_tells_nothing() -> None:
    lessons = [lesson_of(page([*MENU, *story(1)], url=url)) for url in ("https://islands.example/", "islands.example")]
    assert [lesson.address if lesson else "" for lesson in lessons] == ["", ""]


def test_one_address_in_several_spellings() -> None:
    said = (
        "https://www.islands.example/a/b?id=1",
        "http://Islands.example/a/b?id=1#top",
        "https://islands.example/a/b?id=2",
    )
    first, second, other = (lesson_of(page([*MENU, *story(1)], url=url)) for url in said)
    assert first is not None
    assert second is not None
    assert other is not None
    assert first.address == second.address != other.address


def test_a_lesson_comes_from_a_worker_as_it_was() -> None:
    lesson = lesson_of(
        page([*MENU, NOTICE, "The ferry has sailed 12 times with 300 of the islanders " * 2 + "on board.", *FOOT], 3)
    )
    assert lesson is not None
    assert list(lesson.numbers.values()) == ["12 300 12 300"]
    assert decoder(Lesson)(encode_row(lesson)) == lesson
