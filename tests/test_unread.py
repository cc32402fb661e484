"""A file that is one record is read by the worker that has it; the files of a source are counted by one worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpora import accounted, clean, pages, rows, snapshot
from faulty_work import LEARN, WORK
from test_templates import text

from cleaner.corpus.audit.verify import verify
from cleaner.corpus.learning import lessons
from cleaner.corpus.learning.lessons import MOST, learn_from
from cleaner.corpus.learning.survey import survey, whole_sources
from cleaner.corpus.workers.crew import Here
from cleaner.corpus.workers.pool import Workers
from cleaner.learn import Learner
from cleaner.lesson import lesson_of
from cleaner.page import Template
from cleaner.pipeline import skim
from cleaner.read import fetched, open_unit, read_units, unread_units
from cleaner.read.unit import InputFile, Opened, Unread
from cleaner.settings import Limits, Settings

HOSTS = ("islands.example", "capes.example")


def _mixed(folder: Path) -> Path:
    """Pages, texts with sidecars, one too long, one that is none, one that kills its worker."""
    pages(folder, 12)
    (folder / "long.html").write_text("<p>" + "A lamp was lit on the pier again. " * 2000, encoding="utf-8")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    (folder / "guilty.html").write_text("<p>FAULT: exit", encoding="utf-8")
    for n in range(6):
        (folder / f"text {n}.txt").write_text(text(n), encoding="utf-8")
        (folder / f"text {n}.meta.json").write_text(json.dumps({"url": f"https://islands.example/{n}"}))
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_is_the_same_whoever_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    source = _mixed(tmp_path / "in")
    limits = Limits(max_input_bytes=60_000, part_bytes=90_000)
    for cores in (1, 99):
        monkeypatch.setattr("cleaner.corpus.through.cores", lambda cores=cores: cores)
        clean(source, tmp_path / f"out{cores}", jobs=jobs, work=WORK, limits=limits)
    assert snapshot(tmp_path / "out1") == snapshot(tmp_path / "out99")
    assert accounted(tmp_path / "out1")["quarantined"] == 3
    kept = {
        row["path"]: tmp_path / "out1" / "quarantine" / row["file"] for row in rows(tmp_path / "out1", "quarantine")
    }
    assert kept["guilty.html"].read_bytes() == (source / "guilty.html").read_bytes()
    assert kept["picture.html"].read_bytes() == (source / "picture.html").read_bytes()
    assert (source / "long.html").read_bytes().startswith(kept["long.html"].read_bytes())
    assert not verify(tmp_path / "out1", source).broken


def test_only_files_of_one_record_wait(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    (tmp_path / "page.html.gz").write_bytes(b"<p>Three.")
    (tmp_path / "story").write_bytes(b"<html><p>Four.")
    for name, count in (("rows.jsonl", 0), ("page.html.gz", 1), ("story", 1)):
        file = InputFile(str(tmp_path), name)
        units = list(unread_units(file, 9, Limits()))
        assert sum(isinstance(unit, Unread) for unit in units) == count
        assert [fetched(unit, Limits()) for unit in units] == list(read_units(file, Limits()))


def test_one_that_is_gone_is_refused_and_announcing_it_does_no_harm(tmp_path: Path) -> None:
    unit = Unread(InputFile(str(tmp_path), "gone.html"), 7)
    unit.announce()
    assert "cannot be read: No such file" in fetched(unit, Limits()).refusal


def _sources(folder: Path, guilty: int = -1) -> list[tuple[int, InputFile]]:
    folder.mkdir()
    for n in range(14):
        for host in HOSTS:
            markup = "".join(f"<p>{line}</p>" for line in text(n).split("\n\n"))
            fault = "<!-- FAULT: kill -->" if n == guilty else ""
            (folder / f"{n:02}-{host}.html").write_text(f"<html><body>{fault}{markup}", encoding="utf-8")
            (folder / f"{n:02}-{host}.meta.json").write_text(json.dumps({"url": f"https://{host}/{n}"}))
    return [(n, InputFile(str(folder), file.name)) for n, file in enumerate(sorted(folder.glob("*.html")), 1)]


def _counted_here(files: list[tuple[int, InputFile]], settings: Settings) -> dict[str, Template]:
    learner = Learner()
    for _, file in files:
        for unit in read_units(file, settings.limits):
            opened = open_unit(unit, settings.limits)
            assert isinstance(opened, Opened)
            if lesson := lesson_of(skim(opened.record, settings)):
                learner.add(lesson)
    return learner.templates()


def test_a_source_that_one_worker_counts_has_the_template_it_would_have_had_here(tmp_path: Path) -> None:
    files, settings = _sources(tmp_path / "in"), Settings(sources="none", jobs=2)
    found = survey(files, settings.limits, MOST)
    assert {host: len(units) for host, units in whole_sources(files, found).items()} == dict.fromkeys(sorted(HOSTS), 14)
    with Workers[lessons._Batch](settings) as crew:
        learned = learn_from(lambda: files, settings, crew, found)
    here = _counted_here(files, settings)
    assert learned.templates == here
    assert sorted(here) == sorted(HOSTS)
    assert all(template.lines for template in here.values())
    assert learned.articles == dict.fromkeys(HOSTS, 14)
    with Here[lessons._Batch](settings) as alone:
        assert learn_from(lambda: files, settings, alone, found).templates == here


def test_a_page_that_kills_its_worker_costs_its_source_that_page_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, settings = _sources(tmp_path / "in", guilty=3), Settings(sources="none", jobs=2)
    monkeypatch.setattr("cleaner.corpus.learning.lessons.WHOLE", LEARN)
    with Workers[lessons._Batch](settings) as crew:
        learned = learn_from(lambda: files, settings, crew, survey(files, settings.limits, MOST))
    assert learned.articles == dict.fromkeys(HOSTS, 13)
    others = [(n, file) for n, file in files if not file.path.startswith("03-")]
    assert learned.templates == _counted_here(others, settings)


def test_a_source_of_which_rows_lie_elsewhere_is_counted_with_them(tmp_path: Path) -> None:
    files = _sources(tmp_path / "in")
    row = {"url": f"https://{HOSTS[0]}/row", "text": text(99)}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    files.append((len(files) + 1, InputFile(str(tmp_path), "rows.jsonl")))
    settings = Settings(sources="none")
    found = survey(files, settings.limits, MOST)
    assert set(whole_sources(files, found)) == {HOSTS[1]}
    with Workers[lessons._Batch](settings) as crew:
        learned = learn_from(lambda: files, settings, crew, found)
    assert learned.articles == {HOSTS[0]: 15, HOSTS[1]: 14}
    assert learned.templates == _counted_here(files, settings)


def test_no_source_is_whole_where_records_do_not_say_theirs(tmp_path: Path) -> None:
    files = _sources(tmp_path / "in")
    (tmp_path / "in" / "00-capes.example.meta.json").unlink()
    found = survey(files, Limits(), MOST, unknown=True)
    assert len(found.unknown) == 1
    assert not whole_sources(files, found)
