"""`clean fixture`: a page of one's own, and the text it must give."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_fixtures import FOLDER

from cleaner.cli import main
from cleaner.corpus.audit.fixture import begin, check_all, read
from cleaner.errors import UsageError
from cleaner.settings import Settings

FIRST = "The council met on Monday and closed the old bridge, after an engineer had found a crack in its second arch."
SECOND = "Until the autumn the bus will go round by the mill, which takes it eleven minutes more each way."
CUP = "Our cup with the old bridge on it is in the shop again, in blue and in white, as long as there are some."
PAGE = (
    "<html><head><title>Bridge closed</title></head><body><div class=story><h1>Old bridge closed</h1>"
    f"<p>{FIRST}</p><p class=shop>{CUP}</p><p>{SECOND}</p></div></body></html>"
)
URL = "https://www.islands.example/bridge"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    folder = tmp_path / "fixtures" / "islands.example--2024-05-03--bridge"
    assert "expected.txt" in begin(folder, tmp_path / "page.html", URL, Settings())
    return folder


def test_what_is_begun_holds_as_it_is(begun: Path) -> None:
    assert (begun / "source.html").read_text(encoding="utf-8") == PAGE
    assert read(begun).fields == {"url": URL, "title": "Old bridge closed"}
    assert check_all(begun.parent, Settings()) == ([f"ok      {begun.name}", "1 fixtures, 0 failed"], 0)


def test_what_is_wrong_is_shown_and_a_rule_puts_it_right(
    begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (begun / "expected.txt").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["fixture", str(begun)])
    assert ended.value.code == 1
    assert f"  text + {CUP}" in capsys.readouterr().out
    (tmp_path / "rules").mkdir()
    rules = tmp_path / "rules" / "islands.example.toml"
    rules.write_text("[[era]]\nbody = ['.story']\ndrop = ['.shop']\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["fixture", str(begun), "--sources", str(rules.parent)])
    assert not ended.value.code
    assert f"ok      {begun.name}   islands.example.toml, era always" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("title: Another", "title: wanted 'Another', got 'Old bridge closed'"),
        ("authors: Ada Fenn", "authors: wanted 'Ada Fenn', got ''"),
        ("published: 2024", "published: wanted '2024', got ''"),
        ("misses: the cup", "text is right now: take misses or reason out of about.md"),
    ],
)
def test_fields_are_compared_and_known_misses_must_be_misses(begun: Path, said: str, wrong: str) -> None:
    (begun / "about.md").write_text(f"---\nurl: {URL}\n{said}\n---\nA cup.\n", encoding="utf-8")
    assert check_all(begun, Settings()) == (
        [f"FAILED  {begun.name}", f"  {wrong}", "1 fixtures, 1 failed"],
        1,
    )


def test_what_cannot_be_a_fixture_is_refused(begun: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for where, file, url, said in (
        (begun, page, URL, "is not empty"),
        (tmp_path / "new", page, "", "--url"),
        (tmp_path / "new", tmp_path / "gone.html", URL, "cannot be read"),
        (tmp_path / "new", tmp_path / "page.html.gz", URL, "cannot be read"),
    ):
        with pytest.raises(UsageError, match=said):
            begin(where, file, url, Settings())
    with pytest.raises(UsageError, match="holds no fixture"):
        check_all(tmp_path / "nowhere", Settings())
    (begun / "about.md").write_text("no front matter", encoding="utf-8")
    with pytest.raises(UsageError, match="needs front matter"):
        check_all(begun, Settings())
    (begun / "expected.txt").unlink()
    with pytest.raises(UsageError, match=r"expected\.txt: cannot be read"):
        check_all(begun, Settings())


def test_the_fixtures_of_the_house_hold_by_the_command_too() -> None:
    said, failed = check_all(FOLDER, Settings())
    assert not failed, said
