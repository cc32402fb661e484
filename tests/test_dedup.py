"""Copies are found, reports from one template are kept, and nothing depends on the order or the number of workers."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from corpora import clean, flat
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleaner.corpus.audit.verify import verify
from cleaner.corpus.counts.progress import summary
from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.corpus.run import run
from cleaner.corpus.settling import carry_out, settle
from cleaner.dedup.candidates import CROWD, LEADERS, NEIGHBOURS, find_pairs
from cleaner.dedup.compare import compare
from cleaner.dedup.guard import Text, judge
from cleaner.dedup.sketch import ANCHORS, BANDS, KEYS, ROWS, factors, row_factors, sketch
from cleaner.dedup.standing import _CUT, is_cut, seconds_of
from cleaner.dedup.words import Words
from cleaner.errors import UsageError
from cleaner.settings import Settings

STORY = """Divers found the bell of the ferry Marlow on Tuesday, eleven years after it sank in the Orrin estuary.
The bell lay under two metres of silt, said Ines Calder, who leads the museum's search.
It weighs 84 kilograms and carries the name of the foundry at Tresk.
The museum will clean it in fresh water for a year before anybody may ring it again.
Forty-one people were on board when the ferry went down in a storm; all were rescued by fishermen from Lowhaven.
An inquiry blamed a door that had been left open and a pump that did not start.
Calder said her team would return in spring, when the water is clear enough to look for the wheel.
The families of the crew were told first, and some of them stood on the quay when the bell was lifted out.
Fishermen had known for years that something large lay there because their nets kept tearing at the same spot.
The harbour master of Lowhaven lent a crane, and the lift took less than twenty minutes."""

NOTICE = """{name} said it will pay a quarterly dividend of {sum} cents a share.
The dividend is payable on {pay} to holders of record on {record}.
{name} paid {before} cents in the same quarter last year."""


def notice(number: int) -> dict[str, str]:
    names = ("Aldham Water", "Birkholt Steel", "Cawdry Mills", "Dunmere Foods", "Eastley Rail", "Farrow Glass")
    name = f"{names[number % 6]} {'Holdings' if number % 2 else 'Group'}"
    values = {"sum": number % 17 + 3, "pay": f"May {number % 28 + 1}", "record": f"April {number % 27 + 2}"}
    text = NOTICE.format(name=name, before=number % 13 + 2, **values)
    return {"title": f"{name} declares dividend", "text": text, "published": f"2024-03-{number % 28 + 1:02}"}


def report(text: str, title: str = "Bell of the ferry Marlow found", published: str = "2024-03-05") -> Text:
    return Text(text, title, seconds_of(published))


FURNITURE = "Home\nNews\nSport\n{}\nMost read\nSign up to our newsletter\nShare this article"
COPIES: dict[str, Callable[[str], str]] = {
    "corrected": lambda text: text.replace("84 kilograms", "48 kilograms"),
    "cut": lambda text: "\n".join(text.split("\n")[:6]),
    "wrapped": FURNITURE.format,
    "extended": lambda text: (
        f"{text}\nThe pump is thought to lie under the wreck, where nobody has looked for it so far."
    ),
    "set again": lambda text: text.replace("'", "’").replace(", ", " , ").replace("\n", "\n\n"),
    "joined": lambda text: text.replace("\n", " "),
    "from an agency": lambda text: f"LOWHAVEN (Orrin News) - {text}\n(Reporting by A. Bell; editing by C. Dow)",
}


@pytest.mark.parametrize("change", COPIES.values(), ids=COPIES)
def test_a_changed_copy_is_a_copy(change: Callable[[str], str]) -> None:
    first, second = report(STORY), report(change(STORY))
    assert judge(first, second).copy
    assert judge(report(STORY, "", ""), report(change(STORY), "", "")).copy


def test_reports_from_one_template_are_no_copies() -> None:
    texts = [Text(row["text"], row["title"], seconds_of(row["published"])) for row in map(notice, range(40))]
    assert [(i, j) for i in range(40) for j in range(i) if judge(texts[i], texts[j]).copy] == []


QUAKE = (
    "An earthquake of magnitude {} struck {} kilometres off {} at {} a.m. on Monday, the geological survey said. "
    "The quake was at a depth of 39 kilometres. There were no immediate reports of damage or injuries, and no tsunami "
    "warning was issued."
)
BURGLARY = (
    "A {}-year-old man from {} has been jailed for 12 years after he admitted burglary at the crown court. {} broke "
    "into a house in {} on the night of 9 March and took jewellery worth {} pounds. The judge told him that he had "
    "caused great distress to the family. Police thanked witnesses for their help."
)
THAI = (
    "พยากรณ์อากาศ {} วันนี้มีเมฆเป็นส่วนมากกับมีแดดเป็นช่วงๆ อุณหภูมิสูงสุด {} องศา อุณหภูมิต่ำสุด {} องศา "
    "โอกาสฝนตกร้อยละ {} ในช่วงเย็น พรุ่งนี้อากาศคล้ายกัน อุณหภูมิสูงสุด {} องศา"
)
SAME_DAY = {
    "quakes": (QUAKE, ("4.5", "25", "Garth", "11:49"), ("4.9", "45", "Ashby", "7:23")),
    "courts": (BURGLARY, ("33", "Lowick", "Nora Beck", "Holme", "5,857"), ("46", "Holme", "Tom Ash", "Elton", "6,509")),
    "weather": (THAI, ("ภูเก็ต", "28", "23", "23", "38"), ("ขอนแก่น", "38", "21", "56", "36")),
}


@pytest.mark.parametrize("name", SAME_DAY)
def test_reports_from_one_template_of_one_day_are_no_copies(name: str) -> None:
    form, one, two = SAME_DAY[name]
    day = seconds_of("2024-03-04")
    assert not judge(Text(form.format(*one), published=day), Text(form.format(*two), published=day)).copy
    assert judge(Text(form.format(*one), published=day), Text(form.format(*one[:-1], two[-1]), published=day)).copy


@pytest.mark.parametrize(
    "page", ["Orrin Post, 3 March 2024, 12:41\n{}\nRead 5 comments, share 12", "{}\n(Orrin News, 99)"]
)
def test_what_stands_around_a_copy_is_no_fact_of_it(page: str) -> None:
    lines = STORY.split("\n")[:4]
    first = report("\n".join(["Lowhaven Echo, 2024/3/4 at 17:05", *lines, "Printed 881 times, 7 votes"]))
    assert judge(first, report(page.format("\n".join(lines)))).copy


def test_one_body_under_two_companies_is_two_reports() -> None:
    body = "Quarterly dividend 20 cents against 20 cents before. Pay April 15. Record March 23."
    assert not judge(Text(body, "Oatmill Group regular dividend"), Text(body, "Unibank Corp regular payout set")).copy
    assert judge(Text(body, "Oatmill Group sets dividend"), Text(body, "Oatmill Group declares dividend")).copy


def test_two_articles_on_one_event_are_no_copies() -> None:
    other = """A bell that belonged to the sunken ferry Marlow has been raised from the Orrin estuary.
