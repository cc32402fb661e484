"""Articles on one event get one `story` and stay; paragraphs that stand everywhere go, and no corpus with them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from corpora import clean, rows, snapshot
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.audit.verify import verify
from cleaner.dedup.paragraph import digests_of, is_quotation
from cleaner.dedup.story import NAMES, names_of

PEOPLE = ("Ines Calder", "Tomas Reuel", "Judge Helena Marsh", "Lowhaven Harbour", "Orrin Estuary", "Marlow Ferries")
ACTS = ("said", "asked", "wrote to", "met", "warned", "thanked", "called", "named")
NOTE = "The Evening Courier is a member of the press council and corrects what it gets wrong within a day."


def story(number: int, event: int, words: int = 120) -> dict[str, Any]:
    """An article in words of its own on an event that has names of its own."""
    luck = random.Random(number)  # noqa: S311 - words, no secrets
    people = [f"{name}{chr(97 + event)}" for name in PEOPLE]
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        one, two = luck.sample(people, 2)
        filler = " ".join(f"w{luck.randrange(4000)}" for _ in range(8))
        sentences.append(f"Then {one} {luck.choice(ACTS)} {two} about {filler}.")
    text = "\n".join(sentences)
    day = 1 + number % 5
    return {"id": f"a{number}", "title": f"On event {event}", "text": text, "published": f"2024-03-{day:02}"}


def write(path: Path, found: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in found))
    return path


def told(out: Path) -> dict[str, str]:
    return {row["id"]: row["story"] for row in rows(out, "manifest")}


def test_articles_on_one_event_get_one_story_and_stay(tmp_path: Path) -> None:
    found = [story(number, number % 4) for number in range(20)]
    found.append(found[3] | {"id": "copy"})
    source = write(tmp_path / "in.jsonl", found)
    for jobs in (1, 2):
        clean(source, tmp_path / f"out{jobs}", skip=("select", "language"), stories=True, jobs=jobs)
    assert snapshot(tmp_path / "out1") == snapshot(tmp_path / "out2")
    stories = told(tmp_path / "out1")
    groups = {tuple(sorted(name for name in stories if stories[name] == head)) for head in set(stories.values())}
    assert groups == {
        tuple(sorted([f"a{n}" for n in range(event, 20, 4)] + ["copy"] * (event == 3))) for event in range(4)
    }
    documents = rows(tmp_path / "out1", "documents")
    assert len(documents) == 20
    assert all(row["story"] == stories[row["id"]] for row in documents)
    assert verify(tmp_path / "out1").broken == []


def test_the_order_of_the_input_changes_no_story_and_a_later_run_joins_it(tmp_path: Path) -> None:
    found = [story(number, number % 3) for number in range(15)]
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", found[:9])
    options: dict[str, Any] = {"skip": ("select", "language"), "stories": True, "format": "parquet"}
    clean(folder, tmp_path / "out", **options)
    before = told(tmp_path / "out")
    write(folder / "b.jsonl", found[9:])
    clean(folder, tmp_path / "out", **options)
    after = told(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) == 3
    random.Random(2).shuffle(found)  # noqa: S311 - an order, no secret
    clean(write(tmp_path / "c.jsonl", found), tmp_path / "one", **options)
    clean(write(tmp_path / "c.jsonl", sorted(found, key=lambda row: str(row["id"]))), tmp_path / "two", **options)
    assert told(tmp_path / "one") == told(tmp_path / "two")
    assert verify(tmp_path / "out").broken == []


def test_without_being_asked_no_row_has_a_story(tmp_path: Path) -> None:
    clean(write(tmp_path / "in.jsonl", [story(1, 1)]), tmp_path / "out", skip=("select", "language"))
    assert all("story" not in row for folder in ("manifest", "documents") for row in rows(tmp_path / "out", folder))


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_has_its_names(text: str, title: str) -> None:
    assert len(names_of(text, title)) == 4 * NAMES == len(names_of(f"{text} " * 30, title))


def furnished(count: int, *, days: int = 3) -> list[dict[str, Any]]:
    """Unlike articles of one paper with the same note at the end of each."""
    found = []
    for number in range(count):
        row = story(number, number, 150)
        day = f"2024-{1 + number * days // 28 % 12:02}-{1 + number * days % 28:02}"
        url = f"https://www.example.org/{number}"
        found.append(row | {"text": f"{row['text']}\n{NOTE}", "published": day, "url": url})
    return found


PARAGRAPHS: dict[str, Any] = {"skip": ("select", "language"), "dedup": ("exact", "near", "paragraph")}


@pytest.mark.parametrize("kind", ["jsonl", "txt"])
def test_of_a_note_that_stands_everywhere_one_copy_stays(tmp_path: Path, kind: str) -> None:
    source = write(tmp_path / "in.jsonl", furnished(12))
    for jobs in (1, 2, 8) if kind == "txt" else (1,):
        clean(source, tmp_path / f"out{jobs}", **PARAGRAPHS, format=kind, jobs=jobs)
        assert snapshot(tmp_path / f"out{jobs}") == snapshot(tmp_path / "out1")
    documents = rows(tmp_path / "out1", "documents")
    assert sum(NOTE in row["text"] for row in documents) == 1
    assert all(row["text"].split("\n")[:-1] and "Then" in row["text"] for row in documents)
    removed = [edit for row in rows(tmp_path / "out1", "manifest") for edit in row["edits"]]
    assert sum(edit["rule"] == "dedup.paragraph" for edit in removed) == 11
    assert verify(tmp_path / "out1").broken == []
    shuffled = furnished(12)[::-1]
    clean(write(tmp_path / "in.jsonl", shuffled), tmp_path / "other", **PARAGRAPHS)
    assert {row["id"]: row["text"] for row in rows(tmp_path / "other", "documents")} == {
        row["id"]: row["text"] for row in documents
    }


def test_quotations_an_agency_and_what_a_document_lives_on_stay(tmp_path: Path) -> None:
    quote = "“We had been told for years that the bridge would hold, and nobody came to look at it,” she said."
    wire = "The ministry said on Monday that the dam had held and that nobody in the valley had to leave home."
    found = [row | {"text": f"{row['text']}\n{quote}"} for row in furnished(12)]
    found += [
        row | {"id": f"wire{n}", "text": f"{row['text'].removesuffix(NOTE)}{wire}", "published": "2024-03-05"}
        for n, row in enumerate(furnished(24)[12:])
    ]
    found += [{"id": f"short{n}", "text": f"Note {n}.\n{NOTE}", "published": f"2024-0{n + 1}-01"} for n in range(7)]
    clean(write(tmp_path / "in.jsonl", found), tmp_path / "out", **PARAGRAPHS)
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    assert all(quote in texts[f"a{n}"] for n in range(12))
    assert all(wire in texts[f"wire{n}"] for n in range(12))
    assert all(NOTE in text for name, text in texts.items() if name.startswith("short"))
    assert is_quotation(quote)
    assert not is_quotation(wire)
    assert verify(tmp_path / "out").broken == []


def test_a_paragraph_that_is_said_again_in_one_document_goes(tmp_path: Path) -> None:
    row = story(1, 1)
    lines = row["text"].split("\n")
    clean(write(tmp_path / "in.jsonl", [row | {"text": "\n".join([*lines, lines[0]])}]), tmp_path / "out", **PARAGRAPHS)
    assert rows(tmp_path / "out", "documents")[0]["text"].split("\n") == lines
    assert verify(tmp_path / "out").broken == []


def test_a_run_that_loses_much_of_its_words_says_so_and_with_strict_stops(tmp_path: Path) -> None:
    notes = "\n".join(f"{NOTE[:-1]}, as its charter number {n} of the year 1951 has it." for n in range(1))
    found = [row | {"text": f"{row['text']}\n{notes}"} for row in furnished(60)]
    source = write(tmp_path / "in.jsonl", found)
    held = clean(source, tmp_path / "out", **PARAGRAPHS, strict=True)
    assert held.settled.held
    assert any("dedup.paragraph takes" in alarm for alarm in held.settled.alarms)
    assert all(notes in row["text"] for row in rows(tmp_path / "out", "documents"))
    done = clean(source, tmp_path / "out", **PARAGRAPHS)
    assert done.settled.alarms == held.settled.alarms
    assert verify(tmp_path / "out").broken == []


@given(st.text(max_size=500))
def test_any_text_has_its_digests(text: str) -> None:
    assert len(digests_of(text)) % 10 == 0
