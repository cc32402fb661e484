"""Markup that says a machine translated a page is evidence: less of the other language is needed to believe it."""

from __future__ import annotations

import pytest
from page_fixtures import HOUSE

from cleaner import account
from cleaner.language.translated import other_language
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.settings import Settings

PARAGRAPHS = (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8").strip().split("\n")
LEFT = "The mayor told the council laas jaar that the market would stay."


def read(head: str, *extra: str) -> tuple[Page, list[str]]:
    """A page of a clean article and a few paragraphs, and what the language stage found in it."""
    body = "".join(f"<p>{line}</p>" for line in (*PARAGRAPHS[:3], *extra, *PARAGRAPHS[3:]))
    source = f"<html {head}><head><title>x</title></head><body><article>{body}</article></body></html>"
    page = process(Record("page", source.encode(), "html"), Settings(foreign="mark"))
    edits = account.manifest_row(page)["edits"]
    return page, [source[one["start"] : one["end"]] for one in edits if one["rule"] == "language.span"]


@pytest.mark.parametrize(
    ("head", "other"),
    [
        ('lang="af-x-mtfrom-en"', "af"),
        ('lang="en-x-mtfrom-af"', "af"),
        ('class="translated-ltr" lang="af"', "af"),
        ('class="wide translated-rtl" lang="afr"', "af"),
        # what says nothing, or nothing of this page's language
        ('lang="af"', ""),
        ('lang="en"', ""),
        ('lang="en-GB" class="translated-ltr"', ""),
        ('lang="fr-x-mtfrom-de"', ""),
        ('lang="en-x-mtfrom-en"', ""),
        ('lang="en-x-mtfrom-zzzz" class="translated"', ""),
        ("", ""),
    ],
)
def test_the_markup_tells_between_which_languages(head: str, other: str) -> None:
    page, found = read(head, LEFT)
    assert other_language(page, "en") == other
    assert found == (["laas jaar"] if other else [])


@pytest.mark.parametrize("head", ['lang="en-x-mtfrom-af"', 'class="translated-ltr" lang="fr"', 'lang="de-x-mtfrom-en"'])
def test_markup_alone_is_no_evidence(head: str) -> None:
    assert read(head, "The coup d'état was a fait accompli; she said au revoir.")[1] == []


def test_an_empty_page_has_no_root() -> None:
    page = process(Record("page", b'<html class="translated-ltr" lang="fr"></html>', "html"), Settings())
    assert other_language(page, "en") == ""
