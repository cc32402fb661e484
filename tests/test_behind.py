"""Parts that a thread writes: the same bytes, what goes wrong is raised, and nothing is left of what is given up."""

from __future__ import annotations

import errno
from pathlib import Path
from threading import Event

import pytest

from cleaner.write import jsonl
from cleaner.write.behind import MOST_WAITING, Behind
from cleaner.write.jsonl import JsonlFile

ROWS = [b'{"id":"%d","text":"%s"}\n' % (number, b"harbour " * number) for number in range(300)]


@pytest.mark.parametrize("packing", ["none", "gz", "zst"])
def test_a_thread_writes_the_same_bytes(tmp_path: Path, packing: str) -> None:
    plain, behind = JsonlFile(tmp_path / "plain", packing), Behind(JsonlFile(tmp_path / "behind", packing))
    for row in ROWS:
        plain.write(row)
        behind.write(row)
    plain.finish()
    plain.put_in_place()
    behind.end()
    behind.put_in_place()
    assert (tmp_path / "behind").read_bytes() == (tmp_path / "plain").read_bytes()
    assert behind.sum == plain.sum
    assert sorted(file.name for file in tmp_path.iterdir()) == ["behind", "plain"]


def test_what_fails_in_the_thread_is_raised_where_the_rows_come_from(tmp_path: Path) -> None:
    file = JsonlFile(tmp_path / "part", "none")
    behind = Behind(file)

    def full(line: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left", line[:0])

    file.write = full  # type: ignore[method-assign]
    with pytest.raises(OSError, match="no space left"):
        _write_all(behind)
    behind.discard()
    assert list(tmp_path.iterdir()) == []


def _write_all(behind: Behind) -> None:
    """More than may wait: one of them comes after the failure."""
    for row in ROWS:
        behind.write(row)


def test_what_fails_at_the_end_puts_nothing_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise OSError(errno.EIO, "the disk is broken")

    monkeypatch.setattr(jsonl, "sync_file", broken)
    behind = Behind(JsonlFile(tmp_path / "part", "none"))
    behind.write(ROWS[0])
    behind.end()
    with pytest.raises(OSError, match="the disk is broken"):
        behind.put_in_place()
    behind.discard()
    assert list(tmp_path.iterdir()) == []


def test_rows_wait_for_a_slow_disk_up_to_a_bound(tmp_path: Path) -> None:
    file = JsonlFile(tmp_path / "part", "none")
    behind, goes_on, written = Behind(file), Event(), file.write

    def slow(line: bytes) -> None:
        goes_on.wait(20)
        written(line)

    file.write = slow  # type: ignore[method-assign]
    for row in ROWS[:MOST_WAITING]:
        behind.write(row)
    assert not behind._room.acquire(blocking=False)
    goes_on.set()
    behind.end()
    behind.put_in_place()
    assert (tmp_path / "part").read_bytes() == b"".join(ROWS[:MOST_WAITING])
