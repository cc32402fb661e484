"""An output folder lives long: it is gone on with, shared, moved, and somebody takes parts of it away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpora import article, clean, lines, pages, rows

import cleaner
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.output.ledger import Ledger
from cleaner.errors import MachineError, UsageError
from cleaner.settings import Limits, Settings


def ids(out: Path) -> list[str]:
    return [row["id"] for row in rows(out, "manifest")]


def row(n: int) -> dict[str, Any]:
    return {"id": f"added-{n}", "url": f"https://www.example.org/{n}", "html": article(n)}


def test_a_program_adds_to_the_output_of_a_run_and_the_run_goes_on(tmp_path: Path) -> None:
    source, out = pages(tmp_path / "in", 4), tmp_path / "out"
    clean(source, out)
    cleaner.Corpus(out).close()  # nothing was added, and nothing is forgotten
    assert verify(out) == (4, [])
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(900))
    assert verify(out) == (5, [])
    pages(source, 2, start=20)
    clean(source, out)
    assert verify(out) == (7, [])
    assert len(set(ids(out))) == 7
    assert not [name for name in ids(out) if "#" in name]


def test_a_program_adds_where_a_run_was_stopped_in_the_middle_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = lines(tmp_path / "in" / "rows.jsonl", 10), tmp_path / "out"
    limits = Limits(part_records=3)
    settings = Settings(limits=limits)
    closed = Ledger.close_part

    def stop(self: Ledger, end: Any) -> None:
        closed(self, end)
        if self.number == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "close_part", stop)
        with pytest.raises(KeyboardInterrupt):
            clean(source, out, limits=limits)
    with cleaner.Corpus(out, settings) as corpus:
        corpus.add(row(900))
    clean(source, out, limits=limits)
    assert verify(out) == (11, [])
    assert not [name for name in ids(out) if "#" in name]


def test_threads_share_a_corpus(tmp_path: Path) -> None:
    faults: list[BaseException] = []
    with cleaner.Corpus(tmp_path / "out", flush=7) as corpus:

        def add(first: int) -> None:
            try:
                for n in range(first, first + 25):
                    corpus.add(row(n))
            except BaseException as error:  # noqa: BLE001 - a thread tells nobody
                faults.append(error)

        threads = [threading.Thread(target=add, args=(1000 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert verify(tmp_path / "out") == (100, [])


def test_a_page_that_was_written_in_part_takes_no_other_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(1))
        corpus.flush()
        with monkeypatch.context() as patch:
            # Ctrl-C between a page's row of the manifest and its document
            patch.setattr("cleaner.corpus.output.ledger.JsonlFile.write", _interrupted_at_the_document)
            with pytest.raises(KeyboardInterrupt):
                corpus.add(row(2))
        with pytest.raises(MachineError, match="open it again"):
            corpus.add(row(3))
    assert verify(out).broken == []
    with cleaner.Corpus(out) as corpus:
        corpus.add(row(2))
    assert verify(out) == (2, [])


def _interrupted_at_the_document(_: Any, line: bytes) -> None:
    if b'"pieces"' not in line:
        raise KeyboardInterrupt


@pytest.mark.parametrize("flush", [0, -1, "x", None])
def test_what_is_no_number_of_pages(tmp_path: Path, flush: Any) -> None:
    with pytest.raises(UsageError, match="flush"):
        cleaner.Corpus(tmp_path / "out", flush=flush)
    assert not (tmp_path / "out").exists()


def test_a_corpus_that_was_closed_is_not_flushed(tmp_path: Path) -> None:
    corpus = cleaner.Corpus(tmp_path / "out")
    corpus.close()
    with pytest.raises(UsageError, match="was closed"):
        corpus.flush()


def _empty(out: Path) -> None:
    (out / "state.sqlite").write_bytes(b"")


def _part_gone(out: Path) -> None:
    (out / "documents" / "part-00001.jsonl").unlink()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_empty, r"state\.sqlite: is empty, though finished parts lie beside it"),
        (_part_gone, r"documents: part-00001 is not there any more"),
        (lambda out: (out / "manifest" / "part-00000.jsonl").unlink(), r"manifest: part-00000 is not there any more"),
    ],
)
@pytest.mark.parametrize(
    "go_on",
    [
        lambda source, out, limits: clean(source, out, limits=limits),
        lambda _, out, limits: cleaner.Corpus(out, Settings(limits=limits)),
    ],
)
def test_what_was_taken_away_is_told_and_nothing_else_is_lost(
    tmp_path: Path, harm: Callable[[Path], None], told: str, go_on: Callable[..., Any]
) -> None:
    source, out = pages(tmp_path / "in", 6), tmp_path / "out"
    limits = Limits(part_records=2)
    clean(source, out, limits=limits)
    harm(out)
    before = sorted(path.name for path in out.rglob("part-*"))
    with pytest.raises(UsageError, match=told):
        go_on(source, out, limits)
    assert sorted(path.name for path in out.rglob("part-*")) == before


def test_a_part_that_was_cut_by_hand_is_told(tmp_path: Path) -> None:
    """New pages are compared with earlier ones, which are read again for that."""
    source, out = pages(tmp_path / "in", 3), tmp_path / "out"
    clean(source, out)
    part = out / "documents" / "part-00000.jsonl"
    part.write_bytes(part.read_bytes().partition(b"\n")[0] + b"\n")
    copy = source / "copy.html"
    copy.write_text(article(2).replace("Residents", "All residents"), encoding="utf-8")
    with pytest.raises(UsageError, match="fewer rows than the journal says"):
        clean(source, out)
