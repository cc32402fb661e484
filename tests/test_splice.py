"""A copy's edits are put together by compiled code; it must say what splice.py says, whatever the edits hold."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dedup import splice as twin
from cleaner.dedup.drop import name_copy
from cleaner.wire import decode_row, encode_row, split_object

try:
    compiled: Any = importlib.import_module("cleaner.dedup._splice")
except ImportError:
    pytest.skip("no compiled code was built", allow_module_level=True)

words = st.text(max_size=8) | st.sampled_from(['"', "\\", '\\"', "a\\", '","text":"x', "é\n", "]", "},{"])
rules = st.sampled_from(["select.scorer", "repair.mojibake", "language.span"]) | words


@st.composite
def rows(draw: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    """Pieces and edits of a page, as account.py makes them: in order, each character in one of them at most."""
    pieces: list[Any] = []
    edits: list[dict[str, Any]] = []
    at = 0
    for kind in draw(st.lists(st.sampled_from(["kept", "gone", "rewritten", "added", "told"]), max_size=12)):
        start = at + draw(st.integers(0, 2))
        at = start if kind == "added" else start + draw(st.integers(1, 2000))
        text = draw(words.filter(bool))
        edit = {"start": start, "end": at, "rule": draw(rules)}
        if note := draw(words):
            edit["note"] = note
        if kind == "kept":
            pieces.append([start, at])
        elif kind == "added":
            pieces.append([start, at, text])
        elif kind == "rewritten":
            pieces.append([start, at, text])
            edits.append(edit | {"text": text})
        else:
            edits.append(edit)
    return pieces, edits


@given(rows(), words)
def test_both_say_the_same_of_a_page(row: tuple[list[Any], list[dict[str, Any]]], name: str) -> None:
    pieces, edits = (encode_row(tuple(part))[:-1] for part in row)
    said = twin.splice(edits, pieces, "dedup.near", f"copy of {name}")
    assert compiled.splice(edits, pieces, "dedup.near", f"copy of {name}") == said
    kept = sum(end - start for start, end, *_ in row[0])
    assert said[1] == kept
    new = decode_row(said[0])
    assert [edit["start"] for edit in new] == sorted(edit["start"] for edit in new)
    assert sum(edit["end"] - edit["start"] for edit in new) == kept + sum(
        edit["end"] - edit["start"] for edit in row[1] if "text" not in edit
    )


@pytest.mark.parametrize(
    ("edits", "pieces"),
    [
        (b'[{"rule":"a","start":1,"end":2}]', b"[[3,4]]"),
        (b'[{"start":1,"end":2,"rule":"a","note":null,"text":null}]', b"[[3,4]]"),
        (b'[{"start": 1, "end": 2, "rule": "a"}]', b"[[3, 4]]"),
        (b'[{"start":5,"end":6,"rule":"a"},{"start":1,"end":2,"rule":"b"}]', b"[[3,4]]"),
        (b'[{"start":1,"end":2,"rule":"a"}]', b"[[1,2]]"),
        (b'[{"start":1,"end":2,"rule":"a","text":"x"}]', b"[[3,4]]"),
        (b'[{"start":1,"end":2,"rule":"a\\u0041","text":"x"}]', b'[[1,2,"x"]]'),
        (b"[]", b"[[5,6],[1,2]]"),
        (b"[]", b"[]"),
    ],
)
def test_what_is_written_in_another_way_is_read_all_the_same(edits: bytes, pieces: bytes) -> None:
    assert compiled.splice(edits, pieces, "dedup.exact", "copy of x") == twin.splice(
        edits, pieces, "dedup.exact", "copy of x"
    )


@pytest.mark.parametrize("part", ["edits", "pieces"])
def test_broken_json_is_refused(part: str) -> None:
    given = {"edits": b'[{"start":1,"end":2,"rule":"a"}]', "pieces": b"[[3,4]]"}
    whole = given[part]
    for cut in range(len(whole)):
        with pytest.raises(ValueError, match="JSON"):
            compiled.splice(**(given | {part: whole[:cut]}), rule="dedup.near", note="copy of x")


def test_a_copy_that_stays_is_named_and_loses_nothing() -> None:
    row = {
        "id": "b", "status": "kept", "reason": "", "confidence": 0.9, "flags": [], "cluster": "b",
        "representative": True, "pieces": [[0, 4]], "edits": [], "characters": {"kept": 4, "removed": 0},
    }  # fmt: skip
    packed = split_object(encode_row(row))
    fate = {"of": "a", "rule": "dedup.near", "dropped": False, "similarity": 1.0, "version_of": "a"}
    named = name_copy(packed, fate)
    assert named.before == named.after
    assert not named.removed
    told = decode_row(encode_row(packed))
    assert told.pop("copy") == {"of": "a", "rule": "dedup.near", "similarity": 1.0}
    assert told == row | {"cluster": "a", "representative": False, "version_of": "a"}
