"""Markup that a browser shows in a way of its own is read as it shows it. All text is invented."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.segment.html import segment, segment_by_tokens

PARAGRAPHS = [
    "The old mill bridge in Harrowby will be closed to all traffic from Monday until the end of the year.",
    "Divers found deep cracks in the stonework last month, and lorries have been banned from the crossing ever since.",
    "Shopkeepers on the western bank say that half of their customers walk or drive over the bridge.",
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = "<title>Old mill bridge to close</title><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li></ul>"


@pytest.mark.parametrize("attribute", ['shadowrootmode="open"', "class=x shadowRootMode=closed", "shadowroot=open"])
def test_a_shadow_root_that_stands_in_the_source_is_shown(attribute: str) -> None:
    story = f"<template {attribute}><style>p{{}}</style><h1>Old mill bridge to close</h1>{TEXT}</template>"
    page = f"{HEAD}<my-story>{story}</my-story>"
    assert cleaner.clean(page).text.splitlines() == PARAGRAPHS
    other = page.replace(attribute, "id=shadow")
    assert not any("bridge" in block.text for block in segment(other).blocks if block.kind == "p")


def test_a_comment_with_a_space_in_its_end_takes_nothing_with_it() -> None:
    page = f"{HEAD}<h1>Old mill bridge to close</h1><!-- advertisement -- >{TEXT}"
    assert cleaner.clean(page).text.splitlines() == PARAGRAPHS
    assert cleaner.clean(page.replace(" -- >", " -->")).text.splitlines() == PARAGRAPHS


RUBY = (
    "<ruby>旧橋<rp>（</rp><rt>きゅうきょう</rt><rp>）</rp></ruby>は月曜日から"
    "<ruby>通行止<rt class=r>つうこうど</RT></ruby>めになる。"
)


def test_how_a_word_is_read_is_no_word_of_the_text() -> None:
    source = f"<p>{RUBY}</p>"
    page = cleaner.clean(source)
    assert page.text == "旧橋は月曜日から通行止めになる。"
    assert "きゅうきょう" in [source[edit["start"] : edit["end"]] for edit in page.edits]


def test_a_reading_whose_end_tag_is_left_out_hides_nothing() -> None:
    assert cleaner.clean("<p><ruby>旧橋<rt>きゅうきょう</ruby>は月曜日から通行止めになる。</p>").text.endswith(
        "通行止めになる。"
    )


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{RUBY}</p>",
        f"<div><ruby>a<rt>{'b' * 81}</rt></ruby> c<rt>d</rt><rp>e</rp><span hidden>f<rt>g</rt>h</span></div>",
        "<p>a<rt>b</p><p>c<rt>d</rt></p><rt>e<p>f</rt>g</p>",
        "<div><template shadowrootmode=open>a<template>b</template>c</template>d</div>",
        "<div><template shadowrootmode=open>a<p>b</div>c",
        "<TEMPLATE ShadowRoot=open><p>a</TEMPLATE>b",
        "<div role=TabPanel hidden>a</div><div role=tabpanel style='display:none' class='hidden'>b</div>",
        "<div role=&#116;abpanel hidden>a</div><p>b <b role=tooltip>c</b></p><div role=tooltip>d</div>",
        "<p>a <i class=Google-Src-Text>b</i> <i class='x google-src-text'>c</i></p>",
        "<p><a href=#a>Abc. <b>d</b></a><a name=b href='#b'>Abc.</a><a data-href=#c>Abc.</a><a href=#d>Abc.",
    ],
)
def test_both_readings_say_the_same(page: str) -> None:
    first, second = segment(page), segment_by_tokens(page, page, whole=False)
    assert [(b.kind, b.text, b.trace.pieces, b.path, b.marks, b.linked) for b in first.blocks] == [
        (b.kind, b.text, b.trace.pieces, b.path, b.marks, b.linked) for b in second.blocks
    ]


@pytest.mark.parametrize("link", ["<a href='#p{}' id=p{}>", "<a class=anchor href=#p{}{}>"])
def test_a_paragraph_that_leads_to_itself_is_no_link(link: str) -> None:
    last = "It is nine feet wide."
    story = "".join(f"<p>{link.format(n, n)}{text}</a></p>" for n, text in enumerate([*PARAGRAPHS, last]))
    page = f"{HEAD}<h1>Old mill bridge to close</h1>{story}"
    assert cleaner.clean(page).text.splitlines() == [*PARAGRAPHS, last]
    assert not any(block.linked for block in segment(page).blocks if block.kind == "p")
    assert not any(block.linked for block in segment_by_tokens(page, page, whole=False).blocks if block.kind == "p")


@pytest.mark.parametrize("href", ["#p1", "#"])
def test_an_entry_of_a_table_of_contents_is_a_link(href: str) -> None:
    page = f"<p><a href='{href}'>{'What the divers found' if href != '#' else PARAGRAPHS[0]}</a></p>"
    for found in (segment(page), segment_by_tokens(page, page, whole=False)):
        assert found.blocks[0].linked == len(found.blocks[0].text)


def test_what_a_word_means_is_shown_when_it_is_pointed_at() -> None:
    tip = "<span class=glossary>lorries<span role=tooltip>Vehicles that carry goods.</span></span>"
    page = f"{HEAD}<h1>Old mill bridge to close</h1>{TEXT.replace('lorries', tip)}"
    assert cleaner.clean(page).text.splitlines() == PARAGRAPHS


def test_a_translated_page_is_kept_once() -> None:
    said = [
        f"<span class=notranslate><span class='google-src-text'>Die Brücke.</span> {text}</span>" for text in PARAGRAPHS
    ]
    page = f"{HEAD}<h1>Old mill bridge to close</h1>{''.join(f'<p>{text}</p>' for text in said)}"
    assert cleaner.clean(page).text.splitlines() == PARAGRAPHS


@pytest.mark.parametrize("hidden", ["hidden", "style='display:none'", "aria-hidden=true", "class='pane hidden'"])
def test_what_a_tab_shows_when_it_is_asked_for_is_part_of_the_page(hidden: str) -> None:
    answers = ["It was built in 1871.", "Nobody knows who paid for it.", "It is nine feet wide."]
    panels = "".join(f"<div role=tabpanel {hidden}><p>{text}</p></div>" for text in answers)
    page = f"{HEAD}<article><h1>Old mill bridge to close</h1>{TEXT}<div>{panels}</div></article>"
    assert cleaner.clean(page).text.splitlines() == [*PARAGRAPHS, *answers]
