"""A page that shows nothing may have its article for machines: it is kept then, and only then, promises and all."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.settings import Settings

FIRST = "The harbour board of Aldham voted on Monday to rebuild the north mole, which a storm broke in January."
SECOND = 'Work "begins" in May & lasts until autumn, said Ruth Carrow, who chairs the board.'
THIRD = "Nothing can be poured below 5 °C, she said, and the cost is four million pounds."
LINES = [FIRST, SECOND, THIRD]


def shell(body: str, shown: str = "<div id=root></div>", **more: Any) -> str:
    thing = {"@type": "NewsArticle", "headline": "Mole to be rebuilt", "articleBody": body} | more
    script = json.dumps(thing, ensure_ascii=more.get("ascii", True)).replace("</", "<\\/")
    head = f"<title>Mole to be rebuilt</title><script type='application/ld+json'>{script}</script>"
    return (
        f"<html><head>{head}</head><body><nav><a href=/>Home</a></nav>{shown}<script src=a.js></script></body></html>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(LINES),
        "\r\n".join(LINES),
        "".join(f"<p>{line}</p>" for line in LINES).replace("&", "&amp;"),
        "<br>".join(LINES).replace("&", "&#38;").replace("four", "<b>four</b>"),
        f"<STYLE>p {{ margin: 0 }}</STYLE>{'<p>'.join(LINES)}<!-- an ad --><script>run('this')</script>",
    ],
)
def test_the_article_of_a_shell_is_kept(body: str) -> None:
    page = cleaner.clean(shell(body))
    assert page.status == "kept"
    assert page.text.split("\n") == LINES
    assert page.title == "Mole to be rebuilt"
    assert {edit["rule"] for edit in page.manifest["edits"] if edit.get("text")} <= {"segment.data", "repair.invisible"}


def test_an_end_tag_without_a_beginning_takes_nothing() -> None:
    body = f"{FIRST}</script><p>{SECOND}</script></style>{THIRD}</style>".replace("&", "&amp;")
    assert cleaner.clean(shell(body)).text.split("\n") == LINES


def test_a_site_may_switch_it_off(tmp_path: Path) -> None:
    (tmp_path / "shell.example.toml").write_text('off = ["segment.data"]\n', encoding="utf-8")
    page = Record("a", shell("\n".join(LINES)), "html", fields={"url": "https://shell.example/a"})
    assert process(page, Settings()).text
    assert not process(page, Settings(sources=str(tmp_path))).text


def test_what_a_page_shows_comes_first() -> None:
    shown = "".join(f"<p>{line.replace('Aldham', 'Birkholt')}</p>" for line in LINES)
    page = cleaner.clean(shell("\n".join(LINES), f"<article>{shown}</article>"))
    assert "Birkholt" in page.text
    assert "Aldham" not in page.text


def test_a_notice_in_place_of_the_article_goes() -> None:
    notice = "<p>Please switch on JavaScript in your browser to read this page, or use another device."
    page = cleaner.clean(shell("\n".join(LINES * 3), notice))
    assert page.text.split("\n") == LINES * 3
    teaser = cleaner.clean(shell("\n".join(LINES * 3), f"<p>{FIRST}"))
    assert teaser.text == FIRST


def test_a_line_of_machines_is_no_article() -> None:
    assert cleaner.clean(shell("Mole to be rebuilt")).status == "dropped"


def test_a_page_that_shows_its_script_as_code_keeps_its_promises() -> None:
    inner = json.dumps({"@type": "NewsArticle", "headline": "x", "articleBody": "\n".join(LINES)})
    script = f"<script type='application/ld+json'>{inner}</script>"
    for page in (f"<body><nav><a href=/>{inner}</a></nav>{script}", f"<body>{script}<nav><a href=/>{inner}</a></nav>"):
        found = process(Record("a", page, "html"), Settings())
        assert found.text in ("", "\n".join(LINES))


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<&\0"), max_size=60), max_size=6), st.booleans()
)
@settings(deadline=None)
def test_every_promise_is_kept_whatever_the_script_says(lines: list[str], ascii_only: bool) -> None:
    page = process(Record("a", shell("\n".join([FIRST, *lines]), ascii=ascii_only), "html"), Settings())
    assert page.text.startswith(FIRST)
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))


PARTS = ['"', "\\", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "<p>", "</p>", "<!--", "-->", "<script>", "&amp;", "&"]
PARTS += ["\\n", "é", "word ", '"articleBody":"', "\\/", "<b", ">"]


@given(st.lists(st.sampled_from(PARTS), max_size=20))
@settings(deadline=None)
def test_broken_scripts_break_no_promise(parts: list[str]) -> None:
    script = f'{{"@type":"NewsArticle","headline":"x","articleBody":"{FIRST}{"".join(parts)}"}}'
    page = process(Record("a", f"<script type='application/ld+json'>{script}</script>", "html"), Settings())
    assert page.text == "" or page.text.startswith(FIRST[:20])


@pytest.mark.parametrize("part", ["<script>", "<!--", "<a ", "&amp;", "\n", "<p>", "<b", '"articleBody":"', "\\u003c"])
def test_hostile_texts_take_no_time(part: str) -> None:
    began = time.process_time()
    process(Record("a", shell(FIRST + part * (400_000 // len(part))), "html"), Settings())
    assert time.process_time() - began < 8
