"""What is learned of a source, and what only looks repeated: invented pages, flattened."""

from __future__ import annotations

import random
import tomllib
import tracemalloc
from itertools import cycle
from pathlib import Path

import pytest
import repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import UsageError
from cleaner.learn import Learner, learn
from cleaner.lesson import Lesson, host_of, is_sentence, key_of, lesson_of
from cleaner.page import Page, Record, Template
from cleaner.pipeline import process
from cleaner.recurring import FEWEST, FEWEST_PAGES, SHARE
from cleaner.settings import Settings
from cleaner.templates import digest_of, file_name, find_template, load_templates, write_templates

SEGMENTED = Settings(skip=("select", "language"), fast=True)
MENU = ["Home", "Harbour", "Weather", "Letters to the editor", "Ferry times"]
FOOT = ["Most read", "Terms of use", "All rights reserved, 2024"]
WORDS = (
    "harbour keeper lantern winter council bridge island letter engine foundry sailor market teacher violin orchard "
    "railway museum pilot village doctor festival painter forest charter storm"
).split()


def sentence(seed: object, words: int = 14) -> str:
    chosen = random.Random(str(seed))  # noqa: S311 - invented prose
    return "The " + " ".join(chosen.choice(WORDS) + str(chosen.choice("abcdefgh")) for _ in range(words)) + "."


def paragraph(seed: object) -> str:
    return " ".join(sentence((seed, part)) for part in range(3))


def story(n: object, count: int = 4) -> list[str]:
    return [paragraph((n, part)) for part in range(count)]


def page(lines: list[str], n: int = 0, path: str = "", host: str = "www.islands.example", **fields: str) -> Page:
    url = f"https://{host}/{path}story-{n}"
    record = Record(str(n), "\n\n".join(lines), "text", fields={"url": url, **fields})
    return process(record, SEGMENTED)


def learned(pages: list[Page], source: str = "islands.example") -> dict[str, int]:
    template = learn(pages).get(source)
    return template.lines if template else {}


def holds(lines: dict[str, int], *wanted: str) -> list[bool]:
    return [key_of(line) in lines for line in wanted]


def test_menus_and_footers_are_the_sources_and_stories_are_not() -> None:
    lines = learned([page([*MENU, f"Story {n} of the day", *story(n), *FOOT], n) for n in range(8)])
    assert all(holds(lines, *MENU, *FOOT))
    assert not any(holds(lines, *[line for n in range(8) for line in story(n)]))
    assert lines["home"] == 8


def test_three_pages_say_nothing() -> None:
    assert learned([page([*MENU, *story(n), *FOOT], n) for n in range(FEWEST_PAGES - 1)]) == {}


def test_pages_without_a_source_teach_nothing() -> None:
    records = [Record(str(n), "\n\n".join([*MENU, *story(n)]), "text") for n in range(9)]
    assert learn(process(record, SEGMENTED) for record in records) == {}


def test_counters_and_dates_do_not_hide_a_line() -> None:
    pages = [page([f"{n * 37} comments", f"Tuesday, {n + 1} March 2024", *story(n), "Most read"], n) for n in range(8)]
    assert all(holds(learned(pages), "5 comments", "Tuesday, 30 March 2031"))


def test_each_language_of_a_host_has_its_menu() -> None:
    menus = {"en": MENU, "cy": ["Hafan", "Harbwr", "Tywydd", "Llythyrau", "Amserau fferi"]}
    pages = [page([*menus[code], *story(n)], n, code + "/") for n, code in zip(range(20), cycle(menus), strict=False)]
    assert all(holds(learned(pages), *menus["en"], *menus["cy"]))


def test_a_small_section_has_lines_of_its_own() -> None:
    own = ["Tide tables", "Ask the harbour master"]
    pages = [page([*MENU, *story(n), *FOOT], n, "news/") for n in range(95)]
    pages += [page([*MENU, *own, *story(n), *FOOT], n, "boats/") for n in range(100, 106)]
    lines = learned(pages)
    assert all(holds(lines, *own))
    assert lines["tide tables"] == 6


def test_a_quote_in_several_articles_stays() -> None:
    quote = "“We could not buy that part anywhere in the world, and so we had to cast it anew,” she said."
    pages = [page([*MENU, *story(n)[:2], *([quote] if n % 4 == 0 else []), *story(n)[2:], *FOOT], n) for n in range(20)]
    assert holds(learned(pages), quote, "Home") == [False, True]


