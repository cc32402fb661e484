"""Which elements are menus as a whole, and what is shown of elements that only hold something for old browsers."""

from __future__ import annotations

import pytest

from cleaner.segment import html
from cleaner.segment.gather import Segmented

STEPS = "<ol><li>Sift the flour.</li><li>Fold in the butter.</li></ol>"
LINKS = "<ul><li><a href='/a'>Ferry sails again</a></li><li>Sift the flour.</li></ul>"


def end_of(opens: str) -> str:
    return f"</{opens[1:].partition(' ')[0].rstrip('>')}>"


def both(source: str) -> list[Segmented]:
    """The page as compiled code reads it, and as tokens do."""
    return [html.segment(source), html.segment_by_tokens(source, html._view(source), whole=False)]


@pytest.mark.parametrize("opens", ["<aside>", "<div class='card'>", "<section class='cta-callout widget'>"])
def test_what_page_builders_call_so_is_a_menu_only_where_it_has_a_link(opens: str) -> None:
    ends = end_of(opens)
    for found in both(f"<main>{opens}{STEPS}{ends}<p>{opens}{LINKS}{ends}</main>"):
        assert [(block.kind, block.text) for block in found.blocks[:2]] == [
            ("li", "Sift the flour."),
            ("li", "Fold in the butter."),
        ]
        assert [block.kind for block in found.blocks[2:]] == ["region"]


@pytest.mark.parametrize("opens", ["<nav>", "<div class='card share'>", "<div id='cookie-widget'>", "<footer>"])
def test_what_says_it_is_a_menu_is_one_without_links_too(opens: str) -> None:
    ends = end_of(opens)
    for found in both(f"<main>{opens}{STEPS}{ends}</main>"):
        assert [block.kind for block in found.blocks] == ["region"]


@pytest.mark.parametrize("tag", ["object", "applet"])
def test_what_an_object_holds_is_shown_where_no_plug_in_is(tag: str) -> None:
    inner = "<param name=movie value=x><p>Ann Doe tells why the ferry sails again.</p>"
    for found in both(f"<main><{tag} data='film.swf'>{inner}</{tag}><p>It sails at nine.</p></main>"):
        assert [block.text for block in found.blocks] == [
            "Ann Doe tells why the ferry sails again.",
            "It sails at nine.",
        ]
