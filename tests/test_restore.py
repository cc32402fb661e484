"""Foreign fragments get back the words that a copy has there, and no others: `--foreign restore`."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from corpora import clean, rows, snapshot
from hypothesis import given
from hypothesis import strategies as st
from page_fixtures import HOUSE

from cleaner.corpus.audit.verify import verify
from cleaner.corpus.journal.asides import pack_unit, unpack_unit
from cleaner.dedup.align import Tokens, find_gaps
from cleaner.errors import UsageError
from cleaner.read.unit import Unit
from cleaner.settings import Settings

POLLUTED = (HOUSE / "seeds" / "mirror-page.txt").read_text(encoding="utf-8").rstrip("\n")
OTHER = (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8").rstrip("\n")
WORDS = {
    "volgens dokumente wat hierdie week by die hof ingedien is": "according to papers lodged with the court this week",
    "nou 68": "now 68",
    "en sy kon dit eers drie weke later lees": "and she could only read it three weeks later",
    "(saam afgebeeld), wat verlede somer oorlede is;": "(pictured with her), who died last summer;",
    "hierdie jaar, the": "this year, the",
    "ten spyte hiervan": "in spite of this",
    "(op die foto)": "(pictured)",
    "September verlede jaar": "September last year",
    "tussen 2019 en 2023": "between 2019 and 2023",
    "wat die saak hanteer": "who has the case in hand",
}
Edits = dict[str, list[dict[str, Any]]]
DAY = {"published": "2024-03-05", "title": ""}


def original(**instead: str) -> str:
    """What the mirror translated, or something else there."""
    text = POLLUTED
    for foreign, words in (WORDS | instead).items():
        assert foreign in text
        text = text.replace(foreign, words)
    return text


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def run(tmp_path: Path, pages: dict[str, str], **options: Any) -> tuple[dict[str, str], Edits]:
    """The texts that are kept, and what a copy gave back, by id; every promise is kept."""
    out = tmp_path / "out"
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": text, **DAY}) + "\n" for name, text in pages.items()))
    clean(source, out, **{"skip": ("select",), "foreign": "restore", "dedup": (), **options})
    assert verify(out).broken == []
    edits = {
        row["id"]: [edit for edit in row["edits"] if edit["rule"] == "dedup.sibling"] for row in rows(out, "manifest")
    }
    return {row["id"]: row["text"] for row in rows(out, "documents")}, edits


def test_a_copy_gives_the_words_back_and_is_named(tmp_path: Path) -> None:
    whole = original()
    texts, edits = run(tmp_path, {"mirror": POLLUTED, "original": whole, "other": OTHER})
    assert texts["mirror"].split("\n") == lines_of(whole)
    assert edits["original"] == edits["other"] == []
    for edit in edits["mirror"]:
        name, _, span = edit["note"].removeprefix("from ").partition(" ")
        start, end = map(int, span.split(";")[0].split("-"))
        assert name == "original"
        assert whole[start:end] == edit.get("text", "")


def test_without_a_copy_fragments_are_taken_out_as_by_default(tmp_path: Path) -> None:
    texts, edits = run(tmp_path, {"mirror": POLLUTED, "other": OTHER})
    wanted = tmp_path / "default"
    clean(tmp_path / "in.jsonl", wanted, skip=("select",), dedup=())
    assert texts == {row["id"]: row["text"] for row in rows(wanted, "documents")}
    assert not any(edits.values())


@pytest.mark.parametrize(
    ("foreign", "instead"),
    [
        ("nou 68", "now 69"),
        ("tussen 2019 en 2023", "between 2018 and 2023"),
        ("(op die foto)", "(op die foto)"),
        ("hierdie jaar, the", " ".join(["of the year after that one and before the next"] * 5) + ", the"),
    ],
)
def test_where_the_copy_says_something_else_nothing_is_put_back(tmp_path: Path, foreign: str, instead: str) -> None:
    texts, edits = run(tmp_path, {"mirror": POLLUTED, "copy": original(**{foreign: instead})})
    at = POLLUTED.index(foreign)
    assert not any(edit["start"] < at + 6 and at < edit["end"] and edit.get("text") for edit in edits["mirror"])
    assert len(edits["mirror"]) > 5
    assert instead not in texts["mirror"]


@pytest.mark.parametrize(
    ("words", "instead"), [("late husband Alec", "late brother Alec"), ("sold bread", "sold buns")]
)
def test_a_word_of_the_page_stays_where_the_copy_has_another(tmp_path: Path, words: str, instead: str) -> None:
    texts, _ = run(tmp_path, {"mirror": POLLUTED.replace(words, instead), "original": original()})
    assert instead in texts["mirror"]
    assert "nou" not in texts["mirror"].split()
    assert "in spite of this" in texts["mirror"]


def test_two_copies_that_disagree_are_not_heard(tmp_path: Path) -> None:
    other = original().replace("in spite of this", "after all that")
    texts, _ = run(tmp_path, {"mirror": POLLUTED, "original": original(), "second": other})
    assert "By six votes to three, the committee let" in texts["mirror"]
    assert "September last year" in texts["mirror"]


def test_a_copy_with_a_gap_of_its_own_is_not_heard_there(tmp_path: Path) -> None:
    """It would say that nothing stood there."""
    half = original()
    for foreign in ("ten spyte hiervan", "nou 68", "tussen 2019 en 2023"):
        half = half.replace(WORDS[foreign], foreign)
    texts, edits = run(tmp_path, {"mirror": POLLUTED, "half": half})
    for edit in edits["mirror"]:
        assert "nou 68" not in edit.get("text", "")
        assert "spyte" not in POLLUTED[edit["start"] : edit["end"]]
    assert "nou" not in texts["mirror"].split()


def test_the_clean_copy_stands_for_the_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = tmp_path / "in.jsonl"
    pages = {"a-mirror": POLLUTED, "b-original": original()}
    source.write_text("".join(json.dumps({"id": name, "text": text, **DAY}) + "\n" for name, text in pages.items()))
    clean(source, out, skip=("select",))
    assert [row["id"] for row in rows(out, "documents")] == ["b-original"]


RETOLD = """Market stall case against Thornley council goes to a full hearing
A judge in the High Court has found that Marguerite Dunmoor's case against Thornley council can be argued.
The bread stall stood in the market hall for four decades, and its regulars collected nine hundred names.
{}
Traders around the hall, who asked not to be named, told this paper that two more pitches went that way.
The Market Traders' League wants an inquiry by somebody from outside the town, and offers to pay half.
{}
A date in autumn has been set aside for three days; Alec Dunmoor's flour scales will be shown in court."""
"""another article on the same case, with two of the first one's sentences"""


