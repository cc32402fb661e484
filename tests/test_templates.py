"""Templates in a run: learned by a first pass, kept in OUT, the same for any number of workers; `clean learn`."""

from __future__ import annotations

import gzip
import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from corpora import snapshot
from faulty_work import TEACH
from test_learn import FOOT, MENU, story

from cleaner import templates
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.counts.progress import summary
from cleaner.corpus.learning import choose_templates
from cleaner.corpus.learning.learn import learn_files
from cleaner.corpus.learning.survey import Most, read_places, survey
from cleaner.corpus.run import run
from cleaner.corpus.through import Result
from cleaner.errors import UsageError
from cleaner.lesson import key_of
from cleaner.page import Page, Record, Template
from cleaner.pipeline import process
from cleaner.read.address import addresses, url_in
from cleaner.read.unit import InputFile, Unit
from cleaner.select import doubtful, scorer
from cleaner.settings import Limits, Settings
from cleaner.templates import digest_of, load_templates, write_templates

PROMPT = "Keeper Prisca answers letters about lamps and tides in our evening supplement"
"""nothing in it says that it is no article"""


def text(n: int) -> str:
    own = story(n)
    return "\n\n".join([*MENU, f"Lantern {n} was lit again", *own[:3], own[3], PROMPT, *FOOT])


def rows(path: Path, count: int, start: int = 0, host: str = "islands.example") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = [{"id": f"{host}-{n}", "url": f"https://{host}/{n}", "text": text(n)} for n in range(start, start + count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path


def cleaned(source: Path, out: Path, **options: Any) -> Result:
    return run([str(source)], out, Settings(**options))


def texts(out: Path) -> list[str]:
    found = [file.read_text(encoding="utf-8").splitlines() for file in sorted((out / "documents").iterdir())]
    return [json.loads(line)["text"] for lines in found for line in lines]


def journal(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_run_learns_from_its_own_input(tmp_path: Path) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 12)
    result = cleaned(source, tmp_path / "out")
    assert not any(PROMPT in text for text in texts(tmp_path / "out"))
    said = journal(tmp_path / "out")["templates"]
    assert (said["origin"], said["folder"], said["sources"]) == ("learned", "templates", 1)
    assert said["lines"] == len(load_templates(tmp_path / "out" / "templates")["islands.example"].lines)
    assert f"templates of 1 source learned, {said['lines']} lines" in summary(result)
    assert not verify(tmp_path / "out").broken


def test_it_can_be_told_not_to(tmp_path: Path) -> None:
    cleaned(rows(tmp_path / "in" / "rows.jsonl", 12), tmp_path / "out", learn=False)
    assert not (tmp_path / "out" / "templates").exists()
    assert journal(tmp_path / "out")["templates"]["origin"] == "none"


def test_few_pages_teach_nothing(tmp_path: Path) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 4)
    result = cleaned(source, tmp_path / "out")
    assert not (tmp_path / "out" / "templates").exists()
    assert journal(tmp_path / "out")["templates"] == {
        "origin": "learned", "folder": "", "sources": 0, "lines": 0, "digest": digest_of({}),
    }  # fmt: skip
    assert "templates" not in summary(result)


def test_any_number_of_workers_learns_and_writes_the_same(tmp_path: Path) -> None:
    for host in ("a.example", "b.example", "c.example"):
        rows(tmp_path / "in" / f"{host}.jsonl", 30, host=host)
    outs = [tmp_path / f"out{jobs}" for jobs in (1, 3)]
    for jobs, out in zip((1, 3), outs, strict=True):
        cleaned(tmp_path / "in", out, jobs=jobs)
    assert snapshot(outs[0]) == snapshot(outs[1])
    files = [{file.name: file.read_bytes() for file in (out / "templates").iterdir()} for out in outs]
    assert files[0] == files[1]
    assert len(files[0]) == 3
    assert journal(outs[0])["templates"] == journal(outs[1])["templates"]


def test_a_later_run_with_new_files_reuses_what_was_learned(tmp_path: Path) -> None:
    rows(tmp_path / "in" / "a.jsonl", 12)
    cleaned(tmp_path / "in", tmp_path / "out")
    before = (tmp_path / "out" / "templates" / "islands.example.toml").read_bytes()
    rows(tmp_path / "in" / "b.jsonl", 3, start=100)
    rows(tmp_path / "in" / "c.jsonl", 9, host="new.example", start=200)
    result = cleaned(tmp_path / "in", tmp_path / "out")
    assert [file.name for file in (tmp_path / "out" / "templates").iterdir()] == ["islands.example.toml"]
    assert (tmp_path / "out" / "templates" / "islands.example.toml").read_bytes() == before
    assert journal(tmp_path / "out")["templates"]["origin"] == "reused"
    assert "learned by an earlier run" in summary(result)
    assert not any(PROMPT in text for text in texts(tmp_path / "out")[12:15])


def test_an_output_keeps_to_the_templates_it_was_begun_with(tmp_path: Path) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 12)
    cleaned(source, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "templates")
    with pytest.raises(UsageError, match=r"not the templates that .* was begun with"):
        cleaned(source, tmp_path / "out")


