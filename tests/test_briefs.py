"""Short pages: one sentence under a headline is an article, a menu is none; in many languages, as HTML and as text."""

from __future__ import annotations

import pytest

import cleaner

MENU = "<nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav>"
FOOT = "<footer><p>© 2024 The Islander</p><a href='/privacy'>Privacy</a></footer>"
MORE = (
    "<aside><h2>Most read</h2><ul><li><a href='/1'>Bridge opens after nine years of work</a></li>"
    "<li><a href='/2'>Keeper retires</a></li></ul></aside>"
)
SENTENCES = {
    "en": ("Council meets", "The council met on Monday."),
    "de": ("Fähre fährt wieder", "Die Fähre fährt seit Montag wieder."),
    "fr": ("Le bac reprend du service", "Le bac de la Sorelle circule de nouveau depuis lundi."),
    "es": ("Vuelve el transbordador", "El transbordador volvió el lunes. El precio no cambia."),
    "ru": ("Паром вернулся", "Паром снова ходит с понедельника."),
    "ar": ("عودة العبارة", "عادت العبارة إلى الخدمة يوم الاثنين."),
    "hi": ("नौका फिर चली", "नौका सोमवार को फिर से चलने लगी।"),
    "zh": ("渡轮恢复运行", "连接外岛的渡轮星期一恢复运行。"),
    "ja": ("渡し船が再開", "島と本土を結ぶ渡し船が月曜日に再開した。"),
}
"""a headline and all that is said below it"""
TEMPLATES = {
    "article": "<html><body>{menu}<article><h1>{title}</h1><p>{text}</p></article></body></html>",
    "main": "<html><body>{menu}<main><h1>{title}</h1><p>{text}</p></main>{foot}</body></html>",
    "heading": "<html><body><h1>{title}</h1><p>{text}</p></body></html>",
    "subheading": "<html><body>{menu}<article><h2>{title}</h2><p>{text}</p></article>{foot}</body></html>",
    "classes": "<html><body>{menu}<div class='story'><h1>{title}</h1><div class='text'><p>{text}</p></div></div>{more}"
    "{foot}</body></html>",
    "byline": "<html><head><title>{title} | The Islander</title></head><body>{menu}<main><h1>{title}</h1>"
    "<p class='byline'>By Ada Quill</p><time datetime='2024-05-03'>3 May 2024</time><p>{text}</p></main>{more}{foot}"
    "</body></html>",
    "paragraph": "<p>{text}</p>",
}


def lines(page: cleaner.Cleaned) -> list[str]:
    return page.text.split("\n") if page.text else []


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_one_sentence_is_an_article(template: str, language: str) -> None:
    title, text = SENTENCES[language]
    page = cleaner.clean(TEMPLATES[template].format(title=title, text=text, menu=MENU, more=MORE, foot=FOOT))
    own = [line for line in lines(page) if line != title]
    assert own == [text]
    assert page.confidence is not None
    assert page.title == ("" if template == "paragraph" else title)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_of_a_headline_and_a_sentence_stays(language: str) -> None:
    title, text = SENTENCES[language]
    for source in (text, f"{title}\n\n{text}\n", f"{title}\n{text}\n"):
        assert lines(cleaner.clean(source))[-1] == text
    assert cleaner.clean(f"{title}\n\n{text}\n").title == title


def test_a_short_text_without_a_headline_has_no_title() -> None:
    assert cleaner.clean("The council met on Monday.\n\nNine were in favour, two against.\n").title == ""
    assert cleaner.clean("Home\nNews\nSport\nWeather\nContact\n").title == ""


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (f"<html><body>{MENU}{FOOT}</body></html>", "nothing but menus and links"),
        (f"<html><body>{MENU}{MORE}{FOOT}</body></html>", "nothing but menus and links"),
        (
            "<ul><li><a href='/1'>Bridge opens after nine years</a></li><li><a href='/2'>Keeper retires</a></li></ul>",
            "nothing but menus and links",
        ),
        (f"<html><body>{MENU}<article><h1>Ferry is back</h1></article></body></html>", "nothing but a headline"),
        ("<html><body></body></html>", "no text on the page"),
        (
            f"<title>Seite nicht gefunden - Inselbote</title>{MENU}<h1>Hoppla</h1><p>Die Seite gibt es nicht.</p>",
            "an error message in place of a page",
        ),
        (
            "<html><body><div id='root'></div><noscript>You need to enable JavaScript.</noscript></body>",
            "the page is a shell that needs JavaScript",
        ),
    ],
)
def test_a_page_without_an_article_is_dropped_with_a_reason(source: str, reason: str) -> None:
    page = cleaner.clean(source)
    assert (page.status, page.reason) == ("dropped", f"no article text: {reason}")


def test_a_menu_as_text_is_dropped() -> None:
    page = cleaner.clean("Home\nNews\nSport\nWeather\nContact\n")
    assert (page.status, page.reason.partition(":")[0]) == ("dropped", "no article text")
