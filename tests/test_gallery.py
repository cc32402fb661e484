"""The captions of a gallery are its story, those of an article are not. All text is invented."""

from __future__ import annotations

import pytest

import cleaner

CAPTIONS = [
    "The old mill bridge on its last day, seen from the tower of St Anne’s",
    "Divers who found the cracks in the stonework. Photo: Ann Lee",
    "Three of its seven piers have to be replaced",
    "The ferry that crosses the river until the work is done",
    "Shopkeepers of the western bank in front of the town hall",
]
ARTICLE = "".join(
    f"<p>{text}</p>"
    for text in (
        "The old mill bridge in Harrowby will be closed to all traffic from Monday until the end of the year.",
        "Divers found deep cracks in the stonework last month, and lorries have been banned from it ever since.",
        "Shopkeepers on the western bank say that half of their customers walk or drive over the bridge.",
    )
)
FIGURE = "<figure><img src={0}.jpg><figcaption>{1}</figcaption></figure>"
SLIDE = "<div class=slide><img src={0}.jpg><div class=caption><p>{1}</p></div></div>"


def page_of(slide: str, article: str = "", captions: list[str] = CAPTIONS) -> str:
    slides = "".join(slide.format(number, text) for number, text in enumerate(captions))
    menu = "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li><li><a href=/c>Culture</a></li></ul>"
    title = "Old mill bridge to close"
    return f"<title>{title}</title>{menu}<article><h1>{title}</h1>{article}<div>{slides}</div></article>"


@pytest.mark.parametrize("slide", [FIGURE, SLIDE])
def test_the_captions_of_a_gallery_are_kept(slide: str) -> None:
    assert cleaner.clean(page_of(slide)).text.splitlines() == CAPTIONS


def test_the_captions_of_an_article_are_not() -> None:
    assert CAPTIONS[1] not in cleaner.clean(page_of(FIGURE, ARTICLE)).text


def test_a_brief_with_three_pictures_is_no_gallery() -> None:
    assert CAPTIONS[1] not in cleaner.clean(page_of(FIGURE, captions=CAPTIONS[:3])).text
