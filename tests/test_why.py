"""For any character of any page, `clean why` says what became of it, by which rule, on what evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_fixtures import HOUSE, every

from cleaner import account, pipeline
from cleaner.page import Page, Record
from cleaner.rules import all_rules
from cleaner.settings import Settings
from cleaner.why import explain, explain_words

SEEDS = sorted(path for path in (HOUSE / "seeds").iterdir() if path.suffix in (".html", ".txt"))
PAGES = [*SEEDS, *(fixture.source for fixture in every())]
RULES = {rule.id for rule in all_rules()}


def cleaned(path: Path) -> Page:
    return pipeline.process(Record(id=path.name, data=path.read_bytes()), Settings())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_offset_has_its_answer(path: Path) -> None:
    page = cleaned(path)
    row = account.manifest_row(page)
    fates: dict[int, tuple[str, str]] = {}
    for start, end, *_ in row["pieces"]:
        fates.update(dict.fromkeys(range(start, end), ("kept", "")))
    for edit in row["edits"]:
        done = "rewritten" if "text" in edit else "removed"
        fates.update(dict.fromkeys(range(edit["start"], edit["end"]), (done, edit["rule"])))
    for offset in range(0, len(page.source), 7):
        fate, rule = fates.get(offset, ("markup", ""))
        first, *more = explain(row, page.source, offset).split("\n")
        assert first.startswith(fate), offset
        assert more
        if rule:
            assert rule in RULES
            assert f"  rule  {rule}   (clean rules {rule})" in more
        if fate == "removed":
            assert any(line.startswith("  note  ") for line in more), (offset, first, more)
        if fate == "markup" and page.kind == "text":
            assert page.source[offset].isspace()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_markup_is_a_tag_or_layout(path: Path) -> None:
    page = cleaned(path)
    row = account.manifest_row(page)
    seen = sorted(
        [(edit["start"], edit["end"]) for edit in row["edits"]] + [tuple(piece[:2]) for piece in row["pieces"]]
    )
    at = 0
    for start, end in seen:
        between = page.source[at:start]
        if page.kind == "text":
            assert not between.strip()
        elif between.strip():
            assert "<" in between
            assert ">" in between
        at = max(at, end)


def test_the_whole_page_is_summed_up_by_rule() -> None:
    page = cleaned(HOUSE / "seeds" / "radio-page.txt")
    text = explain(account.manifest_row(page), page.source)
    assert text.startswith("radio-page.txt: kept")
    assert "select.furniture" in text


def test_an_offset_outside_is_told() -> None:
    page = cleaned(HOUSE / "seeds" / "clean-article.txt")
    row = account.manifest_row(page)
    assert "is not in the source" in explain(row, page.source, len(page.source))
    assert "kept" in explain(row, page.source, 0)


def test_words_are_found_whatever_stands_between_them() -> None:
    source = (
        "<html><body><p>The ferry to the <a href=/x>outer\n islands</a> &amp; back went into service on Monday, after "
        "a winter of repairs and two of waiting.</p><aside><a href=/y>Most read</a></aside></body></html>"
    )
    row = account.manifest_row(pipeline.process(Record("a", source, "html"), Settings()))
    assert explain_words(row, source, "FERRY to the outer  islands & back").count("kept: ") >= 2
    assert "select.container" in explain_words(row, source, "most read")
    assert explain_words(row, source, "least read") == explain_words(row, source, " ") == ""


@pytest.mark.parametrize("path", PAGES[:12], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_kept_line_is_found_as_kept(path: Path) -> None:
    page = cleaned(path)
    row = account.manifest_row(page)
    for line in page.text.split("\n"):
        assert "kept: " in explain_words(row, page.source, line) or not any(map(str.isalpha, line)), line


def test_a_rule_that_a_site_can_do_without_says_how() -> None:
    text = "Most read\nThe council met on Monday and closed the old bridge until the end of the year.\nAdvertisement"
    row = account.manifest_row(pipeline.process(Record("a", text, "text"), Settings()))
    assert "off = " not in explain_words(row, text, "advertisement")
    row |= {"host": "www.islands.example"}
    assert 'off = ["select.furniture"] in RULES/islands.example.toml' in explain_words(row, text, "advertisement")