Ines Calder of the museum told this paper that 84 kilograms of bronze had been hidden by two metres of silt.
Eleven years ago the ferry was lost in a storm, and fishermen from Lowhaven saved the forty-one people on it."""
    assert not judge(report(STORY), report(other)).copy


@given(st.lists(st.sampled_from(["a", "Bo", "7", "cat", "dog", "1.5", "the", "Eve"]), max_size=60), st.randoms())
def test_a_comparison_is_the_same_from_either_side(words: list[str], luck: random.Random) -> None:
    other = [word if luck.random() < 0.8 else luck.choice(words) for word in words if luck.random() < 0.9]
    first, second = Words(" ".join(words)), Words(" ".join(other))
    one, two = compare(first, second), compare(second, first)
    assert (one.jaccard, one.contained, one.words) == (two.jaccard, two.contained, two.words)
    mine, theirs = (set(zip(text, text[1:], text[2:], strict=False)) for text in (words, other))
    if len(words) > 2 and len(other) > 2:
        assert one.jaccard == pytest.approx(len(mine & theirs) / len(mine | theirs))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_the_comparison(one: str, two: str) -> None:
    assert judge(Text(one, two), Text(two, one)).similarity <= 1
    assert judge(Text(one), Text(one)).contained in {0, 1}


def test_half_of_a_text_shares_a_key_with_the_whole() -> None:
    luck = random.Random(5)  # noqa: S311 - words, no secrets
    found = 0
    for _ in range(100):
        words = [f"w{luck.randrange(5000)}" for _ in range(300)]
        whole, part = sketch(Words(" ".join(words))), sketch(Words(" ".join(words[:100])))
        anchors = [set(keys[BANDS : BANDS + ANCHORS].tolist()) - {0} for keys in (whole, part)]
        found += bool(anchors[0] & anchors[1]) or bool((whole[:BANDS] == part[:BANDS]).any())
    assert found >= 95


def test_the_hash_functions_are_those_that_were_drawn() -> None:
    drawn = np.random.Generator(np.random.PCG64(20240607))
    assert (factors() == (drawn.integers(0, 1 << 32, BANDS * ROWS, np.uint32) | np.uint32(1))).all()
    assert (row_factors() == (drawn.integers(0, 1 << 63, ROWS, np.uint64) | np.uint64(1))).all()


def test_a_crowd_is_not_compared_pair_by_pair() -> None:
    count = 5000
    keys = np.ones((count, KEYS), np.uint32)
    keys[:, BANDS + ANCHORS :] = np.arange(4 * count).reshape(count, 4) + 1
    assert len(pairs_of(keys)) <= LEADERS * count
    keys[:, BANDS + ANCHORS :] = 7
    assert len(pairs_of(keys)) <= (LEADERS + NEIGHBOURS) * count
    few = np.ones((CROWD, KEYS), np.uint32)
    assert len(pairs_of(few)) == CROWD * (CROWD - 1) // 2


def pairs_of(keys: NDArray[np.uint32]) -> list[int]:
    everything = np.ones(len(keys), np.bool_)
    found = [
        some.tolist()
        for some in find_pairs(lambda column: keys[:, column], np.arange(len(keys), dtype=np.uint32), everything)
    ]
    assert all(some == sorted(set(some)) for some in found)
    return [pair for some in found for pair in some]


def test_few_pairs_and_few_keys_at_a_time_are_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = np.random.default_rng(3).integers(0, 40, (900, KEYS)).astype(np.uint32)
    whole = pairs_of(keys)
    monkeypatch.setattr("cleaner.dedup.candidates.MOST_PAIRS", len(whole) // 5)
    monkeypatch.setattr("cleaner.dedup.candidates.AT_ONCE", 500)
    some = pairs_of(keys)
    assert len(some) > len(whole)
    assert set(some) == set(whole)


def test_a_text_that_was_cut_off_is_known() -> None:
    assert all(map(is_cut, ("The mayor said that…", "He left. Continue reading", "Costs rose [+2300 chars]")))
    assert not any(map(is_cut, ("The mayor said that.", "“Read more books,” he said to the children of the school.")))


def corpus() -> list[dict[str, Any]]:
    """Sixty notices, and a story with its copies."""
    rows = [{"id": f"notice-{n}", **notice(n)} for n in range(60)]
    story = {"title": "Bell of the ferry Marlow found", "published": "2024-03-05"}
    rows.append({"id": "story", "text": STORY, **story})
    rows += [{"id": f"story-{name}", "text": change(STORY), **story} for name, change in COPIES.items()]
    return [*rows, {"id": "story-same", "text": STORY.upper(), **story}]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for file in part_files(out, "manifest") for row in read_rows(file)}


def clusters(out: Path) -> dict[str, str]:
    return {name: row["cluster"] for name, row in manifest(out).items()}


SKIP = ("select", "language")


def test_a_run_keeps_the_best_of_each_and_says_why(tmp_path: Path) -> None:
    result = clean(write(tmp_path / "in.jsonl", corpus()), tmp_path / "out", skip=SKIP)
    rows = manifest(tmp_path / "out")
    story = [row for name, row in rows.items() if name.startswith("story")]
    assert {row["cluster"] for row in story} == {"story"} or len({row["cluster"] for row in story}) == 1
    kept = [row for row in story if row["status"] == "kept"]
    assert [row["representative"] for row in kept] == [True]
    for row in story:
        if row["status"] == "dropped":
            copy = row["copy"]
            assert copy["of"] == row["cluster"] == kept[0]["id"]
            assert row["reason"] == copy["rule"]
            assert 0.5 <= copy["contained"] <= 1
            assert copy["note"]
    assert all(row["status"] == "kept" for name, row in rows.items() if name.startswith("notice"))
    assert result.total.status == {"kept": 61, "dropped": 8}
    assert verify(tmp_path / "out").broken == []


def test_a_look_for_copies_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.corpus.copies.clusters.TELL_EVERY", 20)
    phases = []
    source = write(tmp_path / "in.jsonl", corpus())
    run([str(source)], tmp_path / "out", Settings(jobs=1, skip=SKIP), lambda moment: phases.append(moment.phase))
    told = [re.findall(r"[\d,]+", phase) for phase in phases if "pairs compared" in phase]
    assert [done for done, _ in told] == [str(20 * number) for number in range(1, len(told) + 1)]
    assert len(told) > 1


@pytest.mark.parametrize("packing", ["none", "gz", "zst"])
def test_the_order_of_the_input_changes_no_cluster(tmp_path: Path, packing: str) -> None:
    rows = corpus()
    clean(write(tmp_path / "a.jsonl", rows), tmp_path / "one", skip=SKIP, compress=packing)
    random.Random(3).shuffle(rows)  # noqa: S311 - an order, no secret
    clean(write(tmp_path / "b.jsonl", rows), tmp_path / "two", skip=SKIP)
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")


def test_a_kill_at_any_moment_of_settling_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in.jsonl", corpus())
    clean(source, tmp_path / "whole", skip=SKIP)
    wanted = [file.read_bytes() for name in ("documents", "manifest") for file in part_files(tmp_path / "whole", name)]
    for module, name in (
        (settle, "find_copies"), (carry_out, "_write_aside"), (carry_out, "_put_in_place"), (carry_out, "sync_file"),
    ):  # fmt: skip
        out = tmp_path / name
        with monkeypatch.context() as patch:
            patch.setattr(module, name, _broken)
            with pytest.raises(KeyboardInterrupt):
                clean(source, out, skip=SKIP)
        clean(source, out, skip=SKIP)
        assert [file.read_bytes() for name in ("documents", "manifest") for file in part_files(out, name)] == wanted
        assert verify(out).broken == []


def _broken(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_second_run_finds_what_moved_up_where_copies_were_dropped(tmp_path: Path) -> None:
    log = [f"Line {n} of the log of Lowhaven speaks of crate c{7 * n} and of keeper k{3 * n}." for n in range(30)]
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", [*corpus()[60:], {"id": "log", "text": "\n".join(log)}])
    clean(folder, tmp_path / "out", skip=SKIP)
    write(folder / "b.jsonl", [{"id": "log-again", "text": "\n".join(["Home", *log, "Most read"])}])
    clean(folder, tmp_path / "out", skip=SKIP)
    assert manifest(tmp_path / "out")["log-again"]["cluster"] == "log"
    write(tmp_path / "c.jsonl", [{"id": "log-there", "text": "\n".join(["News", *log])}])
    clean(tmp_path / "c.jsonl", tmp_path / "other", skip=SKIP, against=str(tmp_path / "out"))
    assert manifest(tmp_path / "other")["log-there"]["cluster"] == "log"
    assert verify(tmp_path / "out").broken == []


def test_a_second_run_finds_copies_of_the_first_and_takes_nothing_back(tmp_path: Path) -> None:
    rows = corpus()
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", [row for row in rows if row["id"] != "story"])
    clean(folder, tmp_path / "out", skip=SKIP)
    before = (tmp_path / "out" / "documents" / "part-00000.jsonl").read_bytes()
    write(folder / "b.jsonl", [{"id": "new", "text": flat(1)}, rows[60]])
    clean(folder, tmp_path / "out", skip=SKIP)
    found = manifest(tmp_path / "out")
    assert found["story"]["status"] == "dropped"
    assert found[found["story"]["cluster"]]["status"] == "kept"
    assert found["new"]["status"] == "kept"
    assert (tmp_path / "out" / "documents" / "part-00000.jsonl").read_bytes() == before
    assert verify(tmp_path / "out").broken == []


@pytest.mark.parametrize(("keep", "wanted"), [("earliest", "day-01"), ("latest", "day-09"), ("all", "day-01")])
def test_which_copy_is_kept(tmp_path: Path, keep: str, wanted: str) -> None:
    rows = [
        {"id": f"day-{day:02}", "text": STORY.replace("Tuesday", "Tuesday night" if day == 4 else "Tuesday"),
         "published": f"2024-03-{day:02}"}
        for day in (4, 9, 1)
    ]  # fmt: skip
    clean(write(tmp_path / "in.jsonl", rows), tmp_path / "out", skip=SKIP, keep=keep, format="txt")
    found = manifest(tmp_path / "out")
    assert {row["cluster"] for row in found.values()} == {wanted}
    assert [name for name, row in found.items() if row["representative"]] == [wanted]
    kept = sorted(name for name, row in found.items() if row["status"] == "kept")
    assert kept == (sorted(found) if keep == "all" else [wanted])
    assert len(list((tmp_path / "out" / "text").iterdir())) == len(kept)
    assert verify(tmp_path / "out").broken == []


def test_an_earlier_output_is_known_and_named(tmp_path: Path) -> None:
    rows = corpus()
    clean(write(tmp_path / "a.jsonl", rows[:61]), tmp_path / "old", skip=SKIP, compress="zst")
    before = (tmp_path / "old" / "state.sqlite").read_bytes()
    more = [*rows[61:], {"id": "new", "text": flat(1)}]
    clean(write(tmp_path / "b.jsonl", more), tmp_path / "out", skip=SKIP, against=str(tmp_path / "old"))
    found = manifest(tmp_path / "out")
    assert found.pop("new")["status"] == "kept"
    assert {row["status"] for row in found.values()} == {"dropped"}
    assert {(row["copy"]["of"], row["copy"]["out"]) for row in found.values()} == {("story", str(tmp_path / "old"))}
    assert verify(tmp_path / "out").broken == []
    assert (tmp_path / "old" / "state.sqlite").read_bytes() == before


def test_an_output_that_remembers_otherwise_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", corpus()[:5])
    kinds: dict[str, tuple[str, ...]] = {"none": (), "digests": ("exact",)}
    for name, words in kinds.items():
        clean(source, tmp_path / name, skip=SKIP, dedup=words)
        with pytest.raises(UsageError, match="remembers"):
            clean(source, tmp_path / f"out-{name}", skip=SKIP, against=str(tmp_path / name))
    with pytest.raises(UsageError, match="no output"):
        clean(source, tmp_path / "out", skip=SKIP, against=str(tmp_path))


def test_a_corpus_that_is_eaten_is_said_and_with_strict_stopped(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "url": f"https://www.example.org/{n}", "text": f"{STORY}\nPage {n}"} for n in range(120)]
    source = write(tmp_path / "in.jsonl", rows)
    held = clean(source, tmp_path / "out", skip=SKIP, strict=True)
    assert held.settled.held
    assert held.total.status == {"kept": 120}
    assert any(" stands for 119 copies" in alarm for alarm in held.settled.alarms)
    assert any("www.example.org loses 119 of its 120" in alarm for alarm in held.settled.alarms)
    done = clean(source, tmp_path / "out", skip=SKIP)
    assert done.total.status == {"kept": 1, "dropped": 119}
    assert " stands for 119 copies, such as n" in summary(done)
    assert json.loads((tmp_path / "out" / "run.json").read_text())["alarms"] == list(done.settled.alarms)
    assert verify(tmp_path / "out").broken == []


def test_the_newest_version_of_a_story_stands_for_the_others(tmp_path: Path) -> None:
    url = "https://www.example.org/bell"
    texts = [STORY, COPIES["corrected"](STORY), COPIES["extended"](COPIES["corrected"](STORY))]
    rows = [
        {"id": f"v{hour}", "url": url, "title": "Bell found", "published": f"2024-03-05T1{hour}:00:00", "text": text}
        for hour, text in enumerate(texts)
    ]
    elsewhere = {"id": "copy", "url": "https://www.example.net/x", "title": "Bell found", "text": STORY}
    rows.append(elsewhere | {"published": "2024-03-06T09:00:00"})
    clean(write(tmp_path / "in.jsonl", rows), tmp_path / "out", skip=SKIP)
    found = manifest(tmp_path / "out")
    assert {row["cluster"] for row in found.values()} == {"v2"}
    assert {name: row.get("version_of") for name, row in found.items()} == {
        "v0": "v2", "v1": "v2", "v2": None, "copy": None,
    }  # fmt: skip


ENDS = (
    "continue reading|Read MORE|read the full story|\u017fubscribe to read|for subscribers|s\u0131gn in to continue|"
    "log in to continue|[+120 chars]|...|…|[…]| |.|the ferry|é|\u0130"
).split("|")


@given(st.lists(st.sampled_from(ENDS)).map(" ".join))
def test_a_first_look_misses_no_cut(text: str) -> None:
    assert is_cut(text) == bool(_CUT.search(text[-120:]))
