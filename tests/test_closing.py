"""The last paragraph of an article stays, however much below it speaks against it."""

from __future__ import annotations

from cleaner.select.closing import closing_lines

PARAGRAPH = "The council spoke about the pier, which has been closed since the storm of last winter."
LAST = "The hearing will go on in the lamp room on Wednesday, and the mayor will be there."


def test_a_paragraph_between_the_article_and_a_section_is_its_last() -> None:
    lines = [PARAGRAPH, LAST, "More Latest News", "A dog"]
    assert closing_lines(lines, [0.9, 0.2, 0.0, 0.0]) == [1]
    assert closing_lines(lines, [0.4, 0.2, 0.0, 0.0]) == []
    assert closing_lines(lines, [0.9, 0.95, 0.0, 0.0]) == []
    assert closing_lines([PARAGRAPH, LAST, "Tides", "A dog"], [0.9, 0.2, 0.0, 0.0]) == []


def test_furniture_above_it_is_passed_over() -> None:
    assert closing_lines([PARAGRAPH, "Advertisement", LAST, "Latest News"], [0.9, 0.0, 0.3, 0.0]) == [2]
    assert closing_lines([PARAGRAPH, "A dog on a pier", LAST, "Latest News"], [0.9, 0.0, 0.3, 0.0]) == []
