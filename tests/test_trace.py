"""The trace: whatever is edited, the text stays its own explanation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from clocks import seconds
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.trace import Cause, Edit, Piece, Trace, diff

CHARACTERS = st.sampled_from("ab é’ñ\n\u00a0\u200bЖ日\ud800\U0001f600")
TEXTS = st.text(CHARACTERS, max_size=40)


@st.composite
def verbatim_traces(draw: st.DrawFn) -> tuple[str, Trace]:
    """A source, and a trace that copies some stretches of it; what lies between is markup."""
    source = draw(st.text(CHARACTERS, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    if len(cuts) % 2:
        cuts.pop()
    pieces = [Piece(a, b, source[a:b]) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    return source, Trace(pieces)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    if len(cuts) % 2:
        cuts.pop()
    texts = draw(st.lists(st.text(CHARACTERS, max_size=4), min_size=len(cuts) // 2, max_size=len(cuts) // 2))
    notes = draw(st.lists(st.sampled_from(["", "one", "two"]), min_size=len(texts), max_size=len(texts)))
    return [Edit(a, b, t, n) for a, b, t, n in zip(cuts[::2], cuts[1::2], texts, notes, strict=True)]


def apply(text: str, edits: list[Edit]) -> str:
    """What the edits mean, in the plainest words."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def check(source: str, trace: Trace) -> None:
    assert trace.text == "".join(piece.text for piece in trace.pieces)
    for piece in trace.pieces:
        assert 0 <= piece.start <= piece.end <= len(source)
        assert piece.causes or piece.text == source[piece.start : piece.end]
        assert piece.text or piece.end > piece.start or not piece.causes
    for before, after in pairwise(trace.pieces):
        assert before.end <= after.start


def covered(trace: Trace) -> set[int]:
    return {offset for piece in trace.pieces for offset in range(piece.start, piece.end)}


def origins(trace: Trace) -> list[int | None]:
    """For each character of the text the offset it was copied from; None where it was rewritten."""
    found: list[int | None] = []
    for piece in trace.pieces:
        found += [None] * len(piece.text) if piece.causes else range(piece.start, piece.end)
    return found


@given(verbatim_traces(), st.data())
def test_any_run_of_edits_keeps_every_promise(made: tuple[str, Trace], data: st.DataObject) -> None:
    source, trace = made
    whole = covered(trace)
    for number in range(data.draw(st.integers(1, 4))):
        edits = data.draw(edits_of(trace.text))
        after = trace.edit(edits, f"rule{number}")
        check(source, after)
        assert after.text == apply(trace.text, edits)
        assert covered(after) == whole, "no character of the source is lost to the ledger, and no markup gets in"
        trace = after


@given(verbatim_traces(), st.data())
def test_what_no_edit_touches_keeps_its_origin(made: tuple[str, Trace], data: st.DataObject) -> None:
    _, trace = made
    edits = data.draw(edits_of(trace.text))
    before, after = origins(trace), origins(trace.edit(edits, "rule"))
    at = shift = 0
    for edit in [*edits, Edit(len(trace.text), len(trace.text))]:
        assert after[at + shift : edit.start + shift] == before[at : edit.start]
        at, shift = edit.end, shift + len(edit.text) - (edit.end - edit.start)


@given(verbatim_traces(), st.data())
def test_a_changed_piece_names_its_rules_in_their_order(made: tuple[str, Trace], data: st.DataObject) -> None:
    _, trace = made
    rules = ["first", "second", "third"]
    for rule in rules:
        trace = trace.edit(data.draw(edits_of(trace.text)), rule)
    for piece in trace.pieces:
        named = [cause.rule for cause in piece.causes]
        assert named == [rule for rule in rules if rule in named]