def test_what_a_killed_run_left_is_learned_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 12)
    cleaned(source, tmp_path / "whole")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(choose_templates, "_noted", killed)
        with pytest.raises(KeyboardInterrupt):
            cleaned(source, tmp_path / "out")
    (tmp_path / "out" / "templates" / "islands.example.toml").write_text("half", encoding="utf-8")
    cleaned(source, tmp_path / "out")
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "whole")


def test_given_templates_are_used_and_nothing_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 3)
    write_templates({"islands.example": Template("islands.example", 9, {PROMPT.lower(): 9})}, tmp_path / "t")
    read: list[Path] = []
    load = templates._load

    def counted(file: Path) -> Template:
        read.append(file)
        return load(file)

    monkeypatch.setattr(templates, "_load", counted)
    cleaned(source, tmp_path / "out", templates=str(tmp_path / "t"))
    monkeypatch.undo()
    assert len(read) <= 2  # by the one process that checks them, and by the worker that meets the source: here both
    assert not any(PROMPT in text for text in texts(tmp_path / "out"))
    assert journal(tmp_path / "out")["templates"]["origin"] == "given"
    (tmp_path / "t" / "islands.example.toml").write_text("source =", encoding="utf-8")
    with pytest.raises(UsageError, match=r"islands\.example\.toml: is not TOML"):
        cleaned(source, tmp_path / "other", templates=str(tmp_path / "t"))


def test_learn_reads_what_run_reads_and_says_what_it_found(tmp_path: Path) -> None:
    rows(tmp_path / "in" / "rows.jsonl", 12)
    rows(tmp_path / "in" / "few.jsonl", 2, host="few.example")
    for n in range(7):
        markup = "".join(f"<p>{line}</p>" for line in text(n).split("\n\n"))
        head = f"<html><head><link rel=canonical href='https://pages.example/{n}'></head><body>"
        (tmp_path / "in" / f"{n}.html.gz").write_bytes(gzip.compress(f"{head}{markup}</body></html>".encode()))
    said = learn_files([str(tmp_path / "in")], tmp_path / "t", Settings())
    assert list(load_templates(tmp_path / "t")) == ["islands.example", "pages.example"]
    assert said.startswith("templates of 2 sources, ")
    assert "1 source with fewer than 5 articles" in said
    before = {file.name: file.read_bytes() for file in (tmp_path / "t").iterdir()}
    learn_files([str(tmp_path / "in")], tmp_path / "t", Settings(jobs=2))
    assert {file.name: file.read_bytes() for file in (tmp_path / "t").iterdir()} == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_that_kills_its_worker_does_not_end_learning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 12)
    with source.open("a", encoding="utf-8") as file:
        row = {"id": "bad", "url": "https://islands.example/bad", "text": f"FAULT: kill\n\n{text(99)}"}
        file.write(json.dumps(row) + "\n")
    monkeypatch.setattr("cleaner.corpus.learning.lessons.WORK", TEACH)
    said = learn_files([str(source)], tmp_path / "t", Settings(jobs=jobs))
    assert "of 12 articles" in said
    assert list(load_templates(tmp_path / "t")) == ["islands.example"]


def test_what_was_learned_is_a_folder_though_it_is_nothing(tmp_path: Path) -> None:
    source = rows(tmp_path / "in" / "rows.jsonl", 3)
    learn_files([str(source)], tmp_path / "t", Settings())
    assert load_templates(tmp_path / "t") == {}
    assert cleaned(source, tmp_path / "out", templates=str(tmp_path / "t")).total.status["kept"] == 3


def test_learn_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        learn_files([str(tmp_path / "gone")], tmp_path / "t", Settings())
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        learn_files([str(tmp_path)], tmp_path / "file", Settings())
    assert not (tmp_path / "t").exists()


def test_records_are_chosen_evenly_over_a_source(tmp_path: Path) -> None:
    path = rows(tmp_path / "rows.jsonl", 1000)
    files = [(1, InputFile(str(tmp_path), path.name))]
    found = survey(files, Limits(), Most(10, 10))
    numbers = [number for _, number in found.places]
    assert len(numbers) == 10
    assert (numbers[0], numbers[-1] > 850) == (1, True)
    assert {b - a for a, b in pairwise(numbers)} <= {64, 128}
    units = read_places(files, found.places, Limits())
    assert [unit.number for unit in units if isinstance(unit, Unit)] == numbers


