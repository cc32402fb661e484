"""JSON arrays that are longer than one record may be: their objects are read one by one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from corpora import clean, flat, rows
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.audit.verify import verify
from cleaner.read import open_unit, read_units
from cleaner.read.array import split_objects
from cleaner.read.unit import InputFile, Opened, Unit
from cleaner.settings import Limits

LIMITS = Limits(max_input_bytes=5000, max_decompressed_bytes=5000)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(['"', "\\", '\\"', "{", "}]", "\\\\"]),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=4), some, max_size=3),
    max_leaves=8,
)


def units(path: Path) -> list[Unit]:
    return list(read_units(InputFile(str(path.parent), path.name), LIMITS))


@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), max_size=4), st.integers(1, 9), st.booleans())
def test_objects_are_those_of_the_array(objects: list[dict[str, Any]], size: int, indented: bool) -> None:
    data = json.dumps(objects, indent=2 if indented else None).encode()
    found = list(split_objects((data[at : at + size] for at in range(0, len(data), size)), 10_000))
    assert [json.loads(one.raw) for one in found] == objects
    assert all(one.is_whole and one.size == len(one.raw) for one in found)


@pytest.mark.parametrize("at", [0, 5])
@pytest.mark.parametrize("suffix", [".json", ".json.gz"])
def test_a_feed_longer_than_a_record_may_be(tmp_path: Path, suffix: str, at: int) -> None:
    objects = [{"id": f"row-{n}", "text": flat(n), "url": "https://www.example.org/"} for n in range(20)]
    objects.insert(at, {"id": "long", "text": "x" * 6000})
    data = json.dumps(objects, indent=1).encode()
    path = tmp_path / f"a{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    found = units(path)
    assert [unit.number for unit in found] == list(range(1, 22))
    assert [bool(unit.refusal) for unit in found] == [unit.number == at + 1 for unit in found]
    assert "more than 5,000; the first 65,536 are kept here" in found[at].refusal
    opened = [open_unit(unit, LIMITS) for unit in found]
    assert [one.record.id for one in opened if isinstance(one, Opened)] == [f"row-{n}" for n in range(20)]
    clean(path, tmp_path / "out", limits=LIMITS)
    assert len(rows(tmp_path / "out", "documents")) == 20
    assert verify(tmp_path / "out").broken == []


def test_a_long_feed_without_an_end(tmp_path: Path) -> None:
    data = json.dumps([{"text": flat(n)} for n in range(20)]).encode()
    (tmp_path / "a.json").write_bytes(data[:-30])
    *whole, last = units(tmp_path / "a.json")
    assert len(whole) == 19
    assert not any(unit.refusal for unit in whole)
    assert last.refusal == "no JSON: the file ends within the row"
    packed = gzip.compress(data)
    (tmp_path / "b.json.gz").write_bytes(packed[: len(packed) // 2])
    *whole, last = units(tmp_path / "b.json.gz")
    assert not any(unit.refusal for unit in whole)
    assert f"end early, after {len(whole)} whole rows" in last.refusal


@pytest.mark.parametrize("data", [b'{"text": "' + b"x" * 6000, b'["' + b"x" * 6000 + b'"]', b"[" * 6000, b"x" * 6000])
def test_what_is_long_and_no_feed_is_refused_as_a_whole(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    [unit] = units(tmp_path / "a.json")
    assert "more than 5,000 bytes" in unit.refusal