def test_a_legal_notice_inside_the_body_stays_and_below_it_goes() -> None:
    notice = "Anyone with information is asked to call the harbour police on 0800 555 111 at any time of the day."
    inside = [page([*MENU, *story(n)[:3], notice, *story(n)[3:], *FOOT], n) for n in range(20)]
    below = [page([*MENU, *story(n), *FOOT[:1], notice, *FOOT[1:]], n) for n in range(20)]
    assert holds(learned(inside), notice) == [False]
    assert holds(learned(below), notice) == [True]


@pytest.mark.parametrize("name", repeated.CASES)
@pytest.mark.parametrize(("kind", "size"), [("text", 6), ("text", 9), ("html", 20)])
def test_what_only_looks_repeated_stays_and_what_is_the_sources_goes(name: str, kind: str, size: int) -> None:
    case = repeated.CASES[name]
    gone, seen = repeated.dropped(case, repeated.made(case, size, 7, kind))
    assert seen
    assert gone == 0 if case.stays else gone > 0.8 * seen or (size < 20 and "8 of 10" in name)


def test_a_notice_between_labels_on_few_pages_is_the_sources_unless_it_is_of_one_day() -> None:
    notice = "The ferry company asks all passengers to come to the pier an hour before their crossing."
    for days, is_learned in (({1, 2, 3, 4}, True), ({3}, False)):
        pages = []
        for n in range(20):
            box = ["Notices", notice, "More notices"] if n % 5 == 0 else ["Notices", "More notices"]
            day = n % 4 + 1 if n % 5 else sorted(days)[n // 5 % len(days)]
            pages.append(page([*MENU, *story(n), *box, *FOOT], n, published=f"2024-03-0{day}"))
        assert holds(learned(pages), notice, "Notices") == [is_learned, True]


def test_a_legal_text_in_several_paragraphs_goes() -> None:
    legal = [sentence(("legal", part), 20) for part in range(4)]
    pages = [page([*MENU, *story(n), "About this site", *legal, *FOOT], n) for n in range(12)]
    assert all(holds(learned(pages), legal[0], legal[3]))


@pytest.mark.parametrize("changed", [0, 1])
def test_a_wire_report_in_several_places_stays(changed: int) -> None:
    """Also where each place has changed a paragraph of it; the pages count as one article."""
    wire = story("wire", 6)
    pages = [page([*MENU, *story(n), *FOOT], n) for n in range(12)]
    pages += [page([*MENU, *story(n, changed), *wire[changed:], *FOOT], n) for n in range(50, 58)]
    template = learn(pages)["islands.example"]
    assert template.pages == 13
    assert not any(holds(template.lines, *wire))
    assert template.lines["home"] == 13


def test_copies_of_one_article_teach_nothing() -> None:
    same = story("one")
    assert learned([page([*MENU, *same, f"Updated {n} times", *FOOT], n) for n in range(30)]) == {}


def test_versions_of_an_article_count_once_and_add_their_lines() -> None:
    """As where pages were flattened in several ways: each way gives the menu another look."""
    ways = ("{}", "* {}", "- {}")
    pages = [page([*[way.format(line) for line in MENU], *story(n)], n) for n in range(6) for way in ways]
    template = learn(pages)["islands.example"]
    assert template.pages == 6
    assert [template.lines[key_of(way.format("Home"))] for way in ways] == [6, 6, 6]


def test_chinese_articles_are_told_apart_by_shorter_paragraphs() -> None:
    menu = ["首页", "港口", "天气"]
    same = ["港口管理员星期一表示渡轮经过一个冬天的修理以后终于重新开始运行" * 2]
    copies = [page([*menu, *same, *same, f"{n} 条评论"], n) for n in range(9)]
    assert learned(copies) == {}
    pages = [page([*menu, chr(0x4E00 + n) * 60 + "。", chr(0x5E00 + n) * 60 + "。"], n) for n in range(9)]
    assert all(holds(learned(pages), *menu))


HOSTILE = [
    "say \"no\" = 'yes'",
    "tab\there",
    "back\\slash",
    "[table]",
    "# no comment",
    "a" * 990,
    "del\x7fete",
    "🦀 crab",
    "é = 3",
]


def test_hostile_lines_make_a_file_that_reads_back(tmp_path: Path) -> None:
    template = Template("islands.example", 9, {key_of(line): 9 for line in HOSTILE} | {"\0\x01\u2028": 4, "": 3})
    write_templates({"islands.example": template}, tmp_path / "t")
    assert load_templates(tmp_path / "t") == {"islands.example": template}
    assert find_template(str(tmp_path / "t"), "islands.example") == template
    assert find_template(str(tmp_path / "t"), "other.example") is None


def test_huge_lines_are_never_learned() -> None:
    huge = "harbour " * 200_000
    assert learned([page([huge, *MENU, *story(n)], n) for n in range(6)]).keys() == {key_of(line) for line in MENU}


def taught(source: str, groups: list[str], lines: list[str], paragraphs: list[tuple[str, int]]) -> Lesson:
    return Lesson(source, groups, lines, [at for at, line in enumerate(lines) if is_sentence(line)], paragraphs)


lines_of_text = st.lists(st.text(max_size=60), max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(lines_of_text, min_size=5, max_size=9), st.randoms(use_true_random=False))
def test_any_lines_are_counted_and_written(pages: list[list[str]], order: random.Random) -> None:
    """Never raises; the order of pages that are no copies does not matter; a file holds what was learned."""
    lessons = [taught("s.example", [], [key_of(line) for line in lines if len(line) < 40], []) for lines in pages]
    template = counted(lessons)
    order.shuffle(lessons)
    assert counted(lessons) == template
    for line, count in (template.lines if template else {}).items():
        assert count == sum(line in lesson.lines for lesson in lessons) >= max(FEWEST, SHARE * len(lessons))


def counted(lessons: list[Lesson]) -> Template | None:
    learner = Learner()
    for lesson in lessons:
        learner.add(lesson)
    return learner.templates().get("s.example")


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.text(), st.integers(1, 10**9), max_size=20), st.text(min_size=1, max_size=200))
def test_a_file_gives_back_its_template_and_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, lines: dict[str, int], source: str
) -> None:
    folder = tmp_path_factory.mktemp("t")
    templates = {source: Template(source, 7, lines)}
    write_templates(templates, folder)
    file = folder / file_name(source)
    before = file.read_bytes()
    assert load_templates(folder) == templates
    assert tomllib.loads(before.decode())["lines"] == lines
    write_templates({source: Template(source, 7, dict(reversed(lines.items())))}, folder)
    assert file.read_bytes() == before
    assert len(list(folder.iterdir())) == 1


