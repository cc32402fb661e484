"""What a news report says below its headline is its first line. All text is invented."""

from __future__ import annotations

import pytest

from cleaner import pipeline
from cleaner.page import Page, Record
from cleaner.select.standfirst import standfirsts
from cleaner.settings import Settings

TOLD = "Three of the seven piers of the old mill bridge have to go: the town closes it for nine months from Monday."
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The old mill bridge in Harrowby will be closed to all traffic until the end of the year, the council said.",
        "Divers found deep cracks in the stonework last month, and lorries have been banned from it ever since.",
        "Shopkeepers on the western bank say that half of their customers walk or drive over the bridge.",
    )
)
NEWS = '<script type="application/ld+json">{"@type": "ReportageNewsArticle", "headline": "Bridge to close"}</script>'


def read(above: str, *, script: str = NEWS, told: str = TOLD, below: str = "") -> Page:
    source = (
        f'<html><head><title>Bridge to close</title><meta property="og:description" content="{told}">{script}</head>'
        "<body><nav><a href=/>Home</a></nav><div class=x1><h1>Bridge to close</h1>"
        f"{above}</div><div class=x2>By Jo Lind</div><div class=x3>{BODY}{below}</div></body></html>"
    )
    return pipeline.process(Record("page", source, "html"), Settings(sources="none"))


def found(page: Page) -> list[str]:
    blocks = [block for block in page.blocks if block.kind != "region"]
    return [blocks[place].text for place in standfirsts(page, blocks, [0.0] * len(blocks))]


@pytest.mark.parametrize("line", [TOLD, f"Harrowby. {TOLD}", TOLD + " Traders are angry.", TOLD[:80]])
def test_the_description_below_the_headline_is_kept(line: str) -> None:
    page = read(f"<div class=x4>{line}</div>")
    assert found(page) == [line]
    block = next(block for block in page.blocks if block.text == line)
    assert block.kept
    assert page.scores[block.index] > 0.8


@pytest.mark.parametrize(
    ("above", "other"),
    [
        (f"<div>{TOLD}</div>", {"script": ""}),
        (f"<div>{TOLD}</div>", {"script": NEWS.replace("ReportageNewsArticle", "BlogPosting")}),
        (
            f"<div>{TOLD}</div>",
            {"told": "Nine months without a bridge, and nobody asked those who live from it before."},
        ),
        (f"<div class=hidden>{TOLD}</div>", {}),
        (f"<figure><figcaption>{TOLD}</figcaption></figure>", {}),
        (f"<div><a href=/b>{TOLD}</a></div>", {}),
        ("<div>Nine months without a bridge</div>", {"told": "Nine months without a bridge"}),
        ("<div>Photo</div>" * 12 + f"<div>{TOLD}</div>", {}),
    ],
)
def test_anything_else_is_left_to_the_scorer(above: str, other: dict[str, str]) -> None:
    assert found(read(above, **other)) == []


def test_of_two_that_begin_the_same_only_the_last_is_one() -> None:
    page = read(f"<div class=x4>{TOLD}</div>", below=f"<p>{TOLD} The ferry is free.</p>")
    assert found(page) == [f"{TOLD} The ferry is free."]
