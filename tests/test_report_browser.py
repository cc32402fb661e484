"""The report in a real browser: it is drawn, can be used, says nothing on the console, and runs nobody's markup."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, browser, find_browser
from corpora import clean, flat, lines, pages, rows
from hostile_strings import HOSTILE
from page_fixtures import HOUSE

from cleaner.report.build import write_report
from cleaner.report.changes import as_facts
from cleaner.report.compare import compare

CHROMIUM = find_browser()
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path (Debian: apt-get install chromium)"),
    pytest.mark.timeout(300),
]
PLACES = ("#/", "#/records", "#/sources", "#/rules", "#/copies", "#/copies/0", "#/about", "#/nowhere", "#/record/none")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browser(CHROMIUM or "") as tab:
        yield tab


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ordinary")
    source = pages(folder / "in", 8)
    lines(source / "rows.jsonl", 70)
    (source / "zz.jsonl").write_text("\n".join([json.dumps({"id": "copy", "text": flat(1000)}), "{broken"]))
    shutil.copytree(HOUSE / "seeds", source / "seeds")
    clean(source, folder / "out", learn=False)
    return write_report(folder / "out").file


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hostile string as an id, a title, an address, an author, text that is kept and the note of an edit."""
    folder = tmp_path_factory.mktemp("hostile")
    given = []
    for n, text in enumerate(HOSTILE):
        row: dict[str, Any] = {"id": text, "title": text, "url": text, "authors": [text], "published": text}
        given.append({**row, "text": f"Menu\n\n{text}\n\n{flat(n)} {text}"})
        page = f"<title>{text}</title><nav>{text}</nav><article><p>{flat(n + 500)} {text}</p></article>"
        given.append({"id": f"html {n}", "html": page, "url": f"https://{n}.example/{text}"})
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given))
    clean(folder / "in.jsonl", folder / "out")
    part = folder / "out" / "manifest" / "part-00000.jsonl"
    manifest = rows(folder / "out", "manifest")
    for n, row in enumerate(manifest):
        text = HOSTILE[n % len(HOSTILE)]
        row["language"]["code"] = row["host"] = text
        row["flags"] = [text]
        for edit in row["edits"]:
            edit.update(note=text, rule=f"select.{text}")
    part.write_text("".join(json.dumps(row) + "\n" for row in manifest))
    return write_report(folder / "out").file


def test_changes_are_read_one_by_one(tab: Tab, tmp_path: Path) -> None:
    clean(HOUSE / "seeds", tmp_path / "a", learn=False)
    clean(HOUSE / "seeds", tmp_path / "b", learn=False, skip=("select",))
    file = write_report(tmp_path / "b", None, as_facts(compare(tmp_path / "a", tmp_path / "b"))).file
    fresh(tab, file)
    visit(tab, "#/changes")
    assert tab.run("document.querySelectorAll('.records li').length") > 3
    for number in range(3):
        visit(tab, f"#/changes/{number}")
        assert "was removed by select." in tab.run("document.querySelector('article.text').innerText")
        assert tab.run("document.querySelectorAll('article.text ins').length") > 0
    assert tab.said == []


def visit(tab: Tab, address: str) -> None:
    """Go to a page of the report, and wait until it is drawn: its own listener is called before ours."""
    tab.run(
        "new Promise((done) => { const before = location.hash; addEventListener('hashchange', done, { once: true });"
        f"location.hash = {json.dumps(address)}; if (location.hash === before) done(); }}).then(() => true)"
    )


def fresh(tab: Tab, file: Path) -> None:
    tab.said.clear()
    tab.requested.clear()
    tab.size(1280, 900)
    tab.open("about:blank")
    tab.open(file.as_uri())
    tab.until("document.querySelector('main h1') !== null")


def test_every_page_of_it_is_drawn_and_nothing_is_said_on_the_console(tab: Tab, ordinary: Path) -> None:
    fresh(tab, ordinary)
    for width in (1280, 390):
        tab.size(width, 844, dark=width == 390)
        for place in PLACES:
            visit(tab, place)
            assert tab.run("document.querySelector('main').innerText.length") > 30
            assert tab.run("document.documentElement.scrollWidth") <= width, place
            assert tab.run("document.querySelectorAll('h1').length") == 1
    visit(tab, "#/")
    tab.until("document.querySelectorAll('svg.flow rect').length > 3")
    assert tab.said == []
    assert [url for url in tab.requested if not url.startswith(("file:", "about:"))] == []


