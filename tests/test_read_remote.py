"""Input behind a URL, by fsspec: the same rows as from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import lines, pages, rows

from cleaner.corpus.audit.verify import verify
from cleaner.corpus.run import run
from cleaner.errors import UsageError
from cleaner.settings import Settings

fsspec = pytest.importorskip("fsspec", reason="the extra [remote] is not installed; `make test-engines` installs it")


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[str]:
    """A folder of pages, rows, a sidecar and an archive, also in memory."""
    source = pages(tmp_path / "in", 12)
    lines(source / "z.jsonl", 10)
    (source / "page-0000.meta.json").write_text('{"url": "https://www.example.org/zero"}')
    (source / "logo.png").write_bytes(b"\x89PNG")
    (source / ".hidden.html").write_text("x")
    memory = fsspec.filesystem("memory")
    memory.put(str(source), "/bucket/in", recursive=True)
    yield "memory://bucket/in"
    memory.rm("/bucket", recursive=True)


def test_a_folder_of_a_bucket_gives_the_rows_of_a_disk(tmp_path: Path, bucket: str) -> None:
    run([str(tmp_path / "in")], tmp_path / "disk", Settings())
    result = run([bucket], tmp_path / "far", Settings())
    assert rows(tmp_path / "far", "manifest") == rows(tmp_path / "disk", "manifest")
    assert rows(tmp_path / "far", "documents") == rows(tmp_path / "disk", "documents")
    assert result.passed == {"hidden files": 1, "files of no known kind (.png)": 1}
    assert verify(tmp_path / "far") == (22, [])
    assert verify(tmp_path / "far", tmp_path / "in") == (22, [])
    assert run([bucket], tmp_path / "far", Settings()).here.total() == 0


def test_a_file_of_a_bucket_and_one_that_changed(tmp_path: Path, bucket: str) -> None:
    result = run([f"{bucket}/z.jsonl"], tmp_path / "out", Settings())
    assert result.here == {"kept": 10}
    with fsspec.open(f"{bucket}/z.jsonl", "wb") as file:
        file.write(b'{"text": "other"}\n')
    assert run([f"{bucket}/z.jsonl"], tmp_path / "out", Settings()).changed == 1


@pytest.mark.parametrize("given", ["memory://nowhere/at/all", "nonsense://bucket/x"])
def test_a_place_that_is_none_says_so(tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError, match=r"does not exist|pip install '\.\[remote\]'"):
        run([given], tmp_path / "out", Settings())
