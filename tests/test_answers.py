"""A question that is kept is answered. All text is invented."""

from __future__ import annotations

from cleaner.page import Block, Container
from cleaner.select.answers import LEAST, answers
from cleaner.select.choice import HALF
from cleaner.trace import Trace

ROW = [
    ("h3", "Why did the ward close?"),
    ("p", "It had no midwives for a year, and nobody applied."),
    ("h3", "Who pays for it now?"),
    ("p", "The county does, for now."),
    ("h3", "When does it open again?"),
    ("p", "On the first of July."),
]


def found(rows: list[tuple[str, str]], chances: list[float], linked: int = 0) -> list[int]:
    around = Container("div", None, "", 0)
    blocks = [
        Block(kind, Container(kind, around, "", 0), Trace.verbatim(text, 0, len(text)), linked, 0, 0)
        for kind, text in rows
    ]
    return answers(blocks, [text for _, text in rows], chances, HALF)


def test_a_doubtful_answer_beside_a_sure_one() -> None:
    assert found(ROW, [0.9, 0.9, 0.9, 0.35, 0.9, 0.4]) == [3, 5]


def test_what_is_hardly_likely_stays_so() -> None:
    assert found(ROW, [0.9, 0.9, 0.9, LEAST - 0.01, 0.9, 0.9]) == []


def test_no_question_and_no_other_answer() -> None:
    assert found(ROW, [0.9, 0.9, 0.2, 0.35, 0.9, 0.9]) == []
    assert found(ROW, [0.9, 0.35, 0.9, 0.35, 0.9, 0.35]) == []


def test_a_question_below_a_question_a_link_and_a_paragraph_that_asks() -> None:
    assert found([*ROW[:3], ROW[4], ROW[5]], [0.9, 0.9, 0.9, 0.9, 0.35]) == [4]
    assert found([*ROW[:4], ("h3", "And why?"), ("p", "How should I know?")], [0.9, 0.9, 0.9, 0.9, 0.9, 0.35]) == []
    assert found(ROW, [0.9, 0.9, 0.9, 0.35, 0.9, 0.4], linked=90) == []
    assert found([("p", text) for _, text in ROW], [0.9, 0.9, 0.9, 0.35, 0.9, 0.4]) == []
