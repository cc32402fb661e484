"""Copies are looked for with numbers in memory and everything else on disk, whatever their number."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from faulty_work import JUDGE
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.copies.clusters import find_copies
from cleaner.corpus.copies.documents import Library, Shelf
from cleaner.corpus.copies.pairs import WaitingPairs
from cleaner.corpus.journal.memory import MEMORY_TABLES, Memory, Place
from cleaner.corpus.workers.worker import Worker
from cleaner.dedup.facts import Rows, split
from cleaner.dedup.guard import Likeness
from cleaner.dedup.members import Member, Members
from cleaner.dedup.near import remember

WORDS = [f"{one}{two}{three}" for one in ("ba", "ko", "mi", "tu") for two in ("ra", "le", "no") for three in "bdfgklmn"]


@given(
    some=st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60), max_size=5),
    at_once=st.integers(1, 40),
)
def test_waiting_pairs_come_back_each_and_in_order(some: list[list[tuple[int, int]]], at_once: int) -> None:
    def place(pairs: Any) -> Rows:
        return (split(pairs)[1] * 7) % 62

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleaner.corpus.copies.pairs.AT_ONCE", at_once)
        with closing(WaitingPairs(Path(tempfile.gettempdir()), 31)) as waiting:
            for pairs in some:
                waiting.add(np.array([low << 32 | high for low, high in pairs], np.uint64))
            waiting.sort(place)
            found = [pair for pairs in waiting for pair in pairs.tolist()]
            rows = waiting.rows().tolist()
    wanted = {low << 32 | high for pairs in some for low, high in pairs}
    assert set(found) == wanted
    assert waiting.count == len(found)
    assert rows == sorted({row for pairs in some for pair in pairs for row in pair})
    if sum(map(len, some)) <= at_once:  # one bucket: each once, all in order
        assert len(found) == len(wanted)
        places = place(np.array(found, np.uint64)).tolist()
        assert places == sorted(places)


def test_members_are_told_as_they_were_added() -> None:
    members = Members()
    added = [
        Member(
            row, row // 2, "dedup.exact" if row % 3 else "dedup.near", Likeness(True, row / 10, row / 20, f"n{row % 2}")
        )
        for row in range(1, 10)
    ]
    for member in added:
        members.add(member)
    assert list(members) == added
    assert members.rules["dedup.near"].tolist() == [2, 5, 8]
    members[2] = added[2]._replace(representative=77, rule="dedup.exact")
    assert members[2].representative == 77
    assert members.rules["dedup.near"].tolist() == [5, 8]
    assert members.representatives.tolist()[2] == 77


def report(luck: random.Random, number: int) -> dict[str, Any]:
    words = " ".join(luck.choices(WORDS, k=60))
    return {
        "text": f"Report {number} of the day. {words} {number * 7}.",
        "url": "",
        "title": f"Report {number}",
        "published": "2024-05-01",
        "host": "",
        "source": "in.jsonl",
    }


class Made(Shelf):
    """Documents that are made when they are asked for: every fifth is the one before with a word more."""

    def documents(self, rows: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
        for row in rows.tolist():
            yield row, document(row)


def document(number: int) -> dict[str, Any]:
    original = number - (number % 5 == 4)
    row = report(random.Random(original), original)  # noqa: S311 - a text, no secret
    return row if original == number else row | {"text": row["text"] + " Corrected."}


@contextmanager
def made(folder: Path, count: int) -> Iterator[Shelf]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(MEMORY_TABLES)
        memory = Memory(db)
        for number in range(count):
            memory.add(Place(0, number, number), str(number), remember(document(number), near=True))
        with closing(Made([Library(folder, memory, memory.entries(folder))])) as shelf:
            yield shelf


def peak(folder: Path, count: int) -> tuple[int, int]:
    """How many copies were found among so many documents, and the most bytes that looking for them took."""
    tracemalloc.start()
    with made(folder, count) as shelf:
        found = len(find_copies(shelf, "best", near=True))
        most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, most


@pytest.mark.parametrize("work", ["", JUDGE])
def test_processes_find_the_same_copies_and_what_they_cannot_do_is_done_here(
    work: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path, 300) as shelf:
        alone = list(find_copies(shelf, "best", near=True))
    monkeypatch.setattr("cleaner.corpus.copies.clusters.ENOUGH", 1)
    monkeypatch.setattr("cleaner.corpus.copies.judging.AT_ONCE", 25)
    started: list[Worker] = []

    def start(*given: Any) -> Worker:
        started.append(Worker(*given))
        return started[-1]

    monkeypatch.setattr("cleaner.corpus.workers.pool.Worker", start)
    if work:
        monkeypatch.setattr("cleaner.corpus.copies.judging.WORK", work)
    told: list[str] = []
    with made(tmp_path, 300) as shelf:
        assert list(find_copies(shelf, "best", near=True, tell=told.append, jobs=2)) == alone
    assert len(alone) == 60
    assert len(started) == 2 if not work else len(started) > 2
    assert list(tmp_path.iterdir()) == []


def test_memory_of_the_look_for_copies_hardly_grows_with_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("corpus.copies.clusters.AT_ONCE", 500), ("corpus.copies.clusters.MOST_KNOWN", 50),
        ("corpus.copies.pairs.AT_ONCE", 500), ("corpus.copies.texts.WORDS_IN_MEMORY", 5000),
        ("corpus.journal.memory.AT_ONCE", 200), ("dedup.stars.AT_ONCE", 500), ("dedup.facts.AT_ONCE", 500),
        ("dedup.candidates.AT_ONCE", 500), ("dedup.candidates.MOST_PAIRS", 500),
    ):  # fmt: skip
        monkeypatch.setattr(f"cleaner.{name}", value)
    peak(tmp_path, 100)  # what is loaded once
    (few, small), (many, large) = peak(tmp_path, 1000), peak(tmp_path, 4000)
    assert (few, many) == (200, 800)
    assert (large - small) / 3000 < 120
