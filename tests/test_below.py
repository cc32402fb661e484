"""What stands in boxes below an article, in elements that say nothing, is none of it. All text is invented."""

from __future__ import annotations

import pytest

import cleaner

STORY = [
    "The council voted by nine to two on Monday to keep the old swimming pool open for another year.",
    "Its roof will be mended in May, said the mayor, who had wanted to close it.",
]
OTHERS = ("Hail destroys a third of the harvest", "Ferry runs late again", "Keeper of the light wins a prize")
SUMMARY = "Nobody knows why it happened again, said those who were there on Tuesday."
HEAD = "<title>Pool stays open - The Mail</title><link rel=canonical href='https://mail.example/pool'>"


def of(*parts: str) -> str:
    story = "".join(f"<p>{line}</p>" for line in STORY)
    return f"<html><head>{HEAD}</head><body><div><h1>Pool stays open</h1>{story}</div>{''.join(parts)}</body></html>"


def row(each: str, last: str = "") -> str:
    return f"<div>{''.join(each.format(n, name, SUMMARY) for n, name in enumerate(OTHERS))}</div>{last}"


def lines(page: str) -> list[str]:
    return cleaner.clean(page).text.splitlines()


@pytest.mark.parametrize(
    "each",
    [
        "<div><h3><a href=/{0}>{1}</a></h3><p>{2} {1}.</p></div>",
        "<div><a href='https://www.mail.example/{0}'><h3>{1}</h3></a><span>Sport</span><p>{2} {1}.</p></div>",
        "<p><a href=/{0}>{1}</a></p><p>{2} {1}.</p>",
    ],
)
def test_a_row_of_teasers(each: str) -> None:
    assert lines(of(row(each))) == STORY


@pytest.mark.parametrize(
    "each",
    [
        "<div><h3><a href='#q{0}'>{1}</a></h3><p>{2} {1}.</p></div>",
        "<div><h3><a href='https://other{0}.example/'>{1}</a></h3><p>{2} {1}.</p></div>",
    ],
)
def test_questions_and_sources_are_no_teasers(each: str) -> None:
    assert f"{SUMMARY} {OTHERS[2]}." in lines(of(row(each)))


def test_what_the_article_goes_on_below_is_its_own() -> None:
    each = "<div><h3><a href=/{0}>{1}</a></h3><p>{2} {1}.</p></div>"
    last = "<p>The council will speak of all three of them when it meets again in June, the mayor said.</p>"
    assert f"{SUMMARY} {OTHERS[2]}." in lines(of(row(each, last)))


@pytest.mark.parametrize("heading", ["2 comments", "Kommentare (2)", "댓글 2", "تعليقات", "2条评论", "Σχόλια"])
def test_comments_below_a_heading(heading: str) -> None:
    said = "About time, my sister learned to swim there fifty years ago.", "And who pays for it? We do, as always."
    entries = "".join(f"<div><div>Tom {n}</div><p>{text}</p></div>" for n, text in enumerate(said))
    assert lines(of(f"<div><h3>{heading}</h3>{entries}</div>")) == STORY


def test_a_heading_right_above_a_paragraph_is_the_articles() -> None:
    text = "The board asked for comments on its plan, and four hundred of those who live here sent one."
    assert text in lines(of(f"<div><h3>Comments</h3><p>{text}</p></div>"))


FOOT = (
    "<div><p>{}</p><ul><li><a href=/a>About us</a><li><a href=/b>Terms</a><li><a href=/c>Jobs</a></ul><p>{}</p></div>"
)


def test_the_foot_of_a_page() -> None:
    assert lines(of(FOOT.format("The Mail has reported from the valley since 1871.", "© 2024 The Mail"))) == STORY


def test_what_is_larger_than_the_article_is_no_foot() -> None:
    text = " ".join(
        f"The mayor said at meeting {n} that the roof of the pool would be mended in May." for n in range(4)
    )
    assert text in lines(of(FOOT.format(text, "© 2024 The Mail")))


SAID = (
    "About time, my sister learned to swim there fifty years ago.",
    "And who pays for it? We do, as always, with our taxes.",
    "The roof was mended in 1998 already, if I remember rightly.",
)
ENTRY = "<li><footer><a href=/u{0}>{1}</a> says: <a href=#c{0}>May {0}, 2024 at 10:1{0}</a></footer>{2}</li>"
DATED = HEAD.replace("</title>", "</title><meta property=article:published_time content=2024-05-02>")


def thread(entry: str = ENTRY, head: str = "", each: int = 1) -> str:
    """Comments as blogs write them, each of so many paragraphs, without a word in their classes."""
    names = ("Tom K.", "Anna", "Old Salt")
    said = [
        entry.format(3 + number, name, "".join(f"<p>{SAID[(number + more) % 3]}</p>" for more in range(each)))
        for number, name in enumerate(names)
    ]
    return f"<div>{head}<ol>{''.join(said)}</ol></div>"


@pytest.mark.parametrize(
    "heading",
    [
        "3 thoughts on “Pool stays open”",
        "3 Gedanken zu „Pool stays open“",
        "3 commentaires sur « Pool stays open »",
        "“Pool stays open” hakkında 3 yorum",
        "「Pool stays open」への3件のフィードバック",
        "Reader Interactions",
        "24 Reader Comments",
    ],
)
def test_comments_below_a_heading_and_a_menu(heading: str) -> None:
    assert lines(of(thread(head=f"<h2>{heading}</h2>"))) == STORY


@pytest.mark.parametrize(
    "heading", ["3 reasons why “the pool stays open” is wrong", "“Pool stays open”", "3 thoughts on “Pools in winter”"]
)
def test_a_heading_that_quotes_something_else_is_the_articles(heading: str) -> None:
    text = "Nobody had asked those who swim there in winter, and there are more of them than one would think."
    assert text in lines(of(f"<div><h2>{heading}</h2><div>By the way</div><p>{text}</p></div>"))


def test_comments_of_several_paragraphs_say_who_and_when_once() -> None:
    page = of(thread(each=3)).replace(HEAD, DATED)
    assert lines(page) == STORY


@pytest.mark.parametrize("button", ["Reply", "Antworten", "返信", "Responder", "رد"])
def test_comments_with_a_button_below_each(button: str) -> None:
    entry = "<li><div>{1}</div><div>{0} days ago</div>{2}<div><span>2</span></div><div>BUTTON</div></li>"
    assert lines(of(thread(entry.replace("BUTTON", button), each=2))) == STORY


def test_posts_that_the_article_quotes_have_such_buttons_too() -> None:
    post = "<div><div>{}</div><p>{}</p><div>Reply</div></div>"
    quoted = "".join(post.format(name, said) for name, said in zip(("Tom", "Anna"), SAID, strict=False))
    assert set(SAID[:2]) <= set(lines(of(f"<div>{quoted}</div>")))
