"""What changes at a source is noticed: rules that no longer fire, layouts that no era fits, shares that shift."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli import main
from cleaner.corpus.audit.source_rules import sources_of
from cleaner.corpus.counts.drift import chance, shifts
from cleaner.corpus.counts.hosts import MOST, OTHERS, Hosts, described
from cleaner.corpus.counts.progress import summary
from cleaner.corpus.run import run
from cleaner.corpus.through import Result
from cleaner.errors import UsageError
from cleaner.settings import Settings

RULES = (
    "[[era]]\nfrom = 2024-01-01\nbody = ['.story']\ndrop = ['.promo', '.never']\n[era.lines]\nend = ['^Latest$']\n"
    "[[era]]\nuntil = 2023-12-31\nbody = ['#old']\n"
)
PARAGRAPH = "The keeper of lamp {n} wrote that the {what} was seen from the pier, and that nobody believed it at first."


def html(n: int, holder: str = "class=story") -> str:
    own = "".join(f"<p>{PARAGRAPH.format(n=n, what=what)}</p>" for what in ("whale", "ferry", "light", "fog"))
    menu = "".join(f"<p>Section number {k} of the islands, their harbour and all in it</p>" for k in range(n % 4))
    promo = f"<p class=promo>Buy lamp {n} now, before the winter comes again</p>"
    return f"<body><div {holder}>{own}{promo}</div>{menu}</body>"


def pages(path: Path, start: int, count: int, holder: str = "class=story") -> Path:
    path.mkdir(exist_ok=True)
    rows = [
        {"id": f"p{n}", "url": f"https://islands.example/{n}", "published": "2024-05-01", "html": html(n, holder)}
        for n in range(start, start + count)
    ]
    (path / f"{start:04}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "islands.example.toml").write_text(RULES, encoding="utf-8")
    return Settings(sources=str(tmp_path / "rules"), learn=False, dedup=())


def cleaned(source: Path, out: Path, settings: Settings) -> Result:
    return run([str(source)], out, settings)


def report(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "run.json").read_text(encoding="utf-8")))


def test_run_json_counts_what_fired_and_what_each_host_kept(tmp_path: Path, settings: Settings) -> None:
    cleaned(pages(tmp_path / "in", 0, 24), tmp_path / "out", settings)
    found = report(tmp_path / "out")
    host = found["hosts"]["islands.example"]
    assert host["pages"] == 24
    assert 0.5 < host["kept_share"] < 1
    rules = found["source_rules"]["islands.example"]
    assert rules["pages"] == {"html": 24}
    assert rules["eras"] == {"2024-01-01../html": 24}
    assert rules["rules"] == {"2024-01-01..: body .story": 24, "2024-01-01..: drop .promo": 24}
    assert found["shifted"] == []


def test_rules_that_never_fired_look_dead(tmp_path: Path, settings: Settings) -> None:
    cleaned(pages(tmp_path / "in", 0, 24), tmp_path / "out", settings)
    said = sources_of(tmp_path / "out", None, settings)
    lines = {line.split("  ")[-1].strip() if "LOOKS" not in line else line.strip(): line for line in said.splitlines()}
    assert any("drop .never" in line and "LOOKS DEAD" in line for line in lines.values())
    assert any("drop .promo" in line and "LOOKS DEAD" not in line for line in lines.values())
    assert any("end line ^Latest$" in line and "LOOKS DEAD" not in line for line in lines.values()), "no flat text came"
    assert any("body #old" in line and "LOOKS DEAD" not in line for line in lines.values()), "no page of that era came"


def test_a_layout_that_no_era_fits_is_named(tmp_path: Path, settings: Settings) -> None:
    cleaned(pages(tmp_path / "in", 0, 6, "class=brandnew"), tmp_path / "out", settings)
    assert "islands.example: 6 HTML pages, 0 fit an era; 0 texts   LOOKS DEAD" in sources_of(
        tmp_path / "out", None, settings
    )


def test_pages_can_be_tried_without_an_output(tmp_path: Path, settings: Settings) -> None:
    said = sources_of(pages(tmp_path / "in", 0, 70), None, settings)
    assert "islands.example: 70 HTML pages, 70 fit an era" in said
    assert not [entry for entry in tmp_path.iterdir() if entry.name not in {"in", "rules"}]


def test_a_host_whose_share_shifts_in_a_later_run_is_named(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    cleaned(pages(tmp_path / "in", 0, 40), out, settings)
    first = cleaned(pages(tmp_path / "in", 100, 40), out, settings)
    assert first.shifted == []
    # what was the article's element now holds the standfirst only
    changed = pages(tmp_path / "in", 200, 40, f"class=story><p>{PARAGRAPH}</p></div><div class=x")
    second = cleaned(changed, out, settings)
    assert [shift.host for shift in second.shifted] == ["islands.example"]
    assert second.shifted[0].now < 0.4 < second.shifted[0].was
    assert "has the layout changed?" in summary(second)
    assert report(out)["shifted"] == [str(shift) for shift in second.shifted]
    assert "shifted in that run: islands.example" in sources_of(out, None, settings)


def test_two_outputs_are_compared(tmp_path: Path, settings: Settings) -> None:
    cleaned(pages(tmp_path / "in", 0, 40), tmp_path / "old", settings)
    same = sources_of(tmp_path / "old", tmp_path / "old", settings)
    assert "no host's kept share has shifted" in same
    now = report(tmp_path / "old")
    now["hosts"]["islands.example"]["kept_share"] -= 0.4
    (tmp_path / "now.json").write_text(json.dumps(now), encoding="utf-8")
    assert "shifted: islands.example: " in sources_of(tmp_path / "old", tmp_path / "now.json", settings)
    with pytest.raises(UsageError, match=r"no run\.json"):
        sources_of(tmp_path / "old", tmp_path / "nothing.json", settings)


def table(pages: int, share: float, deviation: float) -> dict[str, Any]:
    return {"pages": pages, "kept_share": share, "deviation": deviation}


def test_a_shift_needs_pages_size_and_certainty() -> None:
    def named(old: dict[str, Any], new: dict[str, Any]) -> bool:
        return bool(shifts({"x": old}, {"x": new}))

    assert named(table(30, 0.6, 0.1), table(30, 0.3, 0.1))
    assert not named(table(30, 0.6, 0.1), table(19, 0.3, 0.1))  # too few pages
    assert not named(table(3000, 0.6, 0.1), table(3000, 0.55, 0.1))  # certain, but small
    assert not named(table(20, 0.6, 0.4), table(20, 0.45, 0.4))  # chance
    assert not shifts({"x": table(30, 0.6, 0.1)}, {"y": table(30, 0.1, 0.1)})


def test_chance_is_that_of_student_s_distribution() -> None:
    """From a table: with 19 degrees of freedom, t = 2.861 is exceeded in one case of a hundred, 3.883 in a thousand."""
    old, new = table(20, 0.5, 0.1), table(10**9, 0.0, 1e-9)
    for t, expected in ((2.861, 0.01), (3.883, 0.001)):
        step = t * 0.1 / 19**0.5
        assert chance(old, new | {"kept_share": 0.5 + step}) == pytest.approx(expected, rel=0.02)


def test_what_only_varies_is_seldom_named() -> None:
    draw = random.Random(5)  # noqa: S311 - a seed for the test

    def sample() -> dict[str, Any]:
        hosts = Hosts()
        for _ in range(40):
            share = draw.betavariate(2, 2)
            hosts.add({"hosts": {"x": [1, share, share * share, 0]}})
        return dict(described(hosts.as_dict())["hosts"])

    assert sum(bool(shifts(sample(), sample())) for _ in range(1000)) <= 5


def test_hosts_are_bounded() -> None:
    hosts = Hosts()
    hosts.add({"hosts": {f"h{n}": [1, 0.5, 0.25, 0] for n in range(MOST + 50)}})
    assert len(hosts.hosts) == MOST + 1
    assert hosts.hosts[OTHERS][0] == 50
    shown = described(hosts.as_dict())
    assert len(shown["hosts"]) + shown["hosts_not_named"] == MOST + 1


def test_the_command_lists_and_counts(
    tmp_path: Path, settings: Settings, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = pages(tmp_path / "in", 0, 3)
    for arguments, said in (
        (["sources"], b"bbc.co.uk\n"),
        (["sources", str(source), "--sources", settings.sources, "--jobs", "1"], b"3 HTML pages, 3 fit an era"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        assert said in capfdbinary.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["sources", str(tmp_path / "missing")])
    assert ended.value.code == 2
