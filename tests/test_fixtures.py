"""Every page in `fixtures/` gives exactly the article a reader wants of it, and its fields."""

from __future__ import annotations

import re

import pytest
from page_fixtures import Fixture, every

import cleaner
from cleaner.lesson import host_of
from cleaner.sources.find import all_sites

FIXTURES = every()
PASSING = [fixture for fixture in FIXTURES if not fixture.fails_today]
FAILING = [fixture for fixture in FIXTURES if fixture.fails_today]


def named(fixtures: list[Fixture]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fixture", fixtures, ids=[fixture.name for fixture in fixtures])


def expected_to_miss(fixture: Fixture) -> tuple[pytest.MarkDecorator, ...]:
    """A strict expected failure where `about.md` says what is missed; it must go when the text is right."""
    return (pytest.mark.xfail(reason=fixture.fields["misses"]),) if "misses" in fixture.fields else ()


@pytest.mark.parametrize(
    "fixture", [pytest.param(each, marks=expected_to_miss(each), id=each.name) for each in PASSING]
)
def test_text(fixture: Fixture) -> None:
    page = cleaner.clean(fixture.source.read_bytes(), url=fixture.fields["url"])
    assert page.text.split("\n") == fixture.expected.split("\n")


@named(FIXTURES)
def test_title(fixture: Fixture) -> None:
    assert cleaner.clean(fixture.source.read_bytes(), url=fixture.fields["url"]).title == fixture.fields["title"]


@named(FIXTURES)
def test_authors(fixture: Fixture) -> None:
    page = cleaner.clean(fixture.source.read_bytes(), url=fixture.fields["url"])
    assert page.authors == fixture.fields["authors"].split("; ")


@named(FIXTURES)
def test_published(fixture: Fixture) -> None:
    """As exact as `about.md` is: a day there demands no more than the day."""
    page = cleaner.clean(fixture.source.read_bytes(), url=fixture.fields["url"])
    wanted = fixture.fields["published"]
    assert page.published is not None
    assert page.published[: len(wanted)] == wanted


@pytest.mark.parametrize(
    "fixture",
    [pytest.param(each, marks=pytest.mark.xfail(reason=each.fields["reason"]), id=each.name) for each in FAILING],
)
def test_text_that_is_out_of_reach_today(fixture: Fixture) -> None:
    page = cleaner.clean(fixture.source.read_bytes(), url=fixture.fields["url"])
    assert page.text.split("\n") == fixture.expected.split("\n")


@named(FIXTURES)
def test_a_fixture_is_well_formed(fixture: Fixture) -> None:
    host, _, rest = fixture.name.partition("--")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d--[a-z0-9-]+", rest)
    # a real host stands only for the rules that the package has for it
    assert host.endswith(".example") or host_of(fixture.fields["url"]) == host in all_sites()
    assert {"url", "title", "authors", "published"} <= set(fixture.fields)
    assert fixture.fails_today == ("reason" in fixture.fields)
    assert all(line.strip() == line != "" for line in fixture.expected.split("\n"))
