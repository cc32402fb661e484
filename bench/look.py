"""Is the report something to show, at every size, and is it readable for everybody?

python bench/look.py big OUT BIG 2000000            # an output of so many records, made of those of OUT
python bench/look.py pictures OUT/report.html FOLDER # its pages as pictures: desktop, phone, dark
python bench/look.py axe OUT/report.html axe.min.js  # axe-core's violations on every page, two widths, two looks

`big` makes rows of some 3 kB and 40,000 hosts; time the report of it with `/usr/bin/time clean report BIG`.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
PART, HOSTS = 10_000, 40_000
WIDE, PHONE = 1280, 390
PAGES = ("#/", "#/records", "#/sources", "#/rules", "#/copies", "#/copies/0", "#/about", "#/changes", "#/changes/0")
LONG = "TABLE.docs.findIndex(d => d.status === 'kept' && d.share > .4 && d.readable > 1500 && d.readable < 9000)"
SEVERAL = "TABLE.docs.filter((d, i) => i % 40 === 0).slice(0, 8).map(d => recordAddress(d.id))"
VIOLATIONS = """axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(
    found.violations.map(one => [one.id, one.impact, one.nodes.length, one.nodes[0].html.slice(0, 160)])))"""


def big(out: Path, made: Path, count: int) -> None:
    """An output of `count` records with other ids and hosts, the rows of `out` again and again."""
    shutil.rmtree(made, ignore_errors=True)
    for folder in ("documents", "manifest"):
        (made / folder).mkdir(parents=True)
    for name in ("run.json", "state.sqlite"):
        shutil.copy(out / name, made / name)
    rows = [row for row in _rows(out, "manifest") if row["status"] != "quarantined"]
    texts = {row["id"]: row | {"text": row["text"][:1500]} for row in _rows(out, "documents")}
    for row in rows:
        row["edits"], row["pieces"] = row["edits"][:40], row["pieces"][:30]
    for part, first in enumerate(range(0, count, PART)):
        name = f"part-{part:05}.jsonl"
        with (made / "manifest" / name).open("w") as ledger, (made / "documents" / name).open("w") as documents:
            for number in range(first, min(first + PART, count)):
                row = rows[number % len(rows)]
                mark = f"~{number // len(rows)}"
                again = {"id": row["id"] + mark, "cluster": row["cluster"] + mark}
                ledger.write(json.dumps(row | again | {"host": f"h{number * 7919 % HOSTS}.example"}) + "\n")
                if row["status"] == "kept":
                    documents.write(json.dumps(texts[row["id"]] | {"id": again["id"]}) + "\n")


def _rows(out: Path, folder: str) -> Iterator[dict[str, Any]]:
    for file in sorted((out / folder).glob("part-*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def pictures(report: Path, folder: Path) -> None:
    """A picture of each page: at a desk, on a phone, in the dark; says what is wider than its screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with _browser() as tab:
        print(f"loaded in {tab.open(report.resolve().as_uri()):.2f} s")
        record = tab.run(f"recordAddress(TABLE.docs[Math.max(0, {LONG})].id)")
        for width, dark in ((WIDE, False), (WIDE, True), (PHONE, False), (PHONE, True)):
            tab.size(width, 900, dark=dark)
            for page in (*PAGES, record):
                _go(tab, page)
                if page == record:
                    tab.press("n")
                    time.sleep(0.5)
                name = "record" if page == record else page.strip("#/").replace("/", "-") or "overview"
                tab.picture(folder / f"{name}-{width}{'-dark' if dark else ''}.png")
                if (wide := tab.run("document.documentElement.scrollWidth")) > width:
                    print(f"{name} at {width}: {wide} wide")
        print("said:", tab.said, "asked for:", [address[:80] for address in tab.requested])


def axe(report: Path, script: Path) -> None:
    """What axe-core has to say of every page and of some records."""
    with _browser() as tab:
        tab.open(report.resolve().as_uri())
        records = tab.run(SEVERAL)
        tab.run(script.read_text(encoding="utf-8") + ";true")
        looked = wrong = 0
        for width, dark in ((WIDE, False), (WIDE, True), (PHONE, False), (PHONE, True)):
            tab.size(width, 900, dark=dark)
            for page in (*PAGES, "#/nowhere", "#/record/none", *records):
                _go(tab, page)
                tab.run("document.querySelectorAll('details').forEach(one => one.open = true)")
                found = json.loads(tab.run(VIOLATIONS))
                looked, wrong = looked + 1, wrong + len(found)
                for violation in found:
                    print(width, "dark" if dark else "light", page[:50], *violation)
        print(f"axe-core {tab.run('axe.version')}: {wrong} violations on {looked} pages")


def _go(tab: Any, page: str) -> None:
    tab.run(f"location.hash = {json.dumps(page)}")
    time.sleep(0.3)


def _browser() -> Any:
    sys.path.insert(0, str(HOUSE / "tests"))
    from browser import browser, find_browser  # noqa: PLC0415 - lies beside the tests

    return browser(find_browser() or "chromium")


def main() -> None:
    what, first, second, *rest = sys.argv[1:]
    if what == "big":
        big(Path(first), Path(second), int(rest[0]))
    else:
        {"pictures": pictures, "axe": axe}[what](Path(first), Path(second))


if __name__ == "__main__":
    main()
