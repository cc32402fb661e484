"""Groups of a source that hold the same pages share their counts, and nobody can tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.learn import Learner
from cleaner.lesson import Lesson, is_sentence
from cleaner.recurring import Fresh, Group
from cleaner.versions import Articles

MENU = ["home", "harbour", "weather"]
NOTICES = ["this paper is free to read for all islanders.", "write to the editor about what you have read here."]
LINES = [*MENU, *NOTICES, *(f"the lantern on pier {part} of the harbour was lit again." for part in "abcd")]
DAYS = ["", "2024-05-01", "2024-05-02"]
GROUPS = st.lists(st.sampled_from(["language en", "language cy", "section sport"]), unique=True)


@st.composite
def lessons(draw: st.DrawFn) -> list[Lesson]:
    """Pages of one source, of one language most often, each of an article of its own or one of the two before it."""
    every = []
    for number in range(draw(st.integers(5, 14))):
        lines = draw(st.lists(st.sampled_from(LINES), min_size=3, max_size=9))
        sentences = [at for at, line in enumerate(lines) if is_sentence(line)]
        article = draw(st.sampled_from([number, number, max(number - 2, 0)]))
        groups = draw(st.one_of(st.just(["language en"]), GROUPS))
        paragraphs = [(str(article), 400)]
        every.append(Lesson("i.example", groups, lines, sentences, paragraphs, draw(st.sampled_from(DAYS))))
    return every


@settings(max_examples=300, deadline=None)
@given(lessons())
def test_each_group_says_what_it_says_by_itself(every: list[Lesson]) -> None:
    learner, articles, whole = Learner(), Articles(), Group()
    alone: dict[str, Group] = {}
    for lesson in every:
        learner.add(lesson)
        articles.add(lesson)
    for lesson, lines, is_new in articles.rest():
        fresh = Fresh.of(lesson, set(lines), whole.counts, is_new=is_new)
        for group in (whole, *(alone.setdefault(name, Group()) for name in lesson.groups)):
            group.add(lesson.day, fresh)
    expected: dict[str, int] = {}
    for group in (whole, *alone.values()):
        for line, count in group.lines().items():
            expected[line] = max(count, expected.get(line, 0))
    template = learner.templates().get("i.example")
    assert (template.lines if template else {}) == expected
    assert [one.pages for one in learner.taught()] == [whole.pages]


def test_a_group_that_parts_from_the_source_keeps_what_it_had() -> None:
    learner = Learner()
    for number in range(12):
        lines = [*MENU, f"report {'abcdefghijkl'[number]} of the harbour council was read aloud.", "tides"]
        group = "language en" if number < 6 else "language cy"
        learner.add(Lesson("i.example", [group], lines if number < 6 else lines[:-1], [3], [(str(number), 400)]))
    counts = learner.templates()["i.example"].lines
    assert counts == {"home": 12, "harbour": 12, "weather": 12, "tides": 6}


def test_what_is_shared_is_counted_once_against_the_limit() -> None:
    """The pages bring 30 lines and 12 paragraphs; the source holds 15 lines, and its one language the same 15. Within
    60 nothing is forgotten, and the first article is known when it comes again.
    """
    learner = Learner(most_lines=60)
    every = [f"report {letter} of the council" for letter in "abcdefghijkl"]
    for own in [*every, every[0]]:
        lines = [own, *MENU] if own in every[:6] else [own]
        learner.add(Lesson("i.example", ["language en"], lines, [], [(own, 400)]))
    assert [one.pages for one in learner.taught()] == [12]
