"""An article is kept whole in the markup that sites of all ages and makes put around it. All text is invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.metadata.flat import shape
from cleaner.select.doubtful import doubtful_lines
from cleaner.select.resumed import without_article
from cleaner.select.section import find_sections

PAGES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
AUDIT: dict[str, Any] = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))
ENGLISH: dict[str, Any] = AUDIT["page"]
LAYOUTS: dict[str, str] = AUDIT["layouts"]


def of_layout(layout: str, page: dict[str, Any]) -> str:
    def links(lines: list[str]) -> str:
        return "".join(f"<li><a href=/{number}>{line}</a></li>" for number, line in enumerate(lines))

    article = layout.format(
        **{name: page[name] for name in ("title", "byline", "day")},
        paragraphs="".join(f"<p>{paragraph}</p>" for paragraph in page["paragraphs"]),
        breaks="<br><br>".join(page["paragraphs"]),
    )
    heading, *below = page["below"]
    return (
        f"<html><head><title>{page['title']}</title></head><body><ul>{links(page['menu'])}</ul>{article}"
        f"<h3>{heading}</h3><ul>{links(below)}</ul></body></html>"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_is_kept_whole(layout: str) -> None:
    assert cleaner.clean(of_layout(LAYOUTS[layout], ENGLISH)).text.splitlines() == ENGLISH["paragraphs"]


@pytest.mark.parametrize("language", ["ja", "ko", "zh"])
@pytest.mark.parametrize("layout", ["a blog's own widget", "a menu that it is not"])
def test_an_article_in_a_dense_script_is_no_menu(layout: str, language: str) -> None:
    page = PAGES[language]
    assert cleaner.clean(of_layout(LAYOUTS[layout], page)).text.splitlines() == page["paragraphs"]


@pytest.mark.parametrize(
    "each",
    [
        "<div class=entry><time>1{0}:32</time><h3>{1}</h3><p>{2}</p><a href=#s>공유</a></div>",
        "<fieldset><legend>{0}</legend>{2}</fieldset>",
    ],
)
def test_a_korean_paragraph_is_not_taken_for_a_label(each: str) -> None:
    page = AUDIT["korean"]
    lines, headings = page["paragraphs"], page["headings"]
    told = "".join(each.format(place, headings[place % 2], line) for place, line in enumerate(lines))
    meta = f"<div class=meta><span class=author>{page['byline']}</span> <time>{page['day']}</time></div>"
    article = f"<main><article><h1>{page['title']}</h1>{meta}{told}</article></main>"
    text = cleaner.clean(f"<html lang=ko><title>{page['title']}</title><body>{article}</body></html>").text
    assert [line for line in lines if line not in text.splitlines()] == []


@pytest.mark.parametrize(
    "each", ["class=ad-free", "class=has-tooltip", "style='opacity:0;visibility:hidden'", "class=share-text"]
)
def test_a_short_paragraph_is_no_menu_whatever_it_calls_itself(each: str) -> None:
    page = of_layout("<h1>{title}</h1><p class=by>{byline}</p>{paragraphs}", ENGLISH)
    assert cleaner.clean(page.replace("<p>", f"<p {each}>")).text.splitlines() == ENGLISH["paragraphs"]


def test_a_short_sentence_is_nobodys_name() -> None:
    body = "<div class=bio-content><h1>{title}</h1><div>{paragraphs}</div></div>"
    assert cleaner.clean(of_layout(body, ENGLISH)).text.splitlines() == ENGLISH["paragraphs"]


@pytest.mark.parametrize("language", ["bn", "fa", "ja", "ko", "th", "ur", "zh"])
def test_a_sentence_is_nobodys_name_in_a_script_without_capitals(language: str) -> None:
    page = PAGES[language]
    body = "<div class=bio-content><h1>{title}</h1><div>{paragraphs}</div></div>"
    assert cleaner.clean(of_layout(body, page)).text.splitlines() == page["paragraphs"]


@pytest.mark.parametrize("opens", ["<a href=/1 name=top>", "<a id=top href=/1>", "<a class=x data-to=/1>"])
def test_a_link_with_a_name_is_one(opens: str) -> None:
    page = of_layout("<h1>{title}</h1>{paragraphs}", ENGLISH)
    teaser = f"<p>{opens}The market hall in Mill Street has opened its doors again, after two years of work.</a></p>"
    assert cleaner.clean(page.replace("</ul></body>", f"</ul>{teaser}</body>")).text.count("\n") == 5


def test_the_footer_of_a_page_without_an_article_is_none() -> None:
    told = "".join(f"<p>{line}</p>" for line in ENGLISH["paragraphs"][:4])
    page = f"<h1>{ENGLISH['title']}</h1><div class=player></div><footer class=about>{told}</footer>"
    assert cleaner.clean(f"<html><body>{page}</body></html>").text.count("\n") < 2


def test_only_where_nothing_is_likely_the_likeliest_sentences_are_kept() -> None:
    texts = [
        "The ferry to the islands was late again on Monday.",
        "Ferry news",
        "Nobody who stood on the pier was told the reason.",
    ]
    assert doubtful_lines(texts, [0.4, 0.45, 0.1]) == [0]
    assert doubtful_lines(texts, [0.4, 0.45, 0.3]) == [0, 2]
    assert doubtful_lines(texts, [0.3, 0.6, 0.3]) == []
    assert doubtful_lines(texts, [0.1, 0.1, 0.1]) == []
    assert doubtful_lines(["旧橋は三月十八日から年末まで通行止めになる。"], [0.3]) == [0]
    assert doubtful_lines([], []) == []
    article = " ".join(["The bridge stays closed until the end of the year, for its piers have to be cast anew."] * 9)
    page = [article, texts[0], "Menu " * 40]
    assert doubtful_lines(page, [0.4, 0.6, 0.4]) == [0], "nine tenths of what may be the article"
    assert doubtful_lines(page, [0.3, 0.6, 0.4]) == [], "too unlikely"
    assert doubtful_lines([*page, article], [0.4, 0.6, 0.4, 0.9]) == [], "what is kept is as long"


@pytest.mark.parametrize("line", AUDIT["prompts"]["drops"])
def test_a_prompt_between_two_paragraphs_goes(line: str) -> None:
    above, below = ENGLISH["paragraphs"][:2]
    for page in (f"<p>{above}</p><p>{line}</p><p>{below}</p>", f"{above}\n\n{line}\n\n{below}"):
        assert line not in cleaner.clean(page).text.splitlines()


@pytest.mark.parametrize("line", AUDIT["prompts"]["spares"])
def test_what_only_speaks_of_channels_and_cookies_stays(line: str) -> None:
    above, below = ENGLISH["paragraphs"][:2]
    for page in (f"<p>{above}</p><p>{line}</p><p>{below}</p>", f"{above}\n\n{line}\n\n{below}"):
        assert line in cleaner.clean(page).text.splitlines()


@pytest.mark.parametrize("language", AUDIT["disclaimers"])
def test_whose_opinion_a_column_is_not_goes(language: str) -> None:
    page, note = PAGES[language], AUDIT["disclaimers"][language]
    told = of_layout("<article><h1>{title}</h1>{paragraphs}</article>", page).replace(
        "</article>", f"<p>{note}</p></article>"
    )
    kept = cleaner.clean(told.replace("<html>", f"<html lang={language}>")).text.splitlines()
    assert note not in kept
    assert kept == page["paragraphs"]


@pytest.mark.parametrize("language", AUDIT["consent"])
def test_a_banner_above_an_article_goes_where_words_do_not_begin_alike(language: str) -> None:
    notice = AUDIT["consent"][language]
    page = of_layout(f"<div><p>{notice}</p></div><h1>{{title}}</h1>{{paragraphs}}", PAGES[language])
    assert notice not in cleaner.clean(page.replace("<html>", f"<html lang={language}>")).text


@pytest.mark.parametrize("language", ["hi", "th", "ko", "el"])
def test_the_toolbar_of_an_archive_goes(language: str) -> None:
    said = "These pages were collected by volunteers who try to save what will soon be deleted from the web."
    about = f"<div id=wm-capinfo><h3>About this capture</h3><p>{said}</p></div>"
    toolbar = f"<div id=wm-ipp-base><div>14 captures</div>{about}</div>"
    page = of_layout(f"{toolbar}<article><h1>{{title}}</h1>{{paragraphs}}</article>", PAGES[language])
    text = cleaner.clean(page).text
    assert said not in text
    assert PAGES[language]["paragraphs"][0] in text


@pytest.mark.parametrize("written", AUDIT["dates"])
def test_the_day_of_another_calendar_is_one_of_ours(written: str) -> None:
    page = of_layout(f"<h1>{{title}}</h1><div>{written}</div>{{paragraphs}}", ENGLISH)
    assert cleaner.clean(page).published == AUDIT["dates"][written]


@pytest.mark.parametrize("written", AUDIT["bylines"])
def test_a_byline_names_its_author_without_the_words_around(written: str) -> None:
    page = of_layout(f"<h1>{{title}}</h1><p>{written}</p><p>{{day}}</p>{{paragraphs}}", ENGLISH)
    assert cleaner.clean(page).authors == AUDIT["bylines"][written]


def test_what_a_broken_script_says_of_the_article_is_read() -> None:
    broken = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "He said "no" to it", '
        '"author": [{"@type": "Person", "name": "Anna Bell"}], "datePublished": "2024-03-12T10:15:00Z"}</script>'
    )
    page = cleaner.clean(broken + of_layout("<h1>{title}</h1>{paragraphs}", ENGLISH))
    assert page.published == "2024-03-12T10:15:00+00:00"
    assert page.authors == ["Anna Bell"]


def test_an_article_of_short_paragraphs_goes_on_below_a_box_of_links() -> None:
    part = AUDIT["resumed"]
    article = [*part["the article's"], *part["again"]]
    lines = [*ENGLISH["menu"], *part["the article's"], *part["box"], *part["again"], *ENGLISH["below"]]
    assert cleaner.clean("\n\n".join(lines)).text.splitlines() == article


def test_a_section_ends_where_the_scorer_keeps_two_sentences_in_a_row() -> None:
    lines = [
        "More stories",
        "Dog swims home",
        "The dog was found on Sunday in a boat.",
        "Nobody knew how it got in there.",
    ]
    found = dict.fromkeys(range(4), "More stories")
    assert list(without_article(found, lines, {2: 0.95, 3: 0.92})) == [0, 1]
    assert list(without_article(found, lines, {2: 0.6, 3: 0.55})) == [0, 1]
    assert list(without_article(found, lines, {2: 0.95, 3: 0.45})) == [0, 1, 2, 3]
    assert list(without_article(found, lines, {1: 0.95, 2: 0.95})) == [0, 1, 2, 3]
    lines += ["It barked.", "It is back at the harbour by now, its owner said."]
    found = dict.fromkeys(range(6), "More stories")
    assert list(without_article(found, lines, {2: 0.95, 3: 0.92, 4: 0.9, 5: 0.9})) == [0, 1, 4, 5]
    assert without_article(found, lines, {}) is found
    assert list(without_article(found, lines, {2: 0.95, 3: 0.92, 5: 0.9})) == [0, 1, 4, 5]  # a menu has no chance


@pytest.mark.parametrize("language", ["ja", "ko", "zh"])
def test_the_headline_of_a_flat_text_is_found_where_a_character_says_more_than_a_letter(language: str) -> None:
    page = PAGES[language]
    told = ["".join(page["paragraphs"][:2]), "".join(page["paragraphs"][2:])]
    lines = ["Harrow Mail", *page["menu"], page["title"], page["byline"], page["day"], *told]
    assert cleaner.clean("\n".join([*lines, *page["below"]])).title == page["title"]


def test_fourteen_characters_are_a_headline_where_each_is_a_word() -> None:
    assert shape("县医院产科停办四年后重新开放", 8) == shape("The cottage hospital opens its ward again", 7)
    assert shape("NIKKEIリスキリング", 8) < shape("県の病院、四年ぶりに再開へ", 8)
    assert shape("anna.bell@harrow.example", 4) < 0


@pytest.mark.parametrize("heading", ["Related:", "Lees ook", "Czytaj także", "Читайте также", "यह भी पढ़ें"])
def test_what_announces_one_link_ends_at_the_next_paragraph(heading: str) -> None:
    link, short = "Market hall reopens after two years", "Nobody was pleased."
    lines = [ENGLISH["paragraphs"][0], heading, link, ENGLISH["paragraphs"][1], short, "Tags", "Roads", "Bridges"]
    found = {1: heading, 2: heading}
    assert find_sections(lines) == found
    lines[1] = "More stories"
    assert find_sections(lines)[3] == "More stories"


@pytest.mark.parametrize(
    ("story", "notice"),
    [
        ("Der Rat hat am Montag neun Stimmen gezählt, und die Brücke bleibt bis zum Frühjahr zu.",
         "Dieser Text stellt keine Anlageberatung dar und dient nur der allgemeinen Information der Leser."),
        ("Belediye meclisi pazartesi günü dokuz oy saydı ve köprü ilkbahara kadar kapalı kalacak.",
         "Burada yer alan bilgiler yatırım tavsiyesi değildir."),
        ("Совет в понедельник насчитал девять голосов, и мост останется закрытым до весны.",
         "Материал носит информационный характер, решения читатель принимает сам."),
        ("परिषद ने सोमवार को नौ वोट गिने और पुल वसंत तक बंद रहेगा, ऐसा परिषद के प्रमुख ने बताया।",
         "यह लेख केवल सामान्य जानकारी के लिए है, फ़ैसले से पहले किसी जानकार से पूछें।"),
        ("市议会周一清点了九票，大桥将关闭到春天，议长在会后对记者这样说，居民只能改走渡口。",
         "以上内容仅供读者了解情况，不构成投资建议。"),
    ],
)  # fmt: skip
def test_a_lawyers_sentence_ends_the_article_only_below_it(story: str, notice: str) -> None:
    own = [f"{number}. {story}" for number in range(1, 8)]
    below = cleaner.clean(html("article", [*own, notice])).text
    assert notice not in below
    assert own[-1] in below
    inside = cleaner.clean(html("article", [own[0], notice, *own[1:], *own[1:3]])).text
    assert notice in inside
    said = f"“{notice}”"
    assert notice in cleaner.clean(html("article", [*own, said])).text, "somebody said it"


@pytest.mark.parametrize(
    "line",
    [
        "Some links here are affiliate links: if you buy something through them, we may earn a commission.",
        "In diesem Artikel sind Affiliate-Links enthalten, für die wir bei einem Kauf eine Provision erhalten.",
        "Cet article contient des liens affiliés, grâce auxquels nous touchons une commission sur vos achats.",
        "Este artículo contiene enlaces de afiliados por los que podemos recibir una comisión de la tienda.",
        "本記事はアフィリエイト広告を利用しており、購入により収益の一部を受け取ることがあります。",
        "이 포스팅은 쿠팡 파트너스 활동의 일환으로, 이에 따른 일정액의 수수료를 제공받습니다.",
    ],
)
def test_what_a_site_earns_by_its_links_is_no_article(line: str) -> None:
    own = [f"{number}. The council counted nine votes on Monday, and the bridge stays closed." for number in range(20)]
    assert line not in cleaner.clean(html("article", [line, *own])).text
    assert line not in cleaner.clean(html("article", [*own, line])).text


def test_a_report_on_what_links_earn_stays() -> None:
    line = "Some links there are affiliate links: if readers buy something through them, the paper earns a commission."
    own = [f"{number}. The council counted nine votes on Monday, and the bridge stays closed." for number in range(20)]
    assert line in cleaner.clean(html("article", [*own[:10], line, *own[10:]])).text, "in the middle of it"
    assert f"“{line}”" in cleaner.clean(html("article", [f"“{line}”", *own])).text, "somebody said it"


def html(tag: str, paragraphs: list[str]) -> str:
    return f"<html><body><{tag}>{''.join(f'<p>{text}</p>' for text in paragraphs)}</{tag}></body></html>"