def test_records_are_found_and_filtered(tab: Tab, ordinary: Path) -> None:
    fresh(tab, ordinary)
    visit(tab, "#/records?status=quarantined")
    assert tab.run("document.querySelectorAll('.records li').length") == 1
    visit(tab, "#/records")
    everything = tab.run("walk.length")
    tab.run("document.querySelector('#search').focus()")
    tab.ask("Input.insertText", text="saltmere DOCKS")
    tab.until(f"walk.length < {everything}")
    assert tab.run("document.querySelector('.records .title').hash") == "#/record/seeds%2Fradio-page.txt"
    assert "q=saltmere" in tab.run("location.hash")
    visit(tab, "#/records?rule=dedup.exact")
    assert tab.run("document.querySelectorAll('.records li').length") == 1
    visit(tab, "#/records?q=no such words anywhere")
    assert "No record" in tab.run("document.querySelector('.found').innerText")


def test_a_document_is_read_with_its_evidence_by_mouse_key_and_link(tab: Tab, ordinary: Path) -> None:
    fresh(tab, ordinary)
    visit(tab, "#/record/seeds%2Fradio-page.txt")
    text = tab.run("document.querySelector('article.text').innerText")
    assert "The son of a former harbour master" in text
    assert tab.run("[...document.querySelectorAll('del')].some(e => e.innerText.includes('Listen to this article'))")
    assert tab.run("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
    for key in "nn":
        tab.press(key)
    assert "Removed by" in tab.run("document.querySelector('.panel').innerText")
    assert tab.run("document.querySelectorAll('.chosen').length") == 1
    link = tab.run("document.querySelector('.panel .words a').getAttribute('href')")
    tab.run("[...document.querySelectorAll('del')].at(-1).click()")
    assert tab.run("document.querySelector('.panel .words a').getAttribute('href')") != link
    visit(tab, "#/")
    visit(tab, link)
    tab.until(f"document.querySelector('.panel .words a')?.getAttribute('href') === {json.dumps(link)}")
    rule = "document.querySelector('.chip')"
    tab.run(f"{rule}.click()")
    assert tab.run(f"{rule}.getAttribute('aria-pressed')") == "false"
    assert tab.run("document.querySelectorAll('del.hidden, ins.hidden').length") > 0
    before = tab.run("location.hash")
    tab.press("j")
    tab.until(f"location.hash !== {json.dumps(before)}")
    assert tab.said == []


def test_it_is_dark_where_it_is_wanted(tab: Tab, ordinary: Path) -> None:
    fresh(tab, ordinary)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = tab.run(colour)
    tab.size(1280, 900, dark=True)
    assert tab.run(colour) != light
    tab.run("document.querySelector('.look').click()")
    assert tab.run(colour) == light


def test_no_hostile_string_becomes_an_element_or_runs(tab: Tab, hostile: Path) -> None:
    assert len(HOSTILE) == 100
    fresh(tab, hostile)
    scripts = tab.run("document.scripts.length")
    assert scripts == tab.run("TABLE.docs.length") + 2
    assert tab.run("TABLE.docs.length") > 100
    allowed = (
        "HTML HEAD META TITLE STYLE BODY SCRIPT NOSCRIPT HEADER MAIN NAV A BUTTON SPAN H1 H2 H3 P UL OL LI DIV SECTION "
        "FORM LABEL INPUT SELECT OPTION ARTICLE ASIDE DEL INS DETAILS SUMMARY DL DT DD TABLE CAPTION THEAD TBODY TR TH "
        "TD FIGURE FIGCAPTION STRONG CODE KBD svg rect text path title"
    ).split()
    foreign = (
        f"[...document.querySelectorAll('*')].filter(e => !{json.dumps(allowed)}.includes(e.tagName)"
        " || [...e.attributes].some(a => /^on/i.test(a.name) || a.name === 'srcdoc' || a.name === 'src')"
        " || (e.hasAttribute('href') && !/^(#|https?:)/.test(e.getAttribute('href')))).map(e => e.outerHTML)"
    )
    places = [*PLACES, *HOSTILE, *(f"#/{text}" for text in HOSTILE)]
    visits = (
        "(async () => { const found = []; const drawn = () => new Promise((done) => setTimeout(done));"
        f"for (const place of [...{json.dumps(places)}, ...TABLE.docs.map((record) => recordAddress(record.id))]) {{"
        "  location.hash = place; await drawn(); if (current) { current.go(1); current.go(-1); }"
        f" found.push(...{foreign}); }} return found; }})()"
    )
    assert tab.run(visits) == []
    assert tab.run("document.scripts.length") == scripts
    assert tab.run("window.hit") is None
    assert tab.said == []
    assert [url for url in tab.requested if not url.startswith(("file:", "about:"))] == []
