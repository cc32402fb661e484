"""The article that a site puts below the page's own goes; what belongs to the page's stays. All text is invented."""

from __future__ import annotations

import pytest

import cleaner

TITLE = "Old mill bridge to close for repairs"
OWN = [
    "The old mill bridge in Harrowby will be closed to all traffic from Monday until the end of the year.",
    "Divers found deep cracks in the stonework last month, and lorries have been banned from it ever since.",
]
NEXT = [
    "The last workshop in Torwick that makes brass lamps by hand will close at Christmas, its owners said.",
    "Fred and Nora Abbot have run it since 1971, and neither of their children wants it.",
]
HEADING = "Lamp makers look for an heir"


def story(
    title: str,
    lines: list[str],
    opens: str = "<article class='post post-{}'>",
    meta: str = "<time datetime=2024-05-04>4 May</time>",
) -> str:
    closes = opens[1:].split(maxsplit=1)[0].rstrip(">")
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"{opens.format(len(title))}<h1>{title}</h1><div>{meta}</div>{text}</{closes}>"


def text_of(body: str, title: str = f"{TITLE} - The Mail") -> list[str]:
    menu = "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li><li><a href=/c>Culture</a></li></ul>"
    return cleaner.clean(f"<title>{title}</title>{menu}<main>{body}</main>").text.splitlines()


@pytest.mark.parametrize("opens", ["<article class='post post-{}'>", "<div class=story>"])
def test_the_next_articles_go(opens: str) -> None:
    third = story("Vegetable prices rise again", NEXT[::-1], opens)
    assert text_of(story(TITLE, OWN, opens) + story(HEADING, NEXT, opens) + third) == OWN


@pytest.mark.parametrize("day", ["4 maja 2024", "4 مايو 2024", "2024年5月4日", "4 de mayo de 2024"])
def test_the_next_article_goes_where_a_line_says_its_day(day: str) -> None:
    own, other = (story(title, lines, "<div class=story>", day) for title, lines in ((TITLE, OWN), (HEADING, NEXT)))
    assert text_of(own + other) == OWN
    chapter = other.replace("h1", "h2")
    assert NEXT[0] in text_of(own + chapter)  # it may be dated like a chapter


def test_the_next_article_goes_out_of_the_element_it_was_loaded_into() -> None:
    assert text_of(f"<div>{story(TITLE, OWN)}</div><div class=page-2>{story(HEADING, NEXT)}</div>") == OWN + NEXT
    assert text_of(f"<div class=page>{story(TITLE, OWN)}</div><div class=page>{story(HEADING, NEXT)}</div>") == OWN


@pytest.mark.parametrize("opens", ["<article class='post post-{} tag-lamps'>", "<div class=story-{}>"])
def test_the_next_articles_go_below_headings_of_the_second_rank(opens: str) -> None:
    own = story(TITLE, OWN, opens.replace("lamps", "bridge"))
    others = [story(f"{HEADING} {count}", NEXT, opens).replace("h1", "h2") for count in range(4)]
    assert text_of(own + others[0]) == OWN
    assert text_of(own + "".join(others[:3])) == OWN
    assert NEXT[0] in text_of(own + "".join(others))  # a list, or a live blog


def test_a_part_of_the_article_stays() -> None:
    part = story(HEADING, NEXT)
    for body in (
        story(TITLE, OWN) + part.replace("h1", "h3"),
        story(TITLE, OWN) + story(HEADING, NEXT, "<article class=update>").replace("h1", "h2"),
        story(TITLE, OWN) + story(HEADING, NEXT, meta=""),
        story(TITLE, OWN).replace("</article>", f"{part}</article>"),
        story(TITLE, OWN, "<section>") + story(HEADING, NEXT, "<section class=part>"),
        f"<div class=head><h1>{TITLE}</h1></div>{story('In short', OWN)}{part}",
    ):
        assert [line for line in text_of(body) if line in OWN + NEXT] == OWN + NEXT, body


def test_a_row_of_posts_stays() -> None:
    assert NEXT[0] in text_of(story(TITLE, OWN) + story(HEADING, NEXT), "The Harrowby Mail")


def test_the_rows_of_a_table_are_one_article() -> None:
    day = "<time datetime=2024-05-04>4 May</time>"
    head = f"<tr><td><h1>{TITLE}</h1><div>{NEXT[1]} Photo: Ann Lee</div></td></tr>"
    body = f"<tr><td><div>By Ann Lee</div>{day}<h2>Divers found cracks</h2><p>{OWN[0]}</p><p>{OWN[1]}</p></td></tr>"
    assert set(OWN) <= set(text_of(f"<table>{head}{body}</table><p>{day}</p>"))


def test_the_head_and_the_body_of_an_article_are_no_two_articles() -> None:
    head = f"<article class=head><h1>{TITLE}</h1><time>4 May</time><p>{NEXT[0]}</p></article>"
    body = (
        f"<article class=body><div>By Ann Lee</div><time>4 May</time><h1>What was found</h1>{'<p>' + OWN[1] + '</p>'}"
    )
    more = "".join(f"<p>{OWN[0]} It was so in {year}, too, and nobody minded then.</p>" for year in range(1980, 2000))
    assert OWN[1] in text_of(f"{head}{body}{more}</article>")
