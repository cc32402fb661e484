"""The pieces of a page are read twice, in Python and compiled: what one reading says, the other says too."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import account, ledger
from cleaner.page import Block, Container, Page, Verdict
from cleaner.segment.html import IS_COMPILED
from cleaner.trace import Cause, Piece, Trace
from cleaner.wire import encode_row

if not IS_COMPILED:
    pytest.skip("no C compiler was found when the package was installed", allow_module_level=True)

compiled: Any = importlib.import_module("cleaner._ledger")
SOURCE = "one \u2019two\nthree\n\nfour  five\U0001f600 six\n"
VERDICTS = st.sampled_from([None, Verdict(True, "r"), Verdict(False, "r"), Verdict(False, "r", "why")])
CAUSES = st.sampled_from([(), (Cause("a"),), (Cause("a", "x"), Cause("b"))])
PARTS = st.tuples(st.integers(0, 4), st.integers(0, 8), CAUSES, st.sampled_from(["", " ", "new"]), st.booleans())


@st.composite
def blocks(draw: st.DrawFn, *, sound: bool) -> list[Block]:
    """Blocks of pieces in the order of the source; some of them wrong, where they need not be sound."""
    found: list[Block] = []
    at = 0
    for parts in draw(st.lists(st.lists(PARTS, min_size=1, max_size=4), max_size=5)):
        pieces = []
        for gap, size, causes, text, is_true in parts:
            start, end = min(at + gap, len(SOURCE)), min(at + gap + size, len(SOURCE))
            pieces.append(Piece(start, end, SOURCE[start:end] if (sound or is_true) and not causes else text, causes))
            at = end
        block = Block("p", Container("#", None, "", 0), Trace(pieces), 0, 0, 0)
        block.verdict = draw(VERDICTS)
        found.append(block)
    return found


@given(blocks(sound=True))
def test_both_make_the_same_of_pieces(found: list[Block]) -> None:
    assert compiled.read_pieces(found, SOURCE) == ledger.read_pieces(found, SOURCE)
    pieces, edits, removed, rewritten = ledger.read_pieces(found, SOURCE)
    assert compiled.add_up(pieces, edits) == ledger.add_up(pieces, edits)
    assert ledger.add_up(pieces, edits)[1:] == (rewritten, removed)
    for sign in (1, -1):
        counted: list[list[tuple[str, int]]] = []
        for count in (compiled.count_edits, ledger.count_edits):
            gone, changed = Counter[str](), Counter[str]()
            count(edits, gone, changed, sign)
            counted.append([*gone.items(), *changed.items()])
        assert counted[0] == counted[1]


@given(blocks(sound=True))
def test_edits_are_written_as_the_json_library_would(found: list[Block]) -> None:
    pieces, edits, removed, rewritten = ledger.read_pieces(found, SOURCE)
    packed, written, *lost, sums = compiled.pack_pieces(found, SOURCE)
    assert (packed, lost) == (pieces, [removed, rewritten])
    assert written + b"\n" == encode_row(edits)  # type: ignore[arg-type]
    assert list(map(dict, sums)) == list(map(dict, ledger.by_rule(edits)))
    assert list(sums[0]) == list(ledger.by_rule(edits)[0])


@given(st.text(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_notes_of_all_characters_are_written_so_too(note: str, text: str) -> None:
    trace = Trace([Piece(0, 1, text, (Cause("r", note),))])
    found = [Block("p", Container("#", None, "", 0), trace, 0, 0, 0)]
    packed = compiled.pack_pieces(found, "x")
    if "\0" in note:
        assert packed is None
    else:
        assert packed[1] + b"\n" == encode_row(ledger.read_pieces(found, "x")[1])  # type: ignore[arg-type]


def test_what_no_json_holds_is_written_the_other_way() -> None:
    for odd in ("\0", "a\ud800"):
        page = Page("a", "one", "text")
        page.blocks = [Block("p", Container("#", None, "", 0), Trace([Piece(0, 3, "one")]), 0, 0, 0)]
        page.blocks[0].verdict = Verdict(False, "r", odd)
        assert compiled.pack_pieces(page.blocks, "one") is None
        written = account.write_row(page)
        assert (written.row, written.removed) == (account.manifest_row(page), {"r": 3})


@given(blocks(sound=True), st.text(max_size=2), st.integers(0, 40))
def test_both_know_whether_pieces_rebuild_a_text(found: list[Block], more: str, at: int) -> None:
    pieces = ledger.read_pieces(found, SOURCE)[0]
    text = account.replay(pieces, SOURCE)
    for other in (text, text[:at] + more + text[at:], text[:at] + text[at + 1 :], more):
        for source in (SOURCE, SOURCE.replace("\U0001f600", "x"), SOURCE[: len(SOURCE) - at]):
            assert compiled.rebuilds(pieces, source, other) == ledger.rebuilds(pieces, source, other)


@given(blocks(sound=False), st.booleans(), st.integers(-2, 2))
def test_both_see_a_broken_promise(found: list[Block], is_text: bool, moved: int) -> None:
    if found and moved:
        first, *rest = found[-1].trace.pieces
        found[-1].trace = Trace([first._replace(start=first.start + moved), *rest])
    holds = ledger.holds(found, SOURCE, is_text)
    assert compiled.holds(found, SOURCE, is_text) == holds
    page = Page("one", SOURCE, "text" if is_text else "html", blocks=found)
    if holds:
        account.check(page)
    else:
        with pytest.raises(account.BrokenPromise):
            account.check(page)


LETTERS = st.sampled_from(["ab", "a b é", "a b ’", "a b é ’ \U0001f600"])


@given(LETTERS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=40)), st.data())
def test_both_hold_a_piece_to_its_source_of_any_width(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    text = source[start : data.draw(st.integers(start, len(source)))]
    if text and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(text) - 1))
        text = text[:at] + data.draw(st.sampled_from("abé’\U0001f600")) + text[at + 1 :]
    block = Block("p", Container("#", None, "", 0), Trace([Piece(start, start + len(text), text)]), 0, 0, 0)
    assert compiled.holds([block], source, False) == ledger.holds([block], source, False)
