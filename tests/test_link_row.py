"""Links in a row that lead around are no article; those that it is about are. All text is invented."""

from __future__ import annotations

import cleaner

TEXT = "At meeting {} the council spoke about the pier, which has been closed since the storm, and could not agree."
PLACES = [
    f"The landing stage of {place}" for place in "Ash Beck Cove Dale Elm Fold Gill Howe Ings Kirk Lane Moor".split()
]
LINKS = "".join(f"<p><a href=/{place}>{place} and what it costs</a></p>" for place in PLACES)


def read(middle: str, below: str = "") -> str:
    menu = "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li><li><a href=/c>Culture</a></li></ul>"
    text = "".join(f"<p>{TEXT.format(number)}</p>" for number in range(6))
    article = f"<article class=entry-content><h1>The pier</h1>{text}{middle}{below}</article>"
    return cleaner.clean(f"<html><body>{menu}{article}</body></html>").text


def test_a_dozen_links_below_the_last_paragraph_go() -> None:
    assert "landing stage" not in read("<h2>Where boats may land</h2>", LINKS)


def test_the_links_that_an_article_is_about_stay() -> None:
    below = "".join(f"<p>{TEXT.format(number)}</p>" for number in range(7, 10))
    assert (
        read(f"<p>These are the places where boats may land until then:</p>{LINKS}", below).count("landing stage") == 12
    )