def test_another_article_on_the_event_gives_a_sentence_back(tmp_path: Path) -> None:
    told = original().split("\n")
    sentences = [next(line for line in told if line.startswith(start)) for start in ("By six votes", "Hester Vale")]
    pages = {"mirror": POLLUTED, "retold": RETOLD.format(*sentences)}
    texts, edits = run(tmp_path, pages, dedup=("exact", "near"), stories=True)
    assert texts.keys() == pages.keys()
    assert {row["story"] for row in rows(tmp_path / "out", "documents")} == {"mirror"}
    assert {edit["text"] for edit in edits["mirror"]} == {"in spite of this", "who has the case in hand"}
    assert "By six votes to three, in spite of this, the committee let the decision stand." in texts["mirror"]
    (tmp_path / "alone").mkdir()
    texts, edits = run(tmp_path / "alone", pages, dedup=("exact", "near"))
    assert edits["mirror"] == []


def test_workers_and_the_order_of_the_input_change_nothing(tmp_path: Path) -> None:
    pages = [
        {"id": name, "text": text, **DAY}
        for name, text in {"m": POLLUTED, "o": original(), "x": OTHER, "s": original() + "\nMost read"}.items()
    ]
    pages += [
        {"id": f"n{number}", "text": f"Notice {number}. " + OTHER[number * 40 : 900 + number * 40]}
        for number in range(9)
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(page) + "\n" for page in pages))
    for jobs in (1, 2, 8):
        clean(source, tmp_path / f"out{jobs}", skip=("select",), foreign="restore", keep="all", jobs=jobs)
    assert snapshot(tmp_path / "out1") == snapshot(tmp_path / "out2") == snapshot(tmp_path / "out8")
    random.Random(7).shuffle(pages)  # noqa: S311 - an order, no secret
    source.write_text("".join(json.dumps(page) + "\n" for page in pages))
    clean(source, tmp_path / "shuffled", skip=("select",), foreign="restore", keep="all")
    first, second = (
        {row["id"]: row["text"] for row in rows(tmp_path / out, "documents")} for out in ("out1", "shuffled")
    )
    assert first == second
    assert first["m"].split("\n") == lines_of(original())


def test_html_text_files_and_a_later_run_are_mended_too(tmp_path: Path) -> None:
    page = "<html lang=en><body><article>{}</article></body></html>"
    folder = tmp_path / "in"
    folder.mkdir()
    paragraphs = ["".join(f"<p>{line}</p>\n" for line in lines_of(text)) for text in (original(), POLLUTED)]
    (folder / "a.html").write_text(page.format(paragraphs[0]), encoding="utf-8")
    clean(folder, tmp_path / "out", skip=("select",), foreign="restore", keep="all", format="txt")
    (folder / "b.html").write_text(page.format(paragraphs[1].replace("nou 68", "<b>nou</b> 68")), encoding="utf-8")
    clean(folder, tmp_path / "out", skip=("select",), foreign="restore", keep="all", format="txt")
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    assert texts["b.html"] == texts["a.html"]
    assert (tmp_path / "out" / "text" / "b.html.txt").read_text(encoding="utf-8") == texts["b.html"] + "\n"
    assert verify(tmp_path / "out").broken == []


def test_restoring_without_looking_for_copies_is_refused() -> None:
    with pytest.raises(UsageError, match="restore"):
        Settings(foreign="restore", skip=("dedup",))


@given(st.binary(), st.binary(), st.text(), st.integers(0, 9) | st.none())
def test_a_unit_comes_back_as_it_was(raw: bytes, sidecar: bytes, name: str, number: int | None) -> None:
    unit = Unit("jsonl", name, "a/b", number, raw, sidecar)
    assert unpack_unit(pack_unit(unit)) == unit._replace(id=unit.id.replace("\x00", "\ufffd"))


@given(
    st.lists(st.sampled_from("a b c d e f g h 1 2 Xy zA.\n".split(" ")), max_size=60), st.randoms(use_true_random=False)
)
def test_gaps_lie_between_words_that_agree(words: list[str], luck: random.Random) -> None:
    other = [word if luck.random() < 0.9 else luck.choice(words) for word in words if luck.random() < 0.95]
    one, two = Tokens(" ".join(words)), Tokens(" ".join(other))
    end = low = 0
    for gap in find_gaps(one, two):
        assert end <= gap.first <= gap.last
        assert low <= gap.low <= gap.high
        assert one.words[gap.first - gap.before : gap.first] == two.words[gap.low - gap.before : gap.low]
        assert one.words[gap.last : gap.last + gap.after] == two.words[gap.high : gap.high + gap.after]
        end, low = gap.last, gap.high
