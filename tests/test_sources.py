"""Source rules: what a file may say and how it is refused, which era fits, what its rules do to a page."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_fixtures import FOLDER, HOUSE, every

import cleaner
from cleaner import account
from cleaner.cli import main
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.run import run
from cleaner.errors import UsageError
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.segment.selectors import Selected
from cleaner.settings import Settings
from cleaner.sources.find import all_sites, digest_of, find_site
from cleaner.sources.lines import LONGEST_LINE, Pattern, lines_with
from cleaner.sources.load import load_site
from cleaner.sources.site import Era, Site

FIRST = "The ferry that links the outer islands with the mainland went back into service on Monday, after the winter."
SECOND = "The harbour master said that the part for the engine had to be cast anew, which took four months longer."
THIRD = "Tickets cost the same as last year, and the council will decide in spring whether Sundays get a crossing."
STORY = f"<div class=story><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"


def folder(path: Path, **sites: str) -> str:
    """A folder with a file for each site; `_` in a name stands for a dot."""
    path.mkdir(parents=True, exist_ok=True)
    for host, rules in sites.items():
        (path / f"{host.replace('_', '.')}.toml").write_text(rules, encoding="utf-8")
    return str(path)


def page(source: str, sources: str, url: str = "https://islands.example/1", **fields: Any) -> Page:
    kind = "html" if source.startswith("<") else "text"
    record = Record("one", source, kind, fields={"url": url, **fields})  # type: ignore[arg-type]  # one of both
    return process(record, Settings(sources=sources))


def test_forty_sites_of_the_package_are_sound() -> None:
    sites = all_sites()
    assert all(site.eras for site in sites.values())
    assert {path.stem for path in (HOUSE / "cleaner" / "sources").glob("*.toml")} == set(sites)


def eras() -> set[tuple[str, str]]:
    return {(site.host, era.name) for site in all_sites().values() for era in site.eras}


def test_every_era_has_a_fixture_that_it_fits_and_every_fixture_its_era() -> None:
    fitting = set()
    for fixture in every():
        if fixture.name.partition("--")[0] in all_sites():
            kind = "html" if fixture.source.suffix == ".html" else "text"
            source = fixture.source.read_text(encoding="utf-8")
            found = process(Record("", source, kind, fields={"url": fixture.fields["url"]}), Settings())  # type: ignore[arg-type]  # one of both
            assert found.ruling is not None
            assert found.ruling.era, fixture.name
            fitting.add((found.ruling.host, found.ruling.era))
    assert eras() - fitting == set(), f"write a fixture in {FOLDER}"


@pytest.mark.parametrize(
    ("rules", "line", "said"),
    [
        ("[[era]]\nbody = ['a'\n", 0, "is not TOML"),
        ("[[era]]\nbody = ['a']\n\n[[era]]\nbuddy = ['a']\n", 5, "'buddy' is unknown; known are from, until, body"),
        ("# nothing\n", 1, "needs from one to 100 eras"),
        ("[[era]]\nbody = ['article']\n[[era]]\n", 3, "this era has no rule"),
        ("[[era]]\nbody = ['article']\ndrop = [\n  '.a',\n  'div[[',\n]\n", 5, "'div[[' is no CSS selector"),
        ("[[era]]\nbody = ['p:nothing-like-it']\n", 2, "unknown pseudo-class"),
        ("[[era]]\nbody = ['" + "a " * 200 + "']\n", 2, "300 are allowed"),
        ("[[era]]\nkeep = 'article'\n", 2, "must be a list of texts"),
        ("[[era]]\n[era.lines]\ndrop = ['^Read (more']\n", 3, "RE2 says: missing )"),
        ("[[era]]\n[era.lines]\ndrop = ['(a)\\1']\n", 3, "RE2 says"),
        ("[[era]]\n[era.lines]\nend = ['x*']\n", 3, "matches an empty line"),
        ("[[era]]\n[era.lines]\nbegin = ['x']\n", 3, "'begin' is unknown; known are drop, keep, end"),
        ("[[era]]\n[era.fields]\nheadline = 'h1'\n", 3, "known are title, authors, published"),
        ("[[era]]\n[era.fields]\ntitle = ['h1']\n", 3, "must be a text"),
        ("[[era]]\nfrom = '2022-01-01'\nbody = ['a']\n", 2, "a day without quotes"),
        ("[[era]]\nfrom = 2022-02-01\nuntil = 2022-01-01\nbody = ['a']\n", 3, "is before from"),
        ("same_as = 'nowhere'\n", 1, "must name another host"),
        ("same_as = 'islands.example'\n", 1, "must name another host"),
        ("same_as = 'other.example'\n", 0, "has no rules of its own"),
        ("[[era]]\nbody = ['a']\n#" + "x" * 70_000, 0, "65536 are allowed"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_mend(tmp_path: Path, rules: str, line: int, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        all_sites(folder(tmp_path, islands_example=rules))
    assert "islands.example.toml" in str(caught.value)
    assert said in str(caught.value)
    assert not line or f", line {line}: " in str(caught.value)


@pytest.mark.parametrize("name", ["Islands.Example", "www_islands_example", "islands", "a b_example"])
def test_a_file_must_be_called_like_a_host(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="name it as a host"):
        all_sites(folder(tmp_path, **{name: "[[era]]\nbody = ['a']\n"}))


def test_commands_refuse_a_broken_folder_before_any_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = folder(tmp_path / "rules", islands_example="[[era]]\nbody = ['div[[']\n")
    (tmp_path / "a.html").write_text(f"<p>{FIRST}</p>", encoding="utf-8")
    for arguments in (
        ["run", str(tmp_path / "a.html"), "-o", str(tmp_path / "out"), "--sources", broken],
        ["page", str(tmp_path / "a.html"), "--sources", broken],
        ["page", str(tmp_path / "a.html"), "--sources", str(tmp_path / "missing")],
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
    assert "line 2" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_host_is_found_then_its_parent_domains(tmp_path: Path) -> None:
    rules = "[[era]]\nbody = ['%s']\n"
    place = folder(tmp_path, islands_example=rules % "a", news_islands_example=rules % "b", old_example=rules % "c")
    (tmp_path / "other.example.toml").write_text("same_as = 'old.example'", encoding="utf-8")

    def body(host: str) -> str:
        site = find_site(place, host)
        return site.eras[0].body[0] if site else ""

    assert [body(host) for host in ("islands.example", "www.islands.example", "a.b.islands.example")] == ["a"] * 3
    assert [body(host) for host in ("news.islands.example", "x.news.islands.example")] == ["b"] * 2
    assert body("other.example") == "c"
    assert body("notislands.example") == body("example") == body("") == ""
    assert find_site("", "bbc.co.uk") is not None
    assert find_site("none", "bbc.co.uk") is None


def test_a_user_s_file_goes_before_the_package_s(tmp_path: Path) -> None:
    place = folder(tmp_path, bbc_co_uk="[[era]]\nbody = ['main']\n")
    site = find_site(place, "www.bbc.co.uk")
    assert site is not None
    assert site.eras[0].body == ("main",)
    assert find_site(place, "lbc.co.uk") == find_site("", "lbc.co.uk")


def test_rules_go_before_everything_else_and_their_notes_say_where_they_stand(tmp_path: Path) -> None:
    rules = "[[era]]\nfrom = 2020-01-01\nbody = ['.story']\nkeep = ['.odd']\ndrop = ['.promo']\n"
    source = (
        f"<body><p>{FIRST}</p><ul class=odd><li>Lamps</li></ul>"
        f"<div class=story><p>{SECOND}</p><p class=promo>{THIRD}</p></div></body>"
    )
    found = page(source, folder(tmp_path, islands_example=rules))
    assert found.text == f"Lamps\n{SECOND}"
    notes = {block.trace.text: block.verdict.note for block in found.blocks if block.verdict}
    assert notes[FIRST] == "islands.example.toml, era 2020-01-01..: outside .story"
    assert notes["Lamps"] == "islands.example.toml, era 2020-01-01..: keep .odd"
    assert notes[THIRD] == "islands.example.toml, era 2020-01-01..: drop .promo"
    row = account.manifest_row(found)
    assert {edit["rule"] for edit in row["edits"]} == {"select.source"}


def test_what_is_kept_is_taken_out_of_a_menu_that_was_read_as_a_whole(tmp_path: Path) -> None:
    rules = "[[era]]\nbody = ['.story']\nkeep = ['.lead']\n"
    header = "<nav><a>Home</a><p class=lead>Lamps &amp; tides</p><a>Sport</a> <a>Jobs</a></nav>"
    found = page(f"<body>{header}{STORY}</body>", folder(tmp_path, islands_example=rules))
    assert found.text.split("\n") == ["Lamps & tides", FIRST, SECOND, THIRD]
    assert [block.kind for block in found.blocks[:3]] == ["region", "p", "region"]
    account.check(found)


def test_the_era_is_that_of_the_page_s_day_or_else_the_latest_that_fits(tmp_path: Path) -> None:
    rules = (
        "[[era]]\nuntil = 2015-12-31\nbody = ['.story']\n"
        "[[era]]\nfrom = 2016-01-01\nuntil = 2020-12-31\nbody = ['.story', 'footer']\n"
        "[[era]]\nfrom = 2021-01-01\nbody = ['#new']\n"
    )
    place = folder(tmp_path, islands_example=rules)

    def era(published: str, source: str = STORY) -> str:
        found = page(f"<body>{source}</body>", place, published=published).ruling
        return found.era if found else "-"

    assert era("2014-05-01") == "..2015-12-31"
    assert era("2018-05-01") == "2016-01-01..2020-12-31"
    assert era("2024-05-01") == "2016-01-01..2020-12-31"  # its own era does not fit, the latest that does is taken
    assert era("") == "2016-01-01..2020-12-31"
    assert era("2014-05-01", STORY.replace("class=story", "id=new")) == "2021-01-01.."
    assert era("2014-05-01", "<p>None of them</p>") == ""


def test_an_era_whose_body_holds_no_text_leaves_the_page_to_the_general_rules(tmp_path: Path) -> None:
    place = folder(tmp_path, islands_example="[[era]]\nbody = ['#app', '.lead']\n")
    found = page(f"<body><div id=app></div><p class=lead>{FIRST}</p>{STORY}</body>", place)
    assert found.ruling == ("islands.example", "", {}, {}, {})
    assert SECOND in found.text


def test_lines_of_flat_text(tmp_path: Path) -> None:
    rules = "[[era]]\n[era.lines]\ndrop = ['^Also: ']\nkeep = ['^Lamp no']\nend = ['^Latest$']\n"
    lines = ["Latest", "Harbour", FIRST, "Also: a lamp", SECOND, "Lamp no. 4", THIRD, "Latest", FIRST.upper()]
    found = page("\n\n".join(lines), folder(tmp_path, islands_example=rules))
    general = {"Latest", "Harbour"}  # above the article, left to the general rules
    assert [line for line in found.text.split("\n") if line not in general] == [FIRST, SECOND, "Lamp no. 4", THIRD]
    ruled = {block.index for block in found.blocks if block.verdict and block.verdict.rule == "select.source"}
    assert ruled == {3, 5, 7, 8}  # the first "Latest" stands above the article, where it says nothing


def test_a_very_long_line_is_not_asked_about() -> None:
    assert Pattern("^Also").matches("Also " + "x" * (LONGEST_LINE - 5))
    assert not Pattern("^Also").matches("Also " + "x" * LONGEST_LINE)


def test_no_pattern_is_slow() -> None:
    began = time.process_time()
    for _ in range(1000):
        assert not Pattern("(a|a|aa)+(a|aa)+$").matches("a" * 900 + "b")
    assert time.process_time() - began < 5


def test_fields_of_the_site_go_before_what_the_page_declares(tmp_path: Path) -> None:
    rules = "[[era]]\n[era.fields]\ntitle = '.t'\nauthors = '.who b'\npublished = 'time @datetime'\n"
    source = (
        "<head><title>Site</title><meta name=author content='The Site'></head><body><h2 class=t>A lamp</h2>"
        "<p class=who><b>Ada Lind</b> and <b>Bo Sten</b></p><time datetime='2021-04-05T10:00:00Z'></time>" + STORY
    )
    place = folder(tmp_path, islands_example=rules)
    found = page(source, place).metadata
    assert (found.title, found.authors, found.published) == (
        "A lamp", ["Ada Lind", "Bo Sten"], "2021-04-05T10:00:00+00:00"
    )  # fmt: skip
    given = page(source, place, title="Given", published="2001-01-01").metadata
    assert (given.title, given.published[:10]) == ("Given", "2001-01-01")


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <b> </b> <li> <ul> </ul> <table> <td> </table> </> <!--x--> text &amp;".split()
)


@settings(deadline=None)
@given(st.lists(TAGS, max_size=30).map("".join))
def test_every_selected_stretch_begins_with_its_tag_and_none_overlaps_another(source: str) -> None:
    for tag in ("p", "div", "li", "td", "b"):
        spans = Selected(source).spans(tag)
        assert all(source[start:].startswith(f"<{tag}") and start <= end <= len(source) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(deadline=None)
@given(st.lists(TAGS, max_size=30).map("".join))
def test_any_page_keeps_its_promises_under_rules(source: str) -> None:
    rules = Site("x", (Era(body=("div",), keep=("b", "ul"), drop=("td",), drop_lines=(Pattern("x"),)),))
    from cleaner.segment import html
    from cleaner.segment.selectors import open_regions
    from cleaner.sources.apply import apply_rules

    found = Page("x", source, "html")
    found.blocks, found.containers, found.head = open_regions(source, html.segment(source), ["b", "ul"])
    found.ruling = apply_rules(found, rules)
    for block in found.blocks:
        block.verdict = found.ruling.verdicts.get(block.index)
    account.check(found)
    account.manifest_row(found)


def test_a_page_made_to_be_slow_is_not() -> None:
    rules = Site("x", (Era(body=("div.a",), drop=("div div div .q", ".a .a .a", "p ~ p")),))
    from cleaner.sources.apply import apply_rules

    for source in ("<div class=a>" * 20_000 + FIRST, "<div class=a><p>x" * 20_000, "<div class=a>" + "<p>x" * 20_000):
        found = process(Record("x", source, "html"), Settings())
        began = time.process_time()
        apply_rules(found, rules)
        assert time.process_time() - began < 5


def test_a_host_without_rules_costs_a_look_into_a_table() -> None:
    find_site("", "nothing.example")
    began = time.process_time()
    for _ in range(100_000):
        find_site("", "nothing.example")
    assert time.process_time() - began < 1


def test_an_output_keeps_to_the_rules_it_was_begun_with(tmp_path: Path) -> None:
    place = folder(tmp_path / "rules", islands_example="[[era]]\nbody = ['.story']\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(f"<body><p>{THIRD}</p>{STORY}</body>", encoding="utf-8")
    (tmp_path / "in" / "a.meta.json").write_text('{"url": "https://islands.example/a"}', encoding="utf-8")
    settings = Settings(sources=place)
    run([str(tmp_path / "in")], tmp_path / "out", settings)
    assert verify(tmp_path / "out", None, 1).broken == []
    before = digest_of(place)
    folder(tmp_path / "rules", islands_example="[[era]]\nbody = ['body']\n")
    assert digest_of(place) != before
    with pytest.raises(UsageError, match="not the source rules that"):
        run([str(tmp_path / "in")], tmp_path / "out", settings)


def test_an_era_of_other_names_is_read_as_it_is_written(tmp_path: Path) -> None:
    place = folder(tmp_path, islands_example="[[era]]\nbody = ['a']\n[era.fields]\ntitle = 'h1'\n")
    site = load_site(Path(place) / "islands.example.toml")
    assert isinstance(site, Site)
    assert site.eras[0].rules == ["body a", "title h1"]


def test_the_readme_of_rules_is_true_of_its_own_example(tmp_path: Path) -> None:
    doc = __import__("cleaner.sources.site", fromlist=["site"]).__doc__ or ""
    example = re.sub(r"(?m)^    ", "", doc[doc.index("    # What habit") : doc.index("A file may say")])
    site = load_site(Path(folder(tmp_path, islands_example=example)) / "islands.example.toml")
    assert isinstance(site, Site)
    assert len(site.eras[0].rules) == 9


def test_the_library_knows_sites_too() -> None:
    assert cleaner.clean(STORY.replace("story", "entry-content"), url="https://www.corriere.it/x").text


OFF = "off = ['select.furniture', 'select.container', 'language.span']\n"


def test_a_rule_is_switched_off_for_one_site_and_no_other(tmp_path: Path) -> None:
    text = f"{FIRST}\n{SECOND}\nAdvertisement\nRead more: the ferry that never came\n{THIRD}"
    place = folder(tmp_path, islands_example=OFF)

    def rules(found: Page) -> set[str]:
        return {edit["rule"] for edit in account.manifest_row(found)["edits"]}

    assert "select.furniture" in rules(page(text, place, url="https://other.example/1"))
    assert "select.furniture" not in rules(page(text, place))
    assert page(text, place).ruling is None  # no era that a page could fit


@pytest.mark.parametrize("known_by", ["url", "canonical"])
def test_a_menu_is_judged_by_the_line_where_its_rule_is_off(tmp_path: Path, known_by: str) -> None:
    address = "https://www.islands.example/1"
    head = f"<html><head><link rel=canonical href={address}></head>" if known_by == "canonical" else ""
    source = f"{head}<body><nav><p>{FIRST}</p><p>{SECOND}</p></nav>{STORY}</body>"
    found = page(source, folder(tmp_path, islands_example=OFF), url=address if known_by == "url" else "")
    assert found.off
    assert "region" not in {block.kind for block in found.blocks}
    assert not [block for block in found.blocks if block.verdict and block.verdict.rule == "select.container"]
    account.check(found)


def test_foreign_text_stays_where_its_rule_is_off(tmp_path: Path) -> None:
    text = (HOUSE / "seeds" / "mirror-page.txt").read_text(encoding="utf-8")
    place = folder(tmp_path, islands_example=OFF)
    assert "nou 68" in page(text, place).text
    assert "nou 68" not in page(text, place, url="https://other.example/1").text


def test_a_file_that_only_switches_off_keeps_the_eras_of_the_package(tmp_path: Path) -> None:
    place = folder(tmp_path, bbc_co_uk="off = ['select.caption']", bbc_com="off = ['select.caption']")
    for host in ("bbc.co.uk", "bbc.com"):
        site, ours = find_site(place, host), find_site("", host)
        assert site is not None
        assert ours is not None
        assert (site.eras, site.off) == (ours.eras, ("select.caption",))


@pytest.mark.parametrize("rule", ["select.source", "repair.mojibake", "dedup.near", "select.nothing"])
def test_what_cannot_be_switched_off_is_refused(tmp_path: Path, rule: str) -> None:
    with pytest.raises(
        UsageError, match=f"line 2: '{rule}' is no rule that can be switched off; those are select.temp"
    ):
        all_sites(folder(tmp_path, islands_example=f"# ours\noff = ['{rule}']\n"))


ASKED = [
    "^Also: ", "more$", "a|b", "[0-9]{2}", "(?i)read", "[^a]m", r"\s+1", "é.*o$", r"\bAlso", r"o\B", r"\Aa",
    r"(?-i)^m\z", "(?s)a.o",
]  # fmt: skip
LINES = st.lists(st.text("abR eadAlso: m12é’\U0001f600", max_size=20) | st.just("Also: " * 200), max_size=6)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(ASKED), max_size=4), LINES)
def test_patterns_asked_as_one_miss_no_line(patterns: list[str], lines: list[str]) -> None:
    several = tuple(map(Pattern, patterns))
    found = list(lines_with(several, lines))
    assert found == sorted(set(found))
    assert all(0 <= place < len(lines) for place in found)
    matched = {place for place, line in enumerate(lines) if any(one.matches(line) for one in several)}
    assert matched <= set(found)
    if patterns in ([], ["a|b"], ["^Also: "]):
        assert matched == set(found)