@given(verbatim_traces(), st.data())
def test_source_span_of_copied_text_is_that_text(made: tuple[str, Trace], data: st.DataObject) -> None:
    _, trace = made
    start = data.draw(st.integers(0, len(trace.text)))
    end = data.draw(st.integers(start, len(trace.text)))
    low, high = trace.source_span(start, end)
    assert low <= high
    where = [offset for offset in origins(trace)[start:end] if offset is not None]
    assert [offset for offset in range(low, high) if offset in covered(trace)] == where


@given(verbatim_traces(), st.data())
def test_source_span_after_an_edit_holds_all_it_came_from(made: tuple[str, Trace], data: st.DataObject) -> None:
    source, trace = made
    trace = trace.edit(data.draw(edits_of(trace.text)), "rule")
    start = data.draw(st.integers(0, len(trace.text)))
    end = data.draw(st.integers(start, len(trace.text)))
    low, high = trace.source_span(start, end)
    assert 0 <= low <= high <= len(source)
    at = 0
    for piece in trace.pieces:
        if at < end and at + len(piece.text) > start:
            first, last = piece.start, piece.end
            if not piece.causes:
                first, last = first + max(0, start - at), last - max(0, at + len(piece.text) - end)
            assert low <= first
            assert last <= high
        at += len(piece.text)


@given(TEXTS, TEXTS)
def test_diff_applied_to_before_gives_after(before: str, after: str) -> None:
    edits = diff(before, after)
    trace = Trace.verbatim(before, 0, len(before)).edit(edits, "repair.mojibake")
    check(before, trace)
    assert apply(before, edits) == trace.text == after
    assert bool(edits) == (before != after)


@given(st.lists(st.sampled_from(["été", " ", "the ", "na", "ïve", "“", "”", "Straße ", "по", "-"]), max_size=80))
@settings(deadline=None)
def test_diff_of_mojibake_stays_at_the_damage(words: list[str]) -> None:
    good = "".join(words)
    bad = good.encode().decode("latin-1")
    edits = diff(bad, good)
    assert apply(bad, edits) == good
    assert all(not bad[edit.start : edit.end].isascii() for edit in edits)


def test_diff_finds_its_way_back_after_a_swallowed_space() -> None:
    bad = "Il est l\u00c3 , \u00c3  l\u00e2\u0080\u0099heure dite, et il mange une p\u00c3\u00aache."
    good = "Il est l\u00e0, \u00e0 l\u2019heure dite, et il mange une p\u00eache."
    edits = diff(bad, good)
    assert apply(bad, edits) == good
    assert max(edit.end - edit.start for edit in edits) <= 12


def test_edits_that_meet_in_a_rewritten_piece_become_one() -> None:
    trace = Trace.verbatim("one two three", 0, 13).edit([Edit(4, 7, "1234567890")], "first")
    twice = trace.edit([Edit(5, 6, "x", "a"), Edit(8, 9, "y", "b"), Edit(11, 14, "", "b")], "second")
    assert twice.text == "one 1x34y67" + trace.text[14:]
    assert twice.pieces[1] == Piece(4, 7, "1x34y67", (Cause("first"), Cause("second", "a; b")))
    check("one two three", twice)


def test_one_edit_over_several_pieces_keeps_the_markup_between() -> None:
    source = "ab<i>cd</i>ef"
    trace = Trace([Piece(0, 2, "ab"), Piece(5, 7, "cd"), Piece(11, 13, "ef")])
    after = trace.edit([Edit(1, 5, "-")], "rule")
    cause = (Cause("rule"),)
    assert after.pieces == (
        Piece(0, 1, "a"), Piece(1, 2, "-", cause), Piece(5, 7, "", cause), Piece(11, 12, "", cause), Piece(12, 13, "f"),
    )  # fmt: skip
    check(source, after)


@pytest.mark.parametrize(
    ("at", "place"),
    [(0, 3), (1, 4), (2, 9), (4, 11)],
    ids=["before all", "inside a piece", "between two pieces", "after all"],
)
def test_an_insertion_stands_where_source_span_says(at: int, place: int) -> None:
    trace = Trace([Piece(3, 5, "ab"), Piece(9, 11, "cd")])
    assert trace.source_span(at, at) == (place, place)
    inserted = trace.edit([Edit(at, at, "+")], "rule")
    assert Piece(place, place, "+", (Cause("rule"),)) in inserted.pieces