@settings(deadline=None)
@given(st.text())
def test_any_url_has_a_host_or_none(url: str) -> None:
    assert isinstance(host_of(url), str)
    assert lesson_of(Page("1", "", "text", fields={"url": url})) is None


def test_hosts() -> None:
    assert host_of("https://WWW.Islands.example:8080/a") == "islands.example"
    assert [host_of(odd) for odd in ("", "islands.example/a", "http://[::1", None, 7)] == [""] * 5


def test_memory_does_not_grow_with_the_pages() -> None:
    learner = Learner(most_lines=20_000)
    tracemalloc.start()
    try:
        for n in range(4_000):
            lines = [*MENU, *[f"line {word} {chr(97 + n % 26)}{n:x}q" for word in WORDS], *FOOT]
            keys = [key_of(line.replace("0", "o").replace("1", "i")) for line in lines]
            learner.add(taught(f"s{n % 3}.example", [f"section {n}"], keys, [(f"{n}", 500), (f"{n}b", 400)]))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
    assert all(all(holds(template.lines, "Home")) for template in learner.templates().values())
    assert len(learner.templates()) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"pages = ", "is not TOML"),
        (b"\xff", "is not TOML"),
        (b"pages = 3\n[lines]\n", "names no source"),
        (b'source = ""\npages = 3\n[lines]\n', "names no source"),
        (b'source = "s.example"\n[lines]\n', "pages must be the number"),
        (b'source = "s.example"\npages = true\n[lines]\n', "pages must be the number"),
        (b'source = "s.example"\npages = 3\n', "has no [lines]"),
        (b'source = "s.example"\npages = 3\n[lines]\nhome = "often"\n', "line 'home' must have the number"),
        (b'source = "other.example"\npages = 3\n[lines]\n', "call it other.example.toml"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_the_mend(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "s.example.toml").write_bytes(content)
    with pytest.raises(UsageError, match=r"s\.example\.toml") as raised:
        load_templates(tmp_path)
    assert message in str(raised.value)


def test_templates_without_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder of templates"):
        load_templates(tmp_path / "gone")


def test_the_digest_is_of_what_they_say(tmp_path: Path) -> None:
    template = Template("s.example", 7, {"home": 7})
    write_templates({"s.example": template}, tmp_path)
    assert digest_of(load_templates(tmp_path)) == digest_of({"s.example": template})
    assert digest_of({"s.example": Template("s.example", 7, {"home": 6})}) != digest_of({"s.example": template})