def test_a_page_is_not_opened_to_find_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html>")
    (tmp_path / "a.meta.json").write_text('{"link": "https://a.example/1"}', encoding="utf-8")
    (tmp_path / "b.html").write_bytes(b"<html>")
    files = [InputFile(str(tmp_path), name) for name in ("a.html", "b.html")]
    assert [list(addresses(file, Limits())) for file in files] == [["https://a.example/1"], [""]]


@pytest.mark.parametrize(
    ("row", "url"),
    [
        (b'{"url": "https://a.example/", "text": "x"}', "https://a.example/"),
        (b'{"text": 1, "uri": "https://a.example/"}', "https://a.example/"),
        (b'{"url": 3, "link": "https://a.example/"}', "https://a.example/"),
        (b'{"url": null}', ""),
        (b"[1]", ""),
        (b"", ""),
        (b'{"url": "\xff"}', ""),
        (b'{"url": ', ""),
    ],
)
def test_urls_of_rows(row: bytes, url: str) -> None:
    assert url_in(row) == url


def judged(lines: list[str], learned: list[str], tmp_path: Path, **fields: str) -> Page:
    template = Template("s.example", 9, {key_of(line): 9 for line in learned})
    write_templates({"s.example": template}, tmp_path)
    record = Record("1", "\n\n".join(lines), "text", fields={"url": "https://s.example/1", **fields})
    return process(record, Settings(templates=str(tmp_path)))


def dropped(page: Page) -> list[int]:
    return [block.index for block in page.blocks if block.verdict and block.verdict.rule == "select.template"]


def test_a_line_of_the_template_is_spared_between_paragraphs_of_the_article(tmp_path: Path) -> None:
    own = story(1)
    page = judged(
        ["Background", *own[:2], "Background", *own[2:], "Background", "Home"], ["Background", "Home"], tmp_path
    )
    assert dropped(page) == [0, 6, 7]
    assert page.text.count("Background") == 1


def test_the_pages_own_headline_is_spared(tmp_path: Path) -> None:
    headline = "Ferry returns to the outer islands after a winter of repairs"
    page = judged(["Home", headline, *story(1), "Home"], ["Home", headline], tmp_path, title=headline)
    assert 1 not in dropped(page)


def test_templates_of_other_sources_do_nothing(tmp_path: Path) -> None:
    page = judged(["Home", *story(1)], ["Home"], tmp_path, url="https://other.example/1")
    assert dropped(page) == []


TAGLINE = "Insight and analysis from our keepers on the lamps and tides of the islands"


def test_a_tagline_on_every_page_is_no_headline(tmp_path: Path) -> None:
    own = "Lantern of the east pier is lit again after the storm"
    lines = [*MENU, "The Keepers' Letter", own, TAGLINE, "Monday, 3 March 2025", *story(1), *FOOT]
    assert judged(lines, [], tmp_path).metadata.title == TAGLINE, "nothing tells, as long as no other page is known"
    assert judged(lines, [*MENU, TAGLINE], tmp_path).metadata.title == own
    named = [own + " - The Keepers' Letter" if line == own else line for line in lines]
    assert judged(named, [*MENU, TAGLINE, "The Keepers' Letter"], tmp_path).metadata.title == own


def test_a_headline_that_other_pages_show_as_most_read_is_known_by_its_address(tmp_path: Path) -> None:
    own = "Lantern of the east pier is lit again after the storm"
    lines = [*MENU, own, "By Prisca Hallam", *story(1), *FOOT]
    url = "https://s.example/lantern-of-the-east-pier-lit-again"
    assert judged(lines, [*MENU, own], tmp_path, url=url).metadata.title == own


def test_a_day_below_the_headline_is_read_though_most_pages_show_one_like_it(tmp_path: Path) -> None:
    lines = [*MENU, "Lantern of the east pier is lit again", "3 March 2025, 10:12", *story(1), *FOOT]
    page = judged(lines, [*MENU, "3 March 2025, 10:12"], tmp_path)
    assert (page.metadata.title, page.metadata.published[:10]) == (lines[len(MENU)], "2025-03-03")


def test_what_the_template_drops_does_not_outweigh_what_is_doubted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A standing text that looks like an article, and an article that does not."""
    seen: list[list[float]] = []

    def doubtful_lines(texts: list[str], chances: list[float]) -> list[int]:
        seen.append(list(chances))
        return doubtful.doubtful_lines(texts, chances)

    monkeypatch.setattr(scorer, "doubtful_lines", doubtful_lines)
    standing = story(2)
    judged([*standing, *story(1)], standing, tmp_path)
    judged([*standing, *story(1)], [], tmp_path)
    with_template, without = seen
    assert all(chance == 0.0 for chance in with_template[: len(standing)])
    assert any(with_template[len(standing) :])
    assert any(without[: len(standing)])