def test_an_insertion_taken_back_leaves_no_trace() -> None:
    trace = Trace.verbatim("ab", 0, 2)
    twice = trace.edit([Edit(1, 1, "+")], "first").edit([Edit(1, 2, "")], "second")
    assert twice.text == "ab"
    assert all(piece.causes == () for piece in twice.pieces)


def test_an_insertion_inside_a_rewritten_piece_rewrites_it() -> None:
    trace = Trace.verbatim("abc", 0, 3).edit([Edit(1, 2, "xyz")], "first").edit([Edit(2, 2, "+")], "second")
    assert trace.pieces[1] == Piece(1, 2, "x+yz", (Cause("first"), Cause("second")))


@pytest.mark.parametrize("pieces", [(), (Piece(0, 0, ""),), (Piece(4, 4, ""), Piece(9, 9, ""))])
def test_an_empty_trace_can_be_edited(pieces: tuple[Piece, ...]) -> None:
    trace = Trace(pieces)
    assert trace.edit([], "rule") is trace
    assert trace.edit([Edit(0, 0, "new")], "rule").text == "new"
    assert trace.source_span(0, 0) == ((pieces[-1].end,) * 2 if pieces else (0, 0))


@pytest.mark.parametrize(
    "edits",
    [[Edit(2, 4, ""), Edit(3, 5, "")], [Edit(3, 4, ""), Edit(0, 1, "")], [Edit(0, 7, "")], [Edit(3, 2, "x")]],
    ids=["overlap", "descend", "beyond the end", "backwards"],
)
def test_edits_that_make_no_sense_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps its neighbour or leaves"):
        Trace.verbatim("abcdef", 0, 6).edit(edits, "rule")


def test_an_edit_that_changes_nothing_is_not_a_change() -> None:
    trace = Trace.verbatim("abc", 0, 3)
    assert trace.edit([Edit(1, 2, "b"), Edit(2, 2, "")], "rule") is trace


def seconds_of_edits(count: int, *, rewritten: bool) -> float:
    source = "abcd " * count
    trace = Trace.verbatim(source, 0, len(source))
    if rewritten:
        trace = trace.edit([Edit(0, len(source), source.upper())], "all")
    edits = [Edit(5 * n + 1, 5 * n + 2, "xy" * (n % 3)) for n in range(count)]
    more = [Edit(7 * n, 7 * n + 1, "-") for n in range(count // 2)]
    return seconds(lambda: trace.edit(edits, "rule").edit(more, "again"), 3)


@pytest.mark.parametrize("rewritten", [False, True], ids=["copied", "rewritten"])
def test_ten_thousand_edits_take_linear_time(*, rewritten: bool) -> None:
    small, large = seconds_of_edits(2_500, rewritten=rewritten), seconds_of_edits(20_000, rewritten=rewritten)
    assert large < 24 * small, "eight times the edits; quadratic work would take 64 times as long"
    assert large < 2


def test_many_edits_of_one_long_piece_do_not_copy_it_each_time() -> None:
    source = "0123456789" * 200_000
    trace = Trace.verbatim(source, 0, len(source))
    edits = [Edit(10 * n, 10 * n + 1, "") for n in range(200_000)]
    assert seconds(lambda: trace.edit(edits, "rule")) < 20, "copying what is left for each edit would take minutes"


def test_a_diff_of_a_long_damaged_line_takes_linear_time() -> None:
    good = "и à la fin “tout” va — ж " * 4_000
    bad = good.encode().decode("latin-1").replace("\u00a0", " ").replace("Ð¶ ", "")
    assert seconds(lambda: diff(bad, good)) < 3
    edits = diff(bad, good)
    assert apply(bad, edits) == good
    assert len(edits) > 9_000
