"""Makes news pages of a wanted size, so that the benchmarks run without anybody's pages.

    python bench/make_pages.py FOLDER [--count 200] [--size 170000]

A page is built as the ones scraped from the web are: two thirds of its bytes are scripts, styles and attributes, its
article is a few kilobytes, and it has a menu, captions, read-more lines, a list of teasers and a footer.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

WORDS = (
    "the a of to and in that was for on it with as his her they at by from had not be this which were one but all "
    "harbour council bridge keeper market winter station morning letter baker school island river ferry window "
    "said asked opened closed carried promised waited returned built found heard knew "
    "old small quiet second last open early heavy local"
).split()


def sentence(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(8, 24))
    return " ".join(words).capitalize() + rng.choice([".", ".", ".", "?", ", it said."])


def paragraph(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(2, 4)))


def teaser(rng: random.Random, number: int) -> str:
    title = sentence(rng).rstrip(".?")
    return (
        f'<div class="card card--{number % 7}" data-track="teaser" data-id="{rng.getrandbits(64):016x}">'
        f'<a class="card__link" href="/news/{number}/{rng.getrandbits(32):08x}"><img src="/i/{number}.jpg" '
        f'srcset="/i/{number}-400.jpg 400w, /i/{number}-800.jpg 800w" alt="">'
        f'<h3 class="card__title">{title}</h3></a></div>'
    )


def script(rng: random.Random, size: int) -> str:
    body = ",".join(f'"k{n}":"{rng.getrandbits(128):032x}"' for n in range(size // 44))
    return f"<script>window.__state={{{body}}};</script>"


def page(size: int, seed: int = 0) -> str:
    """A page of about `size` characters. It grows in width: more paragraphs, teasers and scripts, not more depth."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark wants the same page every time
    title = sentence(rng).rstrip(".?")
    article = max(1, size // 18 // 220)
    body = []
    for number in range(article):
        body.append(f'<p class="story__text">{paragraph(rng)}</p>')
        if number % 6 == 3:
            caption = sentence(rng).rstrip(".?")
            body.append(
                f'<figure><img src="/p.jpg" alt=""><figcaption>{caption}. Picture: Agency</figcaption></figure>'
            )
        if number % 8 == 5:
            body.append(f'<p class="more"><b>Read more:</b> <a href="/{number}">{sentence(rng)}</a></p>')
    menu = "".join(f'<li class="nav__item"><a href="/{word}">{word.capitalize()}</a></li>' for word in WORDS[30:50])
    teasers = "".join(teaser(rng, number) for number in range(max(1, size // 5 // 330)))
    head = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Bench Gazette</title>'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" '
        f'content="2024-01-02T03:04:05Z"><meta name="author" content="Ada Bench">{script(rng, size // 2)}</head>'
    )
    return (
        f'{head}<body><header><nav><ul>{menu}</ul></nav></header><main><article class="story"><h1>{title}</h1>'
        f'<p class="byline">By Ada Bench</p>{"".join(body)}</article>{script(rng, size // 6)}'
        f'<section class="teasers"><h2>More stories</h2>{teasers}</section></main>'
        "<footer><p>© The Bench Gazette. All rights reserved.</p></footer></body></html>"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--size", type=int, default=170_000, help="characters of the average page")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for number in range(given.count):
        size = given.size * (50 + number * 100 // max(1, given.count)) // 100
        (given.folder / f"page-{number:05d}.html").write_text(page(size, number), encoding="utf-8")


if __name__ == "__main__":
    main()
