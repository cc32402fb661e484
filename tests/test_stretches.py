"""The rows of a part are passed on many at once; none may be lost, doubled or torn, wherever a reader stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.output.stretches import Stretches
from cleaner.errors import UsageError
from cleaner.packing import open_packed

rows = st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b" ") + b"\n"), max_size=12)


@given(rows, st.sets(st.integers(0, 11)), st.integers(1, 60))
def test_all_rows_are_passed_on_in_order(lines: list[bytes], wanted: set[int], size: int) -> None:
    data = b"".join(lines)
    reader = object.__new__(Stretches)
    reader._chunks = iter([data[at : at + size] for at in range(0, len(data), size)])
    reader._file, reader._data, reader._at, reader._number = Path("part"), b"", 0, 0
    found: list[bytes] = []
    for number in sorted(wanted & set(range(len(lines)))):
        for stretch in reader.upto(number):
            assert stretch.endswith(b"\n")
            found += stretch.splitlines(keepends=True) if b"\r" not in stretch else [stretch]
        one = reader.one()
        assert one == lines[number]
        found.append(one)
    found += reader.rest()
    assert b"".join(found) == data


@pytest.mark.parametrize("packing", ["none", "gz", "zst"])
def test_a_packed_part_is_read_whole(tmp_path: Path, packing: str) -> None:
    lines = [b'{"n":%d}\n' % n for n in range(50_000)]
    file = tmp_path / ("part-00000.jsonl" + {"none": "", "gz": ".gz", "zst": ".zst"}[packing])
    with open_packed(file, packing) as out:
        out.write(b"".join(lines))
    reader = Stretches(file)
    before = b"".join(reader.upto(30_000))
    assert reader.one() == lines[30_000]
    assert before + lines[30_000] + b"".join(reader.rest()) == b"".join(lines)


def test_a_part_that_is_too_short_is_no_silent_loss(tmp_path: Path) -> None:
    file = tmp_path / "part-00000.jsonl"
    file.write_bytes(b"{}\n{}\n")
    with pytest.raises(UsageError, match="fewer rows"):
        list(Stretches(file).upto(3))
    reader = Stretches(file)
    list(reader.upto(2))
    with pytest.raises(UsageError, match="fewer rows"):
        reader.one()
