"""What a run's first pass reads: fewer pages than rows, and of each no more than a lesson needs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_learn import story

from cleaner.corpus.learning.survey import Most, survey
from cleaner.lesson import Lesson, is_wide, key_of, lesson_of, width_of
from cleaner.page import Container, Kind, Record
from cleaner.pipeline import process, skim
from cleaner.read.unit import InputFile
from cleaner.settings import Limits, Settings

SOURCES = sorted((Path(__file__).parent.parent / "fixtures").glob("*/source.html"))
WHOLE = Settings(skip=("select", "language", "dedup"), fast=True, sources="none")
DATED = "https://a.example/2019/11/08/story"
ROOT = Container("#", None, "", 0)
MOST = Most(rows=30, pages=7)


def chosen(files: list[InputFile]) -> int:
    return len(survey(enumerate(files), Limits(), MOST).places)


def test_fewer_pages_than_rows_are_chosen(tmp_path: Path) -> None:
    url = json.dumps({"url": "https://a.example/1"})
    for n in range(40):
        (tmp_path / f"{n:02}.html").write_bytes(b"<html>")
        (tmp_path / f"{n:02}.meta.json").write_text(url, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(f"{url}\n" * 40, encoding="utf-8")
    pages = [InputFile(str(tmp_path), f"{n:02}.html") for n in range(40)]
    rows = [InputFile(str(tmp_path), "rows.jsonl")]
    assert (chosen(pages), chosen(rows)) == (7, 30)
    assert 7 < chosen([*pages, *rows]) <= 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_a_page_that_is_skimmed_teaches_what_a_whole_one_does(path: Path) -> None:
    data = path.read_bytes()
    for url in ("https://a.example/news/1", DATED):
        for settings in (WHOLE, replace(WHOLE, skip=(*WHOLE.skip, "repair"))):
            record = Record("a", data, "html", fields={"url": url})
            skimmed, whole = lesson_of(skim(record, settings)), lesson_of(process(record, settings))
            assert skimmed is not None
            assert whole is not None
            assert skimmed._replace(day="") == whole._replace(day="")
            assert bool(skimmed.day) == bool(whole.day)


def lesson(data: str, kind: Kind = "html", **fields: str) -> Lesson:
    found = lesson_of(skim(Record("a", data, kind, fields={"url": "https://a.example/1", **fields}), WHOLE))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("head", "shown", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-05T08:00:00Z">', "", "2024-03-05"),
        ('<meta property="article:published_time" content="soon">', "6 March 2024", "2024-03-06"),
        ("", "6 March 2024", "2024-03-06"),
        ("", "", ""),
    ],
)
def test_the_day_is_the_declared_one_or_else_the_one_that_is_shown(head: str, shown: str, day: str) -> None:
    body = f"<h1>A lantern was lit again</h1><p class=date>{shown}</p>" + "".join(f"<p>{part}</p>" for part in story(1))
    assert lesson(f"<html lang=en><head>{head}</head><body>{body}").day == day


def test_the_day_may_stand_beside_the_page_or_in_its_url() -> None:
    kinds: tuple[Kind, ...] = ("html", "text")
    for kind in kinds:
        data = "\n\n".join(story(1)) if kind == "text" else f"<p>{story(1)[0]}</p>"
        assert lesson(data, kind, url=DATED, published="2019-11-09").day == "2019-11-09"
        assert lesson(data, kind, url=DATED).day == "2019-11-08"


ODD = st.sampled_from("aZſßİǅ 09٣漢\u0345\u00a0\n")


@given(st.text(st.characters() | ODD | ODD, max_size=12), st.integers(0, 30))
def test_keys_and_widths_are_the_same_where_they_are_told_at_a_glance(line: str, least: int) -> None:
    assert key_of(line) == re.sub(r"\d+", "0", " ".join(line.casefold().split()))
    assert is_wide(line, least) == (width_of(line) >= least)
